"""From scores to points, and what they suggest."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plandugnad.engines.needs import (
    MOST_SCORE,
    Flag,
    Kind,
    Need,
    Ranked,
    Rule,
    Suggested,
    criteria,
    in_order,
    judge,
)

KEYS = [one.key for one in criteria()]
SCORES = some.dictionaries(some.sampled_from(KEYS), some.integers(0, MOST_SCORE))
WEIGHTS = some.dictionaries(some.sampled_from(KEYS), some.integers(0, 3))
NEEDS = some.builds(
    Need,
    SCORES,
    is_statutory=some.booleans(),
    is_deadline_inside=some.booleans(),
    is_there=some.booleans(),
    age=some.none() | some.integers(0, 40),
    kind=some.sampled_from(Kind),
    days=some.none() | some.integers(0, 800),
)
ALIKE: dict[str, int] = dict.fromkeys(KEYS, 1)


def whole(score: int, **others: int) -> dict[str, int]:
    return dict.fromkeys(KEYS, score) | others


def test_the_sum_is_each_score_times_what_the_municipality_lets_it_count() -> None:
    found = judge(Need(whole(1, law=2)), {"law": 3, "use": 0})
    points = {part.key: part.points for part in found.parts}
    assert (points["law"], points["use"], points["people"]) == (6, 0, 2)
    assert found.lowest == found.highest == sum(value for value in points.values() if value is not None)


def test_what_nobody_has_scored_is_missing_and_not_zero() -> None:
    found = judge(Need({"people": 3}), ALIKE)
    assert (found.lowest, found.highest, found.most) == (3, 24, 24)
    assert len(found.missing) == len(KEYS) - 1
    assert found.suggested is None
    assert found.between == (Suggested.CAN_WAIT, Suggested.MUST_NOW)
    assert {part.key: part.points for part in found.parts}["use"] is None


def test_a_need_nobody_has_weighed_gets_no_suggestion() -> None:
    found = judge(Need({}), {})
    assert (found.suggested, found.rule, found.between) == (None, Rule.NOTHING, None)


def test_what_is_missing_is_no_hindrance_where_it_could_change_nothing() -> None:
    found = judge(Need(whole(3), is_there=True), ALIKE | {"law": 0})
    without = {key: score for key, score in whole(3).items() if key not in ("law", "use")}
    assert found.suggested is Suggested.MUST_NOW
    assert judge(Need(without), ALIKE | {"law": 0}).suggested is Suggested.MUST_NOW


@pytest.mark.parametrize(
    ("need", "suggested", "rule"),
    [
        (Need(whole(0), is_statutory=True, is_deadline_inside=True), Suggested.MUST_NOW, Rule.LAW),
        (Need({"law": 3}), Suggested.MUST_NOW, Rule.LAW),
        (Need(whole(0), is_statutory=True), Suggested.CAN_WAIT, Rule.POINTS),
        (Need(whole(0), is_statutory=True, is_there=True), Suggested.CONTINUE, Rule.POINTS),
        (Need(whole(2)), Suggested.MUST_NOW, Rule.POINTS),
        (Need(whole(1, people=3, will=3)), Suggested.IN_TERM, Rule.POINTS),
        (Need(whole(1, people=3, will=3, shared=3)), Suggested.TOGETHER, Rule.SHARED),
        (Need(whole(1)), Suggested.CAN_WAIT, Rule.POINTS),
        (Need(whole(1), is_there=True), Suggested.CONTINUE, Rule.POINTS),
        (Need(whole(1, use=0), is_there=True), Suggested.REPEAL, Rule.UNUSED),
    ],
)
def test_what_the_points_suggest(need: Need, suggested: Suggested, rule: Rule) -> None:
    found = judge(need, {})
    assert (found.suggested, found.rule) == (suggested, rule)


def test_where_no_criterion_counts_the_machine_suggests_nothing() -> None:
    found = judge(Need(whole(2)), dict.fromkeys(KEYS, 0))
    assert (found.suggested, found.rule) == (None, Rule.NO_WEIGHTS)


def test_the_law_is_not_weighed_away() -> None:
    found = judge(Need({"law": 3}), dict.fromkeys(KEYS, 0))
    assert (found.suggested, found.rule) == (Suggested.MUST_NOW, Rule.LAW)


@pytest.mark.parametrize(
    ("kind", "age", "is_old"),
    [(Kind.PART, 8, False), (Kind.PART, 9, True), (Kind.ZONING, 10, False), (Kind.ZONING, 11, True)],
)
def test_old_land_plans_are_flagged(kind: Kind, age: int, is_old: bool) -> None:
    found = judge(Need({}, is_there=True, age=age, kind=kind), {})
    assert (Flag.OLD in found.flags) is is_old


def test_a_theme_plan_is_not_old_by_its_years_alone_and_a_plan_to_come_has_no_age() -> None:
    assert not judge(Need({}, is_there=True, age=30), {}).flags
    assert not judge(Need({}, age=30, kind=Kind.PART), {}).flags


def test_a_large_plan_and_one_that_may_wait_are_asked_whether_something_lighter_does() -> None:
    assert Flag.HEAVY in judge(Need({}, days=101), {}, whole_capacity=500).flags
    assert Flag.HEAVY not in judge(Need({}, days=100), {}, whole_capacity=500).flags
    assert Flag.HEAVY not in judge(Need({}, days=900), {}).flags
    assert Flag.LIGHTER in judge(Need(whole(0)), {}).flags


def test_what_comes_from_elsewhere_and_is_no_score_is_not_believed() -> None:
    strange = {"law": 7, "use": -1, "will": True, "people": "3", "gone": 2, "climate": 2}
    found = judge(Need(strange), {"climate": 9, "law": None})  # type: ignore[arg-type,dict-item]
    assert {part.key: part.score for part in found.parts if part.score is not None} == {"climate": 2}
    assert {part.key: part.weight for part in found.parts}["climate"] == 2


@given(NEEDS, WEIGHTS)
def test_the_sum_lies_between_its_ends_and_has_every_criterion_once(need: Need, weights: dict[str, int]) -> None:
    found = judge(need, weights)
    assert [part.key for part in found.parts] == KEYS
    assert 0 <= found.lowest <= found.highest <= found.most
    assert (found.lowest == found.highest) or found.missing
    assert (found.suggested is None) == (found.rule in (Rule.NOTHING, Rule.MISSING, Rule.NO_WEIGHTS))


@given(NEEDS, WEIGHTS, some.sampled_from(KEYS), some.integers(0, MOST_SCORE))
def test_a_higher_score_never_gives_fewer_points_nor_presses_less(
    need: Need, weights: dict[str, int], key: str, score: int
) -> None:
    if score < need.scores.get(key, -1):
        return
    known = Need(
        {**need.scores, key: need.scores.get(key, 0)}, need.is_statutory, need.is_deadline_inside, need.is_there
    )
    higher = Need({**known.scores, key: max(score, known.scores[key])}, *_rest(known))
    before, after = judge(known, weights), judge(higher, weights)
    assert after.lowest >= before.lowest
    assert after.highest >= before.highest
    assert after.presses >= before.presses


@given(NEEDS, WEIGHTS, some.sampled_from(KEYS), some.integers(0, MOST_SCORE))
def test_to_score_what_was_missing_only_narrows_what_it_may_come_to(
    need: Need, weights: dict[str, int], key: str, score: int
) -> None:
    without = Need({one: kept for one, kept in need.scores.items() if one != key}, *_rest(need))
    before, after = judge(without, weights), judge(Need({**without.scores, key: score}, *_rest(need)), weights)
    assert before.lowest <= after.lowest <= after.highest <= before.highest
    if before.suggested is not None and before.rule is not Rule.NO_WEIGHTS:
        assert after.presses >= before.presses


@given(NEEDS, WEIGHTS)
def test_what_the_law_demands_in_the_term_must_be_made_now(need: Need, weights: dict[str, int]) -> None:
    bound = Need(need.scores, True, True, need.is_there)
    assert judge(bound, weights).suggested is Suggested.MUST_NOW


@given(
    some.lists(NEEDS, max_size=8), some.dictionaries(some.sampled_from(KEYS), some.integers(0, 1)), some.integers(2, 3)
)
def test_weights_scaled_alike_change_no_order_and_no_suggestion(
    needs: list[Need], weights: dict[str, int], times: int
) -> None:
    small = dict.fromkeys(KEYS, 0) | weights
    large = {key: weight * times for key, weight in small.items()}
    assert order(needs, small) == order(needs, large)
    assert [judge(one, small).suggested for one in needs] == [judge(one, large).suggested for one in needs]


@given(some.lists(NEEDS, max_size=12), WEIGHTS)
def test_every_need_is_in_the_order_once_and_an_order_that_stands_is_left_alone(
    needs: list[Need], weights: dict[str, int]
) -> None:
    found = order(needs, weights)
    assert sorted(found) == sorted(str(number) for number in range(len(needs)))
    again = [Ranked(id, judge(needs[int(id)], weights), needs[int(id)].days) for id in found]
    assert in_order(again) == found


def test_what_nobody_has_weighed_comes_last_and_the_lighter_of_two_alike_first() -> None:
    needs = [Need({}), Need(whole(1), days=90), Need(whole(1), days=20), Need({"law": 3})]
    assert order(needs, {}) == ["3", "2", "1", "0"]


def order(needs: list[Need], weights: Mapping[str, int]) -> list[str]:
    return in_order(Ranked(str(number), judge(one, weights), one.days) for number, one in enumerate(needs))


def _rest(need: Need) -> tuple[bool, bool, bool]:
    return need.is_statutory, need.is_deadline_inside, need.is_there


def test_each_criterion_says_what_every_step_means_in_three_languages() -> None:
    for one in criteria():
        texts = [one.name, one.asks, *one.steps]
        assert len(one.steps) == MOST_SCORE + 1
        assert all(text.nb and text.nn and text.en for text in texts), one.key
        assert len({step.nb for step in one.steps}) == len(one.steps)
    assert len(KEYS) == len(set(KEYS)) == 8


def test_it_is_said_in_the_language_of_the_reader() -> None:
    law = criteria()[0].name
    assert (law.said("nb"), law.said("nn"), law.said("en"), law.said("")) == (
        "Lovkrav", "Lovkrav", "Required by law", "Lovkrav",
    )  # fmt: skip
