"""A joint plan where plans are listed, counted and waited for: once with each owner, once where they stand together."""

import pytest
from django.urls import reverse
from django.utils import timezone

from plandugnad.core.audit import SYSTEM
from plandugnad.engines.tables.when import When
from plandugnad.meetings.queries.calendar import Choice, lines_of, read_year
from plandugnad.plans import actions, owning
from plandugnad.plans.models import PlanHere, PlanShare
from plandugnad.plans.queries.comparing import counts, joint_rows, once
from plandugnad.plans.queries.narrowing import with_due
from plandugnad.plans.telling import ANSWER, DECISION, DUE
from plandugnad.projections.models import AttentionEntry, CalendarEntry
from plandugnad.regions import joining
from plandugnad.regions.models import Member, MemberKind
from plandugnad.web.queries.home import needs
from tests.cast import Cast
from tests.plans.builders import INGRID, TORE, browser, make_plan
from tests.plans.owners import asked, joint_plan, own_row

pytestmark = pytest.mark.django_db


def waiting(cast: Cast, name: str, kind: str) -> list[str]:
    rows = AttentionEntry.objects.visible_to(cast.actor(name).keys).filter(kind=kind)
    return list(rows.values_list("title", flat=True))


def test_each_owner_counts_it_and_together_it_is_one(cast: Cast) -> None:
    joint_plan(cast, status="adopted", revision_due=When.of_year(2020), own={"status": "adopted"})
    make_plan(cast.lyngmo, "Lyngmos egen", status="adopted")
    plans = with_due(PlanHere.objects.visible_to(cast.actor("Kåre")))
    today = When.parse("2026-11-28").last_day()
    counted, members = counts(plans, today), {cast.fjordvik.id, cast.lyngmo.id}
    assert (counted[cast.fjordvik.id].total, counted[cast.lyngmo.id].total) == (1, 2)
    together = once(counted.values(), joint_rows(plans, today), members)
    assert (together.total, together.overdue, together.with_due) == (2, 1, 1)


def test_the_region_says_how_many_there_are_without_counting_it_twice(cast: Cast) -> None:
    joint_plan(cast, status="adopted", revision_due=When.of_year(2020), own={"status": "adopted"})
    client = browser(cast.person("Kåre"))
    page = client.get(reverse("collaboration_compare", args=[cast.ytre_fjord.pk])).content.decode()
    assert "Planen er over fristen" in page
    table = client.get(reverse("collaboration_plans", args=[cast.ytre_fjord.pk])).content.decode()
    assert table.count("Felles med Lyngmo") == 1
    there = client.get(reverse("collaboration_plans", args=[cast.ytre_fjord.pk]), {"kommune": "9902"}).content.decode()
    assert "Felles med Fjordvik" in there or "Kystsoneplan" in there


def test_its_date_stands_in_each_owners_calendar_and_waits_for_those_who_write_there(cast: Cast) -> None:
    joint_plan(cast, status="adopted", revision_due=When.of_year(2030))
    for name, place in (("Ingrid", cast.fjordvik), ("Marit", cast.lyngmo)):
        assert waiting(cast, name, DUE) == ["Kystsoneplan"]
        dates = CalendarEntry.objects.visible_to(cast.actor(name).keys).filter(kind=DUE, place_id=place.id)
        assert dates.count() == 1


