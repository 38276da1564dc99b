"""Makes a sheet say again what it said in an earlier state, as one new edit: nothing is taken out of the history.

What is the same is left alone, and words are changed by their difference, so that what somebody writes at the same
time in what was not changed is kept.
"""

from collections.abc import Mapping
from typing import Any

from pycrdt import Map, Text

from plandugnad.engines.sheet.difference import edits
from plandugnad.engines.sheet.document import Sheet
from plandugnad.engines.sheet.operations import change_words
from plandugnad.engines.sheet.rewriting import rewrite
from plandugnad.engines.sheet.richtext import read_rich
from plandugnad.engines.sheet.schema import FieldKind, Root


def restore(past: Sheet, now: Sheet) -> bytes:
    """`past` may be of an older definition: what the newer one does not know is left out. Returns the update."""
    with now.changing() as change:
        for name, root in now.schema.roots.items():
            if name not in past.schema.roots:
                continue
            if root.is_text:
                fragment = now.root(name)
                rewrite(fragment, list(read_rich(fragment)), list(read_rich(past.root(name))))
            else:
                _items(root, past.root(name).to_py() or {}, now.root(name))
    return change.update


def _items(root: Root, past: Mapping[str, Any], now: Map[Any]) -> None:
    was = {item: held for item, held in past.items() if isinstance(held, Mapping)}
    for item in [one for one in now.keys() if one not in was]:  # noqa: SIM118 - its types know no iteration
        del now[item]
    for item, held in was.items():
        there = now.get(item)
        if isinstance(there, Map):
            _fields(root, held, there)
        else:
            now[item] = Map(_whole(root, held))


def _fields(root: Root, held: Mapping[str, Any], there: Map[Any]) -> None:
    for field in root.fields.values():
        if field.kind is FieldKind.TEXT:
            _words(str(held.get(field.id) or ""), there, field.id)
            continue
        value = held.get(field.id)
        value = value if value is not None and field.takes(value) else None
        if there.get(field.id) != value and not (value is None and field.kind is FieldKind.ORDER):
            there[field.id] = value


def _words(text: str, there: Map[Any], name: str) -> None:
    words = there.get(name)
    if not isinstance(words, Text):
        there[name] = Text(text)
        return
    stands = str(words)
    for one in reversed(edits(stands, text)):
        change_words(words, stands, one.start, one.end, one.text)


def _whole(root: Root, held: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in root.fields.values():
        value = held.get(field.id)
        if field.kind is FieldKind.TEXT:
            made[field.id] = Text(value if isinstance(value, str) else "")
        elif value is not None and field.takes(value):
            made[field.id] = value
    return made
