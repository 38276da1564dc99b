"""What is known of one process: what has happened, what is planned, and what was chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

from plandugnad.engines.statute.chains import CLOSED, DONE, RESUMED, STOPPED, Chain, Step, chains
from plandugnad.engines.statute.counting import Pause
from plandugnad.engines.statute.periods import Length
from plandugnad.engines.statute.refusal import Refused
from plandugnad.engines.statute.texts import Day

DayOrNone = date | None  # a field named `date` hides the type from those below it


@dataclass(frozen=True, slots=True)
class Event:
    """`mark`: what happened in the step; for a consultation DONE is the day it was published. `confirmed`: somebody has
    said the date stands, so it is never moved. `municipality`: whose decision, in a plan that several decide.
    `round`: of a consultation, from 1; 0 where only the dates say which."""

    step: str
    date: date
    mark: str = DONE
    confirmed: bool = False
    municipality: str = ""
    round: int = 0

    def is_of_one_with(self, other: "Event") -> bool:
        """Of the same municipality; what is nobody's own is everybody's."""
        return not (self.municipality and other.municipality) or self.municipality == other.municipality

    def follows(self, other: "Event") -> bool:
        return self.date > other.date and self.is_of_one_with(other)


@dataclass(frozen=True, slots=True)
class Override:
    """A deadline set by hand. The reason is shown with the date. `starts_on`: the day its clock began when it was set,
    so that it holds in that round and no other; None where it holds in all."""

    step: str
    date: date
    reason: str
    provision: str = ""
    starts_on: DayOrNone = None


@dataclass(frozen=True)
class Case:
    """`durations`: how long the work before a step is reckoned to take. `meetings`: the council's, for steps decided
    there; `councils`: those of each council by its municipality, in a plan that several decide. `year`: for dates the
    law names in a year. Raises Refused when the events contradict each other."""

    chain: Chain
    today: date
    events: tuple[Event, ...] = ()
    chosen: Mapping[str, bool] = field(default_factory=dict)
    durations: Mapping[str, Length] = field(default_factory=dict)
    meetings: Sequence[date] = ()
    councils: Mapping[str, Sequence[date]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    year: int | None = None

    def __post_init__(self) -> None:
        for step in {event.step for event in self.events if event.mark in (STOPPED, RESUMED)}:
            self.pauses(step)
        for step in {event.step for event in self.events if event.mark == CLOSED}:
            self._check_closing(step)

    @cached_property
    def choices(self) -> frozenset[str]:
        """What was chosen, what the kind of process implies, and what the events show must have been chosen."""
        told = frozenset(name for event in self.events for name in (event.step, event.mark))
        return _choices(self.chain.id, frozenset(self.chosen.items()), told)

    @cached_property
    def steps(self) -> tuple["Active", ...]:
        return active_steps(self.chain.id, self.choices)

    @cached_property
    def _by_point(self) -> Mapping[tuple[str, str], list[Event]]:
        found: dict[tuple[str, str], list[Event]] = {}
        for event in sorted(self.events, key=_when):
            found.setdefault((event.step, event.mark), []).append(event)
        return found

    def happened(self, step: str, mark: str = DONE) -> Sequence[Event]:
        """In the order of their dates."""
        return self._by_point.get((step, mark), ())

    def pauses(self, step: str, stands_while: Sequence[str] = ()) -> tuple[Pause, ...]:
        """When its clock stood: as was noted, and while one of the steps named runs."""
        elsewhere = [
            Pause(begun.date, closing.date if (closing := self.closing(begun)) else None)
            for other in stands_while
            for begun in self.happened(other)
        ]
        return merged([*self._noted_pauses(step), *elsewhere])

    def _noted_pauses(self, step: str) -> tuple[Pause, ...]:
        pauses: list[Pause] = []
        marks = [one for one in self.events if one.step == step and one.mark in (STOPPED, RESUMED)]
        # On one day the clock is stopped before it goes on.
        for event in sorted(marks, key=lambda one: (one.date, one.mark == RESUMED)):
            standing = pauses and pauses[-1].resumed is None
            if event.mark == STOPPED and standing:
                raise Refused("stopped_twice", step=self.chain.step(step).name, day=Day(event.date))
            if event.mark == RESUMED and not standing:
                raise Refused("resumed_without_stop", step=self.chain.step(step).name, day=Day(event.date))
            if event.mark == STOPPED:
                pauses.append(Pause(event.date))
            else:
                pauses[-1] = Pause(pauses[-1].stopped, event.date)
        return tuple(pauses)

    def closing(self, published: Event) -> Event | None:
        """The day the municipality has set for the end of this round: else the first that is not before it began."""
        ends = [one for one in self.happened(published.step, CLOSED) if one.is_of_one_with(published)]
        if published.round:
            return next((one for one in ends if one.round == published.round), None)
        later = [one for one in ends if one.date >= published.date]
        following = [one for one in self.happened(published.step) if one.date > published.date]
        return next((one for one in later if not following or one.date <= following[0].date), None)

    def _check_closing(self, step: str) -> None:
        name = self.chain.step(step).name
        for published in self.happened(step):
            end = self.closing(published)
            if end and end.date < published.date:
                raise Refused("closed_before_opened", step=name, day=Day(end.date), start=Day(published.date))
        for end in self.happened(step, CLOSED):
            begun = [one for one in self.happened(step) if one.is_of_one_with(end)]
            if not begun or end.round or end in map(self.closing, begun):
                continue
            if end.date < begun[0].date:
                raise Refused("closed_before_opened", step=name, day=Day(end.date), start=Day(begun[0].date))
            last = max((one for one in begun if one.date <= end.date), key=_when)
            raise Refused("closed_twice", step=name, day=Day(end.date), start=Day(last.date))


def merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """A day counts once, however many reasons the clock had to stand."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.stopped):
        last = found[-1] if found else None
        if last is None or (last.resumed is not None and last.resumed < pause.stopped):
            found.append(pause)
        elif last.resumed is not None:
            until = None if pause.resumed is None else max(last.resumed, pause.resumed)
            found[-1] = Pause(last.stopped, until)
    return tuple(found)


