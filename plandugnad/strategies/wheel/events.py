"""What stands on the wheel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from plandugnad.strategies.terms import Term


class Ring(StrEnum):
    """From the outside in."""

    COUNCIL = "council"
    MASTER_PLAN = "master_plan"
    YEARLY = "yearly"
    PLANS = "plans"


class Standing(StrEnum):
    LAW = "law"  # the last day the law allows
    CUSTOM = "custom"  # usual, and no law
    PLANNED = "planned"
    HAPPENED = "happened"


@dataclass(frozen=True)
class WheelEvent:
    """`first` to `last`, both included; the same day for what has one day. `when` is that in words, with the precision
    it was given. `why` is where in the law it stands, or that it is custom."""

    ring: Ring
    standing: Standing
    title: str
    first: date
    last: date
    when: str
    why: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"ends before it begins: {self.title}")

    @property
    def is_day(self) -> bool:
        return self.first == self.last


def first_day(term: Term) -> date:
    """The wheel is from election to election: exactly 48 months, so that the next begins where it ends."""
    return date(term.first_year, 9, 1)


def day_after(term: Term) -> date:
    return first_day(term.next)


def on_the_wheel(events: Iterable[WheelEvent], term: Term) -> list[WheelEvent]:
    """Those of the term, in order of time; what began before it or ends after is cut when it is drawn, not here."""
    first, after = first_day(term), day_after(term)
    kept = [event for event in events if event.last >= first and event.first < after]
    return sorted(kept, key=lambda event: (event.first, event.last, list(Ring).index(event.ring), event.title))


def share(day: date, term: Term) -> float:
    """Where on the wheel a day begins: 0 at the election, 1 when the term is over."""
    first, after = first_day(term), day_after(term)
    return (day - first) / (after - first)


def shares(event: WheelEvent, term: Term) -> tuple[float, float]:
    """From where to where it is drawn, cut to the wheel."""
    begins = share(event.first, term)
    ends = share(event.last + timedelta(days=1), term)
    return max(begins, 0.0), min(ends, 1.0)
