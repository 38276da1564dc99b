"""What may be done together: plans of several municipalities about the same, made at the same time or just made.

Pure. Days are calendar days; what overlaps is `engines.overlap`'s to say, when it is near is said here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from plandugnad.engines.overlap import Overlap, Portrait, between


class How(StrEnum):
    PLANNED = "planned"  # promised in an adopted strategy, or with planned days
    FINISHED = "finished"  # adopted


# Design defaults: half a year apart is near enough to go together, and what is three years old may be learnt from.
_NEAR = timedelta(days=183)
_FRESH = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Work:
    """A plan as one municipality makes it. `key` is unlike all others'. `when` is its time in words."""

    key: str
    organisation_id: UUID
    place: str
    title: str
    how: How
    first: date
    last: date
    when: str
    plan_type: str = ""
    themes: tuple[str, ...] = ()
    is_land: bool = False
    address: str = ""
    plan_id: UUID | None = None
    need_id: UUID | None = None


@dataclass(frozen=True)
class Candidate:
    """`together`: those that plan it at the same time, at least two, in order of time; or one, with somebody in
    `finished` to learn from. `pairs` are what they have in common, by the keys of the two."""

    together: tuple[Work, ...]
    finished: tuple[Work, ...]
    pairs: Mapping[tuple[str, str], Overlap]

    @property
    def score(self) -> float:
        return max((pair.score for pair in self.pairs.values()), default=0.0)

    @property
    def places(self) -> list[str]:
        return sorted({work.place for work in (*self.together, *self.finished)})

    @property
    def why(self) -> Overlap:
        """What the two most alike have in common."""
        return max(self.pairs.values(), key=lambda pair: pair.score)


def candidates(works: Iterable[Work], today: date) -> list[Candidate]:
    """Those of most municipalities first. A work is in one candidate among those planned, the one where it fits with
    most; what is finished may be learnt from in several.

    Raises `ValueError` when two works have one key.
    """
    given = list(works)
    by_key = {work.key: work for work in given}
    if len(by_key) != len(given):
        raise ValueError("two works have one key")
    pairs = _alike(given)
    near: dict[str, set[str]] = defaultdict(set)
    learnt: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        _link(by_key[one], by_key[other], near, learnt, today)
    taken: set[str] = set()
    found = []
    for key in sorted(near.keys() | learnt.keys(), key=lambda key: (-len(near[key]), by_key[key].first, key)):
        if key in taken:
            continue
        group = [key, *sorted(near[key] - taken, key=lambda other: (by_key[other].first, other))]
        group = _one_each(group, by_key)
        taken |= set(group)
        models = sorted(set().union(*(learnt[one] for one in group)), key=lambda one: (by_key[one].last, one))
        if len(group) < 2 and not models:
            continue
        found.append(_candidate([by_key[one] for one in group], [by_key[one] for one in models], pairs))
    return sorted(found, key=lambda one: (-len(one.together), -len(one.places), -one.score, one.together[0].title))


def _alike(works: Sequence[Work]) -> dict[tuple[str, str], Overlap]:
    """Of different municipalities. Both orders, so that nobody needs to ask which came first."""
    portraits = [Portrait(work.key, work.title, work.plan_type, work.themes, is_land=work.is_land) for work in works]
    place = {work.key: work.organisation_id for work in works}
    plan = {work.key: work.plan_id for work in works}
    return {
        (pair.one, pair.other): pair
        for pair in between(portraits, portraits)
        if place[pair.one] != place[pair.other] and (plan[pair.one] is None or plan[pair.one] != plan[pair.other])
    }


def _link(one: Work, other: Work, near: dict[str, set[str]], learnt: dict[str, set[str]], today: date) -> None:
    if one.how is How.PLANNED and other.how is How.PLANNED:
        if one.last >= today and other.last >= today and _are_near(one, other):
            near[one.key].add(other.key)
    elif one.how is How.PLANNED and one.last >= today and today - _FRESH <= other.last <= today:
        learnt[one.key].add(other.key)


def _are_near(one: Work, other: Work) -> bool:
    return one.first <= other.last + _NEAR and other.first <= one.last + _NEAR


def _one_each(keys: Sequence[str], by_key: Mapping[str, Work]) -> list[str]:
    """One from each municipality: the first in order."""
    found: dict[UUID, str] = {}
    for key in keys:
        found.setdefault(by_key[key].organisation_id, key)
    return list(found.values())


def _candidate(
    together: Sequence[Work], finished: Sequence[Work], pairs: Mapping[tuple[str, str], Overlap]
) -> Candidate:
    keys = {work.key for work in (*together, *finished)}
    held = {pair: overlap for pair, overlap in pairs.items() if pair[0] < pair[1] and keys.issuperset(pair)}
    in_time = sorted(together, key=lambda work: (work.first, work.place, work.key))
    return Candidate(tuple(in_time), tuple(finished), held)
