"""What each does with the steps of a common course."""

from hypothesis import given
from hypothesis import strategies as some

from plandugnad.engines.practice.comparing import compare, is_slow
from plandugnad.engines.practice.courses import Compared, Comparison, Done, Practice, Step

COMMON = [
    Step("initiative", "Planinitiativ", "initiative", "REG-1"),
    Step("meeting", "Oppstartsmøte", "startup_meeting", "REG-2"),
    Step("notice", "Varsle oppstart", "notice", "REG-3"),
    Step("proposal", "Planforslag", "drafting", "REG-5"),
    Step("consultation", "Høring", "consultation", "REG-7"),
]


def weeks(**told: float) -> list[Step]:
    return [Step(one.id, one.name, one.stage, one.law, told.get(one.id)) for one in COMMON]


def row(found: Comparison, key: str) -> Compared:
    return next(one for one in found.steps if one.key == key)


def of(found: Comparison, key: str, who: str) -> Done:
    return next(one for one in row(found, key).each if one.who == who)


def test_who_draws_it_as_it_is_does_all_of_it_alike() -> None:
    found = compare(COMMON, [Practice("Fjordvik", COMMON), Practice("Lyngmo", COMMON)])
    assert [one.key for one in found.steps] == [one.id for one in COMMON]
    assert all(one.is_alike and one.is_common for one in found.steps)


def test_a_step_that_is_taken_out_is_skipped_by_that_one_alone() -> None:
    without = [one for one in COMMON if one.id != "meeting"]
    found = compare(COMMON, [Practice("Fjordvik", COMMON), Practice("Lyngmo", without)])
    assert [one.who for one in row(found, "meeting").skipped_by] == ["Lyngmo"]
    assert [one.key for one in found.steps if not one.is_alike] == ["meeting"]


def test_one_moved_step_is_one_finding_that_says_what_it_comes_after() -> None:
    first, *rest = COMMON
    found = compare(COMMON, [Practice("Fjordvik", COMMON), Practice("Lyngmo", [*rest[:3], first, rest[3]])])
    assert [one.key for one in found.steps if not one.is_alike] == ["initiative"]
    told = of(found, "initiative", "Lyngmo")
    assert told.is_moved
    assert told.after == COMMON[3]
    assert not of(found, "initiative", "Fjordvik").is_moved


def test_what_is_put_first_comes_after_nothing() -> None:
    *rest, last = COMMON
    told = of(compare(COMMON, [Practice("Lyngmo", [last, *rest])]), "consultation", "Lyngmo")
    assert (told.is_moved, told.after) == (True, None)


def test_a_step_between_others_moves_none_of_them() -> None:
    extra = Step("own-1", "Befaring", "drafting")
    found = compare(COMMON, [Practice("Lyngmo", [*COMMON[:2], extra, *COMMON[2:]]), Practice("Fjordvik", COMMON)])
    assert [(one.key, one.is_common) for one in found.steps if not one.is_alike] == [("own-1", False)]
    assert [one.who for one in row(found, "own-1").skipped_by] == ["Fjordvik"]


def test_a_step_drawn_anew_is_the_same_by_the_law_it_fulfils_and_else_by_its_name() -> None:
    drawn = [Step("ny-1", "Møte om oppstart", "startup_meeting", "REG-2"), Step("ny-2", " planforslag ", "drafting")]
    found = compare(COMMON, [Practice("Lyngmo", drawn)])
    assert (of(found, "meeting", "Lyngmo").step, of(found, "proposal", "Lyngmo").step) == (drawn[0], drawn[1])
    assert len(found.steps) == len(COMMON)


def test_what_two_have_of_their_own_is_one_row() -> None:
    mine, theirs = Step("mitt-1", "Befaring", "drafting"), Step("deres-1", "befaring", "revision")
    found = compare(COMMON, [Practice("Fjordvik", [*COMMON, mine]), Practice("Lyngmo", [*COMMON, theirs])])
    assert [(one.key, one.is_alike) for one in found.steps if not one.is_common] == [("mitt-1", True)]


def test_a_step_does_not_count_for_two_rows() -> None:
    """Two meetings that both fulfil the law's one are two steps, and the second is their own."""
    twice = [*COMMON, Step("ny-1", "Oppstartsmøte to", "startup_meeting", "REG-2")]
    found = compare(COMMON, [Practice("Lyngmo", twice)])
    assert of(found, "meeting", "Lyngmo").step == COMMON[1]
    assert row(found, "ny-1").step == twice[-1]


