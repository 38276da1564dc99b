"""What is shown of a health check says of nobody what she answered, whoever reads it and whatever was said.

The promise is tried, not argued: for every set of answers from some places, by all that those of one place know, there
are other answers every other person, and every other place, could have given that would be shown in the same way.
"""

from collections import defaultdict
from itertools import combinations_with_replacement, product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.principles.release import FEWEST, Released, Said, Shown, release

ANSWERS = (1, 2, 3, 4, 5, None)
Answers = tuple[int | None, ...]


def places(sizes: tuple[int, ...]) -> list[UUID]:
    return [UUID(int=place) for place, size in enumerate(sizes) for _one in range(size)]


def shown_of(sizes: tuple[int, ...], answers: Answers) -> Released:
    return release([Said(place, score) for place, score in zip(places(sizes), answers, strict=True)])


# As many as can be tried out: one person in each place, and places of several, down to the largest that matters.
@pytest.mark.parametrize("sizes", [(1, 1, 1), (1, 1, 1, 1), (2, 1, 1), (2, 2, 1), (3, 1, 1), (1, 1, 1, 1, 1)])
def test_whoever_reads_can_think_of_two_answers_of_everybody_else_and_of_every_other_place(
    sizes: tuple[int, ...],
) -> None:
    at = places(sizes)
    for reader in sorted(set(at)):
        own = [number for number, place in enumerate(at) if place == reader]
        others = [number for number, place in enumerate(at) if place != reader]
        # All there is to know for those who work there: their own answers, and what is shown.
        persons: dict[tuple[Answers, Released], list[set[int | None]]] = defaultdict(lambda: [set() for _ in at])
        of_places: dict[tuple[Answers, Released], dict[UUID, set[Answers]]] = defaultdict(lambda: defaultdict(set))
        for answers in product(ANSWERS, repeat=len(at)):
            known = (tuple(answers[number] for number in own), shown_of(sizes, answers))
            for number in others:
                persons[known][number].add(answers[number])
            for place in set(at) - {reader}:
                of_places[known][place].add(
                    tuple(sorted((answers[n] for n in others if at[n] == place), key=lambda one: one or 0))
                )
        for known, possible in persons.items():
            assert all(len(possible[number]) > 1 for number in others), known
            assert all(len(found) > 1 for found in of_places[known].values()), known


def test_whoever_is_not_in_it_can_think_of_two_answers_of_everybody() -> None:
    sizes = (1, 1, 1, 1)
    possible: dict[Released, list[set[int | None]]] = defaultdict(lambda: [set() for _ in places(sizes)])
    for answers in product(ANSWERS, repeat=4):
        for number, answer in enumerate(answers):
            possible[shown_of(sizes, answers)][number].add(answer)
    assert all(len(found) > 1 for one in possible.values() for found in one)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(ANSWERS)), max_size=30), st.randoms())
def test_it_does_not_matter_in_what_order_they_answered_or_who_in_a_place_said_what(
    said: list[tuple[int, int | None]], random: object
) -> None:
    lines = [Said(UUID(int=place), score) for place, score in said]
    mixed = list(lines)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert release(mixed) == release(lines)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(ANSWERS)), max_size=30))
def test_what_is_counted_is_from_enough_people_and_places_and_never_all_but_one_place_alike(
    said: list[tuple[int, int | None]],
) -> None:
    told = release([Said(UUID(int=place), score) for place, score in said])
    scored = [(place, score) for place, score in said if score is not None]
    if told.shown != Shown.COUNTED:
        assert (told.counts, told.unknown) == ((), 0)
        return
    assert len(scored) >= FEWEST
    assert len({place for place, _score in scored}) >= FEWEST
    assert sum(told.counts) + told.unknown == len(said)
    for place in {place for place, _score in said}:
        assert len({score for other, score in scored if other != place}) > 1


def test_most_sets_of_answers_are_shown_with_their_counts_when_each_place_has_one() -> None:
    """The promise is worth little if nothing is ever shown."""
    sets = list(combinations_with_replacement((1, 2, 3, 4, 5), 6))
    counted = [answers for answers in sets if shown_of((1,) * 6, answers).shown == Shown.COUNTED]
    assert len(counted) / len(sets) > 0.85


@pytest.mark.parametrize(
    ("sizes", "answers", "expected"),
    [
        ((1, 1), (2, 4), Released(Shown.FEW)),
        ((3, 3), (1, 2, 3, 3, 4, 5), Released(Shown.FEW)),
        ((1, 1, 1), (2, 4, None), Released(Shown.FEW)),
        ((1, 1, 1), (1, 3, 5), Released(Shown.COUNTED, (1, 0, 1, 0, 1), 0)),
        ((1, 1, 1, 1), (2, 2, 4, None), Released(Shown.ROUGHLY, is_low=True)),
        ((1, 1, 1, 1), (2, 2, 4, 4), Released(Shown.COUNTED, (0, 2, 0, 2, 0), 0)),
        ((1, 1, 1, 1), (5, 5, 5, 5), Released(Shown.ROUGHLY)),
        # The two who differ are in one place, whose people know that all the others agree.
        ((2, 1, 1, 1), (1, 5, 4, 4, 4), Released(Shown.ROUGHLY)),
        ((2, 1, 1, 1), (1, 5, 4, 4, None), Released(Shown.ROUGHLY)),
        ((2, 1, 1, 1), (1, 5, 2, 4, 4), Released(Shown.COUNTED, (1, 1, 0, 2, 1), 0)),
    ],
)
def test_small_cases(sizes: tuple[int, ...], answers: Answers, expected: Released) -> None:
    assert shown_of(sizes, answers) == expected
