"""Forwards and backwards through a process: the earliest and the latest day of each step, and what does not add up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plandugnad.engines.statute.chains import CLOSED, MEETING, Point, Rule
from plandugnad.engines.statute.counting import Reason, What, count, count_back, reason
from plandugnad.engines.statute.deadlines import Deadline, Kind, by_hand, deadlines_of, override_of
from plandugnad.engines.statute.facts import Active, Case, Event, holds
from plandugnad.engines.statute.holidays import is_working_day, next_working_day, previous_working_day
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
class Conflict:
    """A date that was set and does not hold. It stays as it is; `proposal` is the day that would hold."""

    step: str
    set_to: date
    kind: str
    reason: Reason
    proposal: date | None
    confirmed: bool
    mark: str = "done"
    municipality: str = ""

    def said(self, language: str = "nb") -> str:
        return self.reason.said(language)


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
            yield municipality, _first_from(meetings, earliest)


def _first_from(meetings: Sequence[date], day: date) -> date | None:
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
        found = [_first_from(meetings, best.date) for meetings in calendars]
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
        candidate = _minimum(case, active, rule, version, begun)
        closed = case.happened(active.id, CLOSED)
        if closed and closed[-1].date > candidate.date:
            candidate = _Candidate(
                closed[-1].date, (reason("after_step", step=active.step.name, start=closed[-1].date),)
            )
        for blocked in rule.blocks:
            yield blocked, candidate


def _minimum(case: Case, active: Active, rule: Rule, version: Version, begun: date) -> _Candidate:
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


def conflicts_of(case: Case) -> tuple[Conflict, ...]:
    """Every date that was set and does not hold, in the order of the steps. Nothing is moved."""
    deadlines = deadlines_of(case)
    return tuple(
        conflict
        for active in case.steps
        for conflict in (*_too_early(case, active), *_out_of_order(case, active), *_no_working_day(case, active),
                         *_too_late(case, active, deadlines), *_shortened(case, active, deadlines))
    )  # fmt: skip


def _too_early(case: Case, active: Active) -> Iterator[Conflict]:
    for rule in active.step.rules:
        if not holds(rule.when, case.choices) or Point(active.id) not in rule.starts:
            continue
        for begun in case.happened(active.id):
            version = rule.provision.on(begun.date)
            if version is None or version.bound is not Bound.AT_LEAST:
                continue
            end = _minimum(case, active, rule, version, begun.date)
            closing = case.closing(begun)
            if closing and closing.date < end.date:
                yield _conflict(case, closing, "closes_too_early", end.date, end.reasons)
            yield from _after_the_decision(case, active, rule, version, begun)
            if closing and closing.date > end.date:  # nobody decides while the public may still answer
                said = reason("after_step", step=active.step.name, start=closing.date)
                yield from _held_back(case, rule, begun, closing.date, (said,))
            else:
                yield from _held_back(case, rule, begun, end.date, end.reasons)


def _held_back(case: Case, rule: Rule, begun: Event, end: date, reasons: tuple[Reason, ...]) -> Iterator[Conflict]:
    for point in (Point(begun.step, MEETING), *(Point(blocked) for blocked in rule.blocks)):
        for event in case.happened(point.step, point.mark):
            if begun.date <= event.date < end and begun.is_of_one_with(event):
                yield _conflict(case, event, "too_early", end, reasons)


def _after_the_decision(case: Case, active: Active, rule: Rule, version: Version, begun: Event) -> Iterator[Conflict]:
    """A round that begins when the council has decided and does not decide again. That the first does, where the
    decision comes right after the step, is told of the decision."""
    steps = {one.id: one for one in case.steps}
    for blocked in (steps[one] for one in rule.blocks if one in steps and steps[one].step.in_council):
        decided = [one for one in case.happened(blocked.id) if begun.is_of_one_with(one)]
        first = next(one for one in case.happened(active.id) if begun.is_of_one_with(one))
        if not decided or begun.date <= decided[-1].date or (active.id in blocked.after and begun == first):
            continue
        last = decided[-1].date
        said = reason("after_decision", step=active.step.name, day=begun.date, other=blocked.step.name, proposal=last)
        latest = count_back(rule.provision, version, last).working_day_end
        proposal = latest if latest and latest >= case.today else None
        yield Conflict(
            active.id, begun.date, "after_decision", said, proposal, begun.confirmed, municipality=begun.municipality
        )


def _out_of_order(case: Case, active: Active) -> Iterator[Conflict]:
    own = {one.municipality: one for one in case.happened(active.id)}  # the last of each council
    for before_id in active.after:
        before = case.happened(before_id)
        name = case.chain.step(before_id).name
        for event in own.values():
            first = next((one for one in before if one.is_of_one_with(event)), None)
            if first and event.date < first.date:
                said = reason("out_of_order", step=active.step.name, day=event.date, other=name, proposal=first.date)
                yield Conflict(
                    active.id, event.date, "out_of_order", said, first.date, event.confirmed,
                    municipality=event.municipality,
                )  # fmt: skip
        if own and not before and before_id in active.step.after and case.chain.step(before_id).guarded:
            last = case.happened(active.id)[-1]
            said = reason("must_come_first", step=active.step.name, day=last.date, other=name)
            yield Conflict(active.id, last.date, "must_come_first", said, None, last.confirmed)


def _no_working_day(case: Case, active: Active) -> Iterator[Conflict]:
    """A meeting on a holiday; what is over is left alone."""
    if not active.step.in_council:
        return
    for event in case.happened(active.id):
        if event.date > case.today and not is_working_day(event.date):
            calendar = case.councils.get(event.municipality, case.meetings)
            meeting = _first_from([day for day in calendar if is_working_day(day)], event.date)
            proposal = meeting or next_working_day(event.date)
            said = reason(
                "no_working_day_meeting" if meeting else "no_working_day",
                step=active.step.name, day=event.date, what=What(event.date), proposal=proposal,
            )  # fmt: skip
            yield Conflict(
                active.id, event.date, "no_working_day", said, proposal, event.confirmed,
                municipality=event.municipality,
            )  # fmt: skip


def _too_late(case: Case, active: Active, deadlines: tuple[Deadline, ...]) -> Iterator[Conflict]:
    for deadline in deadlines:
        end = deadline.working_day_end
        if deadline.step != active.id or deadline.kind is not Kind.MAX or deadline.backwards or end is None:
            continue
        if deadline.met_on and deadline.met_on > end:
            event = next((one for one in case.events if one.step == active.id and one.date == deadline.met_on), None)
            if event is None:  # what a later step shows says nothing of the day this one was done
                continue
            proposal = end if end >= case.today else None
            yield _conflict(case, event, "too_late", end, deadline.reasons, proposal)


def _shortened(case: Case, active: Active, deadlines: tuple[Deadline, ...]) -> Iterator[Conflict]:
    """A period set by hand to less than the law says. One that is set for no round, and long enough for one of them,
    is of that round."""
    for rule in active.step.rules:
        rounds = [
            one
            for one in deadlines
            if one.step == active.id and one.provision.id == rule.provision.id and not one.backwards
        ]
        days = [one.starts_on for one in rounds]
        by_hand = {
            override: [one for one in rounds if override_of(case, active.step, rule, one.starts_on, days) is override]
            for override in case.overrides
        }
        for override, its in by_hand.items():
            ends = [one.working_day_end for one in its if one.kind is Kind.MIN and one.working_day_end]
            if ends and override.date < min(ends):
                yield Conflict(
                    active.id, override.date, "shorter_than_law",
                    reason("shorter_than_law", step=active.step.name, day=override.date, proposal=ends[0],
                           why=_Joined(its[0].reasons)),
                    ends[0], confirmed=True,
                )  # fmt: skip


def _conflict(
    case: Case, event: Event, kind: str, bound: date, reasons: tuple[Reason, ...], proposal: date | None = None
) -> Conflict:
    step = case.chain.step(event.step)
    said = reason(kind, step=step.name, day=event.date, proposal=bound, why=_Joined(reasons))
    return Conflict(
        event.step, event.date, kind, said, proposal if kind == "too_late" else bound, event.confirmed, event.mark,
        event.municipality,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Joined:
    """The reasons behind a bound, as one clause of another sentence."""

    reasons: tuple[Reason, ...]

    def said(self, language: str) -> str:
        return "; ".join(one.said(language) for one in self.reasons)