def test_markedly_longer_is_half_as_long_again_and_two_weeks() -> None:
    told = {"Fjordvik": 4, "Lyngmo": 6, "Sandnes": 4, "Storøy": 5}
    found = compare(COMMON, [Practice(who, weeks(proposal=number, meeting=1)) for who, number in told.items()])
    assert row(found, "proposal").typical == 4.5
    assert [one.who for one in row(found, "proposal").each if one.is_slow] == []
    assert (is_slow(7, 4.5), is_slow(6.5, 4.5), is_slow(1.5, 1), is_slow(40, 38)) == (True, False, False, False)


def test_one_who_alone_tells_how_long_is_not_compared_with_herself() -> None:
    found = compare(COMMON, [Practice("Fjordvik", weeks(proposal=40)), Practice("Lyngmo", COMMON)])
    assert row(found, "proposal").typical == 40
    assert row(found, "proposal").is_alike


def test_steps_of_the_law_are_told_of_by_who_drew_them() -> None:
    found = compare(
        COMMON,
        [Practice("Fjordvik", COMMON[:2]), Practice("Lyngmo", COMMON[:1])],
        ["REG-1", "REG-2", "REG-10"],
    )
    assert [one.law for one in found.nobody_drew] == ["REG-10"]
    assert [(one.law, one.drawn_by, one.lacks) for one in found.some_drew] == [("REG-2", ["Fjordvik"], ["Lyngmo"])]


def test_with_nobody_or_nothing_there_is_nothing_to_find() -> None:
    assert [one.is_alike for one in compare(COMMON, []).steps] == [True] * len(COMMON)
    assert compare([], [Practice("Lyngmo", [])]).steps == []
    assert [one.lacks for one in compare([], [Practice("Lyngmo", [])], ["REG-1"]).law] == [["Lyngmo"]]


NAMES = some.sampled_from(["", "Høring", "høring ", "Møte", "Vedtak"])
STEPS = some.builds(
    Step,
    some.sampled_from([*(one.id for one in COMMON), "own-1", "own-2", "own-3", "own-1-2"]),
    NAMES,
    some.just(""),
    some.sampled_from(["", "REG-1", "REG-2", "REG-9"]),
    some.none() | some.floats(0, 100),
)
COURSES = some.lists(STEPS, max_size=9, unique_by=lambda step: step.id)
PRACTICES = some.lists(COURSES, max_size=4).map(
    lambda courses: [Practice(f"kommune {number}", steps) for number, steps in enumerate(courses)]
)


@given(COURSES, PRACTICES)
def test_every_step_somebody_drew_stands_in_one_row(common: list[Step], practices: list[Practice]) -> None:
    found = compare(common, practices)
    assert len({one.key for one in found.steps}) == len(found.steps)
    assert [one.step for one in found.steps if one.is_common] == common
    for place, practice in enumerate(practices):
        told = [one.each[place] for one in found.steps]
        assert {one.who for one in told} <= {practice.who}
        drawn = [one.step for one in told if one.step]
        assert sorted(drawn, key=lambda one: one.id) == sorted(practice.steps, key=lambda one: one.id)


@given(COURSES, PRACTICES)
def test_who_is_asked_first_changes_nothing_in_the_common_course(common: list[Step], practices: list[Practice]) -> None:
    def told(found: Comparison) -> list[dict[str, Done]]:
        return [{one.who: one for one in row.each} for row in found.steps if row.is_common]

    assert told(compare(common, practices)) == told(compare(common, practices[::-1]))


@given(COURSES, PRACTICES)
def test_at_most_half_of_those_who_tell_how_long_take_markedly_longer(
    common: list[Step], practices: list[Practice]
) -> None:
    for found in compare(common, practices).steps:
        told = [one for one in found.each if one.step and one.step.weeks is not None]
        assert 2 * sum(one.is_slow for one in found.each) <= len(told)


@given(COURSES, PRACTICES)
def test_what_is_not_in_the_common_course_is_never_in_another_order(
    common: list[Step], practices: list[Practice]
) -> None:
    for found in compare(common, practices).steps:
        assert found.is_common or not any(one.is_moved for one in found.each)
