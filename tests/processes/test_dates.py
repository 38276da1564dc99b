"""Dates are set, looked at before they are saved, and taken back; nobody's work is written over."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from plandugnad.core.models import AuditEvent
from plandugnad.processes.actions import (
    DatesChangedMeanwhile,
    begin_process,
    end_process,
    override_deadline,
    set_dates,
)
from plandugnad.processes.dates import NO_DATES, Dates, Place, kept_dates
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.queries.rows import Progress
from plandugnad.processes.undoing import undo
from plandugnad.processes.whatif import what_if
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, TORE, a_plan, a_process, at_screen, happened, planned

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)


def test_a_private_zoning_plan_shows_the_twelve_weeks_and_why(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2026, 3, 3))
    page = read_process(process, keep(process, TODAY), TODAY)
    row = next(one for one in page.rows if one.code == "REG-6")
    assert row.deadlines[0].working_day_end == date(2026, 5, 26)
    assert "12 uker etter tirsdag 3. mars 2026 er tirsdag 26. mai 2026" in row.deadlines[0].why()
    assert row.progress is Progress.LATE
    assert [one.step for one in page.late] == ["REG-6"]


def test_what_is_looked_at_is_not_saved(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    planned(process, "KPA-7", DAY)
    seen = what_if(process, keep(process, TODAY), {Place("KPA-7"): Dates(planned_on=date(2026, 9, 14))}, TODAY)
    moved = {(one.row.code, one.deadline is not None): one.days for one in seen.moved}
    assert moved[("KPA-7", False)] == 7
    assert moved[("KPA-7", True)] == 7
    assert moved[("KPA-9", False)] == 7
    assert kept_dates(process.dates.all())[Place("KPA-7")] == Dates(planned_on=DAY)


def test_a_council_that_meets_before_the_consultation_is_over_is_flagged_and_not_moved(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    planned(process, "KPA-7", DAY)
    planned(process, "KPA-9", date(2026, 10, 8), is_settled=True)
    page = read_process(process, keep(process, TODAY), TODAY)
    conflict = next(one for one in page.conflicts if one.step == "KPA-9")
    assert (conflict.kind, conflict.proposal, conflict.confirmed) == ("too_early", date(2026, 10, 19), True)
    assert kept_dates(process.dates.all())[Place("KPA-9")].planned_on == date(2026, 10, 8)


def test_dates_are_taken_back_as_they_were(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    planned(process, "KPA-7", DAY)
    planned(process, "KPA-7", date(2026, 9, 14))
    event = AuditEvent.objects.filter(subject_id=process.id, verb="process_dates_set").first()
    assert event
    undo(INGRID, process, event)
    assert kept_dates(process.dates.all()) == {Place("KPA-7"): Dates(planned_on=DAY)}


def test_dates_somebody_has_set_since_are_not_taken_back(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    planned(process, "KPA-7", DAY)
    event = AuditEvent.objects.filter(subject_id=process.id, verb="process_dates_set").first()
    planned(process, "KPA-7", date(2026, 9, 14))
    assert event
    with pytest.raises(ValidationError, match="endret igjen siden"):
        undo(INGRID, process, event)


def test_two_who_set_the_same_date_do_not_write_over_each_other(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    place = Place("KPA-7")
    set_dates(TORE, process, {place: Dates(planned_on=DAY)}, seen={place: NO_DATES})
    with pytest.raises(DatesChangedMeanwhile) as caught:
        set_dates(INGRID, process, {place: Dates(planned_on=date(2026, 9, 14))}, seen={place: NO_DATES})
    assert caught.value.stands == {place: Dates(planned_on=DAY)}
    assert caught.value.by_name == "Tore Eksempel"


def test_two_who_set_different_dates_do_not_disturb_each_other(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    set_dates(TORE, process, {Place("KPA-7"): Dates(planned_on=DAY)}, seen={Place("KPA-7"): NO_DATES})
    set_dates(INGRID, process, {Place("KPA-4"): Dates(planned_on=DAY)}, seen={Place("KPA-4"): NO_DATES})
    assert len(process.dates.all()) == 2


def test_an_end_before_its_beginning_is_refused_in_words_and_nothing_is_saved(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    planned(process, "KPA-7", DAY)
    with pytest.raises(ValidationError, match="før den begynner"):
        planned(process, "KPA-7", date(2026, 9, 1), "closed")
    assert set(kept_dates(process.dates.all())) == {Place("KPA-7")}


def test_a_second_round_that_ends_before_it_begins_is_refused_and_does_not_end_the_first(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-7", date(2026, 5, 4))
    second = {
        Place("REG-7", "done", 2): Dates(planned_on=date(2026, 12, 10)),
        Place("REG-7", "closed", 2): Dates(planned_on=date(2026, 12, 1)),
    }
    with pytest.raises(
        ValidationError, match=r"slutter tirsdag 1\. desember 2026, før den begynner torsdag 10\. desember"
    ):
        set_dates(INGRID, process, second)
    assert set(kept_dates(process.dates.all())) == {Place("REG-7")}


def test_a_form_sent_twice_begins_one_process(cast: Cast) -> None:
    plan = a_plan(cast.fjordvik)
    process = a_process(plan)
    assert begin_process(INGRID, plan, "KPA", {}, {}, id=process.id) == process
    with pytest.raises(ValidationError, match="ikke er avsluttet"):
        begin_process(INGRID, plan, "KPA", {}, {})
    end_process(INGRID, process, DAY)
    assert begin_process(INGRID, plan, "KPA", {}, {}) != process


def test_a_deadline_set_by_hand_needs_a_reason_and_shows_it(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2026, 3, 3))
    with pytest.raises(ValidationError):
        override_deadline(INGRID, process, "REG-6", "pbl-12-11-laying-out", DAY, " ")
    override_deadline(INGRID, process, "REG-6", "pbl-12-11-laying-out", DAY, "avtalt i møte")
    page = read_process(process, keep(process, TODAY), TODAY)
    deadline = next(one for one in page.rows if one.code == "REG-6").deadlines[0]
    assert deadline.working_day_end == DAY
    assert deadline.statutory_end == date(2026, 5, 26)
    assert "avtalt i møte" in deadline.why()
    override_deadline(INGRID, process, "REG-6", "pbl-12-11-laying-out", None, "")
    page = read_process(process, keep(process, TODAY), TODAY)
    assert next(one for one in page.rows if one.code == "REG-6").deadlines[0].working_day_end == date(2026, 5, 26)


def test_a_second_round_with_an_end_and_no_beginning_is_refused(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    happened(process, "KPA-7", DAY)
    with pytest.raises(ValidationError, match="Runde 2 har en slutt, men ingen begynnelse"):
        set_dates(INGRID, process, {Place("KPA-7", "closed", 2): Dates(planned_on=date(2026, 12, 1))})
    both = {Place("KPA-7", round=2): date(2026, 11, 2), Place("KPA-7", "closed", 2): date(2026, 12, 14)}
    set_dates(INGRID, process, {place: Dates(planned_on=day) for place, day in both.items()})
    assert process.dates.filter(round=2).count() == 2


def test_the_preview_leaves_out_what_nobody_has_and_calls_the_end_of_a_consultation_by_its_name(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    ingrid, address = at_screen(cast, "Ingrid"), reverse("process_dates", args=[process.id, "REG-7"])
    shown = ingrid.post(address, {"planned-0": "07.09.2027", "seen-0": "//", "seen-1": "//", "se": "1"})
    moved = {one.row.code for one in shown.context["what_if"].moved}
    assert {"REG-7", "REG-9"} <= moved
    assert not moved & {"REG-11", "PBL-5-7", "PBL-15", "PBL-16-2"}
    assert "høringen kan tidligst slutte" in shown.content.decode()


def test_the_page_does_not_ask_when_it_can_be_of_a_day_that_is_written(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    ingrid, address = at_screen(cast, "Ingrid"), reverse("process_dates", args=[process.id, "KPA-1"])
    assert "Når kan det være?" in ingrid.get(address).content.decode()
    shown = ingrid.post(address, {"happened-0": "05.02.2026", "seen-0": "//", "se": "1"}).content.decode()
    assert "Når kan det være?" not in shown