def _when(event: Event) -> tuple[date, str]:
    return event.date, event.municipality


@dataclass(frozen=True, slots=True)
class Active:
    """A step that is part of this process; `after` names only steps that are, too."""

    step: Step
    after: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.step.id


@lru_cache(maxsize=4096)
def _choices(chain_id: str, chosen: frozenset[tuple[str, bool]], happened: frozenset[str]) -> frozenset[str]:
    chain = chains()[chain_id]
    said = dict(chosen)
    holds = {name for name, yes in (dict(chain.defaults) | said).items() if yes}
    holds |= {name for name in chain.choices if name in happened and name not in said}  # a refusal is a mark
    for step in chain.steps:
        if step.id in happened:
            holds |= {one for one in step.when if not one.startswith("not ") and one not in said}
    return frozenset(holds)


def holds(conditions: Sequence[str], choices: frozenset[str]) -> bool:
    return all((one.removeprefix("not ") in choices) is not one.startswith("not ") for one in conditions)


@lru_cache(maxsize=4096)
def active_steps(chain_id: str, choices: frozenset[str]) -> tuple[Active, ...]:
    chain = chains()[chain_id]
    taking_part = {step.id for step in chain.steps if holds(step.when, choices)}
    return tuple(
        Active(_acted(step, choices), tuple(dict.fromkeys(_nearest(chain, step, taking_part))))
        for step in chain.steps
        if step.id in taking_part
    )


def _acted(step: Step, choices: frozenset[str]) -> Step:
    """The municipality itself does what a proposer does, where the plan is its own."""
    actor = next((actor for condition, actor in step.actor_when.items() if holds((condition,), choices)), step.actor)
    return step if actor == step.actor else replace(step, actor=actor)


def _nearest(chain: Chain, step: Step, taking_part: set[str]) -> Iterator[str]:
    """A step that is left out hands on what it itself waited for."""
    for before in step.after:
        if before in taking_part:
            yield before
        else:
            yield from _nearest(chain, chain.step(before), taking_part)
