"""Which plans of several municipalities may be made together."""

from datetime import date, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.strategies.jointly.candidates import How, Work, candidates

TODAY = date(2026, 3, 2)
SPACE = UUID(int=1)


def a_work(place: str, title: str, begins: int, ends: int = 0, how: How = How.PLANNED) -> Work:
    """From the year `begins` to the end of `ends`."""
    first, last = date(begins, 1, 1), date(ends or begins, 12, 31)
    return Work(f"{place}:{title}:{how}", uuid5(SPACE, place), place, title, how, first, last, str(begins))


def test_two_that_plan_the_same_in_the_same_year_are_told_of_each_other() -> None:
    fjordvik, lyngmo = a_work("Fjordvik", "Klimaplan", 2026), a_work("Lyngmo", "Plan for klima og energi", 2026)
    (found,) = candidates([fjordvik, lyngmo, a_work("Storskar", "Kulturplan", 2026)], TODAY)
    assert found.together == (fjordvik, lyngmo)
    assert found.finished == ()


def test_years_apart_they_are_not() -> None:
    assert candidates([a_work("Fjordvik", "Klimaplan", 2026), a_work("Lyngmo", "Klimaplan", 2029)], TODAY) == []


def test_a_plan_is_not_made_together_with_another_of_the_same_municipality() -> None:
    assert (
        candidates([a_work("Fjordvik", "Klimaplan", 2026), a_work("Fjordvik", "Energi- og klimaplan", 2026)], TODAY)
        == []
    )


def test_one_that_has_just_made_it_may_be_learnt_from_and_one_of_long_ago_not() -> None:
    planned = a_work("Fjordvik", "Temaplan for demens", 2027)
    fresh = a_work("Lyngmo", "Demensplan", 2024, how=How.FINISHED)
    old = a_work("Storskar", "Demensplan", 2015, how=How.FINISHED)
    (found,) = candidates([planned, fresh, old], TODAY)
    assert (found.together, found.finished) == ((planned,), (fresh,))


def test_what_is_over_is_no_longer_planned() -> None:
    assert candidates([a_work("Fjordvik", "Klimaplan", 2024), a_work("Lyngmo", "Klimaplan", 2024)], TODAY) == []


def test_two_with_one_key_are_refused() -> None:
    one = a_work("Fjordvik", "Klimaplan", 2026)
    with pytest.raises(ValueError, match="two works have one key"):
        candidates([one, one], TODAY)


_WORKS = st.lists(
    st.builds(
        a_work,
        st.sampled_from(["Fjordvik", "Lyngmo", "Storskar", "Ytterholm"]),
        st.sampled_from(
            ["Klimaplan", "Energi- og klimaplan", "Kulturplan", "Plan for kultur", "Boligplan", "Demensplan"]
        ),
        st.integers(2022, 2030),
        st.just(0),
        st.sampled_from(How),
    ),
    unique_by=lambda work: work.key,
    max_size=24,
)


@given(_WORKS, st.randoms(use_true_random=False))
def test_the_order_of_the_works_changes_nothing(works: list[Work], chance: object) -> None:
    shuffled = list(works)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    told = [(one.together, one.finished) for one in candidates(works, TODAY)]
    assert [(one.together, one.finished) for one in candidates(shuffled, TODAY)] == told


@given(_WORKS)
def test_every_candidate_is_of_different_municipalities_at_about_the_same_time(works: list[Work]) -> None:
    seen: list[str] = []
    for one in candidates(works, TODAY):
        assert len({work.organisation_id for work in one.together}) == len(one.together) >= 1
        assert len(one.together) >= 2 or one.finished
        assert one.pairs
        for work in one.together:
            assert work.how is How.PLANNED
            assert work.last >= TODAY
        for work in one.finished:
            assert work.how is How.FINISHED
            assert TODAY - timedelta(days=3 * 365) <= work.last <= TODAY
        seen += [work.key for work in one.together]
    assert len(seen) == len(set(seen))
