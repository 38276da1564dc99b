"""Forwards and backwards through a process: the earliest and the latest day of each step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plandugnad.engines.statute.chains import CLOSED, Rule
from plandugnad.engines.statute.counting import Reason, What, count, count_back, reason
from plandugnad.engines.statute.deadlines import by_hand, override_of
from plandugnad.engines.statute.facts import Active, Case, holds
from plandugnad.engines.statute.holidays import next_working_day, previous_working_day
from plandugnad.engines.statute.provisions import Bound, Version


@dataclass(frozen=True, slots=True)
class StepDates:
    """`set_on`: the date somebody set (the last round). `earliest`: from what comes before. `latest`: for what is set
    further on to hold; None where nothing is. Reasons say what decided the earliest and the latest."""

    step: str
    set_on: date | None
    earliest: date
    latest: date | None
    why_earliest: tuple[Reason, ...]
    why_latest: tuple[Reason, ...] = ()
    # In a plan that several councils decide, the first meeting of each that has no date yet; None where none is known.
    councils: tuple[tuple[str, date | None], ...] = ()

    @property
    def planned(self) -> date:
        return self.set_on or self.earliest


@dataclass(frozen=True, slots=True)
class _Candidate:
    date: date
    reasons: tuple[Reason, ...]


def course_of(case: Case) -> tuple[StepDates, ...]:
    """The earliest and latest day of each step, in the order of the steps.

    The earliest is the law's, and that of the work only where `durations` says how long it takes. Raises Refused when
    the calendar does not reach so far.
    """
    forwards = _forwards(case)
    latest = _backwards(case, forwards)
    return tuple(
        StepDates(
            step,
            one.set_on,
            one.earliest,
            latest[step].date if step in latest else None,
            one.why_earliest,
            latest[step].reasons if step in latest else (),
            one.councils,
        )
        for step, one in forwards.items()
    )


def _forwards(case: Case) -> dict[str, StepDates]:
    found: dict[str, StepDates] = {}
    held: dict[str, list[_Candidate]] = {}
    for active in case.steps:
        done = case.happened(active.id)
        from_law = _from_before(case, active, found, held)
        earliest = _on_a_day_people_meet(case, active, from_law)
        set_on = done[-1].date if done else None
        councils = tuple(_councils(case, active, from_law.date))
        found[active.id] = StepDates(active.id, set_on, earliest.date, None, earliest.reasons, councils=councils)
        for blocked, candidate in _holding_back(case, active, set_on or earliest.date):
            held.setdefault(blocked, []).append(candidate)
    return found


def _from_before(
    case: Case, active: Active, found: Mapping[str, StepDates], held: Mapping[str, list[_Candidate]]
) -> _Candidate:
    candidates = [_after(case, active, found[before]) for before in active.after]
    candidates += held.get(active.id, [])
    best = max(candidates, key=lambda one: one.date, default=None)
    if best is None or (best.date < case.today and not case.happened(active.id)):
        return _Candidate(case.today, (reason("not_before_today", start=case.today),))
    return best


def _councils(case: Case, active: Active, earliest: date) -> Iterator[tuple[str, date | None]]:
    """A joint plan is decided when its last council has decided, each in a meeting of its own."""
    if not active.step.in_council:
        return
    decided = {one.municipality for one in case.happened(active.id)}
    for municipality, meetings in case.councils.items():
        if municipality not in decided and "" not in decided:
            yield municipality, first_from(meetings, earliest)


def first_from(meetings: Sequence[date], day: date) -> date | None:
    return min((one for one in meetings if one >= day), default=None)


def _after(case: Case, active: Active, before: StepDates) -> _Candidate:
    reasons = [reason("after_step", step=case.chain.step(before.step).name, start=before.planned)]
    day = before.planned
    if length := case.durations.get(active.id):
        day = length.after(day)
        reasons.append(reason("takes", length=length))
    return _Candidate(day, tuple(reasons))


def _on_a_day_people_meet(case: Case, active: Active, best: _Candidate) -> _Candidate:
    calendars = list(case.councils.values()) or [case.meetings]
    if active.step.in_council and any(calendars):
        found = [first_from(meetings, best.date) for meetings in calendars]
        known = [one for one in found if one is not None]
        if len(known) == len(found):
            said = reason("meeting" if len(found) == 1 else "last_meeting", start=best.date, end=max(known))
            return _Candidate(max(known), (*best.reasons, said))
        best = _Candidate(max(known, default=best.date), (*best.reasons, reason("no_meeting", start=best.date)))
    moved = next_working_day(best.date)
    if moved == best.date:
        return best
    return _Candidate(moved, (*best.reasons, reason("working_day", end=best.date, what=What(best.date), moved=moved)))


def _holding_back(case: Case, active: Active, begun: date) -> Iterator[tuple[str, _Candidate]]:
    """The minimum periods that run from this step, and the day the municipality itself has set for their end."""
    for rule in active.step.rules:
        if not rule.blocks or not holds(rule.when, case.choices):
            continue
        version = rule.provision.on(begun)
        if version is None or version.bound is not Bound.AT_LEAST:
            continue
        candidate = minimum_of(case, active, rule, version, begun)
        closed = case.happened(active.id, CLOSED)
        if closed and closed[-1].date > candidate.date:
            candidate = _Candidate(
                closed[-1].date, (reason("after_step", step=active.step.name, start=closed[-1].date),)
            )
        for blocked in rule.blocks:
            yield blocked, candidate


def minimum_of(case: Case, active: Active, rule: Rule, version: Version, begun: date) -> _Candidate:
    """The end of a period that must last: as counted, or as somebody has set it by hand."""
    end = count(rule.provision, version, begun)
    rounds = [one.date for one in case.happened(active.id)]
    if override := override_of(case, active.step, rule, begun, rounds):
        end = by_hand(override, rule.provision, version, begun, end)
    assert end.working_day_end
    return _Candidate(end.working_day_end, end.reasons)


def _backwards(case: Case, forwards: Mapping[str, StepDates]) -> dict[str, _Candidate]:
    """From the dates that are set, what must have come before; nothing for what no set date waits for."""
    latest: dict[str, _Candidate] = {}
    for active in reversed(case.steps):
        bounds = list(_bounds(case, active, forwards, latest))
        if bounds:
            latest[active.id] = min(bounds, key=lambda one: one.date)
    return latest


def _bounds(
    case: Case, active: Active, forwards: Mapping[str, StepDates], latest: Mapping[str, _Candidate]
) -> Iterator[_Candidate]:
    for later in case.steps:
        if active.id not in later.after:
            continue
        if target := _target(later.id, forwards, latest):
            length = case.durations.get(later.id)
            day = length.before(target) if length else target
            reasons = [reason("before_step", step=later.step.name, start=target)]
            if length:
                reasons.append(reason("takes", length=length))
            yield _Candidate(previous_working_day(day), tuple(reasons))
    for rule in active.step.rules:
        if rule.blocks and holds(rule.when, case.choices):
            yield from _room_for(rule, forwards, latest)


def _room_for(rule: Rule, forwards: Mapping[str, StepDates], latest: Mapping[str, _Candidate]) -> Iterator[_Candidate]:
    for blocked in rule.blocks:
        target = _target(blocked, forwards, latest) if blocked in forwards else None
        version = rule.provision.on(target) if target else None
        if target and version and version.bound is Bound.AT_LEAST:
            end = count_back(rule.provision, version, target)
            assert end.working_day_end
            yield _Candidate(end.working_day_end, end.reasons)


def _target(step: str, forwards: Mapping[str, StepDates], latest: Mapping[str, _Candidate]) -> date | None:
    if set_on := forwards[step].set_on:
        return set_on
    return latest[step].date if step in latest else None
