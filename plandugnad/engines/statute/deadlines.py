"""Facts and provisions → every deadline of a process, each with its reasons. A date somebody set is never moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from plandugnad.engines.statute.chains import AGREED, CLOSED, MEETING, Point, Rule, Step
from plandugnad.engines.statute.counting import End, Growth, Reason, count, count_back, fixed_date, reason
from plandugnad.engines.statute.facts import Case, Event, Override, holds
from plandugnad.engines.statute.provisions import Bound, Certainty, Counting, Force, Provision, Version


class Kind(StrEnum):
    """`min`: not before. `max`: not after. `target`: should be kept, nothing follows when it is not."""

    MIN = "min"
    MAX = "max"
    TARGET = "target"


class State(StrEnum):
    RUNNING = "running"
    STANDING = "standing"
    KEPT = "kept"
    BROKEN = "broken"
    OVERDUE = "overdue"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`backwards`: counted from a date that is set further on, so it says when this must happen at the latest.
    `assumed`: the clock starts at a day that was itself counted, not set by anybody. The dates are None while the clock
    stands."""

    step: str
    provision: Provision
    version: Version
    kind: Kind
    starts_on: date
    statutory_end: date | None
    working_day_end: date | None
    safe_date: date | None
    reasons: tuple[Reason, ...]
    state: State
    municipality: str = ""
    backwards: bool = False
    assumed: bool = False
    by_hand: Override | None = None
    met_on: date | None = None

    @property
    def overridden(self) -> bool:
        return self.by_hand is not None

    def why(self, language: str = "nb") -> str:
        """The one sentence a planner can paste into a case document."""
        said = "; ".join(one.said(language) for one in self.reasons)
        return f"{said[:1].upper()}{said[1:]}."


@dataclass(frozen=True, slots=True)
class _Start:
    """`retired_on`: the day the consultation was held anew, so that its end is no longer what counts."""

    day: date
    municipality: str = ""
    assumed: bool = False
    retired_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Clock:
    start: _Start
    version: Version
    end: End

    def is_made_longer_by(self, agreed: Event) -> bool:
        """The law lets the parties agree on a longer deadline; it does not let them agree on a shorter."""
        own, last = self.start.municipality, self.end.working_day_end
        is_of_it = not (own and agreed.municipality) or own == agreed.municipality
        return is_of_it and self.start.day <= agreed.date and (last is None or last < agreed.date)

    def agreed_to(self, event: Event) -> "_Clock":
        day, municipality = event.date, self.start.municipality or event.municipality
        end = End(day, day, day, (*self.end.reasons, reason("agreed", end=day)))
        return replace(self, start=replace(self.start, municipality=municipality), end=end)


def deadlines_of(case: Case) -> tuple[Deadline, ...]:
    """Every deadline whose clock has a start, in the order of the steps.

    Raises Refused when the calendar does not reach so far.
    """
    return tuple(
        deadline
        for active in case.steps
        for rule in active.step.rules
        if holds(rule.when, case.choices)
        for deadline in _of_rule(case, active.step, rule)
    )


def _of_rule(case: Case, step: Step, rule: Rule) -> Iterator[Deadline]:
    if rule.provision.newest.bound is Bound.BY:
        yield from _in_the_year(case, step, rule)
        return
    clocks = list(_clocks(case, step, rule))
    rounds = [clock.start.day for clock in clocks]
    for clock in clocks:
        yield _deadline(case, step, rule, clock, _met(case, rule, clock.start, kind_of(clock.version)), rounds)
    if not clocks and (rule.blocks or MEETING in step.marks):
        yield from _backwards(case, step, rule)


def _clocks(case: Case, step: Step, rule: Rule) -> Iterator[_Clock]:
    """One for each round, as the law counts it or as it was agreed on."""
    agreed = case.happened(step.id, AGREED) if AGREED in step.marks else ()
    return _with_agreed(list(_clocks_of_law(case, step, rule)), agreed)


def _clocks_of_law(case: Case, step: Step, rule: Rule) -> Iterator[_Clock]:
    extended = bool(rule.extended_when) and rule.extended_when in case.choices
    for start in _starts(case, rule):
        version = rule.provision.on(start.day)
        if version is None or case.choices.intersection(version.exempt):
            continue
        pauses = case.pauses(step.id, rule.stands_while) if version.can_stop else ()
        growth = _growth(case, rule, start) if rule.grows_with else None
        end = count(rule.provision, version, start.day, pauses=pauses, extended=extended, growth=growth)
        if start.assumed:
            end = replace(end, reasons=(*end.reasons, reason("assumed_close")))
        yield _Clock(start, version, end)


