"""What a plan's dates become on the line."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.engines.tables.when import When
from plandugnad.plans.due import Due
from plandugnad.plans.kinds import PlanStatus
from plandugnad.plans.timeline.bars import Piece, PlanSpan, bar
from plandugnad.plans.timeline.scale import Scale
from plandugnad.plans.words.timeline import bar_words

TODAY = date(2026, 11, 21)
SCALE = Scale(2010, 2039)


def span(status: str = "adopted", **dates: str) -> PlanSpan:
    found = {name: When.parse(dates[name]) if name in dates else None for name in _DATES}
    return PlanSpan(uuid4(), "Temaplan", "theme_plan", status, **found)


_DATES = ("adopted", "period", "revision_due", "valid_until")


@pytest.mark.parametrize(
    ("plan", "kinds", "words"),
    [
        (span(adopted="2019", revision_due="2028"), ["held"], "Vedtatt 2019, skal revideres 2028"),
        (span(adopted="2014", revision_due="2022"), ["held", "late"], "Vedtatt 2014, skulle vært revidert 2022"),
        (span(adopted="2019-06-12"), ["open"], "Vedtatt 12. juni 2019"),
        (span(revision_due="2030"), [], "Skal revideres 2030"),
        (span(revision_due="2020"), ["late"], "Skulle vært revidert 2020"),
        (span(), [], "Ingen datoer"),
        (span("in_process", period="2027/2035"), ["planned"], "Planperiode 2027–2035"),
        (span(adopted="2019", valid_until="2031"), ["held"], "Vedtatt 2019, gjelder til 2031"),
        (
            span(adopted="2019", revision_due="2027", valid_until="2031"),
            ["held", "rest"],
            "Vedtatt 2019, skal revideres 2027, gjelder til 2031",
        ),
        (span("repealed", adopted="2012", revision_due="2016"), ["ended"], "Vedtatt 2012, skal revideres 2016"),
        (span(adopted="2030", revision_due="2020"), ["late"], "Vedtatt 2030, skulle vært revidert 2020"),  # absurd
        (span("in_process", adopted="2012", revision_due="2030"), ["held"], "Vedtatt 2012, skal revideres 2030"),
    ],
)
def test_each_plan_is_drawn_and_told_by_the_dates_it_has(plan: PlanSpan, kinds: list[str], words: str) -> None:
    found = bar(plan, SCALE, TODAY)
    assert [str(part.kind) for part in found.parts] == kinds
    assert bar_words(found) == words


def test_what_is_late_begins_where_it_was_due_and_ends_today() -> None:
    found = bar(span(adopted="2014", revision_due="2022"), SCALE, TODAY)
    late = found.parts[1]
    assert late.kind is Piece.LATE
    assert late.at == found.due_at == SCALE.at(date(2022, 12, 31))
    assert late.at + late.width == pytest.approx(SCALE.at(TODAY), abs=0.02)
    assert found.due is Due.OVERDUE


def test_a_year_is_not_late_before_it_is_over() -> None:
    assert [part.kind for part in bar(span(adopted="2020", revision_due="2026"), SCALE, TODAY).parts] == [Piece.HELD]


def test_a_bar_that_goes_further_than_the_years_that_are_drawn_is_cut_and_says_so() -> None:
    found = bar(span(adopted="1987", revision_due="2050"), SCALE, TODAY)
    assert (found.parts[0].at, found.parts[0].width) == (0, 100)
    assert (found.is_cut_before, found.is_cut_after, found.due_at) == (True, True, None)


_when = st.one_of(
    st.none(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(When.on),
    st.integers(1800, 2200).map(When.of_year),
    st.tuples(st.integers(1800, 2000), st.integers(2000, 2200)).map(lambda years: When.of_years(*years)),
)


@given(st.builds(PlanSpan, st.uuids(), st.text(), st.text(), st.sampled_from(("", *PlanStatus.values)), *[_when] * 4))
def test_whatever_the_dates_are_no_bar_leaves_the_drawing(plan: PlanSpan) -> None:
    found = bar(plan, SCALE, TODAY)
    assert all(0 <= part.at <= 100 and 0 < part.width <= 100.01 for part in found.parts)
    assert found.due_at is None or 0 <= found.due_at <= 100
    assert bar_words(found)
