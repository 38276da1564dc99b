"""Which plan a row is about: one that stands, a new one, or one a person must point out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from plandugnad.engines.tables.proper_names import by_place
from plandugnad.imports.choices import Key
from plandugnad.imports.matching.alike_names import AlikeNames
from plandugnad.imports.matching.identity import Identity
from plandugnad.imports.reading.table_row import TableRow

_MOST_CANDIDATES = 5
# Plans of one name that a row is held up against; beyond them only the one imported from the same place in a table.
_MOST_OF_ONE_NAME = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan as it stands, and as the last import left it."""

    id: str
    name: str
    version: int
    values: Mapping[str, Any]
    identity: Identity
    imported: Mapping[str, Any] | None = None
    imported_identity: Identity | None = None
    said: Mapping[str, Any] = field(default_factory=dict)  # by the table it was last imported from
    imported_from: tuple[str, int] | None = None
    led_by: str = ""  # the municipality that writes it, where that is another
    was: tuple[Identity, ...] = ()  # of the plans of the municipality's own that became its part of this
    was_ids: tuple[str, ...] = ()

    @property
    def identities(self) -> tuple[Identity, ...]:
        """All it is called, and has been called here."""
        imported = (self.imported_identity,) if self.imported_identity else ()
        return (self.identity, *imported, *self.was)

    def may_be_named(self, row: Identity) -> bool:
        return any(identity.has_name_of(row) for identity in self.identities)

    def is_surely(self, row: Identity) -> bool:
        """The same plan as the row, by what it is called now or by what it was called when it was last imported.

        Of a plan no table has told of before, also its period must be that of the row: «Kulturplan» that somebody
        has begun on here need not be the table's «Kulturplan 2010–2018».
        """
        if any(identity.agrees(row) and identity.period == row.period for identity in self.was):
            return True
        if self.imported is None and self.identity.period != row.period:
            return False
        return self.identity.agrees(row) or bool(self.imported_identity and self.imported_identity.agrees(row))


@dataclass(frozen=True, slots=True)
class Match:
    """`plan` when it is sure; else the plans it may be. Neither: a new plan."""

    plan: Standing | None = None
    candidates: tuple[Standing, ...] = ()


@dataclass
class _Index:
    by_id: dict[str, Standing] = field(default_factory=dict)
    by_national_plan_id: dict[str, Standing] = field(default_factory=dict)
    by_name: dict[str, dict[str, Standing]] = field(default_factory=lambda: defaultdict(dict))
    by_place: dict[tuple[str, str, int], Standing] = field(default_factory=dict)

    def add(self, plan: Standing) -> None:
        self.by_id[plan.id] = plan
        if number := plan.values.get("national_plan_id"):
            self.by_national_plan_id[number] = plan
        for id in plan.was_ids:
            self.by_id.setdefault(id, plan)
        for identity in plan.identities:
            self.by_name[identity.name_key][plan.id] = plan
            if plan.imported_from:
                self.by_place[identity.name_key, *plan.imported_from] = plan

    def of_name(self, row: TableRow) -> list[Standing]:
        name = row.name_key
        found = dict(islice(self.by_name.get(name, {}).items(), _MOST_OF_ONE_NAME))
        if at_its_place := self.by_place.get((name, row.sheet_name, row.row)):
            found[at_its_place.id] = at_its_place
        return [plan for plan in found.values() if plan.may_be_named(row.identity)]


def match_rows(rows: Iterable[TableRow], standing: Sequence[Standing]) -> dict[Key, Match]:
    index = _Index()
    for plan in standing:
        index.add(plan)
    matches: dict[Key, Match] = {}
    left: list[TableRow] = []
    taken: set[str] = set()
    for row in rows:
        match = _by_identity(row, index)
        if match is None:
            left.append(row)
            continue
        matches[row.key] = match
        if match.plan:
            taken.add(match.plan.id)
    matches.update(_by_likeness(left, [plan for plan in standing if plan.id not in taken]))
    return matches


