"""Edits from the outline and from a plain save, made on the document with the same rights and limits as a browser's.

Each gives Accepted with the update to keep and send, or a Refusal. Ids of new items are handed in: the engine makes up
nothing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from pycrdt import Map, Text

from plandugnad.engines.sheet.belonging import NOBODYS, Belonging, Belongings
from plandugnad.engines.sheet.checking import Touched
from plandugnad.engines.sheet.difference import edits, on
from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.ordering import LONGEST, between, is_key, spread
from plandugnad.engines.sheet.refusal import Refusal, Refused, Where
from plandugnad.engines.sheet.schema import ITEM_ID, FieldKind, Root, is_storable

Values = Mapping[str, Any]  # field → value as the document keeps it; a text for a field of words


class Editing:
    """One person's edits, with the blocks she may write in, and of which of them the rows belong to who wrote them."""

    def __init__(self, sheet: Sheet, may_write: Collection[str], rows: Belongings = NOBODYS) -> None:
        self.sheet, self.may_write, self.rows = sheet, may_write, rows

    def add(
        self, block: str, collection: str, item: str, values: Values, after: str | None = None
    ) -> Accepted | Refusal:
        """Last in the collection; after the item `after`; or first, where that is empty. Where rows belong to who
        wrote them, one that nobody has signed is hers.
        """
        where = Where(block, collection, item)
        rule = self.rows.get(block)
        if rule and not values.get(rule.signed):
            values = {**values, rule.signed: rule.own}

        def make(root: Root, items: Map[Any]) -> None:
            if not ITEM_ID.fullmatch(item):
                raise Refused("structure", where)
            if item in items:
                raise Refused("already_there", where)
            if len(items) >= root.most_items:
                raise Refused("too_many", where, limit=root.most_items)
            if rule:
                _check_row(rule, where, {n: one for n, one in values.items() if one}, rule.own)
            self._check(root, values, where)
            add_item(root, items, item, values, _key_at(items, item, after))

        return self._do(where, make)

    def set(self, block: str, collection: str, item: str, values: Values) -> Accepted | Refusal:
        """Values other than words; None empties a field."""
        where = Where(block, collection, item)

        def make(root: Root, items: Map[Any]) -> None:
            there = _item(items, where)
            self._check_row(root, there, where, values)
            self._check(root, values, where)
            for name, value in values.items():
                if root.fields[name].kind is FieldKind.TEXT:
                    raise Refused("wrong_value", where, name=name)
                if there.get(name) != value:
                    there[name] = value

        return self._do(where, make)

    def write(
        self, block: str, collection: str, item: str, field: str, text: str, was: str | None = None
    ) -> Accepted | Refusal:
        """Changes the words by their difference from `was`: what she saw when she began, or else what stands.

        What others have written meanwhile is kept.
        """
        where = Where(block, collection, item, field)

        def make(root: Root, items: Map[Any]) -> None:
            there = _item(items, where)
            self._check_row(root, there, where, {field: text})
            self._check(root, {field: text}, where)
            if root.fields[field].kind is not FieldKind.TEXT:
                raise Refused("wrong_value", where, name=field)
            now = _written(there, field)
            made = edits(was, text) if was is not None else edits(now, text)
            made = on(now, was, made) if was is not None else made
            length = length_of(now) + sum(length_of(one.text) - length_of(now[one.start : one.end]) for one in made)
            if length > root.most_text and length > length_of(now):
                raise Refused("too_long", where, limit=root.most_text)
            for one in reversed(made):
                change_words(words_of(there, field), now, one.start, one.end, one.text)

        return self._do(where, make)

    def change(self, block: str, collection: str, item: str, values: Values) -> Accepted | Refusal:
        """Words and other values at once, or none of them: what a form of several fields saves."""
        where = Where(block, collection, item)

        def make(root: Root, items: Map[Any]) -> None:
            there = _item(items, where)
            self._check_row(root, there, where, values)
            self._check(root, values, where)
            for name, value in values.items():
                if root.fields[name].kind is not FieldKind.TEXT:
                    if there.get(name) != value:
                        there[name] = value
                    continue
                now = _written(there, name)
                for one in reversed(edits(now, value)):
                    change_words(words_of(there, name), now, one.start, one.end, one.text)

        return self._do(where, make)

    def move(self, block: str, collection: str, item: str, after: str) -> Accepted | Refusal:
        """After another item; first, where `after` is empty. Others are keyed anew only where there is no room."""
        where = Where(block, collection, item)

        def make(root: Root, items: Map[Any]) -> None:
            there = _item(items, where)
            if after == item:
                return
            if after and after not in items:
                raise Refused("gone", where)
            there["order"] = _key_at(items, item, after)

        return self._do(where, make)

    def remove(self, block: str, collection: str, item: str) -> Accepted | Refusal:
        where = Where(block, collection, item)

        def make(root: Root, items: Map[Any]) -> None:
            there = _item(items, where)
            if rule := self.rows.get(block):
                rule.check_removing(where, there.get)
            del items[item]

        return self._do(where, make)

    def put_in_cluster(self, block: str, card: str, cluster: str | None) -> Accepted | Refusal:
        return self.set(block, "cards", card, {"cluster": cluster})

    def place_on_axes(self, block: str, item: str, x: float, y: float) -> Accepted | Refusal:
        return self.set(block, "places", item, {"x": x, "y": y})

    def place_in_ring(self, block: str, item: str, ring: str, turn: float) -> Accepted | Refusal:
        return self.set(block, "places", item, {"ring": ring, "turn": turn})

    def connect(self, block: str, arrow: str, source: str, target: str, label: str = "") -> Accepted | Refusal:
        steps = self.sheet.root(f"{block}/steps") if f"{block}/steps" in self.sheet.schema.roots else {}
        if source not in steps or target not in steps:
            return self.refusal(Refusal("gone", Where(block, "arrows", arrow)))
        return self.add(block, "arrows", arrow, {"from": source, "to": target, "label": label})

    def _do(self, where: Where, make: Callable[[Root, Map[Any]], None]) -> Accepted | Refusal:
        """`make` must refuse before it changes anything."""
        try:
            root = self.sheet.schema.roots.get(f"{where.block}/{where.collection}")
            if root is None:
                raise Refused("unknown_block", where, name=where.block[:40])
            if where.block not in self.may_write:
                raise Refused("closed", where)
            with self.sheet.changing() as change:
                make(root, self.sheet.root(root.name))
        except Refused as refused:
            return self.refusal(refused.refusal)
        touched = {Touched(where.block, where.collection, where.item)} if change.update else set()
        return Accepted(frozenset(touched), change.update)

    def refusal(self, refusal: Refusal) -> Refusal:
        block = self.sheet.schema.definition.block(refusal.where.block)
        return refusal.titled(block.title if block else None)

    def _check_row(self, root: Root, there: Map[Any], where: Where, values: Values) -> None:
        """Before the values are looked at, as with an update from a browser: that a row is another's, is said first.

        Only of what is changed: a form sends the rest as it stood.
        """
        if rule := self.rows.get(where.block):
            changed = {name: one for name, one in values.items() if _is_news(root, there, name, one)}
            _check_row(rule, where, changed, there.get(rule.signed))

    @staticmethod
    def _check(root: Root, values: Values, where: Where) -> None:
        for name, value in values.items():
            at, known = replace(where, field=name[:40]), root.fields.get(name)
            if known is None:
                raise Refused("unknown_field", at, name=name[:40])
            if known.kind is FieldKind.TEXT:
                if not isinstance(value, str):
                    raise Refused("wrong_value", at, name=name)
                if not is_storable(value):
                    raise Refused("signs", at)
                if length_of(value) > root.most_text:
                    raise Refused("too_long", at, limit=root.most_text)
            elif not known.takes(value):
                raise Refused("wrong_value", at, name=name)


