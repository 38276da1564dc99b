"""The geometry of the wheel."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.strategies.terms import Term
from plandugnad.strategies.wheel.events import (
    Ring,
    Standing,
    WheelEvent,
    day_after,
    first_day,
    on_the_wheel,
    share,
    shares,
)
from plandugnad.strategies.wheel.layout import tracks_of, wheel

TERM = Term(2023)
_DAYS = st.dates(date(2020, 1, 1), date(2031, 1, 1))


@st.composite
def _events(draw: st.DrawFn) -> WheelEvent:
    first = draw(_DAYS)
    last = first + timedelta(days=draw(st.integers(0, 1500)))
    title = draw(st.text(max_size=120))
    return WheelEvent(draw(st.sampled_from(Ring)), draw(st.sampled_from(Standing)), title, first, last, "en gang")


def test_the_wheel_goes_from_election_to_election_and_the_next_begins_where_it_ends() -> None:
    assert (
        (first_day(TERM), day_after(TERM))
        == (date(2023, 9, 1), date(2027, 9, 1))
        == (
            date(2023, 9, 1),
            first_day(Term(2027)),
        )
    )
    assert (share(date(2023, 9, 1), TERM), share(date(2027, 9, 1), TERM)) == (0, 1)


def test_what_happens_outside_the_term_is_not_on_its_wheel() -> None:
    before = WheelEvent(Ring.PLANS, Standing.PLANNED, "Før", date(2023, 1, 1), date(2023, 8, 31), "2023")
    into = WheelEvent(Ring.PLANS, Standing.PLANNED, "Inn i", date(2023, 1, 1), date(2023, 12, 31), "2023")
    after = WheelEvent(Ring.PLANS, Standing.PLANNED, "Etter", date(2027, 9, 1), date(2027, 9, 1), "2027")
    assert on_the_wheel([after, before, into], TERM) == [into]
    assert shares(into, TERM)[0] == 0


def test_an_event_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins: Kulturplan"):
        WheelEvent(Ring.PLANS, Standing.PLANNED, "Kulturplan", date(2025, 2, 1), date(2025, 1, 1), "")


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda two: (min(two), max(two))), max_size=40))
def test_what_lies_on_the_same_track_never_meets(spans: list[tuple[float, float]]) -> None:
    tracks = tracks_of(spans)
    for one, (begins, ends) in enumerate(spans):
        for other, (starts, until) in enumerate(spans):
            if one < other and tracks[one] == tracks[other] and begins != starts:
                assert ends <= starts or until <= begins


@given(st.lists(_events(), max_size=60), st.none() | st.floats(-1, 2))
def test_all_there_is_is_drawn_or_counted_and_nothing_is_drawn_outside(
    events: list[WheelEvent], today: float | None
) -> None:
    kept = on_the_wheel(events, TERM)
    drawn = wheel(kept, TERM, today)
    assert len(drawn.arcs) + drawn.left_out == len(kept)
    assert len({arc.number for arc in drawn.arcs}) == len(drawn.arcs)
    for arc in drawn.arcs:
        assert 0 <= arc.x <= drawn.size
        assert 0 <= arc.y <= drawn.size
        assert len(arc.label) <= len(arc.event.title) + 1
    assert (drawn.today is not None) == (today is not None and 0 <= today < 1)
