"""Places plans in the hierarchy: under the plan they are anchored in, else by their type. Pure: no database, no clock.

A group is the plans of one type that stand together. A plan whose stated parent is of a type that its own type hangs
under anyway, stands in its type's group; one anchored elsewhere stands under that very plan.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from plandugnad.engines.tables.when import When
from plandugnad.plans.due import Due
from plandugnad.plans.kinds import ENDED, KINDS, PlanType, missing_by_law

LARGE = 12  # a larger group is drawn as a count, so that the hierarchy stays on one screen
DEEPEST = 3  # plans anchored below this are drawn at this depth
LONGEST_CLIMB = 50
ALWAYS_COUNTED = frozenset({PlanType.ZONING_AREA, PlanType.ZONING_DETAIL})
WITHOUT_TYPE = ""


class Anchor(StrEnum):
    STATED = "stated"
    BY_TYPE = "by_type"
    PARENT_ENDED = "parent_ended"
    TOP = "top"


@dataclass(frozen=True)
class PlanCard:
    """What is shown of a plan in the hierarchy."""

    id: UUID
    name: str
    plan_type: str
    status: str
    parent_id: UUID | None = None
    adopted: When | None = None
    revision_due: When | None = None
    due: Due = Due.NONE
    age_years: int | None = None


@dataclass(frozen=True)
class Node:
    plan: PlanCard
    anchor: Anchor
    children: tuple["Node", ...] = ()

    @property
    def is_placed_by_type(self) -> bool:
        return self.anchor in (Anchor.BY_TYPE, Anchor.PARENT_ENDED)


@dataclass(frozen=True)
class Group:
    """The plans of one type, and the groups below it. A group that `is_counted` is not drawn plan by plan."""

    plan_type: str
    nodes: tuple[Node, ...]
    is_counted: bool
    is_missing: bool
    is_used: bool
    groups: tuple["Group", ...] = ()

    @property
    def shown_groups(self) -> tuple["Group", ...]:
        return tuple(group for group in self.groups if group.is_shown)

    @property
    def is_shown(self) -> bool:
        return self.is_drawn or any(group.is_shown for group in self.groups)

    @property
    def is_drawn(self) -> bool:
        """Whether it has a place of its own, apart from the groups below it."""
        return bool(self.nodes) or self.is_missing

    @property
    def overdue(self) -> int:
        return sum(node.plan.due is Due.OVERDUE for node in self.nodes)

    @property
    def placed_by_type(self) -> int:
        return sum(node.is_placed_by_type for node in self.nodes)

    @property
    def is_placed_by_type(self) -> bool:
        return bool(self.nodes) and self.placed_by_type == len(self.nodes)


@dataclass(frozen=True)
class Hierarchy:
    """`above`, `spine` (the planning strategy and all below it), `beside` and plans `without_type`."""

    above: Group
    spine: Group
    beside: Group
    other: Group
    without_type: Group
    ended: int

    @property
    def groups(self) -> tuple[Group, ...]:
        return (self.above, self.spine, self.beside, self.other, self.without_type)

    @property
    def shown_groups(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.is_shown)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(group.plan_type for group in walk(self.groups) if group.is_missing)


def walk(groups: Iterable[Group]) -> Iterable[Group]:
    for group in groups:
        yield group
        yield from walk(group.groups)


def place(cards: Sequence[PlanCard], unused_types: Iterable[str] = (), *, is_complete: bool = True) -> Hierarchy:
    """`is_complete` when all the municipality's plans are given; only then can a required one be said to be missing."""
    return _Placing(cards, frozenset(unused_types), is_complete).result()


def _nearest_above() -> Mapping[str, tuple[str, ...]]:
    below: dict[str, list[str]] = defaultdict(list)
    for plan_type, kind in KINDS.items():
        if kind.above:
            below[kind.above[0]].append(plan_type)
    return {plan_type: tuple(types) for plan_type, types in below.items()}


def _all_above(plan_type: str) -> frozenset[str]:
    above: set[str] = set()
    pending = list(KINDS[PlanType(plan_type)].above)
    while pending:
        step = pending.pop()
        if step not in above:
            above.add(step)
            pending += KINDS[step].above
    return frozenset(above)


BELOW = _nearest_above()
ABOVE = {plan_type: _all_above(plan_type) for plan_type in KINDS}
_ByType = dict[str, list[PlanCard]]
_ByParent = dict[UUID, list[PlanCard]]