def _check_row(rule: Belonging, where: Where, values: Values, signature: object) -> None:
    for name, value in values.items():
        rule.check(replace(where, field=name), signature)
        if name == rule.signed:
            rule.check_signing(replace(where, field=name), value)


def _is_news(root: Root, there: Map[Any], name: str, value: Any) -> bool:
    """A form sends no words as empty, and a mark that is not set as False; a number of nothing is still a number."""
    stands, known = there.get(name), root.fields.get(name)
    if known is not None and known.kind is FieldKind.TEXT:
        return bool(value != (str(stands) if isinstance(stands, Text) else ""))
    return (None if value is False else value) != (None if stands is False else stands)


def change_words(words: Any, now: str, start: int, end: int, text: str) -> None:
    """Places are of `now`; the library counts bytes of UTF-8."""
    first = len(now[:start].encode())
    if end > start:
        del words[first : first + len(now[start:end].encode())]
    if text:
        words.insert(first, text)


def length_of(text: str) -> int:
    """As a browser counts: signs beyond the basic plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _item(items: Map[Any], where: Where) -> Map[Any]:
    there = items.get(where.item)
    if not isinstance(there, Map):
        raise Refused("gone", where)
    return there


def _written(there: Map[Any], field: str) -> str:
    words = there.get(field)
    return str(words) if isinstance(words, Text) else ""


def words_of(there: Map[Any], field: str) -> Text:
    words = there.get(field)
    if not isinstance(words, Text):
        words = there[field] = Text()  # the column is newer than the item
    return words


def add_item(root: Root, items: Map[Any], item: str, values: Values, order: str) -> None:
    held: dict[str, Any] = {"order": order}
    for field in root.fields.values():
        if field.kind is FieldKind.TEXT:
            held[field.id] = Text(values.get(field.id, ""))
        elif values.get(field.id) is not None:
            held[field.id] = values[field.id]
    items[item] = Map(held)


def _in_order(items: Map[Any], leave_out: str = "") -> list[tuple[str, str]]:
    """Order key and id, those without a key last."""
    held = ((item, items.get(item)) for item in items.keys() if item != leave_out)  # noqa: SIM118 - its types know no iteration
    keyed = ((item, one.get("order")) for item, one in held if isinstance(one, Map))
    return sorted((str(order) if is_key(order) else "~", item) for item, order in keyed)


def _key_at(items: Map[Any], item: str, after: str | None) -> str:
    """Where there is no room between two (they have the same key, or long ones), all are keyed anew."""
    for _ in range(2):
        there = _in_order(items, item)
        ids = [one for _, one in there]
        if after and after not in ids:
            raise Refused("gone")
        place = len(ids) if after is None else ids.index(after) + 1 if after else 0
        left = there[place - 1][0] if place else ""
        right = there[place][0] if place < len(there) else ""
        right = "" if right == "~" else right
        if left != "~" and (not right or left < right):
            key = between(left, right, item)
            if len(key) <= LONGEST:
                return key
        for (_, other), order in zip(there, spread(len(there)), strict=True):
            items[other]["order"] = order
    raise AssertionError("there is room after all are keyed anew")