def _growth(case: Case, rule: Rule, start: _Start) -> Growth | None:
    """From the same day as the sum, the period within it: as it runs, less what the law gives of itself."""
    step = case.chain.step(rule.grows_with)
    for part in step.rules:
        for clock in _clocks(case, step, part):
            if clock.start.day == start.day and clock.start.municipality in ("", start.municipality):
                plain = count(part.provision, clock.version, start.day).statutory_end
                ends = clock.end.statutory_end
                return Growth(step.name, (ends - plain).days if ends and plain else None)
    return None


def _deadline(
    case: Case, step: Step, rule: Rule, clock: _Clock, met: Event | None, rounds: Sequence[date] = ()
) -> Deadline:
    """`rounds`: the days the clocks of this rule begin."""
    start, version, end, kind = clock.start, clock.version, clock.end, kind_of(clock.version)
    override = override_of(case, step, rule, start.day, rounds)
    if override:
        end = by_hand(override, rule.provision, version, start.day, end)
    return Deadline(
        step=step.id,
        provision=rule.provision,
        version=version,
        kind=kind,
        starts_on=start.day,
        statutory_end=end.statutory_end,
        working_day_end=end.working_day_end,
        safe_date=end.safe_date,
        reasons=end.reasons,
        state=_state(case, step, clock, end, met),
        municipality=start.municipality,
        assumed=start.assumed,
        by_hand=override,
        met_on=met.date if met else None,
    )


def _in_the_year(case: Case, step: Step, rule: Rule) -> Iterator[Deadline]:
    year = case.year or case.today.year
    version = rule.provision.on(date(year, 1, 1)) or rule.provision.newest
    if version.only_election_years:
        year = _election_year(case, step, version)
    end = fixed_date(rule.provision, version, year)
    done = case.happened(step.id)
    met = next((one for one in done if one.date.year == year), None)
    assert end.statutory_end
    yield _deadline(case, step, rule, _Clock(_Start(end.statutory_end), version, end), met)


def _election_year(case: Case, step: Step, version: Version) -> int:
    """That of the known constitution, else the latest."""
    done = case.happened(step.id)
    year = done[0].date.year if done else case.year or case.today.year
    return next(one for one in range(year, year - 4, -1) if version.falls_in(one))


def _backwards(case: Case, step: Step, rule: Rule) -> Iterator[Deadline]:
    """The step has no date, but one it holds back has, or the meeting it is for: when must it be at the latest?"""
    held = [*case.happened(step.id, MEETING), *(event for blocked in rule.blocks for event in case.happened(blocked))]
    first: dict[str, Event] = {}  # of each council, in a plan that several decide
    for event in sorted(held, key=lambda one: one.date):
        first.setdefault(event.municipality, event)
    for event in first.values():
        if version := rule.provision.on(event.date):
            yield _back_from(case, step, rule, version, event)


def _back_from(case: Case, step: Step, rule: Rule, version: Version, first: Event) -> Deadline:
    end = count_back(rule.provision, version, first.date)
    deadline = _deadline(case, step, rule, _Clock(_Start(first.date, first.municipality), version, end), None)
    if case.today <= (end.working_day_end or case.today):
        state = State.RUNNING
    else:  # what came after has been already: then it is no use to hurry
        state = State.OVERDUE if first.date >= case.today else State.OVER
    return replace(deadline, backwards=True, state=state)


def _starts(case: Case, rule: Rule) -> Iterator[_Start]:
    for point in rule.starts:
        found = list(_start_at(case, point))
        if found:
            yield from found
            return


def _start_at(case: Case, point: Point) -> Iterator[_Start]:
    if point.mark != CLOSED:
        yield from (_Start(one.date, one.municipality) for one in case.happened(point.step, point.mark))
        return
    for published in case.happened(point.step):
        anew = next((one.date for one in case.happened(point.step) if one.follows(published)), None)
        if closing := case.closing(published):
            yield _Start(closing.date, published.municipality, retired_on=anew)
        elif by_hand_on := _close_by_hand(case, published):
            yield _Start(by_hand_on, published.municipality, retired_on=anew)
        elif shortest := shortest_close(case, published):
            yield _Start(shortest, published.municipality, assumed=True, retired_on=anew)


def shortest_close(case: Case, published: Event) -> date | None:
    """The earliest day a consultation that was published then can end."""
    ends = []
    for rule in case.chain.step(published.step).rules:
        if Point(published.step) in rule.starts and holds(rule.when, case.choices):
            version = rule.provision.on(published.date)
            if version and version.bound is Bound.AT_LEAST:
                ends.append(count(rule.provision, version, published.date).working_day_end)
    return max((end for end in ends if end), default=None)


