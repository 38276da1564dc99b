"""A sheet's document → rows. Total: whatever the document holds gives rows, also where what is referred to is gone."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from plandugnad.engines.sheet.blocks import (
    Block,
    CardsBlock,
    ChecklistBlock,
    Column,
    ColumnKind,
    FlowBlock,
    MatrixBlock,
    TableBlock,
    TextBlock,
)
from plandugnad.engines.sheet.document import Sheet
from plandugnad.engines.sheet.richtext import read_rich
from plandugnad.engines.sheet.rows import (
    Arrow,
    BlockRows,
    Card,
    CardsRows,
    Cell,
    ChecklistRows,
    Cluster,
    FlowRows,
    Lane,
    MatrixRows,
    Party,
    Placement,
    Step,
    TableRow,
    TableRows,
    Task,
    TextRows,
)
from plandugnad.engines.sheet.schema import Field, FieldKind, Root, ticked

_AFTER_ALL = "~"  # sorts after every order key
_Items = Mapping[str, Mapping[str, Any]]


def project(sheet: Sheet) -> Mapping[str, BlockRows]:
    """Block → its rows, for the blocks that have a place in the document; items in their order."""
    read = _Reading(sheet)
    found = ((block.id, read.block(block)) for block in sheet.schema.definition.blocks)
    return {name: rows for name, rows in found if rows is not None}


def items_in(sheet: Sheet, root: str) -> Mapping[str, Mapping[str, Cell]]:
    """The items of one list in their order, each with a value or None for every field: what a form is filled from."""
    return _Reading(sheet).items(root)


class _Reading:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._known: dict[str, _Items] = {}

    def block(self, block: Block) -> BlockRows | None:
        if isinstance(block, TextBlock):
            return TextRows(read_rich(self.sheet.root(block.id)))
        if isinstance(block, CardsBlock):
            return self._cards(block)
        if isinstance(block, TableBlock):
            rows = self.items(f"{block.id}/rows")
            return TableRows(tuple(TableRow(item, _cells(block.columns, one)) for item, one in rows.items()))
        if isinstance(block, MatrixBlock):
            return self._matrix(block)
        if isinstance(block, FlowBlock):
            return self._flow(block)
        if isinstance(block, ChecklistBlock):
            tasks = self.items(f"{block.id}/tasks")
            return ChecklistRows(
                tuple(
                    Task(item, one["text"], one["owner"], one["due"], one["done"] is True)
                    for item, one in tasks.items()
                )
            )
        return None

    def items(self, root: str) -> _Items:
        """In order, every field there with a value of its kind."""
        if root not in self._known:
            self._known[root] = _ordered(self.sheet.schema.roots[root], self.sheet.root(root).to_py() or {})
        return self._known[root]

    def _cards(self, block: CardsBlock) -> BlockRows:
        clusters = self.items(f"{block.id}/clusters")
        cards = self.items(f"{block.id}/cards")
        return CardsRows(
            tuple(Cluster(item, one["name"]) for item, one in clusters.items()),
            tuple(Card(item, one["text"], _there(one["cluster"], clusters)) for item, one in cards.items()),
        )

    def _matrix(self, block: MatrixBlock) -> BlockRows:
        words = self._words_of(block.places) if block.places else {}
        return MatrixRows(
            tuple(
                Placement(
                    item,
                    words.get(one.get("ref") or "") or one["text"],
                    _there(one.get("ref"), words),
                    *(one.get(name) for name in ("x", "y", "ring", "turn")),
                )
                for item, one in self.items(f"{block.id}/places").items()
            )
        )

    def _words_of(self, name: str) -> Mapping[str, str]:
        """What the items of a block of cards or rows are called: a row by its first text."""
        block = self.sheet.schema.definition.block(name)
        root = f"{name}/cards" if isinstance(block, CardsBlock) else f"{name}/rows"
        texts = self.sheet.schema.roots[root].texts
        return {item: str(one[texts[0]]) if texts else "" for item, one in self.items(root).items()}

    def _flow(self, block: FlowBlock) -> BlockRows:
        lanes, steps, arrows = (self.items(f"{block.id}/{name}") for name in ("lanes", "steps", "arrows"))
        return FlowRows(
            tuple(Lane(item, one["name"], one["party"]) for item, one in lanes.items()),
            tuple(
                Step(
                    item,
                    one["name"],
                    _there(one["lane"], lanes),
                    one["stage"],
                    one["decision"] is True,
                    _cells(block.fields, one),
                )
                for item, one in steps.items()
            ),
            tuple(
                Arrow(item, _there(one["from"], steps), _there(one["to"], steps), one["label"])
                for item, one in arrows.items()
            ),
        )


def _cells(columns: Sequence[Column], one: Mapping[str, Any]) -> Mapping[str, Cell]:
    return {column.id: _cell(column, one) for column in columns}


def _cell(column: Column, one: Mapping[str, Any]) -> Cell:
    if column.kind is ColumnKind.CHOICES:
        return tuple(choice.id for choice in column.choices if one[ticked(column.id, choice.id)] is True)
    return one[column.id]  # type: ignore[no-any-return]


def _there(item: Any, items: Mapping[str, Any]) -> str | None:
    return item if isinstance(item, str) and item in items else None


def _ordered(root: Root, held: Mapping[str, Any]) -> _Items:
    kept = {item: one for item, one in held.items() if isinstance(one, Mapping)}
    ordered = sorted(kept, key=lambda item: (_order(root, kept[item]), item))
    return {
        item: {field.id: cell(field, kept[item].get(field.id)) for field in root.fields.values()} for item in ordered
    }


def _order(root: Root, one: Mapping[str, Any]) -> str:
    written = one.get("order")
    return str(written) if root.fields["order"].takes(written) else _AFTER_ALL


def cell(field: Field, value: Any) -> Cell:
    """A stored value as what it means; None where it is empty or, from an older definition, fits no longer."""
    if field.kind is FieldKind.TEXT:
        return value if isinstance(value, str) else ""
    if value is None or not field.takes(value):
        return None
    if field.kind is FieldKind.DATE:
        return date.fromisoformat(value)
    if field.kind is FieldKind.PARTY:
        kind, _, rest = value.partition(":")
        return Party(kind, name=rest) if kind == "free" else Party(kind, id=rest)
    if field.kind in (FieldKind.NUMBER, FieldKind.SHARE):
        return float(value)
    return value  # type: ignore[no-any-return]
