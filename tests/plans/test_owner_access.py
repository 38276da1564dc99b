"""Who may do what with a joint plan that Fjordvik leads and Lyngmo owns too. The tables are the rule."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from plandugnad.core.models import AuditEvent, Installation
from plandugnad.plans import actions, owning
from plandugnad.plans.access import owner_abilities, plan_abilities, portfolio_abilities
from plandugnad.plans.exports.everything import everything
from plandugnad.plans.models import Plan, PlanHere, PlanOwner
from plandugnad.plans.queries.exports import read_belongings
from plandugnad.plans.queries.narrowing import with_internal
from plandugnad.plans.queries.owners import find_owner
from plandugnad.projections.models import FoundEntry
from tests.cast import EVERYBODY, Cast
from tests.plans.builders import INGRID, TORE, browser, make_plan
from tests.plans.owners import asked, joint_plan, own_row

pytestmark = pytest.mark.django_db

S, W, H, N, OWN, P = "sees", "writes", "history", "internal", "writes own", "reads own"
NOBODY: set[str] = set()
ALL = {S, W, H, N}
# name: (a draft, adopted in Fjordvik, adopted in Lyngmo alone)
JOINT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "Ingrid": (ALL, ALL, ALL),
    "Tore": (ALL, ALL, ALL),
    "Åse": (ALL - {W}, ALL - {W}, ALL - {W}),
    "Marit": ({S, H, OWN, P}, {S, H, OWN, P}, {S, H, OWN, P}),
    "Kåre": (ALL - {W} | {P}, ALL - {W} | {P}, ALL - {W} | {P}),
    "Guri": (NOBODY, {S}, {S}),
    "Hanne": (NOBODY, {S}, {S}),
    "Per": (NOBODY, {S}, {S}),
    "Lars": (NOBODY, NOBODY, NOBODY),
    "Nina": (NOBODY, NOBODY, NOBODY),
    "Even": (NOBODY, NOBODY, NOBODY),
    "Anna": (NOBODY, NOBODY, NOBODY),
}


def may(cast: Cast, name: str, plan: Plan) -> set[str]:
    actor, row = cast.actor(name), find_owner(plan.pk, cast.lyngmo.pk)
    assert row is not None
    can, own = plan_abilities(actor, plan), owner_abilities(actor, row)
    words = {S: can.can_see, W: can.can_write, H: can.can_see_history, N: can.can_see_internal}
    words |= {OWN: own.can_write, P: own.can_see_internal}
    return {word for word, may_do in words.items() if may_do}


def three(cast: Cast) -> tuple[Plan, Plan, Plan]:
    return (
        joint_plan(cast, "Utkast", status="in_process"),
        joint_plan(cast, "Vedtatt i Fjordvik", status="adopted"),
        joint_plan(cast, "Vedtatt i Lyngmo", status="in_consultation", own={"status": "adopted"}),
    )


@pytest.mark.parametrize("name", EVERYBODY)
def test_what_each_may_do_with_a_joint_plan(cast: Cast, name: str) -> None:
    assert tuple(may(cast, name, plan) for plan in three(cast)) == JOINT[name]


@pytest.mark.parametrize("name", EVERYBODY)
def test_lists_search_and_the_single_plan_agree_on_who_sees_what(cast: Cast, name: str) -> None:
    plans = [*three(cast), joint_plan(cast, "Delt", status="idea")]
    actions.share_plan(INGRID, plans[-1], cast.county)
    asked(make_plan(cast.fjordvik, "Bare spurt"), cast)
    gone = joint_plan(cast, "Gått ut", own={"status": "adopted"})
    owning.part(TORE, own_row(gone, cast), keeps_plan=False)
    actor = cast.actor(name)
    one_by_one = {plan.name for plan in Plan.objects.all() if plan_abilities(actor, plan).can_see}
    assert set(Plan.objects.visible_to(actor).values_list("name", flat=True)) == one_by_one
    assert set(PlanHere.objects.visible_to(actor).values_list("name", flat=True)) == one_by_one
    shared = name in {"Guri", "Hanne"}
    places = PlanHere.objects.visible_to(actor).filter(name="Delt").values_list("organisation__name", flat=True)
    led, own = JOINT[name][0] & {N}, JOINT[name][0] & {P}
    assert set(places) == ({"Fjordvik"} if led or shared else set()) | ({"Lyngmo"} if own else set())
    found = FoundEntry.objects.visible_to(actor.keys).filter(source="plans.plan")
    assert set(found.values_list("title", flat=True)) == one_by_one


@pytest.mark.parametrize("name", EVERYBODY)
def test_no_list_tells_what_an_owner_intends_to_those_who_do_not_read_it_all_there(cast: Cast, name: str) -> None:
    plan = joint_plan(cast, status="adopted", own={"status": "adopted"})
    actions.share_plan(INGRID, plan, cast.county)
    actor = cast.actor(name)
    rows = with_internal(PlanHere.objects.visible_to(actor), actor).filter(has_internal=True)
    told = set(rows.values_list("organisation__name", flat=True))
    led, own = JOINT[name][1] & {N}, JOINT[name][1] & {P}
    shared = name in {"Guri", "Hanne"}
    assert told == ({"Fjordvik"} if led or shared else set()) | ({"Lyngmo"} if own else set())


def test_a_share_by_the_leader_opens_no_page_of_the_others_plans(cast: Cast) -> None:
    plan = joint_plan(cast, "Delt", status="idea", own={"responsible": "Berit i Lyngmo", "case_reference": "26/77"})
    actions.share_plan(INGRID, plan, cast.storoy)
    even = cast.actor("Even")
    assert portfolio_abilities(even, cast.fjordvik).can_see
    assert not portfolio_abilities(even, cast.lyngmo).can_see
    client = browser(cast.person("Even"))
    assert "Delt" in client.get(reverse("portfolio", args=["9901"])).content.decode()
    assert "Delt" not in client.get(reverse("portfolio", args=["9902"])).content.decode()


class Scene:
    def __init__(self, cast: Cast) -> None:
        self.plan = joint_plan(cast, status="in_process")
        self.row = own_row(self.plan, cast)
        owning.offer_lead(INGRID, self.row, is_offered=True)
        self.waiting = make_plan(cast.fjordvik, "Bare spurt", status="in_process")
        asked(self.waiting, cast)
        self.lyngmo, self.storoy = cast.lyngmo, cast.storoy


def here(scene: Scene) -> list[Any]:
    return [scene.plan.pk]


def own(scene: Scene) -> list[Any]:
    return [scene.plan.pk, scene.lyngmo.pk]


def waiting(scene: Scene) -> list[Any]:
    return [scene.waiting.pk, scene.lyngmo.pk]


@dataclass(frozen=True)
class Try:
    method: str
    who: str  # whoever has this of the draft in the table above
    answer: int
    form: dict[str, Any] = field(default_factory=dict)
    arguments: Callable[[Scene], list[Any]] = here


OWNER_ROUTES: dict[str, list[Try]] = {
    "plan_owners": [Try("get", S, 200), Try("post", W, 302, {"organisation": "storoy"})],
    "plan_owner": [Try("get", OWN, 200, {}, own), Try("post", OWN, 302, {"notes": "Vårt"}, own)],
    "plan_owner_answer": [Try("get", OWN, 200, {}, waiting), Try("post", OWN, 302, {"answer": "yes"}, waiting)],
    "plan_owner_withdraw": [Try("post", W, 302, {}, waiting)],
    "plan_owner_leave": [Try("get", OWN, 200, {}, own), Try("post", OWN, 302, {"keep": "yes"}, own)],
    "plan_owner_lead": [
        Try("post", W, 302, {"do": "withdraw"}, own),
        Try("post", OWN, 302, {"do": "take"}, own),
    ],
    "plan_owners_end": [Try("get", W, 200), Try("post", W, 302)],
}
CASES = [
    pytest.param(route, each, id=f"{each.method}-{route}-{each.form.get('do', '')}")
    for route, tries in OWNER_ROUTES.items()
    for each in tries
]


@pytest.mark.parametrize(("route", "tried"), CASES)
def test_each_route_answers_each_role_as_the_table_says(cast: Cast, route: str, tried: Try) -> None:
    """Those who may come last, since what they do is done."""
    scene = Scene(cast)
    form = {key: str(scene.storoy.pk) if value == "storoy" else value for key, value in tried.form.items()}
    may_do = [name for name in EVERYBODY if tried.who in JOINT[name][0]]
    for name in [*(name for name in EVERYBODY if name not in may_do), may_do[0]]:
        before, rows = AuditEvent.objects.count(), list(PlanOwner.objects.order_by("id").values())
        client = browser(cast.person(name))
        response = getattr(client, tried.method)(reverse(route, args=tried.arguments(scene)), form)
        if name in may_do:
            assert response.status_code == tried.answer
            assert (list(PlanOwner.objects.order_by("id").values()) != rows) is (tried.method == "post")
        else:
            assert (name, response.status_code) == (name, 404)
            assert AuditEvent.objects.count() == before
            assert list(PlanOwner.objects.order_by("id").values()) == rows


def test_the_coowner_reads_the_history_but_not_what_the_leader_noted_for_itself(cast: Cast) -> None:
    plan = joint_plan(cast)
    actions.change_plan(INGRID, plan, {"notes": "Vi venter på rådmannen", "goal": "Levende kyst"})
    page = browser(cast.person("Marit")).get(reverse("plan_history", args=[plan.pk])).content.decode()
    assert "Levende kyst" in page
    assert "rådmannen" not in page
    assert "rådmannen" in browser(cast.person("Ingrid")).get(reverse("plan_history", args=[plan.pk])).content.decode()


def test_the_pages_show_each_owner_its_own_notes_alone(cast: Cast) -> None:
    plan = joint_plan(cast, status="adopted", notes="Fjordviks merknad", own={"notes": "Lyngmos merknad"})
    for name, sees, not_seen in (("Ingrid", "Fjordviks", "Lyngmos"), ("Marit", "Lyngmos", "Fjordviks")):
        page = browser(cast.person(name)).get(reverse("plan", args=[plan.pk])).content.decode()
        assert f"{sees} merknad" in page
        assert f"{not_seen} merknad" not in page
        for number in ("9901", "9902"):
            file = browser(cast.person(name)).get(reverse("portfolio_export", args=[number, "csv"]))
            assert f"{not_seen} merknad" not in file.content.decode("utf-8-sig")


def test_who_is_only_asked_sees_the_question_and_not_the_plan(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Kystsoneplan", status="idea", goal="Hemmelig mål")
    asked(plan, cast)
    client = browser(cast.person("Marit"))
    assert client.get(reverse("plan", args=[plan.pk])).status_code == 404
    page = client.get(reverse("plan_owner_answer", args=[plan.pk, cast.lyngmo.pk])).content.decode()
    assert "Skal Lyngmo eige «Kystsoneplan» saman med andre?" in page
    assert "Hemmelig" not in page


def test_who_answers_a_question_taken_back_is_told_so_and_learns_nothing_else(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Kystsoneplan")
    owning.withdraw_owner(INGRID, asked(plan, cast))
    address = reverse("plan_owner_answer", args=[plan.pk, cast.lyngmo.pk])
    told = browser(cast.person("Marit")).post(address, {"answer": "yes"}, follow=True).content.decode()
    assert "har trekt det tilbake" in told
    assert "Kystsoneplan" not in told
    assert browser(cast.person("Even")).get(address).status_code == 404
    assert not PlanOwner.objects.filter(plan=plan).exists()


def test_what_a_municipality_takes_out_holds_the_joint_plans_as_they_stand_there(cast: Cast) -> None:
    joint_plan(cast, notes="Fjordviks", own={"notes": "Lyngmos", "status": "adopted"})
    told = everything(read_belongings(cast.lyngmo, date(2026, 11, 28)), {})
    assert [(plan["name"], plan["led_by"], plan["notes"], plan["status"]) for plan in told["joint_plans"]] == [
        ("Kystsoneplan", "Fjordvik", "Lyngmos", "adopted")
    ]
    assert told["plans"] == []


@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("Marit", "portfolio_table"),
        ("Marit", "plan"),
        ("Kåre", "collaboration_plans"),
        ("Kåre", "collaboration_compare"),
        ("Guri", "county_plans"),
    ],
)
def test_pages_with_joint_plans_take_ten_queries_at_the_most(
    cast: Cast, name: str, route: str, django_assert_max_num_queries: Any
) -> None:
    Installation.objects.create(is_demo=False)  # as every real one has
    for number in range(6):
        plan = joint_plan(cast, f"Felles {number}", status="adopted", own={"status": "adopted"})
    arguments = {"plan": plan.pk, "portfolio": "9901", "portfolio_table": "9902", "county_plans": "99"}
    client = browser(cast.person(name))
    address = reverse(route, args=[arguments.get(route, cast.ytre_fjord.pk)])
    client.get(address)
    with django_assert_max_num_queries(10) as asked_for:
        page = client.get(address)
    assert page.status_code == 200, asked_for
    assert "Felles" in page.content.decode()
