"""Who may do what with a plan. The tables are the rule: role x plan x action, and role x route."""

import pytest
from django.urls import reverse

from plandugnad.plans import actions
from plandugnad.plans.access import plan_abilities, portfolio_abilities
from plandugnad.plans.models import Plan, PlanHere
from plandugnad.plans.queries.narrowing import with_internal
from plandugnad.regions.actor import STRANGER
from tests.cast import EVERYBODY, Cast
from tests.plans.builders import INGRID, browser, make_plan

# Of a plan in Fjordvik: what each sees of it as draft, adopted, shared with Ytre Fjord, shared with Fjordvik's guests.
S, W, H, N = "sees", "writes", "history", "internal"  # `writes` holds sharing too
NOBODY: set[str] = set()
PLANS: dict[str, tuple[set[str], set[str], set[str]]] = {
    # name: (draft, adopted, draft shared with Ytre Fjord)
    "Ingrid": ({S, W, H, N}, {S, W, H, N}, {S, W, H, N}),
    "Tore": ({S, W, H, N}, {S, W, H, N}, {S, W, H, N}),
    "Åse": ({S, H, N}, {S, H, N}, {S, H, N}),
    "Marit": (NOBODY, {S}, {S, N}),
    "Kåre": ({S, H, N}, {S, H, N}, {S, H, N}),
    "Guri": (NOBODY, {S}, NOBODY),
    "Hanne": (NOBODY, {S}, NOBODY),
    "Per": (NOBODY, {S}, NOBODY),
    "Lars": (NOBODY, NOBODY, {S, N}),
    "Nina": (NOBODY, NOBODY, NOBODY),
    "Even": (NOBODY, NOBODY, NOBODY),
    "Anna": (NOBODY, NOBODY, NOBODY),
}


def may(cast: Cast, name: str, plan: Plan) -> set[str]:
    abilities = plan_abilities(cast.actor(name), plan)
    assert abilities.can_write == abilities.can_share
    can = {S: abilities.can_see, W: abilities.can_write, H: abilities.can_see_history, N: abilities.can_see_internal}
    return {word for word, may_do in can.items() if may_do}


@pytest.mark.parametrize("name", EVERYBODY)
def test_what_each_may_do_with_a_plan(cast: Cast, name: str) -> None:
    draft, adopted, shared = (make_plan(cast.fjordvik, status=status) for status in ("in_process", "adopted", "idea"))
    actions.share_plan(INGRID, shared, cast.ytre_fjord)
    assert tuple(may(cast, name, plan) for plan in (draft, adopted, shared)) == PLANS[name]


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_list_and_the_single_plan_agree_on_who_sees_what(cast: Cast, name: str) -> None:
    for status in ("", "idea", "in_consultation", "adopted", "under_revision", "repealed", "replaced"):
        for place in (cast.fjordvik, cast.lyngmo, cast.storoy):
            make_plan(place, f"{status} i {place}", status=status)
    actions.share_plan(INGRID, Plan.objects.get(name="idea i Fjordvik"), cast.ytre_fjord)
    actions.share_plan(INGRID, Plan.objects.get(name="repealed i Lyngmo"), cast.fjordvik)
    actions.delete_plan(INGRID, Plan.objects.get(name="adopted i Lyngmo"))
    actor = cast.actor(name)
    one_by_one = {plan.name for plan in Plan.objects.all() if plan_abilities(actor, plan).can_see}
    assert set(Plan.objects.visible_to(actor).values_list("name", flat=True)) == one_by_one
    wholly = {plan.name for plan in Plan.objects.all() if plan_abilities(actor, plan).can_see_internal}
    marked = with_internal(PlanHere.objects.visible_to(actor), actor)
    assert {plan.name for plan in marked if getattr(plan, "has_internal")} == wholly  # noqa: B009


@pytest.mark.parametrize("name", sorted(name for name in PLANS if S in PLANS[name][1]))
def test_the_page_of_an_adopted_plan_shows_what_is_internal_to_those_the_table_says(cast: Cast, name: str) -> None:
    plan = make_plan(
        cast.fjordvik, status="adopted", notes="Internt", decision="repeal", priority="Først", work_years="2029–31"
    )
    client = browser(cast.person(name), with_htmx=False)
    page = client.get(reverse("plan", args=[plan.pk])).content.decode()
    is_shown = N in PLANS[name][1]
    for word in ("notes", "decision", "priority", "work_years"):
        assert (f'id="felt-{word}"' in page) is is_shown
        part = browser(cast.person(name), with_htmx=True).get(reverse("plan", args=[plan.pk]), {"felt": word})
        assert part.status_code == (200 if is_shown else 404)


def test_nobody_signed_in_sees_nothing(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="adopted")
    assert not plan_abilities(STRANGER, plan).can_see
    assert not portfolio_abilities(STRANGER, cast.fjordvik).can_see
    assert not Plan.objects.visible_to(STRANGER).exists()


@pytest.mark.parametrize(("name", "sees"), [("Nina", True), ("Lars", False), ("Even", False)])
def test_what_is_shared_with_the_municipality_itself_reaches_its_guests(cast: Cast, name: str, sees: bool) -> None:
    plan = make_plan(cast.lyngmo, status="idea")
    actions.share_plan(INGRID, plan, cast.fjordvik)
    assert plan_abilities(cast.actor(name), plan).can_see is sees
