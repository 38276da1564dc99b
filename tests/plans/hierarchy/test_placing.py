"""Where plans are placed, without a database."""

from dataclasses import replace
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from plandugnad.plans.hierarchy.placing import LARGE, Anchor, Group, Hierarchy, Node, PlanCard, place, walk
from plandugnad.plans.kinds import ENDED, PlanStatus, PlanType

T = PlanType


def card(name: str, plan_type: str = "", status: str = "adopted", parent: PlanCard | None = None) -> PlanCard:
    return PlanCard(uuid4(), name, plan_type, status, parent.id if parent else None)


def group(hierarchy: Hierarchy, plan_type: str) -> Group:
    return next(group for group in walk(hierarchy.groups) if group.plan_type == plan_type)


def names(nodes: tuple[Node, ...]) -> list[str]:
    return [node.plan.name for node in nodes]


def all_nodes(nodes: tuple[Node, ...]) -> list[Node]:
    return [found for node in nodes for found in (node, *all_nodes(node.children))]


def test_the_order_of_the_municipal_plan_is_kept_from_strategy_to_annual_report() -> None:
    spine = place([]).spine
    path = []
    while spine:
        path.append(spine.plan_type)
        spine = next((below for below in spine.groups if below.plan_type in (*path, *ORDER)), None)  # type: ignore[assignment]
    assert path == list(ORDER)


ORDER = (T.PLANNING_STRATEGY, T.COMMUNITY_PART, T.ACTION_PART, T.ECONOMY_PLAN, T.SERVICE_PLAN, T.ANNUAL_REPORT)


def test_a_plan_without_a_stated_parent_is_placed_by_its_type_and_marked_so() -> None:
    plan = card("Temaplan for oppvekst", T.THEME_PLAN)
    (node,) = group(place([plan]), T.THEME_PLAN).nodes
    assert node.anchor is Anchor.BY_TYPE
    assert node.is_placed_by_type


def test_a_plan_with_a_stated_parent_of_the_usual_type_stands_in_its_own_group_unmarked() -> None:
    community = card("Samfunnsdel", T.COMMUNITY_PART)
    plan = card("Temaplan for oppvekst", T.THEME_PLAN, parent=community)
    (node,) = group(place([community, plan]), T.THEME_PLAN).nodes
    assert node.anchor is Anchor.STATED


def test_a_plan_anchored_somewhere_unusual_stands_under_that_very_plan() -> None:
    climate = card("Kommunedelplan for klima", T.PARTIAL_PLAN_THEME)
    flood = card("Handlingsplan mot flom", T.THEME_PLAN, parent=climate)
    hierarchy = place([climate, flood])
    (node,) = group(hierarchy, T.PARTIAL_PLAN_THEME).nodes
    assert names(node.children) == ["Handlingsplan mot flom"]
    assert group(hierarchy, T.THEME_PLAN).nodes == ()


def test_a_plan_without_type_stands_under_its_parent_else_in_a_group_of_its_own() -> None:
    community = card("Samfunnsdel", T.COMMUNITY_PART)
    hierarchy = place([community, card("Hyttenotat"), card("Retningslinjer", parent=community)])
    assert names(hierarchy.without_type.nodes) == ["Hyttenotat"]
    assert names(group(hierarchy, T.COMMUNITY_PART).nodes[0].children) == ["Retningslinjer"]


def test_what_is_repealed_or_replaced_is_counted_and_not_drawn_and_what_hung_there_says_so() -> None:
    old = card("Temaplan 2009", T.THEME_PLAN, PlanStatus.REPLACED)
    hierarchy = place([old, card("Anleggsplan", T.THEME_PLAN, parent=old)])
    assert hierarchy.ended == 1
    (node,) = group(hierarchy, T.THEME_PLAN).nodes
    assert node.anchor is Anchor.PARENT_ENDED


def test_twelve_plans_are_drawn_and_thirteen_are_a_count() -> None:
    twelve = [card(f"Temaplan {number}", T.THEME_PLAN) for number in range(LARGE)]
    assert not group(place(twelve), T.THEME_PLAN).is_counted
    assert group(place([*twelve, card("Temaplan 13", T.THEME_PLAN)]), T.THEME_PLAN).is_counted