def _close_by_hand(case: Case, published: Event) -> date | None:
    """The end somebody has set by hand for this round, where it is not shorter than the law lets it be."""
    step = case.chain.step(published.step)
    rounds = [one.date for one in case.happened(published.step)]
    for rule in step.rules:
        version = rule.provision.on(published.date)
        override = override_of(case, step, rule, published.date, rounds)
        if version and override and version.bound is Bound.AT_LEAST and Point(published.step) in rule.starts:
            end = count(rule.provision, version, published.date)
            return by_hand(override, rule.provision, version, published.date, end).working_day_end
    return None


def kind_of(version: Version) -> Kind:
    if version.bound is Bound.AT_LEAST:
        return Kind.MIN
    return Kind.TARGET if version.force in (Force.SHOULD, Force.PRACTICE) else Kind.MAX


def _with_agreed(clocks: list[_Clock], agreed: Sequence[Event]) -> Iterator[_Clock]:
    """An agreed day belongs to one round: the last that had begun by then and that it makes longer. What one
    municipality has agreed on, where all have one clock, gives it a clock of its own."""
    longer: dict[int, dict[str, _Clock]] = {}
    for event in agreed:
        latest = {one.start.municipality: place for place, one in enumerate(clocks) if one.is_made_longer_by(event)}
        for municipality, place in latest.items():
            longer.setdefault(place, {})[municipality or event.municipality] = clocks[place].agreed_to(event)
    for place, clock in enumerate(clocks):
        own = longer.get(place, {})
        yield own.pop(clock.start.municipality, clock)
        yield from own.values()


def override_of(case: Case, step: Step, rule: Rule, start: date, rounds: Sequence[date] = ()) -> Override | None:
    """The date somebody has set by hand in place of the deadline whose clock begins at `start`. It follows its round
    when the start is mended: of all `rounds` it is of the one that begins nearest to where its own began."""
    return next(
        (
            one
            for one in case.overrides
            if one.step == step.id
            and one.provision in ("", rule.provision.id)
            and (one.starts_on is None or start == nearest(one.starts_on, [start, *rounds]))
        ),
        None,
    )


def nearest(day: date, days: Sequence[date]) -> date:
    return min(days, key=lambda one: (abs(one - day), one))


def by_hand(override: Override, provision: Provision, version: Version, start: date, end: End) -> End:
    """The end somebody has set; the law's own where the law was read and says that the period must last longer."""
    last = end.working_day_end
    if last and version.bound is Bound.AT_LEAST and provision.certainty is Certainty.READ:
        is_shorter = override.date < last if last >= start else override.date > last  # else counted backwards
        if is_shorter:
            said = reason("overridden_too_short", end=override.date, why=override.reason)
            return replace(end, reasons=(*end.reasons, said))
    said = reason("overridden", end=override.date, why=override.reason)
    return End(end.statutory_end, override.date, override.date, (*end.reasons, said))


def _met(case: Case, rule: Rule, start: _Start, kind: Kind) -> Event | None:
    """The first that shows that a duty was done; a period that must last is met by itself."""
    if kind is Kind.MIN:
        return None
    found = [event for point in rule.until if (event := _met_at(case, rule, point, start))]
    return min(found, key=lambda one: one.date, default=None)


def _met_at(case: Case, rule: Rule, point: Point, start: _Start) -> Event | None:
    done = [
        one
        for one in case.happened(point.step, point.mark)
        if (one.date > start.day if point in rule.starts else one.date >= start.day)
        and (start.retired_on is None or one.date < start.retired_on)
        and (not start.municipality or one.municipality in ("", start.municipality))
    ]
    if not done:
        return None
    # One clock for several councils, as in a joint plan, has been met when the last of those that are dated decides.
    return done[-1] if done[0].municipality and not start.municipality else done[0]


def _state(case: Case, step: Step, clock: _Clock, end: End, met: Event | None) -> State:
    version, last, retired_on = clock.version, end.working_day_end, clock.start.retired_on
    if kind_of(version) is Kind.MIN:
        return State.OVER if last and last <= case.today else State.RUNNING
    if met and met.date <= case.today:
        if last is None or met.date <= last:
            return State.KEPT
        return State.BROKEN if met.step == step.id else State.OVER  # a later step shows that it was done, not when
    if retired_on and retired_on <= case.today:
        return State.OVER
    if last is None:
        return State.STANDING
    if last >= case.today:
        return State.RUNNING
    # A right that was not used, as to appeal, is over; the law says «must» of the time to use it in, not of using it.
    is_right = Force.MAY in (step.force, version.force)
    return State.OVER if is_right or version.counting is Counting.CALENDAR else State.OVERDUE
