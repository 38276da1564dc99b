"""What hangs loose in the red thread, and that no krone is counted twice."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from plandugnad.engines.redthread import Goal, Line, LooseKind, Measure, PlanNode, read_thread

A, B = Goal("a"), Goal("b")
ON_A, ON_BOTH = frozenset("a"), frozenset("ab")


def test_a_goal_with_a_measure_and_money_is_whole_and_one_without_hangs_loose() -> None:
    thread = read_thread([A, B], [], [Measure("m", ON_A)], [Line("l", measure="m", amounts={2026: 300})])
    assert thread.whole == 1
    assert [(one.kind, one.id) for one in thread.loose] == [(LooseKind.GOAL_NOTHING, "b")]


def test_a_line_under_two_goals_is_seen_under_both_and_summed_once() -> None:
    thread = read_thread([A, B], [], [], [Line("l", ON_BOTH, amounts={2026: 300}), Line("k", ON_A, amounts={2026: 50})])
    assert (thread.under["a"].sums, thread.under["b"].sums) == ({2026: 350}, {2026: 300})
    assert thread.total == thread.anchored == {2026: 350}
    assert thread.shared == ("l",)


def test_the_nearest_statement_wins() -> None:
    plan, measure = PlanNode("p", ON_A), Measure("m", plan="p")
    lines = [Line("by_measure", measure="m"), Line("own", frozenset("b"), measure="m"), Line("by_plan", plan="p")]
    thread = read_thread([A, B], [plan], [measure], lines)
    assert {id: "".join(sorted(goals)) for id, goals in thread.goals_of.items()} == {
        "p": "a", "m": "a", "by_measure": "a", "own": "b", "by_plan": "a",
    }  # fmt: skip


def test_what_stands_under_a_sub_goal_counts_for_its_main_goal_and_not_the_other_way() -> None:
    sub = Goal("s", "a")
    below = read_thread([A, sub], [], [Measure("m", frozenset("s"))], [Line("l", measure="m", amounts={2026: 1})])
    assert below.whole == 2
    above = read_thread([A, sub], [], [Measure("m", ON_A)], [Line("l", measure="m", amounts={2026: 1})])
    assert [(one.kind, one.id) for one in above.loose] == [(LooseKind.GOAL_NOTHING, "s")]


def test_a_line_of_nothing_is_no_money_and_what_needs_none_is_not_asked_for_it() -> None:
    free = Measure("free", ON_A, needs_money=False)
    thread = read_thread([A], [], [Measure("m", ON_A), free], [Line("l", measure="m", amounts={2026: 0})])
    assert [(one.kind, one.id) for one in thread.loose] == [
        (LooseKind.GOAL_NO_MONEY, "a"),
        (LooseKind.MEASURE_NO_MONEY, "m"),
    ]


def test_what_names_a_goal_that_is_gone_hangs_loose() -> None:
    thread = read_thread([], [PlanNode("p", ON_A)], [Measure("m", ON_A, needs_money=False)], [Line("l", ON_A)])
    assert [one.kind for one in thread.loose] == [
        LooseKind.PLAN_NO_GOAL, LooseKind.MEASURE_NO_GOAL, LooseKind.LINE_NO_GOAL,
    ]  # fmt: skip


_MAIN = [f"g{number}" for number in range(4)]
_GOALS = [Goal(id) for id in _MAIN] + [Goal(f"{id}s", id) for id in _MAIN[:2]]
_NAMED = st.frozensets(st.sampled_from([goal.id for goal in _GOALS] + ["gone"]), max_size=3)
_PLANS = st.lists(st.builds(PlanNode, st.sampled_from("pqr"), _NAMED, st.booleans()), unique_by=lambda one: one.id)
_MEASURES = st.lists(
    st.builds(
        Measure, st.sampled_from(["m", "n", "o"]), _NAMED, st.sampled_from(["", "p", "q", "gone"]), st.booleans()
    ),
    unique_by=lambda one: one.id,
)
_LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from([f"l{number}" for number in range(6)]),
        _NAMED,
        st.sampled_from(["", "m", "n", "gone"]),
        st.sampled_from(["", "p", "gone"]),
        st.dictionaries(st.integers(2025, 2029), st.integers(-10_000, 10_000), max_size=4),
    ),
    unique_by=lambda one: one.id,
)


@given(_PLANS, _MEASURES, _LINES)
def test_the_total_is_that_of_the_lines_however_many_goals_they_stand_under(
    plans: list[PlanNode], measures: list[Measure], lines: list[Line]
) -> None:
    thread = read_thread(_GOALS, plans, measures, lines)
    expected: Counter[int] = Counter()
    for line in lines:
        expected.update(line.amounts)
    assert {year: thread.total.get(year, 0) for year in expected} == dict(expected)
    loose = {one.id for one in thread.loose if one.kind is LooseKind.LINE_NO_GOAL}
    left: Counter[int] = Counter()
    for line in lines:
        if line.id in loose:
            left.update(line.amounts)
    for year in expected:
        assert thread.anchored.get(year, 0) + left[year] == expected[year]


@given(_PLANS, _MEASURES, _LINES)
def test_a_line_stands_under_a_goal_or_hangs_loose_and_never_both(
    plans: list[PlanNode], measures: list[Measure], lines: list[Line]
) -> None:
    thread = read_thread(_GOALS, plans, measures, lines)
    loose = {one.id for one in thread.loose if one.kind is LooseKind.LINE_NO_GOAL}
    placed = {id for under in thread.under.values() for id in under.lines}
    assert loose | placed == {line.id for line in lines}
    assert not loose & placed


@given(_PLANS, _MEASURES, _LINES)
def test_anchoring_a_loose_thing_makes_nothing_else_loose(
    plans: list[PlanNode], measures: list[Measure], lines: list[Line]
) -> None:
    before = read_thread(_GOALS, plans, measures, lines)
    first = next((one for one in before.loose if one.kind is LooseKind.LINE_NO_GOAL), None)
    if first is None:
        return
    mended = [Line(x.id, frozenset({"g0"}), x.measure, x.plan, x.amounts) if x.id == first.id else x for x in lines]
    after = read_thread(_GOALS, plans, measures, mended)
    goals = {LooseKind.GOAL_NOTHING, LooseKind.GOAL_NO_MEASURE, LooseKind.GOAL_NO_MONEY}
    others = {(one.kind, one.id) for one in before.loose if one.kind not in goals and one != first}
    assert {(one.kind, one.id) for one in after.loose if one.kind not in goals} == others
    assert {one.id for one in after.loose if one.kind in goals} <= {one.id for one in before.loose}


@given(_PLANS, _MEASURES, _LINES)
def test_a_main_goal_has_all_its_sub_goals_have(
    plans: list[PlanNode], measures: list[Measure], lines: list[Line]
) -> None:
    under = read_thread(_GOALS, plans, measures, lines).under
    for goal in _GOALS:
        if goal.parent:
            assert set(under[goal.id].lines) <= set(under[goal.parent].lines)
            assert set(under[goal.id].measures) <= set(under[goal.parent].measures)