def test_zoning_plans_are_a_count_but_a_single_one_is_shown_itself() -> None:
    one, other = (card(f"Detaljregulering for {place}", T.ZONING_DETAIL) for place in ("Nes", "Vik"))
    assert not group(place([one]), T.ZONING_DETAIL).is_counted
    assert group(place([one, other]), T.ZONING_DETAIL).is_counted


def test_what_stood_under_a_plan_of_a_counted_group_moves_to_its_own_group_and_is_not_lost() -> None:
    partial = [card(f"Kommunedelplan {number}", T.PARTIAL_PLAN_THEME) for number in range(LARGE + 1)]
    under = card("Handlingsplan mot flom", T.THEME_PLAN, parent=partial[0])
    assert names(group(place([*partial, under]), T.THEME_PLAN).nodes) == ["Handlingsplan mot flom"]


def test_only_what_the_law_requires_is_said_to_be_missing() -> None:
    assert set(place([]).missing) == {
        T.PLANNING_STRATEGY,
        T.COMMUNITY_PART,
        T.LAND_USE_PART,
        T.ACTION_PART,
        T.ECONOMY_PLAN,
    }


def test_the_economy_plan_may_be_the_action_part_so_with_it_none_is_missing() -> None:
    assert T.ACTION_PART not in place([card("Økonomiplan med handlingsdel 2026–2029", T.ECONOMY_PLAN)]).missing
    assert T.ECONOMY_PLAN in place([card("Handlingsdel 2026–2029", T.ACTION_PART)]).missing


def test_nothing_is_said_to_be_missing_to_those_who_do_not_see_everything() -> None:
    assert place([], is_complete=False).missing == ()


def test_a_type_the_municipality_does_not_use_is_still_shown_and_marked() -> None:
    shown = group(place([card("Temaplan for bolig", T.THEME_PLAN)], [T.THEME_PLAN]), T.THEME_PLAN)
    assert shown.nodes
    assert not shown.is_used


def test_two_plans_that_each_claim_to_hang_under_the_other_are_both_drawn() -> None:
    one, other = card("Temaplan 1", T.THEME_PLAN), card("Temaplan 2", T.THEME_PLAN)
    one, other = replace(one, parent_id=other.id), replace(other, parent_id=one.id)
    assert sorted(everywhere(place([one, other]))) == sorted([one.id, other.id])


def everywhere(hierarchy: Hierarchy) -> list[UUID]:
    return [node.plan.id for group in walk(hierarchy.groups) for node in all_nodes(group.nodes)]


def test_a_long_chain_is_drawn_no_deeper_than_what_can_be_read() -> None:
    chain = [card("Temaplan 0", T.THEME_PLAN)]
    for number in range(1, 11):
        chain.append(card(f"Temaplan {number}", T.THEME_PLAN, parent=chain[-1]))
    hierarchy = place(chain)
    assert sorted(everywhere(hierarchy)) == sorted(plan.id for plan in chain)
    depth, level = 0, group(hierarchy, T.THEME_PLAN).nodes
    while level:
        depth, level = depth + 1, tuple(child for node in level for child in node.children)
    assert depth == 4


@st.composite
def portfolios(draw: st.DrawFn) -> list[PlanCard]:
    count = draw(st.integers(0, 40))
    cards: list[PlanCard] = []
    ids = [UUID(int=number + 1) for number in range(count)]
    for id in ids:
        plan_type = draw(st.sampled_from(["", "ukjent", *PlanType.values]))
        status = draw(st.sampled_from(["", *PlanStatus.values]))
        parent = draw(st.one_of(st.none(), st.sampled_from([*ids, UUID(int=999)])))
        cards.append(PlanCard(id, f"Plan {id.int}", plan_type, status, parent))
    return cards


@given(portfolios())
def test_every_plan_that_has_not_ended_stands_in_exactly_one_place(cards: list[PlanCard]) -> None:
    hierarchy = place(cards)
    assert sorted(everywhere(hierarchy)) == sorted(card.id for card in cards if card.status not in ENDED)
    assert hierarchy.ended == sum(card.status in ENDED for card in cards)


@given(portfolios())
def test_a_counted_group_hides_no_plan_of_another_type(cards: list[PlanCard]) -> None:
    for each in walk(place(cards).groups):
        if each.is_counted:
            assert all(node.children == () for node in each.nodes)
