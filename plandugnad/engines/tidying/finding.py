"""From portraits to findings. Pure, and the same in whatever order the plans come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from plandugnad.engines.tables.when import When
from plandugnad.engines.tidying.acts import act_of, older_act_named
from plandugnad.engines.tidying.portraits import Finding, Kind, Pair, PlanFindings, Portrait, Stage

SILENT_YEARS = 4  # a council term: a whole council has heard nothing of it
PRIVATE_YEARS = 10  # pbl. § 12-4 fifth paragraph
WEIGHTS = {
    Kind.PERIOD_ENDED: 60,
    Kind.PAST_REVISION: 55,
    Kind.OLDER_THAN_ACT: 45,
    Kind.OVERLAP: 40,
    Kind.SILENT: 30,
    Kind.NOBODY_OWNS: 25,
    Kind.UNKNOWN_STATUS: 24,
    Kind.UNKNOWN_ADOPTED: 22,
    Kind.UNKNOWN_TYPE: 20,
    Kind.PARENT_ENDED: 18,
    Kind.NO_ANCHOR: 12,
    Kind.TEN_YEARS: 8,
    Kind.NO_GOAL: 5,
}
_HOLDS = (Stage.IN_FORCE, Stage.UNKNOWN)  # nobody works on it, as far as it says


def found_in(portraits: Iterable[Portrait], today: date, pairs: Iterable[Pair] = ()) -> tuple[PlanFindings, ...]:
    """The plans there is something to say of, weightiest first. An overlap is said once, of the older of the two."""
    alive = {one.id: one for one in portraits if one.stage is not Stage.ENDED}
    are_goals_used = any(one.has_goal for one in alive.values())
    overlaps = _overlaps(alive, pairs)
    found = []
    for one in alive.values():
        findings = _in_order([*_of_one(one, today, are_goals_used=are_goals_used), *overlaps.get(one.id, ())])
        if findings:
            found.append(PlanFindings(one.id, findings, _weight(findings)))
    return tuple(sorted(found, key=lambda each: (tuple(-part for part in each.weight), each.id)))


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: (-WEIGHTS[each.kind], each.facts)))


def _weight(findings: Collection[Finding]) -> tuple[int, int, int]:
    """The heaviest counts first, then all together, then for how long."""
    weights = [WEIGHTS[each.kind] for each in findings]
    return (max(weights), sum(weights), max(each.years for each in findings))


def _of_one(one: Portrait, today: date, *, are_goals_used: bool) -> Iterator[Finding]:
    if one.stage in _HOLDS:
        yield from _past(one, today)
        yield from _silent(one, today)
        yield from _older_than_act(one)
        yield from _ten_years(one, today)
    yield from _mute(one)
    yield from _anchor(one, are_goals_used=are_goals_used)


def _past(one: Portrait, today: date) -> Iterator[Finding]:
    ended = one.valid_until or one.period
    if ended is not None and ended.last_day() < today:
        years = _years_between(ended.last_day(), today)
        yield Finding(Kind.PERIOD_ENDED, ended.iso, ended, years)
    due = one.revision_due
    if due is not None and due.last_day() < today:
        yield Finding(Kind.PAST_REVISION, due.iso, due, _years_between(due.last_day(), today))


def _silent(one: Portrait, today: date) -> Iterator[Finding]:
    """Where it does not say when it was adopted either, nobody knows for how long it has been silent."""
    if not one.is_followed:
        return
    told = [when for when in (one.adopted, one.last_revised) if when is not None and when.first_day() <= today]
    told += [When.on(one.last_heard_of)] if one.last_heard_of else []
    if not told:
        return
    latest = max(told, key=lambda when: (when.last_day(), when.iso))
    years = _years_between(latest.last_day(), today)
    if years >= SILENT_YEARS:
        yield Finding(Kind.SILENT, latest.iso, latest, years)


def _older_than_act(one: Portrait) -> Iterator[Finding]:
    act = act_of(one.legal_basis, one.act)
    if act is None:
        return
    named = older_act_named(one.legal_basis, act)
    latest = max((when for when in (one.adopted, one.last_revised) if when is not None), default=None)
    is_older = latest is not None and latest.is_before(act.in_force)
    if not (named or is_older):
        return
    if latest is not None and not is_older and act.in_force.is_before(latest):
        return  # it has been adopted or revised since, whatever its legal basis still says
    facts = f"{act.code} {latest.iso if latest else ''} {named or ''}".strip()
    yield Finding(Kind.OLDER_THAN_ACT, facts, latest, act=act, named_year=named)


def _ten_years(one: Portrait, today: date) -> Iterator[Finding]:
    latest = max((when for when in (one.adopted, one.last_revised) if when is not None), default=None)
    if not one.may_be_private or latest is None:
        return
    years = _years_between(latest.last_day(), today)
    if years >= PRIVATE_YEARS:
        yield Finding(Kind.TEN_YEARS, latest.iso, latest, years, is_question=True)


def _mute(one: Portrait) -> Iterator[Finding]:
    if not one.has_type:
        yield Finding(Kind.UNKNOWN_TYPE, "")
    if one.stage is Stage.UNKNOWN:
        yield Finding(Kind.UNKNOWN_STATUS, "")
    elif one.stage is not Stage.UNDER_WAY and one.adopted is None:
        yield Finding(Kind.UNKNOWN_ADOPTED, "")
    if one.needs_owner and not one.is_owned:
        yield Finding(Kind.NOBODY_OWNS, "")


def _anchor(one: Portrait, *, are_goals_used: bool) -> Iterator[Finding]:
    """That a goal is missing is said only where other plans state theirs: else it is a habit, not an omission."""
    if one.parent_ended:
        yield Finding(Kind.PARENT_ENDED, one.parent_ended, other=one.parent_ended)
    elif one.needs_parent and not one.has_parent:
        yield Finding(Kind.NO_ANCHOR, "")
    elif one.needs_goal and not one.has_goal and are_goals_used:
        yield Finding(Kind.NO_GOAL, "")


def _overlaps(alive: dict[str, Portrait], pairs: Iterable[Pair]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    seen: set[frozenset[str]] = set()
    for pair in sorted(pairs, key=lambda each: (-each.score, sorted((each.one, each.other)), each.reasons)):
        both = frozenset((pair.one, pair.other))
        if len(both) < 2 or both in seen or not both <= alive.keys():
            continue
        seen.add(both)
        one, other = sorted((alive[id] for id in both), key=_age)
        found[one.id].append(Finding(Kind.OVERLAP, other.id, other=other.id, reasons=pair.reasons))
    return found


def _age(one: Portrait) -> tuple[bool, date, str]:
    """The oldest first; what does not say, last."""
    when = max((each for each in (one.adopted, one.last_revised) if each is not None), default=None)
    return (when is None, when.last_day() if when else date.max, one.id)


def _years_between(day: date, today: date) -> int:
    return max(today.year - day.year - ((today.month, today.day) < (day.month, day.day)), 0)
