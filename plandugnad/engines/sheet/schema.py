"""What a sheet's document may hold: the roots a definition gives, their collections and fields.

A text block is an XML fragment named as the block. Every other list is a map named `block/collection`, from the id of
an item to a map of its fields. Words are shared texts, so two who write in one field lose nothing; the rest are values
of which the last one written stands.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from plandugnad.engines.sheet.blocks import (
    Block,
    CardsBlock,
    ChecklistBlock,
    Column,
    ColumnKind,
    Definition,
    FlowBlock,
    MatrixBlock,
    TableBlock,
    TextBlock,
)
from plandugnad.engines.sheet.ordering import is_key

ITEM_ID = re.compile(r"[A-Za-z0-9_-]{8,40}")
_PARTY = re.compile(r"(?:(?:person|organisation):[A-Za-z0-9-]{1,40}|free:[^\x00-\x1f\x7f]{1,200})")
_REF = re.compile(r"[A-Za-z0-9_-]{8,40}")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
FURTHEST = 1e15


class FieldKind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    PARTY = "party"
    DATE = "date"
    NUMBER = "number"
    SHARE = "share"  # a number from 0 to 1
    YES = "yes"
    REF = "ref"  # the id of an item in the collection `refers`
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Field:
    id: str
    kind: FieldKind
    choices: frozenset[str] = frozenset()
    refers: str = ""

    def takes(self, value: Any) -> bool:
        """Whether a client may set it so. None empties every field but the order."""
        return _TAKES[self.kind](self, value) if value is not None else self.kind is not FieldKind.ORDER


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and 1900 <= date.fromisoformat(value).year <= 2200
    except ValueError:
        return False


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


_TAKES: dict[FieldKind, Callable[[Field, Any], bool]] = {
    FieldKind.TEXT: lambda field, value: False,
    FieldKind.CHOICE: lambda field, value: isinstance(value, str) and value in field.choices,
    FieldKind.PARTY: lambda field, value: _matches(_PARTY, value) and is_storable(value),
    FieldKind.DATE: lambda field, value: is_day(value),
    FieldKind.NUMBER: lambda field, value: _number(value) and abs(value) <= FURTHEST,
    FieldKind.SHARE: lambda field, value: _number(value) and 0 <= value <= 1,
    FieldKind.YES: lambda field, value: isinstance(value, bool),
    FieldKind.REF: lambda field, value: _matches(_REF, value),
    FieldKind.ORDER: lambda field, value: is_key(value),
}


def is_storable(text: str) -> bool:
    """PostgreSQL cannot hold U+0000, and XML none of the control signs but tab and line breaks."""
    return _UNSTORABLE.search(text) is None


@dataclass(frozen=True, slots=True)
class Root:
    """`fields` is empty for a rich text."""

    name: str
    block: str
    collection: str
    fields: Mapping[str, Field]
    most_items: int
    most_text: int

    @property
    def is_text(self) -> bool:
        return not self.collection

    @property
    def texts(self) -> Sequence[str]:
        return [one.id for one in self.fields.values() if one.kind is FieldKind.TEXT]


@dataclass(frozen=True, slots=True)
class Schema:
    definition: Definition
    roots: Mapping[str, Root]

    @classmethod
    def of(cls, definition: Definition) -> "Schema":
        return cls(definition, {root.name: root for block in definition.blocks for root in _roots(block)})

    def roots_of(self, block: str) -> Sequence[Root]:
        return [root for root in self.roots.values() if root.block == block]


def _roots(block: Block) -> Iterator[Root]:
    if isinstance(block, TextBlock):
        yield Root(block.id, block.id, "", {}, block.most_items, block.most_text)
    for collection, fields in _collections(block).items():
        every = {one.id: one for one in (Field("order", FieldKind.ORDER), *fields)}
        yield Root(f"{block.id}/{collection}", block.id, collection, every, block.most_items, block.most_text)


def _collections(block: Block) -> Mapping[str, Sequence[Field]]:
    text = Field("text", FieldKind.TEXT)
    name = Field("name", FieldKind.TEXT)
    if isinstance(block, CardsBlock):
        cluster = Field("cluster", FieldKind.REF, refers=f"{block.id}/clusters")
        return {"cards": [text, cluster], "clusters": [name]}
    if isinstance(block, TableBlock):
        return {"rows": [field for one in block.columns for field in _fields(one)]}
    if isinstance(block, ChecklistBlock):
        return {"tasks": [text, _of("owner", FieldKind.PARTY), _of("due", FieldKind.DATE), _of("done", FieldKind.YES)]}
    if isinstance(block, MatrixBlock):
        return {"places": [text, *_placing(block)]}
    if isinstance(block, FlowBlock):
        steps, lanes = f"{block.id}/steps", f"{block.id}/lanes"
        stages = frozenset(one.id for one in block.stages)
        own = [
            name,
            Field("lane", FieldKind.REF, refers=lanes),
            Field("stage", FieldKind.CHOICE, choices=stages),
            _of("decision", FieldKind.YES),
        ]
        ends = [Field("from", FieldKind.REF, refers=steps), Field("to", FieldKind.REF, refers=steps)]
        return {
            "lanes": [name, _of("party", FieldKind.PARTY)],
            "steps": [*own, *(field for one in block.fields for field in _fields(one))],
            "arrows": [*ends, Field("label", FieldKind.TEXT)],
        }
    return {}


def _placing(block: MatrixBlock) -> Sequence[Field]:
    # `ref` is checked as an id only: the collection it names depends on the kind of the other block.
    where = (
        [
            Field("ring", FieldKind.CHOICE, choices=frozenset(one.id for one in block.rings)),
            _of("turn", FieldKind.SHARE),
        ]
        if block.rings
        else [_of("x", FieldKind.SHARE), _of("y", FieldKind.SHARE)]
    )
    return [Field("ref", FieldKind.REF), *where] if block.places else where


def _of(name: str, kind: FieldKind) -> Field:
    return Field(name, kind)


def ticked(column: str, choice: str) -> str:
    """The field of one choice among several. No id has a full stop, so it is nobody else's."""
    return f"{column}.{choice}"


def _fields(column: Column) -> Sequence[Field]:
    if column.kind is ColumnKind.CHOICES:
        return [_of(ticked(column.id, one.id), FieldKind.YES) for one in column.choices]
    kinds = {
        ColumnKind.TEXT: FieldKind.TEXT,
        ColumnKind.CHOICE: FieldKind.CHOICE,
        ColumnKind.PARTY: FieldKind.PARTY,
        ColumnKind.DATE: FieldKind.DATE,
        ColumnKind.NUMBER: FieldKind.NUMBER,
    }
    return [Field(column.id, kinds[column.kind], frozenset(one.id for one in column.choices))]