@dataclass
class _Placing:
    cards: Sequence[PlanCard]
    unused_types: frozenset[str]
    is_complete: bool
    alive: dict[UUID, PlanCard] = field(init=False)
    ended: set[UUID] = field(init=False)
    missing: tuple[str, ...] = field(init=False)
    off_type: dict[UUID, list[UUID]] = field(init=False)

    def __post_init__(self) -> None:
        self.alive = {card.id: card for card in self.cards if card.status not in ENDED}
        self.ended = {card.id for card in self.cards if card.status in ENDED}
        self.missing = missing_by_law({card.plan_type for card in self.alive.values()}) if self.is_complete else ()
        self.off_type = defaultdict(list)
        for card in self.alive.values():
            parent = self._parent(card)
            if parent and not self._belongs_in_own_group(card, parent):
                self.off_type[parent.id].append(card.id)

    def result(self) -> Hierarchy:
        homes = self._homes()
        roots: _ByType = defaultdict(list)
        under: _ByParent = defaultdict(list)
        for card in self.alive.values():
            home = homes[card.id]
            (roots[_type(card)] if home is None else under[home]).append(card)
        return Hierarchy(
            above=self._group(PlanType.REGIONAL_PLAN, roots, under),
            spine=self._group(PlanType.PLANNING_STRATEGY, roots, under),
            beside=self._group(PlanType.KNOWLEDGE_BASE, roots, under),
            other=self._group(PlanType.OTHER, roots, under),
            without_type=self._group(WITHOUT_TYPE, roots, under),
            ended=len(self.ended),
        )

    def _group(self, plan_type: str, roots: _ByType, under: _ByParent) -> Group:
        nodes = tuple(self._node(card, under, 0) for card in roots[plan_type])
        return Group(
            plan_type=plan_type,
            nodes=nodes,
            is_counted=len(nodes) > (1 if plan_type in ALWAYS_COUNTED else LARGE),
            is_missing=plan_type in self.missing,
            is_used=plan_type not in self.unused_types,
            groups=tuple(self._group(below, roots, under) for below in BELOW.get(plan_type, ())),
        )

    def _parent(self, card: PlanCard) -> PlanCard | None:
        return self.alive.get(card.parent_id) if card.parent_id else None

    def _belongs_in_own_group(self, card: PlanCard, parent: PlanCard) -> bool:
        own, above = _type(card), _type(parent)
        return (
            own in ALWAYS_COUNTED or above in ALWAYS_COUNTED or (own != WITHOUT_TYPE and above in ABOVE[PlanType(own)])
        )

    def _homes(self) -> dict[UUID, UUID | None]:
        """For each plan the one it stands under, or None where it stands in its type's own group.

        Counting a group moves plans that stood under its plans to their own groups, which may make those large too.
        """
        counted: set[str] = set(ALWAYS_COUNTED)
        while True:
            homes = self._homes_when(counted)
            sizes: dict[str, int] = defaultdict(int)
            for id, home in homes.items():
                sizes[_type(self.alive[id])] += home is None
            large = {plan_type for plan_type, size in sizes.items() if size > LARGE} - counted
            if not large:
                return homes
            counted |= large

    def _homes_when(self, counted: set[str]) -> dict[UUID, UUID | None]:
        homes: dict[UUID, UUID | None] = {}
        for card in self.alive.values():
            chain: list[PlanCard] = []
            step: PlanCard | None = card
            while step is not None and step.id not in homes and step not in chain and len(chain) < LONGEST_CLIMB:
                chain.append(step)
                step = self._stands_under(step)
            for link in reversed(chain):
                homes[link.id] = self._home(link, homes, counted)
        return homes

    def _home(self, card: PlanCard, homes: Mapping[UUID, UUID | None], counted: set[str]) -> UUID | None:
        parent = self._stands_under(card)
        if parent is None or parent.id not in homes:  # not placed yet: the chain is too long, or bites its own tail
            return None
        is_counted = homes[parent.id] is None and _type(parent) in counted
        return None if is_counted else parent.id

    def _stands_under(self, card: PlanCard) -> PlanCard | None:
        parent = self._parent(card)
        if parent is None or self._belongs_in_own_group(card, parent) or len(self.off_type[parent.id]) > LARGE:
            return None
        return parent

    def _node(self, card: PlanCard, under: _ByParent, depth: int) -> Node:
        children = under.get(card.id, [])
        if depth + 1 < DEEPEST:
            nodes = tuple(self._node(child, under, depth + 1) for child in children)
        else:
            nodes = tuple(self._node(deep, {}, depth + 1) for deep in _flattened(children, under))
        return Node(card, self._anchor(card), nodes)

    def _anchor(self, card: PlanCard) -> Anchor:
        if self._parent(card) is not None:
            return Anchor.STATED
        if card.parent_id in self.ended:
            return Anchor.PARENT_ENDED
        own = _type(card)
        return Anchor.BY_TYPE if own != WITHOUT_TYPE and KINDS[PlanType(own)].above else Anchor.TOP


def _flattened(cards: Iterable[PlanCard], under: _ByParent) -> Iterable[PlanCard]:
    pending = list(cards)
    while pending:
        card = pending.pop(0)
        yield card
        pending = [*under.get(card.id, []), *pending]


def _type(card: PlanCard) -> str:
    return card.plan_type if card.plan_type in ABOVE else WITHOUT_TYPE
