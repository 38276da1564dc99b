"""What the front page tells, read in one question however many lists it shows.

Each list is a part with the same columns, so the database puts them one after the other, and they are told apart here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, NullIf

from plandugnad.core.fields import WhenField
from plandugnad.engines.tables.when import When
from plandugnad.regions.models import Collaboration, Organisation


@dataclass(frozen=True)
class Row:
    """`number` is a group, and `count` how many are in it; each list says what it makes of them."""

    part: int
    source_id: UUID
    title: str
    address: str
    kind: str
    place_id: UUID
    place: str
    told: When | None
    day: date | None
    at: datetime | None
    number: int
    count: int
    which: str
    facts: Any


Column = Combinable | str
# Of what a list has nothing to say of. A column without a type cannot be put under one that has it.
_NOTHING: dict[str, Combinable] = {
    "source_id": Cast(Value(None), models.UUIDField()),
    "title": Cast(Value(""), models.TextField()),
    "address": Cast(Value(""), models.TextField()),
    "kind": Cast(Value(""), models.TextField()),
    "place_id": Cast(Value(None), models.UUIDField()),
    "place": Cast(Value(""), models.TextField()),
    "told": Cast(Value(None), WhenField()),
    "day": Cast(Value(None), models.DateField()),
    "at": Cast(Value(None), models.DateTimeField()),
    "number": Cast(Value(0), models.IntegerField()),
    "count": Cast(Value(0), models.IntegerField()),
    "which": Cast(Value(""), models.TextField()),
    "facts": Cast(Value(None), models.JSONField()),
}
assert ["part", *_NOTHING] == [field.name for field in fields(Row)]


def place_name() -> Combinable:
    """Of an entry's place, which may be an organisation or a collaboration."""
    organisation = Organisation.objects.filter(pk=OuterRef("place_id")).values("name")
    collaboration = Collaboration.objects.filter(pk=OuterRef("place_id")).values("name")
    return Coalesce(Subquery(organisation), Subquery(collaboration), Value(""), output_field=models.TextField())


def part(number: int, rows: Any, /, **columns: Column) -> Any:
    """`columns` say what stands for those of `Row` that the rows have no column of that name for."""
    given = {name: F(column) if isinstance(column, str) else column for name, column in columns.items()}
    shown = {f"{name}_": given.get(name, nothing) for name, nothing in _NOTHING.items()}
    return rows.annotate(part_=Cast(Value(number), models.IntegerField()), **shown).values_list("part_", *shown)


def owners_or_place() -> Combinable:
    return Coalesce(NullIf("owners", Value("")), place_name(), output_field=models.TextField())


_OF_ENTRIES = ("source_id", "title", "address", "kind", "place_id", "which", "facts")


def of_entries(number: int, entries: Any, /, **columns: Column) -> Any:
    own: dict[str, Column] = {name: name for name in _OF_ENTRIES}
    return part(number, entries, **own, place=owners_or_place(), **columns)


def read(parts: Sequence[Any]) -> Mapping[int, list[Row]]:
    """In one question. Within a part the order is the part's own only where it is cut off; else it is the reader's."""
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    if parts:
        first, *rest = parts
        for values in first.union(*rest, all=True) if rest else first:
            row = Row(*values)
            rows[row.part].append(row)
    return rows
