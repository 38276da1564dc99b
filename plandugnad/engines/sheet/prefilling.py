"""What a document begins with, and what it is given before anybody writes in it."""

from collections.abc import Callable, Mapping
from typing import Any

from pycrdt import Map

from plandugnad.engines.sheet.blocks import Block as DefinedBlock
from plandugnad.engines.sheet.blocks import CardsBlock, ChecklistBlock, ColumnKind, FlowBlock, Suggestion, TableBlock
from plandugnad.engines.sheet.document import Sheet
from plandugnad.engines.sheet.operations import add_item, words_of
from plandugnad.engines.sheet.ordering import is_key, spread
from plandugnad.engines.sheet.schema import FieldKind
from plandugnad.engines.sheet.texts import Text as Words

_FLOW = ("lanes", "steps", "arrows")


def prefill(sheet: Sheet, language: str, new_id: Callable[[], str]) -> bytes:
    """What a new sheet begins with: the suggestions, lanes and steps of its definition.

    Returns the update; empty if there are none.
    """
    with sheet.changing() as change:
        for block in sheet.schema.definition.blocks:
            called: dict[str, str] = {}
            for collection, suggested in _suggested(block):
                root = sheet.schema.roots[f"{block.id}/{collection}"]
                for (own, values), order in zip(suggested, spread(len(suggested)), strict=True):
                    said = {name: one.said(language) if isinstance(one, Words) else one for name, one in values.items()}
                    if isinstance(block, FlowBlock) and "lane" in said:
                        said["lane"] = called[str(said["lane"])]
                    item = new_id()
                    called |= {own: item} if own else {}
                    add_item(root, sheet.root(root.name), item, said, order)
    return change.update


def _suggested(block: DefinedBlock) -> list[tuple[str, list[tuple[str, Suggestion]]]]:
    """Each with what the definition calls it, where something else there refers to it."""
    if isinstance(block, CardsBlock):
        return [("cards", [("", one) for one in block.suggestions])]
    if isinstance(block, TableBlock):
        return [("rows", [("", one) for one in block.suggestions])]
    if isinstance(block, ChecklistBlock):
        return [("tasks", [("", one) for one in block.suggestions])]
    if isinstance(block, FlowBlock) and not block.like:
        lanes: list[tuple[str, Suggestion]] = [(one.id, {"name": one.title}) for one in block.lanes]
        return [("lanes", lanes), ("steps", [("", one) for one in block.steps])]
    return []


def draw_on_top(sheet: Sheet, block: str, of: Sheet, other: str, *, is_own: bool) -> bytes:
    """Gives an empty flow what another one holds, under the same ids: so the two can be compared step by step.

    How long a step takes, and any other number, is each one's own to tell: it comes along only where it `is_own`.
    Returns the update.
    """
    drawn = sheet.schema.definition.block(block)
    fields = drawn.fields if isinstance(drawn, FlowBlock) else ()
    left_out = frozenset() if is_own else {one.id for one in fields if one.kind is ColumnKind.NUMBER}
    with sheet.changing() as change:
        for collection in _FLOW:
            root = sheet.schema.roots[f"{block}/{collection}"]
            items = sheet.root(root.name)
            for item, held in (of.root(f"{other}/{collection}").to_py() or {}).items():
                order = held.get("order") if isinstance(held, Mapping) else None
                if item in items or not isinstance(order, str) or not is_key(order):
                    continue
                values = {
                    field.id: held[field.id]
                    for field in root.fields.values()
                    if held.get(field.id) is not None and field.id not in left_out and _fits(field, held[field.id])
                }
                add_item(root, items, item, values, order)
    return change.update


def _fits(field: Any, value: Any) -> bool:
    return isinstance(value, str) if field.kind is FieldKind.TEXT else field.takes(value)


def complete(sheet: Sheet) -> bytes:
    """Gives items the words a newer definition has and they lack, before anybody writes in them. Returns the update."""
    with sheet.changing() as change:
        for root in sheet.schema.roots.values():
            if not root.is_text:
                items = sheet.root(root.name)
                for item in list(items.keys()):
                    there = items.get(item)
                    if isinstance(there, Map):
                        for name in root.texts:
                            words_of(there, name)
    return change.update