def _by_identity(row: TableRow, index: _Index) -> Match | None:
    if row.own_id in index.by_id:
        return Match(index.by_id[row.own_id])
    number = row.values.get("national_plan_id", "")
    if number and number in index.by_national_plan_id:
        return Match(index.by_national_plan_id[number])
    same_name = index.of_name(row)
    if number:
        same_name = _without_other_number(same_name)
    sure = [plan for plan in same_name if plan.is_surely(row.identity)]
    if sure:
        return _best(row, sure)
    return Match(candidates=tuple(same_name[:_MOST_CANDIDATES])) if same_name else None


def _without_other_number(plans: list[Standing]) -> list[Standing]:
    """For a row with a national plan id no plan has: a plan with another id is another plan, whatever it is called."""
    return [plan for plan in plans if not plan.values.get("national_plan_id")]


def _best(row: TableRow, plans: list[Standing]) -> Match:
    """Several plans of one name, as when a person has said that two rows are two plans: the one like this row."""
    ranked = sorted(((_nearness(row, plan), plan.id, plan) for plan in plans), key=lambda found: found[:2])
    if len(ranked) == 1 or ranked[0][0] < ranked[1][0]:
        return Match(ranked[0][2])
    return Match(candidates=tuple(plan for _, _, plan in ranked[:_MOST_CANDIDATES]))


def _nearness(row: TableRow, plan: Standing) -> tuple[bool, ...]:
    """Lower is nearer."""
    was = plan.imported or {}
    return (
        row.name not in (plan.name, was.get("name")),
        row.values.get("case_reference") not in (plan.values.get("case_reference"), was.get("case_reference")),
        row.values.get("adopted") not in (plan.values.get("adopted"), was.get("adopted")),
        plan.imported_from != (row.sheet_name, row.row),
    )


def _by_likeness(rows: list[TableRow], standing: list[Standing]) -> dict[Key, Match]:
    if not rows or not standing:
        return {row.key: Match() for row in rows}
    plans = {plan.id: plan for plan in standing}
    alike = AlikeNames((plan.id, plan.name) for plan in standing)
    found: dict[Key, Match] = {}
    for row in rows:
        candidates = [plans[id] for id in alike.of(row.name)]
        if row.values.get("national_plan_id"):
            candidates = _without_other_number(candidates)
        found[row.key] = Match(candidates=tuple(candidates[:_MOST_CANDIDATES]))
    return found


def twins_of(rows: Sequence[TableRow], matches: Mapping[Key, Match]) -> list[tuple[TableRow, ...]]:
    """Groups of rows that look like one plan. Not those that each have a plan of their own since an earlier import."""
    groups: list[tuple[TableRow, ...]] = []
    grouped: set[Key] = set()
    for group in (*_of_same(rows, lambda row: row.values.get("national_plan_id", "")), *_of_same_name(rows)):
        free = tuple(row for row in group if row.key not in grouped)
        if len(free) > 1 and not _each_has_its_own(free, matches):
            groups.append(free)
            grouped.update(row.key for row in free)
    by_plan = _of_same([row for row in rows if row.key not in grouped], lambda row: _matched(row, matches))
    return [*groups, *by_plan]


def _of_same_name(rows: Sequence[TableRow]) -> Iterable[tuple[TableRow, ...]]:
    """Same name, and the same period where both have one. A row without a period joins only a single group."""
    for same_name in _of_one_place(_of_same(rows, lambda row: row.name_key)):
        periods = {row.identity.period for row in same_name}
        if len(periods - {""}) < 2:
            yield same_name
        else:
            yield from _of_same(same_name, lambda row: row.identity.period or "-")


def _of_one_place(groups: Iterable[tuple[TableRow, ...]]) -> Iterable[tuple[TableRow, ...]]:
    return (tuple(place) for group in groups for place in by_place(group) if len(place) > 1)


def _of_same(rows: Sequence[TableRow], what: Any) -> list[tuple[TableRow, ...]]:
    groups: dict[str, list[TableRow]] = defaultdict(list)
    for row in rows:
        if key := what(row):
            groups[key].append(row)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _matched(row: TableRow, matches: Mapping[Key, Match]) -> str:
    plan = matches[row.key].plan
    return plan.id if plan else ""


def _each_has_its_own(rows: Iterable[TableRow], matches: Mapping[Key, Match]) -> bool:
    plans = [_matched(row, matches) for row in rows]
    return all(plans) and len(set(plans)) == len(plans)
