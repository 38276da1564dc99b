"""The process is fitted to the case: what applies, own steps, deadlines by hand; and everything can be taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from plandugnad.core.models import AuditEvent
from plandugnad.processes.access import ProcessAbilities
from plandugnad.processes.actions import (
    add_own_step,
    describe_step,
    override_deadline,
    remove_own_step,
    set_choices,
    set_dates,
)
from plandugnad.processes.dates import Dates, Place, kept_dates
from plandugnad.processes.models import Process, Step
from plandugnad.processes.queries.log import last_event, latest_lines
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.undoing import undo
from plandugnad.processes.whatif import what_if, what_if_chosen
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, TORE, a_plan, a_process, at_screen, fresh, happened, planned

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)


@pytest.fixture
def process(cast: Cast) -> Process:
    return a_process(a_plan(cast.fjordvik))


@pytest.fixture
def ingrid(cast: Cast) -> Client:
    return at_screen(cast, "Ingrid")


def take_back_the_last(process: Process) -> None:
    event = last_event(process)
    assert event
    undo(INGRID, fresh(process), event)


def test_an_objection_that_remains_brings_its_steps_and_they_are_shown_first(process: Process, ingrid: Client) -> None:
    address = reverse("process_choices", args=[process.id])
    seen = ingrid.get(address).context["form"]["seen"].value()
    shown = ingrid.post(address, {"later": ["objection_unresolved"], "seen": seen, "se": "1"}).content.decode()
    assert "Kommer til:" in shown
    assert "Send saken med innsigelse til statsforvalteren" in shown
    assert not fresh(process).choices.get("objection_unresolved")
    assert ingrid.post(address, {"later": ["objection_unresolved"], "seen": seen, "lagre": "1"}).status_code == 302
    assert fresh(process).choices["objection_unresolved"] is True
    page = ingrid.get(reverse("process", args=[process.id])).content.decode()
    assert "Det står igjen en innsigelse" in page


def test_choices_somebody_else_changed_meanwhile_are_not_written_over(process: Process, ingrid: Client) -> None:
    address = reverse("process_choices", args=[process.id])
    seen = ingrid.get(address).context["form"]["seen"].value()
    set_choices(INGRID, process, {"heard_again": True})
    given = {"later": ["objection_unresolved"], "seen": seen, "lagre": "1"}
    answer = ingrid.post(address, given)
    assert answer.status_code == 422
    assert "Noen andre har endret valgene" in answer.content.decode()
    assert fresh(process).choices == {"heard_again": True}
    again = given | {"seen": answer.context["form"].data["seen"]}
    assert ingrid.post(address, again).status_code == 302


def test_steps_that_go_out_keep_their_dates_for_the_day_they_come_back(process: Process) -> None:
    set_choices(INGRID, process, {"heard_again": True})
    planned(process, "KPA-8", DAY)
    seen = what_if_chosen(fresh(process), keep(process, TODAY), {"heard_again": False}, TODAY)
    assert [row.code for row in seen.going] == ["KPA-8"]
    set_choices(INGRID, fresh(process), {"heard_again": False})
    assert Place("KPA-8") in kept_dates(process.dates.all())


def test_an_own_step_stands_where_it_was_put_and_a_form_sent_twice_adds_one(process: Process, ingrid: Client) -> None:
    address = reverse("process_own_step", args=[process.id])
    token = ingrid.get(address).context["form"]["token"].value()
    for _twice in range(2):
        ingrid.post(address, {"name": "Dialog med grunneierne", "after": "KPA-4", "token": token})
    assert Step.objects.get().name == "Dialog med grunneierne"
    codes = [row.code for row in read_process(process, keep(process, TODAY), TODAY).rows]
    assert codes[codes.index("KPA-4") + 1] == "egen-1"


def test_an_own_step_without_a_name_is_asked_for_one(process: Process, ingrid: Client) -> None:
    answer = ingrid.post(reverse("process_own_step", args=[process.id]), {"name": " ", "after": "", "token": "x"})
    assert answer.status_code == 422
    assert not Step.objects.exists()


def test_an_own_step_that_is_removed_comes_back_with_its_dates(process: Process, ingrid: Client) -> None:
    first = add_own_step(INGRID, process, "Dialog med grunneierne", "KPA-4")
    second = add_own_step(INGRID, process, "Oppsummering", first.code)
    describe_step(INGRID, process, first.code, {"participants": "Grunneierlaget"})
    planned(process, first.code, DAY)
    ingrid.post(reverse("process_step_remove", args=[process.id, first.code]))
    assert not process.steps.filter(code=first.code).exists()
    assert process.steps.get(code=second.code).after == "KPA-4"
    take_back_the_last(process)
    assert process.steps.get(code=first.code).participants == "Grunneierlaget"
    assert process.steps.get(code=second.code).after == first.code
    assert kept_dates(process.dates.all()) == {Place(first.code): Dates(planned_on=DAY)}


def test_a_step_of_the_law_cannot_be_removed(process: Process, ingrid: Client) -> None:
    describe_step(INGRID, process, "KPA-7", {"notes": "Husk annonsen."})
    assert ingrid.post(reverse("process_step_remove", args=[process.id, "KPA-7"])).status_code == 404
    remove_own_step(INGRID, process, "KPA-7")
    assert process.steps.filter(code="KPA-7").exists()


def test_what_the_law_does_not_demand_can_be_left_out_and_what_it_demands_cannot(
    process: Process, ingrid: Client
) -> None:
    must, should = (reverse("process_step", args=[process.id, code]) for code in ("KPA-7", "KPA-3b"))
    assert "left_out_because" not in ingrid.get(must).context["form"].fields
    assert "Steget kan ikke tas ut" in ingrid.get(must).content.decode()
    ingrid.post(should, {"left_out_because": "gjort i fjor"})
    shown = ingrid.get(reverse("process_choices", args=[process.id])).content.decode()
    assert "gjort i fjor" in shown
    assert "Ta med igjen" in shown


def test_a_deadline_is_set_by_hand_with_a_reason_and_the_law_holds_again_when_asked(cast: Cast, ingrid: Client) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2026, 3, 3))
    address = reverse("process_deadline", args=[process.id, "REG-6", "pbl-12-11-laying-out"])
    assert "26. mai 2026" in ingrid.get(address).content.decode()
    refused = ingrid.post(address, {"day": "30.06.2026", "because": "", "lagre": "1"})
    assert refused.status_code == 422
    assert "Skriv hvorfor fristen er en annen" in refused.content.decode()
    ingrid.post(address, {"day": "30.06.2026", "because": "avtalt i møte", "lagre": "1"})
    assert process.overrides.get().day == date(2026, 6, 30)
    assert "satt for hånd" in ingrid.get(reverse("process", args=[process.id])).content.decode()
    ingrid.post(address, {"lovens": "1"})
    assert not process.overrides.exists()
    take_back_the_last(process)
    assert process.overrides.get().because == "avtalt i møte"


def test_a_deadline_set_by_hand_is_of_one_round(cast: Cast, ingrid: Client) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    begun = {Place("REG-5"): date(2026, 1, 5), Place("REG-5", round=2): date(2026, 6, 1)}
    set_dates(INGRID, process, {place: Dates(happened_on=day) for place, day in begun.items()})
    address = reverse("process_deadline", args=[process.id, "REG-6", "pbl-12-11-laying-out"])
    assert f"{address}?fra=2026-01-05" in ingrid.get(reverse("process", args=[process.id])).content.decode()
    ingrid.post(f"{address}?fra=2026-01-05", {"day": "30.04.2026", "because": "avtalt i møte", "lagre": "1"})
    assert process.overrides.get().counted_from == date(2026, 1, 5)
    assert "24. august 2026" in ingrid.get(address).content.decode()  # 12 weeks from 1 June, as the law has it
    take_back_the_last(process)
    assert not process.overrides.exists()


def test_what_somebody_else_has_set_meanwhile_is_told_before_it_is_overwritten(cast: Cast, ingrid: Client) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2026, 3, 3))
    address = reverse("process_deadline", args=[process.id, "REG-6", "pbl-12-11-laying-out"])
    override_deadline(
        TORE,
        process,
        "REG-6",
        "pbl-12-11-laying-out",
        date(2026, 6, 5),
        "avtalt med eier",
        counted_from=date(2026, 3, 3),
    )
    mine = {"day": "30.06.2026", "because": "avtalt i møte", "lagre": "1"}
    told = ingrid.post(address, mine | {"seen": ""})
    assert told.status_code == 422
    said = told.content.decode()
    assert "Tore Eksempel har satt fristen mens du holdt på, fordi: avtalt med eier" in said
    assert 'value="30.06.2026"' in said
    assert 'name="seen" value="2026-06-05"' in said
    ingrid.post(address, mine | {"seen": "2026-06-05"})
    assert process.overrides.get().day == date(2026, 6, 30)


def test_what_follows_of_a_deadline_by_hand_is_shown_before_it_is_saved(process: Process, ingrid: Client) -> None:
    # Six weeks from Monday 7 September 2026 are Monday 19 October; the council may decide from then on.
    planned(process, "KPA-7", DAY)
    planned(process, "KPA-9", date(2026, 10, 22))
    address = reverse("process_deadline", args=[process.id, "KPA-7", "pbl-11-14-consultation"])
    shown = ingrid.post(address, {"day": "30.10.2026", "because": "", "se": "1"})
    assert not process.overrides.exists()
    assert "Dette følger hvis du lagrer" in shown.content.decode()
    broken = [(one.step, one.kind, one.proposal) for one in shown.context["what_if"].new_conflicts]
    assert broken == [("KPA-9", "too_early", date(2026, 10, 30))]
    moved = {
        (one.row.code, one.deadline is not None): (one.before, one.after) for one in shown.context["what_if"].moved
    }
    assert moved["KPA-7", True] == (date(2026, 10, 19), date(2026, 10, 30))
    ingrid.post(address, {"day": "30.10.2026", "because": "høstferie", "lagre": "1"})
    law = ingrid.post(address, {"lovens": "se"})
    assert process.overrides.get().because == "høstferie"
    moved = {(one.row.code, one.deadline is not None): (one.before, one.after) for one in law.context["what_if"].moved}
    assert moved["KPA-7", True] == (date(2026, 10, 30), date(2026, 10, 19))


def test_what_follows_of_an_agreed_deadline_is_shown_before_it_is_saved(cast: Cast, ingrid: Client) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2026, 3, 3))
    address = reverse("process_dates", args=[process.id, "REG-6"])
    form = ingrid.get(address).context["form"]
    number = [place for place, _label in form.places].index(Place("REG-6", "agreed"))
    shown = ingrid.post(address, {f"planned-{number}": "30.06.2026", "se": "1"}).context["what_if"]
    moved = {one.row.code: (one.before, one.after) for one in shown.moved if one.deadline}
    assert moved["REG-6"] == (date(2026, 5, 26), date(2026, 6, 30))
    assert not process.dates.filter(mark="agreed").exists()


def test_a_deadline_of_an_earlier_round_is_not_said_to_move(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    rounds = {
        Place("REG-5"): Dates(happened_on=date(2026, 1, 5)),
        Place("REG-5", round=2): Dates(happened_on=date(2026, 3, 3)),
    }
    set_dates(INGRID, process, rounds)
    changes = {Place("REG-6", "agreed"): Dates(planned_on=date(2026, 6, 30))}
    seen = what_if(fresh(process), keep(process, TODAY), changes, TODAY)
    assert [(one.before, one.after) for one in seen.moved if one.deadline and one.row.code == "REG-6"] == [
        (date(2026, 5, 26), date(2026, 6, 30))
    ]


def test_a_deadline_there_is_none_of_is_not_found(process: Process, ingrid: Client) -> None:
    assert ingrid.get(reverse("process_deadline", args=[process.id, "KPA-7", "finnes-ikke"])).status_code == 404


def test_the_clock_is_stopped_a_second_time(cast: Cast, ingrid: Client) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2026, 3, 3))
    for mark, day in (("stopped", date(2026, 3, 10)), ("resumed", date(2026, 3, 24))):
        set_dates(INGRID, process, {Place("REG-6", mark): Dates(happened_on=day)})
    address = reverse("process_dates", args=[process.id, "REG-6"])
    assert "?runde=2" in ingrid.get(address).content.decode()
    form = ingrid.get(f"{address}?runde=2").context["form"]
    places = [place for place, _label in form.places]
    number = places.index(Place("REG-6", "stopped", 2))
    given = {f"seen-{n}": form[f"seen-{n}"].value() for n in range(len(places))}
    for n in range(len(places)):
        given |= {f"happened-{n}": form[f"happened-{n}"].value() or ""}
    answer = ingrid.post(f"{address}?runde=2", given | {f"happened-{number}": "07.04.2026", "lagre": "1"})
    assert answer.status_code == 302
    assert kept_dates(process.dates.all())[Place("REG-6", "stopped", 2)].happened_on == date(2026, 4, 7)


def test_everything_that_can_be_undone_is_undone_from_the_page(process: Process, ingrid: Client) -> None:
    set_choices(INGRID, process, {"heard_again": True})
    describe_step(INGRID, process, "KPA-7", {"notes": "Husk annonsen."})
    add_own_step(INGRID, process, "Oppsummering", "")
    planned(process, "KPA-7", DAY)
    for line in latest_lines(process, ProcessAbilities(can_see=True, can_write=True)):
        if line.can_be_undone:
            assert ingrid.post(reverse("process_undo", args=[process.id, line.id])).status_code == 302
    after = fresh(process)
    assert after.choices == {}
    assert not after.steps.exclude(notes="").exists()
    assert not after.steps.exclude(name="").exists()
    assert not after.dates.exists()


def test_what_is_changed_again_is_not_undone(process: Process) -> None:
    override_deadline(INGRID, process, "KPA-7", "pbl-11-14-consultation", DAY, "avtalt")
    first = last_event(process)
    override_deadline(INGRID, process, "KPA-7", "pbl-11-14-consultation", date(2026, 10, 1), "avtalt på nytt")
    assert first
    with pytest.raises(ValidationError, match="endret igjen siden"):
        undo(INGRID, process, first)


def test_the_beginning_cannot_be_undone_by_address(process: Process, ingrid: Client) -> None:
    begun = AuditEvent.objects.get(subject_id=process.id, verb="process_begun")
    assert ingrid.post(reverse("process_undo", args=[process.id, begun.id])).status_code == 404


def test_the_history_says_in_words_what_was_done(process: Process, ingrid: Client) -> None:
    planned(process, "KPA-7", DAY)
    planned(process, "KPA-7", date(2026, 9, 14))
    page = ingrid.get(reverse("process_history", args=[process.id])).content.decode()
    told = "Planen på høring og offentlig ettersyn: planlagt 14. september 2026, før planlagt 7. september 2026"
    assert told in page
    assert "Ingrid Eksempel begynte prosessen" in page


def test_a_plan_with_cost_contributions_is_chosen_and_has_no_twelve_weeks(cast: Cast, ingrid: Client) -> None:
    plan = a_plan(cast.fjordvik, "Solbakken", "zoning_detail")
    begin = ingrid.get(reverse("plan_process", args=[plan.id])).content.decode()
    assert "Planen krever beregning av kostnadsbidrag (pbl. § 12 A-4)" in begin
    process = a_process(plan, "REG", private=True)
    happened(process, "REG-5", date(2026, 3, 3))
    address = reverse("process_choices", args=[process.id])
    seen = ingrid.get(address).context["form"]["seen"].value()
    chosen = {"known": ["private", "cost_contribution"], "seen": seen, "lagre": "1"}
    assert ingrid.post(address, chosen).status_code == 302
    page = read_process(fresh(process), keep(fresh(process), TODAY), TODAY)
    assert next(row for row in page.rows if row.code == "REG-6").deadlines == ()
    assert page.late == ()