def test_who_reads_several_of_the_owners_meets_its_date_once_with_the_names_of_all(cast: Cast) -> None:
    this_year = timezone.localdate().year
    joint_plan(cast, status="adopted", revision_due=When.of_year(this_year))
    kare = cast.actor("Kåre")
    calendar = read_year(kare.keys, Choice(this_year), None, timezone.localdate())
    assert [(shown.title, shown.place) for shown in calendar.some_time] == [("Kystsoneplan", "Fjordvik, Lyngmo")]
    (line,) = lines_of(kare.keys, timezone.localdate())
    assert line.title.endswith("Kystsoneplan (Fjordvik, Lyngmo)")
    (group,) = needs(kare, "", None).tasks
    assert [(task.title, task.place) for task in group.tasks] == [("Kystsoneplan", "Fjordvik, Lyngmo")]
    assert group.count == 1
    front = browser(cast.person("Kåre")).get(reverse("collaboration", args=[cast.ytre_fjord.pk]))
    assert [(line.title, place) for line, place in front.context["dates"]] == [("Kystsoneplan", "Fjordvik, Lyngmo")]
    for place in (cast.fjordvik, cast.lyngmo):
        chosen = read_year(kare.keys, Choice(this_year, place.id), None, timezone.localdate())
        assert [shown.title for shown in chosen.some_time] == ["Kystsoneplan"]


def test_a_joint_plan_that_is_late_is_late_once(cast: Cast) -> None:
    joint_plan(cast, status="adopted", revision_due=When.of_year(2020))
    assert needs(cast.actor("Kåre"), "", None).overdue_count == 1


def test_the_collaborations_front_page_lists_what_its_members_own_together(cast: Cast) -> None:
    joint_plan(cast, status="adopted")
    make_plan(cast.fjordvik, "Fjordviks egen", status="adopted")
    joint_plan(cast, "Hemmelig utkast", status="in_process")
    asked(make_plan(cast.fjordvik, "Ikke svart ennå", status="adopted"), cast)
    address = reverse("collaboration", args=[cast.ytre_fjord.pk])
    front = browser(cast.person("Kåre")).get(address)
    assert [(plan.name, plan.owners) for plan in front.context["joint"]] == [
        ("Hemmelig utkast", "Fjordvik og Lyngmo"),
        ("Kystsoneplan", "Fjordvik og Lyngmo"),
    ]
    assert "Hemmelig utkast" not in browser(cast.person("Lars")).get(address).content.decode()


def test_a_plan_that_is_shared_in_two_ways_is_told_of_once(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Delt plan", status="in_process")
    for audience in (cast.county, cast.ytre_fjord):
        actions.share_plan(INGRID, plan, audience)
    joining.invite_organisations(SYSTEM, cast.ytre_fjord, [cast.county], MemberKind.HELPER)
    joining.answer_invitation(SYSTEM, Member.rows.get(organisation=cast.county), True)
    guri = cast.actor("Guri")
    assert PlanShare.objects.reaching(guri).count() == 2
    assert [shared.name for shared in needs(guri, "", None).shared] == ["Delt plan"]


def test_a_council_that_lags_behind_is_waited_for_until_it_decides(cast: Cast) -> None:
    plan = joint_plan(cast, status="in_consultation")
    assert waiting(cast, "Marit", DECISION) == []
    actions.change_plan(INGRID, plan, {"status": "adopted"})
    assert waiting(cast, "Marit", DECISION) == ["Kystsoneplan"]
    assert waiting(cast, "Ingrid", DECISION) == []
    owning.change_own(TORE, own_row(plan, cast), {"status": "adopted"})
    assert waiting(cast, "Marit", DECISION) == []


def test_the_question_waits_for_those_who_may_answer_until_they_have(cast: Cast) -> None:
    row = asked(make_plan(cast.fjordvik, "Kystsoneplan"), cast)
    assert waiting(cast, "Marit", ANSWER) == ["Kystsoneplan"]
    assert waiting(cast, "Ingrid", ANSWER) == []
    owning.answer_ownership(TORE, row, True)
    assert waiting(cast, "Marit", ANSWER) == []


def test_it_stands_in_each_owners_hierarchy_and_timeline(cast: Cast) -> None:
    joint_plan(cast, plan_type="theme_plan", status="adopted", adopted="2025", revision_due=When.of_year(2030))
    client = browser(cast.person("Marit"))
    for page in ("portfolio", "portfolio_timeline", "portfolio_table"):
        assert "Kystsoneplan" in client.get(reverse(page, args=["9902"])).content.decode()
