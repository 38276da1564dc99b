"""Whom the list suggests first: never by name, and never her who has been asked more than another like her."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from plandugnad.worksheets.reviewing.fairness import Candidate, in_fair_order

_BEGIN = datetime(2027, 1, 1, tzinfo=UTC)
ids = st.integers(1, 10_000).map(lambda number: UUID(int=number))
candidates = st.lists(
    st.builds(
        Candidate,
        person_id=ids,
        name=st.text(max_size=5),
        home=st.just("Lyngmo"),
        organisation_id=ids,
        fits=st.booleans(),
        asked=st.integers(0, 4),
        last_asked=st.none() | st.integers(0, 300).map(lambda days: _BEGIN + timedelta(days=days)),
    ),
    unique_by=lambda one: one.person_id,
    max_size=12,
)


@given(candidates, ids, st.randoms())
def test_the_order_hangs_on_what_is_known_and_not_on_how_they_were_listed(
    people: list[Candidate], case: UUID, chance: object
) -> None:
    ordered = in_fair_order(people, case)
    mixed = list(people)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert in_fair_order(mixed, case) == ordered
    assert sorted(one.person_id for one in ordered) == sorted(one.person_id for one in people)
    assert [one.fits for one in ordered] == sorted((one.fits for one in ordered), reverse=True)
    for fits in (True, False):
        times = [one.asked for one in ordered if one.fits is fits]
        assert times == sorted(times)


@given(st.integers(2, 9), st.integers(1, 4), st.integers(1, 30))
def test_where_the_first_are_asked_each_time_nobody_is_asked_two_more_than_another(
    number: int, seats: int, cases: int
) -> None:
    asked = dict.fromkeys(range(number), 0)
    last: dict[int, datetime | None] = dict.fromkeys(range(number))
    for case in range(cases):
        people = [
            Candidate(UUID(int=one + 1), "Eksempel", "Lyngmo", UUID(int=99), asked=asked[one], last_asked=last[one])
            for one in asked
        ]
        for chosen in in_fair_order(people, UUID(int=1000 + case))[:seats]:
            asked[chosen.person_id.int - 1] += 1
            last[chosen.person_id.int - 1] = _BEGIN + timedelta(days=case)
        assert max(asked.values()) - min(asked.values()) <= 1


def test_another_case_draws_another_first_among_those_who_stand_alike() -> None:
    people = [Candidate(UUID(int=one), f"Navn {one}", "Lyngmo", UUID(int=99)) for one in range(1, 7)]
    assert len({in_fair_order(people, UUID(int=case))[0].person_id for case in range(60)}) == 6
