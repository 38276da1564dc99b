"""The process of a plan that several municipalities own: the one that leads runs it, and all of them follow it."""

from datetime import date

import pytest
from django.urls import reverse

from plandugnad.plans.actions import change_plan, delete_plan
from plandugnad.plans.models import PlanOwner
from plandugnad.plans.owning import answer_ownership, invite_owner, part
from plandugnad.processes.access import process_abilities
from plandugnad.processes.actions import set_dates
from plandugnad.processes.dates import Dates, Place
from plandugnad.processes.models import Process, StepDate
from plandugnad.processes.queries.log import last_event
from plandugnad.projections.models import ActivityEntry, AttentionEntry, CalendarEntry, FoundEntry
from plandugnad.projections.words import title
from plandugnad.regions.actor import Actor
from tests.cast import NAMES, Cast
from tests.processes.builders import INGRID, a_plan, a_process, at_screen, fresh, happened, planned

pytestmark = pytest.mark.django_db

# Of a plan Fjordvik leads and Lyngmo owns too. R: reads, D: sets the days of her own council, W: runs it.
RIGHTS = {
    "Ingrid": "W", "Tore": "W", "Åse": "R", "Marit": "D", "Kåre": "R", "Guri": "-", "Per": "-", "Lars": "-",
    "Nina": "-", "Even": "-", "Anna": "-",
}  # fmt: skip
SEEN, ALL, WRITTEN = "seen", "all", "written"
# What is open to all who read it, to those who read all the leading municipality has, and to those who run it.
PAGES = {
    "process": SEEN, "process_history": SEEN, "process_status": SEEN, "process_handover": ALL, "process_newer": ALL,
    "notice": ALL, "process_choices": WRITTEN, "process_step": WRITTEN, "process_files": WRITTEN,
    "process_own_step": WRITTEN, "process_proposed": WRITTEN,
}  # fmt: skip
OF_STEP = {"process_step": ["KPA-9"], "process_files": ["KPA-9"], "notice": ["KPA-10"]}
DECISION = date(2026, 12, 10)


@pytest.fixture
def process(cast: Cast) -> Process:
    plan = a_plan(cast.fjordvik, "Kystsoneplan")
    row = invite_owner(cast.actor("Ingrid").by, plan, cast.lyngmo)
    assert row
    answer_ownership(cast.actor("Marit").by, row, is_yes=True)
    return fresh(a_process(plan))


def of_lyngmo(cast: Cast, day: date = DECISION) -> dict[Place, Dates]:
    return {Place("KPA-9", organisation=cast.lyngmo.id): Dates(planned_on=day)}


@pytest.mark.parametrize("name", NAMES)
def test_rights_are_as_in_the_table_and_the_overviews_say_the_same(cast: Cast, process: Process, name: str) -> None:
    planned(process, "KPA-7", date(2026, 12, 1))
    set_dates(INGRID, process, of_lyngmo(cast))
    actor, right = cast.actor(name), RIGHTS[name]
    abilities = process_abilities(actor, process.plan)
    assert (abilities.can_see, abilities.can_write) == (right in "RDW", right == "W")
    assert abilities.writes_for == {"D": {cast.lyngmo.id}, "W": {cast.fjordvik.id}}.get(right, set())
    assert abilities.can_see_all is (cast.fjordvik.id in actor.reads)
    assert Process.objects.visible_to(actor).exists() is (right in "RDW")
    for entries in (CalendarEntry.objects, FoundEntry.objects, ActivityEntry.objects):
        told = entries.visible_to(actor.keys).filter(source="processes.process", source_id=process.id)
        assert told.exists() is (right in "RDW"), entries.model
    asked = AttentionEntry.objects.visible_to(actor.keys).filter(source="processes.process")
    assert asked.exists() is (right in "DW")


