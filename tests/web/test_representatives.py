"""The page for those elected: what comes to the council, what can be influenced, what was decided, how it goes."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.accounts.models import Language
from plandugnad.core.audit import SYSTEM
from plandugnad.engines.statute.holidays import next_working_day
from plandugnad.meetings.actions.agenda import add_item
from plandugnad.meetings.actions.meetings import cancel_meeting
from plandugnad.plans.actions import change_plan, delete_plan, share_plan
from plandugnad.plans.models import Plan, PlanOwner
from plandugnad.processes.actions import end_process, set_dates
from plandugnad.processes.dates import Dates, Place
from plandugnad.processes.models import Process
from plandugnad.regions.models import Organisation
from plandugnad.web.representatives.course import How, Pace
from plandugnad.web.representatives.queries import ADOPTED_SHOWN, RepresentativesPage, read_representatives
from plandugnad.web.representatives.words import span
from tests.cast import EVERYBODY, Cast
from tests.consultations.builders import one_that_is_out
from tests.meetings.builders import a_body, a_meeting
from tests.plans.builders import make_plan
from tests.processes.builders import INGRID, a_plan, a_process, happened, planned
from tests.strategies.builders import a_need, a_strategy, adopted

pytestmark = pytest.mark.django_db
PAGE = "/kommuner/9901/folkevalgt/"
SECRET = "Hemmelig utkast"


def day(from_today: int) -> date:
    """A working day then, or the first after it."""
    return next_working_day(timezone.localdate() + timedelta(days=from_today))


def read(cast: Cast, name: str, place: Organisation | None = None) -> RepresentativesPage:
    return read_representatives(cast.actor(name), place or cast.fjordvik, timezone.localdate())


def page(cast: Cast, name: str, address: str = PAGE) -> str:
    client = Client()
    client.force_login(cast.person(name))
    return client.get(address).content.decode()


def a_zoning_plan(place: Organisation, name: str = "Detaljregulering for Neset") -> Process:
    return a_process(a_plan(place, name, "zoning_detail"), "REG", private=False)


def test_what_is_planned_stands_under_the_meeting_of_that_day(cast: Cast) -> None:
    council = a_body(cast.fjordvik)
    with_plan, without = a_meeting(council, day(40)), a_meeting(council, day(80))
    add_item(INGRID, with_plan, {"title": "Budsjettet", "text": "", "responsible": "", "planned_minutes": None})
    cancel_meeting(INGRID, a_meeting(council, day(20)))
    a_meeting(council, day(-20))
    a_meeting(a_body(cast.fjordvik, "Formannskapet", "executive_board"), day(10))
    a_meeting(a_body(cast.lyngmo), day(10))
    process = a_zoning_plan(cast.fjordvik)
    planned(process, "REG-9", day(40))
    first, second = read(cast, "Åse").sittings
    assert (first.meeting, second.meeting) == (with_plan, without)
    assert [(one.course.plan, one.step.code) for one in first.treatments] == [("Detaljregulering for Neset", "REG-9")]
    assert first.items == ("Budsjettet",)
    assert second.is_empty
    said = page(cast, "Åse")
    assert "1 plan er på vei til kommunestyret i Fjordvik" in said
    assert "Kommunestyret vedtar planen" in said
    assert "Budsjettet" in said
    assert "Møter uten planer foreløpig:" in said


def test_a_day_that_is_no_meeting_one_that_has_been_and_none_at_all_are_each_told(cast: Cast) -> None:
    a_meeting(a_body(cast.fjordvik), day(80))
    planned(a_zoning_plan(cast.fjordvik, "Uten møte"), "REG-9", day(40))
    planned(a_zoning_plan(cast.fjordvik, "Forbi"), "REG-9", day(-30))
    a_zoning_plan(cast.fjordvik, "Uten dag")
    found = read(cast, "Åse")
    assert [one.course.plan for one in found.passed] == ["Forbi"]
    assert [one.course.plan for one in found.undated] == ["Uten dag"]
    assert [one.course.plan for one in found.sittings[0].treatments] == ["Uten møte"]
    assert found.sittings[0].meeting is None
    said = page(cast, "Åse")
    assert "det står ikke noe kommunestyremøte i møteplanen da" in said
    assert "Skulle vært behandlet, og er ikke ført inn:" in said
    assert "Kommer senere, uten dag ennå" in said


def test_what_the_council_has_done_no_longer_comes_to_it(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik), programme=True)
    happened(process, "KPA-1", day(-200))
    happened(process, "KPA-4", day(-100))
    codes = [one.step.code for one in read(cast, "Åse").undated]
    assert codes == ["KPA-9"]
    happened(process, "KPA-9", day(-1))
    assert read(cast, "Åse").coming_count == 0


def test_that_the_council_constitutes_itself_is_no_plan_to_treat(cast: Cast) -> None:
    a_process(a_plan(cast.fjordvik, "Planstrategi", "planning_strategy"), "KPS-STRAT")
    found = read(cast, "Åse")
    assert [one.step.code for one in found.undated] == ["KPS-STRAT-6"]
    assert found.coming_count == 1
    assert not any(one.step.code == "KPS-STRAT-0" for one in found.chances)


def test_of_a_joint_plan_it_is_our_own_council_that_counts(cast: Cast) -> None:
    plan = a_plan(cast.lyngmo, "Kystsoneplan")
    PlanOwner.objects.create(plan=plan, organisation=cast.fjordvik, accepted_at=timezone.now())
    process = a_process(plan)
    theirs, ours = Place("KPA-9", organisation=cast.lyngmo.id), Place("KPA-9", organisation=cast.fjordvik.id)
    set_dates(INGRID, process, {theirs: Dates(happened_on=day(-10)), ours: Dates(planned_on=day(40))})
    assert [one.day for sitting in read(cast, "Åse").sittings for one in sitting.treatments] == [day(40)]
    assert not any(sitting.treatments for sitting in read(cast, "Marit", cast.lyngmo).sittings)


def test_what_is_out_has_its_last_day_and_the_way_to_answer(cast: Cast) -> None:
    out = one_that_is_out(cast.fjordvik)
    one_that_is_out(cast.lyngmo, "I Lyngmo")
    one_that_is_out(cast.fjordvik, "Over", opens_on=day(-60), closes_on=day(-5))
    found = read(cast, "Åse")
    assert [one.id for one in found.out] == [out.id]
    said = page(cast, "Åse")
    assert f'href="/horing/{out.id}/"' in said
    assert "Alle kan uttale seg der." in said
    assert "I Lyngmo" not in said


def test_the_early_phases_are_told_as_long_as_the_proposal_is_not_out(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik), programme=True)
    happened(process, "KPA-1", day(-30))
    early = read(cast, "Åse").chances
    assert [(one.how, one.until) for one in early] == [(How.EARLY, None)]
    happened(process, "KPA-3", day(-7))
    planned(process, "KPA-3", day(50), "closed")
    (programme,) = read(cast, "Åse").chances
    assert (programme.how, programme.until) == (How.PROGRAMME, day(50))
    assert "Si hva som skal utredes, og hvilke alternativer som skal ses på." in page(cast, "Åse")
    happened(process, "KPA-3", day(-300))
    happened(process, "KPA-3", day(-250), "closed")
    planned(process, "KPA-7", day(90))
    (early_again,) = read(cast, "Åse").chances
    assert (early_again.how, early_again.next_on) == (How.EARLY, day(90))
    happened(process, "KPA-7", day(-60))
    happened(process, "KPA-7", day(-10), "closed")
    assert read(cast, "Åse").chances == ()


def test_what_was_adopted_stands_newest_first_with_by_whom_and_its_case(cast: Cast) -> None:
    adopted = {"status": "adopted", "plan_type": "theme_plan"}
    make_plan(cast.fjordvik, "Gammel", adopted="2019", **adopted)
    make_plan(cast.fjordvik, "Ny", adopted="2025-06-12", adopted_by="Kommunestyret", case_reference="45/25", **adopted)
    make_plan(cast.fjordvik, "Uten dato", **adopted)
    make_plan(cast.fjordvik, "Opphevet", adopted="2024", status="repealed")
    make_plan(cast.fjordvik, SECRET, status="in_process")
    delete_plan(SYSTEM, make_plan(cast.fjordvik, "Slettet", adopted="2026", **adopted))
    assert [one.name for one in read(cast, "Åse").adopted] == ["Ny", "Gammel"]
    said = page(cast, "Åse")
    assert "Kommunestyret · Sak 45/25" in said
    for number in range(ADOPTED_SHOWN):
        make_plan(cast.fjordvik, f"Plan {number}", adopted="2020", **adopted)
    said = page(cast, "Åse")
    assert "Her er de 10 nyeste av 12 med dato." in said
    assert "/kommuner/9901/tabell/?status=adopted&amp;sorter=-vedtatt" in said


def test_how_it_goes_is_said_against_the_days_that_were_planned(cast: Cast) -> None:
    late, on_time = a_zoning_plan(cast.fjordvik, "Sen"), a_zoning_plan(cast.fjordvik, "I rute")
    planned(late, "REG-3", day(-21))
    planned(on_time, "REG-3", day(21))
    a_zoning_plan(cast.fjordvik, "Uten dager")
    paces = [(one.course.plan, one.pace) for one in read(cast, "Åse").under_way]  # the worst first
    assert paces == [("Sen", Pace.LATE), ("I rute", Pace.ON_TIME), ("Uten dager", Pace.UNPLANNED)]
    said = page(cast, "Åse")
    assert "1 av 3 planprosesser er forsinket." in said
    assert "«Varsle oppstart» var planlagt" in said


@pytest.mark.parametrize(
    ("planned_on", "says"),
    [(day(-100), "som planlagt"), (day(-142), "6 uker senere enn planlagt"), (day(-90), "dager tidligere"), (None, "")],
)
def test_what_came_to_its_end_says_how_it_went(cast: Cast, planned_on: date | None, says: str) -> None:
    process = a_zoning_plan(cast.fjordvik)
    set_dates(INGRID, process, {Place("REG-9"): Dates(planned_on=planned_on, happened_on=day(-100))})
    end_process(INGRID, process, day(-80))
    end_process(INGRID, a_zoning_plan(cast.fjordvik, "Lagt bort"), day(-50))
    paces = {one.course.plan: one.pace for one in read(cast, "Åse").finished}
    assert paces == {"Detaljregulering for Neset": Pace.ADOPTED, "Lagt bort": Pace.ENDED}
    said = page(cast, "Åse")
    assert "Vedtatt " in said
    assert says in said
    assert "uten at det er ført inn noe vedtak" in said


def test_a_day_that_cannot_hold_is_not_said_to_be_on_time(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik), programme=True)
    happened(process, "KPA-7", day(-7))
    planned(process, "KPA-9", day(7))
    assert [one.pace for one in read(cast, "Åse").under_way] == [Pace.CANNOT_HOLD]
    said = page(cast, "Åse")
    assert "Må planlegges på nytt" in said
    assert "Dagen kan ikke holde." in said


@pytest.mark.parametrize(("days", "says"), [(1, "1 dag"), (13, "13 dager"), (21, "3 uker"), (100, "3 måneder")])
def test_how_long_it_is_is_said_as_people_say_it(days: int, says: str) -> None:
    assert span(days) == says


SEES_ALL = {"Ingrid", "Tore", "Åse", "Kåre"}
SEES_ADOPTED = {"Marit", "Guri", "Hanne", "Per"}


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_page_is_for_those_who_may_read_and_drafts_for_those_who_read_all(cast: Cast, name: str) -> None:
    make_plan(cast.fjordvik, "Vedtatt plan", status="adopted", adopted="2025")
    planned(a_zoning_plan(cast.fjordvik, SECRET), "REG-9", day(40))
    meeting = a_meeting(a_body(cast.fjordvik), day(40))
    add_item(INGRID, meeting, {"title": SECRET, "text": "", "responsible": "", "planned_minutes": None})
    client = Client()
    client.force_login(cast.person(name))
    answer = client.get(PAGE)
    assert answer.status_code == (200 if name in SEES_ALL | SEES_ADOPTED else 404)
    said = answer.content.decode()
    assert (SECRET in said) == (name in SEES_ALL)
    assert ("Vedtatt plan" in said) == (name in SEES_ALL | SEES_ADOPTED)
    if name in SEES_ADOPTED:
        assert client.get(reverse("meeting", args=[meeting.pk])).status_code == 200  # where the way from here leads
        assert "Kommunestyret i Fjordvik og plan" in said  # planene, or to Marit planane
        assert "er på vei" not in said


def test_who_has_been_shown_one_plan_sees_that_and_nothing_else(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Vedtatt plan", status="adopted", adopted="2025")
    share_plan(SYSTEM, make_plan(cast.fjordvik, "Delt plan", status="adopted", adopted="2024"), cast.fjordvik)
    a_meeting(a_body(cast.fjordvik), day(40))
    found = read(cast, "Nina")
    assert [one.name for one in found.adopted] == ["Delt plan"]
    assert found.sittings == ()


def test_where_nothing_is_each_part_says_so(cast: Cast) -> None:
    said = page(cast, "Åse")
    assert "Ingen plansaker er på vei til kommunestyret i Fjordvik" in said
    assert "Det er ikke lagt inn noen møter i kommunestyret framover." in said
    assert "Ingenting er på høring nå, og ingen planer er i en tidlig fase." in said
    assert "Ingen planer er ført inn som vedtatt med dato ennå." in said
    assert "Ingen planprosesser er i gang." in said


def test_plans_past_their_date_are_counted_with_a_way_to_them(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Gammel", status="adopted", adopted="2010", revision_due="2014")
    said = page(cast, "Åse")
    assert "1 vedtatt plan er over datoen den skulle vært revidert." in said
    assert "/kommuner/9901/tabell/?frist=over" in said


def test_the_questions_to_the_database_do_not_grow(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    council = a_body(cast.fjordvik)

    def one_more(number: int) -> None:
        process = a_zoning_plan(cast.fjordvik, f"Plan {number}")
        planned(process, "REG-9", day(40 + number))
        ended = a_zoning_plan(cast.fjordvik, f"Ferdig {number}")
        end_process(INGRID, ended, day(-10))
        a_meeting(council, day(40 + number))
        one_that_is_out(cast.fjordvik, f"Ute {number}")
        joint = a_plan(cast.fjordvik, f"Felles {number}")
        PlanOwner.objects.create(plan=joint, organisation=cast.lyngmo, accepted_at=timezone.now())
        a_process(joint)
        change_plan(SYSTEM, Plan.objects.get(name=f"Ferdig {number}"), {"status": "adopted", "adopted": "2025"})

    one_more(0)
    actor = cast.actor("Åse")
    with CaptureQueriesContext(connection) as before:
        read_representatives(actor, cast.fjordvik, timezone.localdate())
    for number in (3, 6, 9):
        one_more(number)
    with django_assert_num_queries(len(before)):
        read_representatives(actor, cast.fjordvik, timezone.localdate())


def test_ase_finds_it_from_her_front_page_and_from_the_pages_of_the_municipality(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Vedtatt plan", status="adopted", adopted="2025")
    assert f'href="{PAGE}">' in page(cast, "Åse", "/")
    assert f'href="{PAGE}"' in page(cast, "Åse", "/kommuner/9901/")
    assert f'href="{PAGE}"' not in page(cast, "Ingrid", "/")
    assert f'href="{PAGE}"' not in page(cast, "Guri", "/kommuner/9901/")


def test_the_way_to_the_training_is_there(cast: Cast) -> None:
    assert 'href="/opplaering/plansystemet/"' in page(cast, "Åse")


def test_the_steps_are_in_the_written_standard_of_the_one_who_reads(cast: Cast) -> None:
    marit = cast.person("Marit")
    marit.language = Language.NYNORSK
    marit.save()
    planned(a_zoning_plan(cast.lyngmo), "REG-9", day(40))
    assert "Kommunestyret vedtek planen" in page(cast, "Marit", "/kommuner/9902/folkevalgt/")


def test_how_the_strategy_goes_is_said_in_a_sentence_to_those_who_read_everything(cast: Cast) -> None:
    strategy = adopted(a_strategy(cast.fjordvik))
    a_need(strategy, "Kulturplan", decision="new", ends=20241)
    said = page(cast, "Åse")
    assert "Planstrategien 2023–2027:" in said
    assert f"/planstrategi/{strategy.id}/oppfolging/" in said
    assert "Planstrategien 2023–2027:" not in page(cast, "Guri")
