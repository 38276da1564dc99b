"""Copies what was written apart into the shared sheet, so that nobody can read who wrote what.

Everything is written anew by the shared document, under new ids and in an order that is drawn: no update of a private
document is merged, so neither its client ids nor its clocks come along. `seed` decides the draw and must be as secret
as what it hides: make it at the reveal, and do not keep it.
"""

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pycrdt import Map, Text

from plandugnad.engines.sheet.blocks import FlowBlock
from plandugnad.engines.sheet.document import Sheet
from plandugnad.engines.sheet.ordering import between, is_key
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rewriting import append_rich
from plandugnad.engines.sheet.rows import TextRows
from plandugnad.engines.sheet.schema import FieldKind, Root

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_NO_SHEET = -1
_Item = tuple[int, str, Mapping[str, Any]]  # of which document, its id there, its fields


def reveal(
    private: Sequence[Sheet],
    shared: Sheet,
    blocks: Collection[str],
    seed: str,
    cards: Mapping[str, Collection[str]] | None = None,
) -> bytes:
    """Returns the update of the shared sheet, empty where nothing was written. The private ones are left as they are.

    `cards` are the words of cards that stand in no document, by block. The order they come in means nothing.

    No card is left out, also where there are more than a block takes: then nobody adds until some are put together.
    Items without a word in them are. A drawing of a process keeps the order of each document, and its arrows.
    """
    drawn = random.Random(seed)  # noqa: S311 - the seed is the secret
    sheets = list(private)
    drawn.shuffle(sheets)
    copy = _Copy(sheets, shared, drawn, cards or {})
    with shared.changing() as change:
        for name in sorted({*blocks, *(cards or {})}):
            roots = shared.schema.roots_of(name)
            for root in roots:
                if root.is_text:
                    for sheet in sheets:
                        rows = project(sheet)[name]
                        if isinstance(rows, TextRows):
                            append_rich(shared.root(name), rows.blocks)
            keeps_order = isinstance(shared.schema.definition.block(name), FlowBlock)
            for root in roots:
                if not root.is_text:
                    copy.collection(root, shared.root(root.name), keeps_order)
    return change.update


class _Copy:
    def __init__(
        self, sheets: Sequence[Sheet], shared: Sheet, drawn: random.Random, cards: Mapping[str, Collection[str]]
    ) -> None:
        self.sheets, self.drawn, self._cards = sheets, drawn, cards
        self._own = [_ids(sheet) for sheet in sheets]
        self._shared = _ids(shared)
        self._new: dict[tuple[int, str], str] = {}

    def collection(self, root: Root, into: Map[Any], keeps_order: bool) -> None:
        items = list(self._items(root))
        if not keeps_order:
            self.drawn.shuffle(items)
        last = max((one for one in _orders(into) if is_key(one)), default="")
        for sheet, item, held in items:
            last = between(last)
            into[self._id(sheet, item)] = Map(self._fields(root, sheet, held) | {"order": last})

    def _items(self, root: Root) -> Iterator[_Item]:
        for number, sheet in enumerate(self.sheets):
            held = sheet.root(root.name).to_py() or {}
            for item in sorted(held, key=lambda one: (str(held[one].get("order")), one)):
                if _says_something(root, held[item]):
                    yield number, item, held[item]
        for place, text in enumerate(sorted(self._cards.get(root.block, ())) if root.collection == "cards" else ()):
            yield _NO_SHEET, f"{root.name} {place}", {"text": text}

    def _fields(self, root: Root, sheet: int, held: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for field in root.fields.values():
            value = held.get(field.id)
            if field.kind is FieldKind.TEXT:
                made[field.id] = Text(value if isinstance(value, str) else "")
            elif value is not None and field.takes(value):
                made[field.id] = self._refers(sheet, value) if field.kind is FieldKind.REF else value
        return {name: value for name, value in made.items() if value is not None}

    def _refers(self, sheet: int, item: str) -> str | None:
        """To the copy, where it refers to something in its own document; else to the shared sheet's own, or nothing."""
        if item in self._own[sheet]:
            return self._id(sheet, item)
        return item if item in self._shared else None

    def _id(self, sheet: int, item: str) -> str:
        if (sheet, item) not in self._new:
            self._new[sheet, item] = "".join(self.drawn.choices(_LETTERS, k=20))
        return self._new[sheet, item]


def _ids(sheet: Sheet) -> frozenset[str]:
    roots = (root for root in sheet.schema.roots.values() if not root.is_text)
    return frozenset(item for root in roots for item in sheet.root(root.name))


def _orders(items: Map[Any]) -> Iterator[str]:
    return (str(one.get("order")) for one in (items.to_py() or {}).values() if isinstance(one, Mapping))


def _says_something(root: Root, held: Mapping[str, Any]) -> bool:
    return any(
        bool(value.strip()) if isinstance(value, str) else value is not None and value is not False
        for name, value in held.items()
        if name in root.fields and name != "order"
    )
