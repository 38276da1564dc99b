"""From scores to points, and from points to what they suggest, with the reasons as data.

What is missing is missing: a need somebody has half weighed has the lowest and the highest sum it may come to, and a
suggestion only when both ends give the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from plandugnad.engines.needs.criteria import MOST_SCORE, criteria, scored, weighed

# Shares of the points there are to get. Design defaults, shown where the sum is explained: nobody has published any.
MUST_FROM, SHOULD_FROM = 0.65, 0.40
# A plan that takes more than this share of the days there are in the whole term is asked whether it must be so large.
HEAVY_SHARE = 0.20


class Suggested(StrEnum):
    MUST_NOW = "must_now"
    IN_TERM = "in_term"
    TOGETHER = "together"
    CAN_WAIT = "can_wait"
    CONTINUE = "continue"
    REPEAL = "repeal"


# How much each presses. A higher score never makes it press less.
_PRESSES = {
    Suggested.MUST_NOW: 3,
    Suggested.IN_TERM: 2,
    Suggested.TOGETHER: 2,
    Suggested.CAN_WAIT: 1,
    Suggested.CONTINUE: 1,
    Suggested.REPEAL: 1,
}


class Rule(StrEnum):
    """What decided the suggestion."""

    LAW = "law"  # required by law with its deadline in the term: never below «must now»
    POINTS = "points"
    SHARED = "shared"  # should be made, and the neighbours make the same now
    UNUSED = "unused"  # few points, and nobody uses it
    MISSING = "missing"  # what is not weighed may go either way
    NOTHING = "nothing"  # nothing is weighed
    NO_WEIGHTS = "no_weights"  # the municipality lets no criterion count


class Flag(StrEnum):
    """What the sum does not know, and a person should see beside it."""

    OLD = "old"
    HEAVY = "heavy"
    LIGHTER = "lighter"


class Kind(StrEnum):
    """What decides when a plan is reckoned old: see `OLD_FROM`."""

    PART = "part"  # the land-use part, and partial plans
    ZONING = "zoning"
    OTHER = "other"


# Years since adoption: the land-use part and partial plans after two terms; zoning when it is too old to build on
# without asking anew whether it still holds (pbl. § 12-4 fifth paragraph lets private detailed plans lapse at ten).
OLD_FROM = {Kind.PART: 8, Kind.ZONING: 10}


@dataclass(frozen=True)
class Need:
    """What is known of one. `age` is whole years since adoption, `is_deadline_inside` whether the deadline the law sets
    is known to be in the term. `is_there`: there is such a plan now."""

    scores: Mapping[str, int]
    is_statutory: bool = False
    is_deadline_inside: bool = False
    is_there: bool = False
    age: int | None = None
    kind: Kind = Kind.OTHER
    days: int | None = None


@dataclass(frozen=True)
class Part:
    """One criterion in the sum. `points` is None where nobody has scored it."""

    key: str
    score: int | None
    weight: int

    @property
    def points(self) -> int | None:
        return None if self.score is None else self.score * self.weight

    @property
    def most(self) -> int:
        return MOST_SCORE * self.weight


@dataclass(frozen=True)
class Judged:
    """`suggested` is None where it is not settled; `between` is then what the lowest and the highest sum give, if
    anything is weighed."""

    parts: tuple[Part, ...]
    suggested: Suggested | None
    rule: Rule
    between: tuple[Suggested, Suggested] | None
    flags: frozenset[Flag]

    @property
    def lowest(self) -> int:
        return sum(part.points or 0 for part in self.parts)

    @property
    def highest(self) -> int:
        return sum(part.most if part.points is None else part.points for part in self.parts)

    @property
    def most(self) -> int:
        return sum(part.most for part in self.parts)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(part.key for part in self.parts if part.score is None)

    @property
    def is_whole(self) -> bool:
        return not self.missing

    @property
    def is_weighed(self) -> bool:
        """Whether anything is."""
        return len(self.missing) < len(self.parts)

    @property
    def presses(self) -> int:
        """How much, where it is settled; else as much as the lowest end."""
        if self.suggested is not None:
            return _PRESSES[self.suggested]
        return _PRESSES[self.between[0]] if self.between else 0


def judge(need: Need, weights: Mapping[str, int], whole_capacity: float | None = None) -> Judged:
    """`whole_capacity` is the days there are in the whole term, where they are known."""
    scores, counts = scored(need.scores), weighed(weights)
    parts = tuple(Part(one.key, scores.get(one.key), counts[one.key]) for one in criteria())
    suggested, rule, between = _suggestion(need, parts)
    return Judged(parts, suggested, rule, between, _flags(need, suggested, whole_capacity))


def _suggestion(
    need: Need, parts: tuple[Part, ...]
) -> tuple[Suggested | None, Rule, tuple[Suggested, Suggested] | None]:
    scores = {part.key: part.score for part in parts if part.score is not None}
    if _is_bound(need, scores):
        return Suggested.MUST_NOW, Rule.LAW, None
    if not scores:
        return None, Rule.NOTHING, None
    if not any(part.weight for part in parts):
        return None, Rule.NO_WEIGHTS, None
    low, rule = _of_whole(need, parts, 0)
    high, _rule = _of_whole(need, parts, MOST_SCORE)
    return (low, rule, None) if low is high else (None, Rule.MISSING, (low, high))


def _is_bound(need: Need, scores: Mapping[str, int]) -> bool:
    """By law, with the deadline in the term: by what is known of the plan, or as the step in words says it."""
    return (need.is_statutory and need.is_deadline_inside) or scores.get("law") == MOST_SCORE


def _of_whole(need: Need, parts: tuple[Part, ...], instead: int) -> tuple[Suggested, Rule]:
    """As if each missing score were `instead`."""
    scores = {part.key: instead if part.score is None else part.score for part in parts}
    if _is_bound(need, scores):
        return Suggested.MUST_NOW, Rule.LAW
    points = sum(scores[part.key] * part.weight for part in parts)
    share = points / sum(part.most for part in parts)
    if share >= MUST_FROM:
        return Suggested.MUST_NOW, Rule.POINTS
    if share >= SHOULD_FROM:
        is_shared = scores["shared"] == MOST_SCORE
        return (Suggested.TOGETHER, Rule.SHARED) if is_shared else (Suggested.IN_TERM, Rule.POINTS)
    if not need.is_there:
        return Suggested.CAN_WAIT, Rule.POINTS
    if scores["use"] == 0 and not need.is_statutory:
        return Suggested.REPEAL, Rule.UNUSED
    return Suggested.CONTINUE, Rule.POINTS


def _flags(need: Need, suggested: Suggested | None, whole_capacity: float | None) -> frozenset[Flag]:
    found = set()
    if need.is_there and need.age is not None and need.age > OLD_FROM.get(need.kind, need.age):
        found.add(Flag.OLD)
    if need.days is not None and whole_capacity and need.days > HEAVY_SHARE * whole_capacity:
        found.add(Flag.HEAVY)
    if suggested is Suggested.CAN_WAIT and not need.is_statutory:
        found.add(Flag.LIGHTER)
    return frozenset(found)


@dataclass(frozen=True)
class Ranked:
    """One to be put in order: `id` is the caller's, `days` its effort."""

    id: str
    judged: Judged
    days: int | None = None


def in_order(needs: Iterable[Ranked]) -> list[str]:
    """What presses most first, then most points, then least work; else as they stood. What nobody has weighed is last,
    for nothing is known of it."""
    return [one.id for one in sorted(needs, key=_place)]


def _place(one: Ranked) -> tuple[bool, int, int, float]:
    judged = one.judged
    is_known = judged.is_weighed or judged.rule is Rule.LAW
    effort = float("inf") if one.days is None else float(one.days)
    return not is_known, -judged.presses, -(judged.lowest + judged.highest), effort
