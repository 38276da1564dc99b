"""What does not add up in a process: dates that were set and do not hold. None is moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plandugnad.engines.statute.chains import AGREED, MEETING, Point, Rule
from plandugnad.engines.statute.counting import Reason, What, count_back, reason
from plandugnad.engines.statute.course import first_from, minimum_of
from plandugnad.engines.statute.deadlines import Deadline, Kind, deadlines_of, override_of
from plandugnad.engines.statute.facts import Active, Case, Event, holds
from plandugnad.engines.statute.holidays import is_working_day, next_working_day
from plandugnad.engines.statute.provisions import Bound, Version


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


def conflicts_of(case: Case) -> tuple[Conflict, ...]:
    """Every date that was set and does not hold, in the order of the steps. Nothing is moved."""
    deadlines = deadlines_of(case)
    return tuple(conflict for active in case.steps for conflict in _of_step(case, active, deadlines))


def _of_step(case: Case, active: Active, deadlines: tuple[Deadline, ...]) -> Iterator[Conflict]:
    yield from _too_early(case, active)
    yield from _out_of_order(case, active)
    yield from _cannot_hold(case, active)
    yield from _no_working_day(case, active)
    yield from _no_meeting(case, active)
    yield from _too_late(case, active, deadlines)
    yield from _shortened(case, active, deadlines)
    yield from _agreed_too_short(case, active, deadlines)


def _cannot_hold(case: Case, active: Active) -> Iterator[Conflict]:
    """What must last before it has not begun, and would not be over in time if it began today."""
    if not any(one.date >= case.today for one in case.happened(active.id)):
        return
    for other in case.steps:
        for rule in other.step.rules:
            if active.id not in rule.blocks or case.happened(other.id) or not holds(rule.when, case.choices):
                continue
            version = rule.provision.on(case.today)
            if version is None or version.bound is not Bound.AT_LEAST:
                continue
            end = minimum_of(case, other, rule, version, case.today)
            for event in case.happened(active.id):
                if case.today <= event.date < end.date:
                    said = reason(
                        "cannot_hold", step=active.step.name, day=event.date, other=other.step.name, proposal=end.date,
                        why=_Joined(end.reasons),
                    )  # fmt: skip
                    yield Conflict(
                        active.id, event.date, "cannot_hold", said, end.date, event.confirmed,
                        municipality=event.municipality,
                    )  # fmt: skip


def _no_meeting(case: Case, active: Active) -> Iterator[Conflict]:
    """A council's day that is not in its calendar. Who has said that the date stands, may have another committee."""
    if not active.step.in_council:
        return
    for event in case.happened(active.id):
        calendar = case.councils.get(event.municipality, case.meetings)
        following = first_from(calendar, event.date)
        if event.confirmed or event.date <= case.today or not is_working_day(event.date):
            continue
        if following and following != event.date:
            yield _conflict(case, event, "no_meeting_then", following, ())


def _agreed_too_short(case: Case, active: Active, deadlines: tuple[Deadline, ...]) -> Iterator[Conflict]:
    if AGREED not in active.step.marks:
        return
    for event in case.happened(active.id, AGREED):
        begun = [
            one
            for one in deadlines
            if one.step == active.id and one.starts_on <= event.date and one.municipality in ("", event.municipality)
        ]
        of_it = max(begun, key=lambda one: one.starts_on, default=None)
        if of_it is None or of_it.working_day_end is None or any(one.key == "agreed" for one in of_it.reasons):
            continue
        if event.date < of_it.working_day_end:
            yield _conflict(case, event, "agreed_too_short", of_it.working_day_end, of_it.reasons)


def _too_early(case: Case, active: Active) -> Iterator[Conflict]:
    for rule in active.step.rules:
        if not holds(rule.when, case.choices) or Point(active.id) not in rule.starts:
            continue
        for begun in case.happened(active.id):
            version = rule.provision.on(begun.date)
            if version is None or version.bound is not Bound.AT_LEAST:
                continue
            end = minimum_of(case, active, rule, version, begun.date)
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
            meeting = first_from([day for day in calendar if is_working_day(day)], event.date)
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
    if not case.overrides:
        return
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