@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_open_to_those_the_table_says(cast: Cast, process: Process, name: str) -> None:
    client, abilities = at_screen(cast, name), process_abilities(cast.actor(name), process.plan)
    opens = {SEEN: abilities.can_see, ALL: abilities.can_see_all, WRITTEN: abilities.can_write}
    for page, is_for in PAGES.items():
        address = reverse(page, args=[process.id, *OF_STEP.get(page, ())])
        assert (client.get(address).status_code == 200) is opens[is_for], page
    dated = {"KPA-9": abilities.can_write or bool(abilities.writes_for), "KPA-2": abilities.can_write}
    for step, is_open in dated.items():
        assert (client.get(reverse("process_dates", args=[process.id, step])).status_code == 200) is is_open, step


def test_marit_sees_the_process_from_her_plan_and_sets_the_day_of_her_own_council(cast: Cast, process: Process) -> None:
    marit = at_screen(cast, "Marit")
    address = reverse("process", args=[process.id])
    assert address in marit.get(reverse("plan", args=[process.plan_id])).content.decode()
    dates = reverse("process_dates", args=[process.id, "KPA-9"])
    shown = marit.get(address).content.decode()
    assert dates in shown
    assert reverse("process_handover", args=[process.id]) not in shown
    assert [place.organisation for place, _label in marit.get(dates).context["form"].places] == [cast.lyngmo.id]
    answer = marit.post(dates, {"planned-0": "10.12.2026", "seen-0": "//", "lagre": "1"}, follow=True)
    assert [(row.organisation, row.planned_on) for row in StepDate.objects.all()] == [(cast.lyngmo, DECISION)]
    undo = next(one for one in answer.context["messages"]).extra_tags.split("undo:")[1].split()[0]
    assert marit.post(undo).status_code == 302
    assert not StepDate.objects.exists()


def test_she_takes_back_nothing_that_others_have_done(cast: Cast, process: Process) -> None:
    marit = at_screen(cast, "Marit")
    for others in ({Place("KPA-2"): Dates(planned_on=DECISION)}, {**of_lyngmo(cast), Place("KPA-3"): Dates(DECISION)}):
        set_dates(INGRID, process, others)
        event = last_event(process)
        assert event
        assert marit.post(reverse("process_undo", args=[process.id, event.pk])).status_code == 404
        assert "Angre" not in marit.get(reverse("process_history", args=[process.id])).content.decode()


def test_the_calendar_of_each_owner_says_whose_council_decides(cast: Cast, process: Process) -> None:
    set_dates(INGRID, process, of_lyngmo(cast))
    rows = CalendarEntry.objects.filter(source_id=process.id, kind="process_step")
    assert {row.place_id for row in rows} == {cast.fjordvik.id, cast.lyngmo.id}
    assert {title(row) for row in rows} == {"Kystsoneplan: Kommunestyret i Lyngmo vedtar planen"}
    assert {row.owners for row in rows} == {"Fjordvik, Lyngmo"}
    kare: Actor = cast.actor("Kåre")
    assert rows.visible_to(kare.keys).once().count() == 1


def test_a_plan_of_one_municipality_names_no_council(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    planned(process, "KPA-9", DECISION)
    row = CalendarEntry.objects.get(source_id=process.id, kind="process_step")
    assert (title(row), row.owners) == ("Kommuneplanens arealdel: Kommunestyret vedtar planen", "")


def test_who_leaves_the_plan_no_longer_follows_its_process(cast: Cast, process: Process) -> None:
    happened(process, "KPA-1", date(2026, 9, 1))
    marit = cast.actor("Marit")
    assert FoundEntry.objects.visible_to(marit.keys).filter(source_id=process.id).exists()
    part(marit.by, PlanOwner.objects.get(), keeps_plan=True)
    for entries in (FoundEntry.objects, CalendarEntry.objects):
        assert not entries.visible_to(marit.keys).filter(source_id=process.id).exists()
    assert at_screen(cast, "Marit").get(reverse("process", args=[process.id])).status_code == 404


def test_the_overviews_follow_the_plan_when_it_is_renamed_and_deleted(cast: Cast) -> None:
    plan = a_plan(cast.fjordvik, "Kystsoneplan")
    process = a_process(plan)
    change_plan(INGRID, plan, {"name": "Sjøområdeplan"})
    assert FoundEntry.objects.get(source_id=process.id).title == "Sjøområdeplan"
    delete_plan(INGRID, plan)
    assert not FoundEntry.objects.filter(source_id=process.id).exists()
