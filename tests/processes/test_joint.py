"""A plan that several municipalities own: each council has its own day, and the step is done when all have decided."""

from datetime import date

import pytest
from django.urls import reverse

from plandugnad.engines.tables.when import When
from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.models import Body, Meeting
from plandugnad.plans.owning import answer_ownership, invite_owner
from plandugnad.processes.access import ProcessAbilities
from plandugnad.processes.actions import set_dates
from plandugnad.processes.dates import Dates, Place, kept_dates
from plandugnad.processes.demands.queries import read_demands
from plandugnad.processes.models import Process
from plandugnad.processes.queries.log import latest_lines
from plandugnad.processes.queries.now import now_of, whole_of
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.queries.rows import Progress, StepRow
from plandugnad.regions.models import Organisation
from tests.cast import Cast
from tests.processes.builders import INGRID, a_plan, a_process, at_screen, fresh, planned

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 2)


@pytest.fixture
def process(cast: Cast) -> Process:
    plan = a_plan(cast.fjordvik, "Kystsoneplan")
    row = invite_owner(cast.actor("Ingrid").by, plan, cast.lyngmo)
    assert row
    answer_ownership(cast.actor("Marit").by, row, is_yes=True)
    return fresh(a_process(plan))


def adoption(process: Process) -> StepRow:
    page = read_process(process, keep(process, TODAY), TODAY)
    return next(row for row in page.rows if row.code == "KPA-9")


def test_each_owner_has_its_own_day_for_the_councils_decision(cast: Cast, process: Process) -> None:
    ingrid, address = at_screen(cast, "Ingrid"), reverse("process_dates", args=[process.id, "KPA-9"])
    form = ingrid.get(address).context["form"]
    assert [label for _place, label in form.places] == ["gjort, Fjordvik", "gjort, Lyngmo"]
    given = {"planned-0": "18.02.2027", "planned-1": "04.03.2027", "seen-0": "//", "seen-1": "//", "lagre": "1"}
    assert ingrid.post(address, given).status_code == 302
    days = {place.organisation: kept.planned_on for place, kept in kept_dates(process.dates.all()).items()}
    assert days == {cast.fjordvik.id: date(2027, 2, 18), cast.lyngmo.id: date(2027, 3, 4)}
    shown = ingrid.get(reverse("process", args=[process.id])).content.decode()
    assert "Gjort, Lyngmo" in shown


def test_the_step_is_done_when_the_last_council_has_decided(cast: Cast, process: Process) -> None:
    set_dates(INGRID, process, {Place("KPA-9", organisation=cast.fjordvik.id): Dates(happened_on=date(2026, 10, 1))})
    assert adoption(process).progress is not Progress.DONE
    set_dates(INGRID, process, {Place("KPA-9", organisation=cast.lyngmo.id): Dates(happened_on=date(2026, 10, 15))})
    assert adoption(process).progress is Progress.DONE


def test_what_comes_before_a_decision_one_council_has_taken_has_been(cast: Cast, process: Process) -> None:
    """On a plan of one municipality the same date says so; the step itself is open until all have decided."""
    set_dates(INGRID, process, {Place("KPA-9", organisation=cast.fjordvik.id): Dates(happened_on=date(2026, 9, 10))})
    page = read_process(process, keep(process, TODAY), TODAY)
    assert page.now
    assert page.now.code == "KPA-9"
    assert {row.progress for row in page.rows if row.code in {"KPA-1", "KPA-6", "KPA-7"}} == {Progress.PASSED}
    whole = whole_of(process.plan)
    assert whole
    now = now_of(whole, TODAY)
    assert now
    assert now.code == "KPA-9"


def meetings(place: Organisation, *days: date) -> None:
    body = Body.objects.create(organisation=place, name="Kommunestyret", kind=BodyKind.COUNCIL)
    for day in days:
        Meeting.objects.create(body=body, when=When.parse(day.isoformat()), first_on=day)


def test_the_first_meeting_of_every_owners_council_is_proposed(cast: Cast, process: Process) -> None:
    meetings(cast.fjordvik, date(2026, 11, 19), date(2027, 2, 18))
    ingrid, address = at_screen(cast, "Ingrid"), reverse("process", args=[process.id])
    page = read_process(process, keep(process, TODAY), TODAY)
    assert page.without_meetings == ("Lyngmo",)
    meetings(cast.lyngmo, date(2026, 12, 10), date(2027, 3, 4))
    planned(process, "KPA-7", date(2026, 11, 9))  # six weeks end on Monday 21 December
    row = adoption(process)
    assert row.councils == [("Fjordvik", date(2027, 2, 18)), ("Lyngmo", date(2027, 3, 4))]
    assert row.course
    assert row.course.earliest == date(2027, 3, 4)
    assert read_process(process, keep(process, TODAY), TODAY).without_meetings == ()
    assert "Første møte:" in ingrid.get(address).content.decode()


def test_what_the_law_demands_of_an_owner_includes_the_plan_another_leads(cast: Cast, process: Process) -> None:
    set_dates(INGRID, process, {Place("KPA-7"): Dates(happened_on=date(2026, 9, 7))})
    led = {one.title: one for one in read_demands(cast.fjordvik, TODAY).by_law}
    owned = {one.title: one for one in read_demands(cast.lyngmo, TODAY).by_law}
    assert owned["Kystsoneplan"].note == "Fellesplan som Fjordvik leder."
    assert owned["Kystsoneplan"].address == reverse("process", args=[process.id])
    assert led["Kystsoneplan"].note == ""
    assert [day.day for day in owned["Kystsoneplan"].days] == [day.day for day in led["Kystsoneplan"].days]
    assert "Kystsoneplan" not in {one.title for one in read_demands(cast.storoy, TODAY).by_law}


def test_what_the_councils_do_not_decide_has_one_day_for_all(process: Process) -> None:
    page = read_process(process, keep(process, TODAY), TODAY)
    notice = next(row for row in page.rows if row.code == "KPA-2")
    assert [place.organisation for place, _label in notice.places] == [None]


def test_the_history_says_whose_council_each_day_is_of_in_the_order_of_the_steps(cast: Cast, process: Process) -> None:
    set_dates(
        INGRID,
        process,
        {
            Place("KPA-10"): Dates(planned_on=date(2027, 3, 10)),
            Place("KPA-9", organisation=cast.lyngmo.id): Dates(planned_on=date(2027, 3, 4)),
            Place("KPA-2"): Dates(planned_on=date(2026, 12, 1)),
            Place("KPA-9", organisation=cast.fjordvik.id): Dates(planned_on=date(2027, 2, 18)),
        },
    )
    [line, _begun] = latest_lines(process, ProcessAbilities(can_see=True, can_write=True))
    assert line.details == (
        "Varsle oppstart: planlagt 1. desember 2026",
        "Kommunestyret i Fjordvik vedtar planen: planlagt 18. februar 2027",
        "Kommunestyret i Lyngmo vedtar planen: planlagt 4. mars 2027",
        "Kunngjør vedtaket og send kopi: planlagt 10. mars 2027",
    )
