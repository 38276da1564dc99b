"""Whose the rows of a table are: who wrote one changes it, and what is asked is answered by whoever was asked.

Where a row stands among the others is nobody's: where there is no room between two, all are keyed anew.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from plandugnad.engines.sheet.holders import Holder, Is
from plandugnad.engines.sheet.refusal import Refused, Where

FREE = "order"


@dataclass(frozen=True, slots=True)
class Belonging:
    """Of one block, for one writer. `signed` is the column that says whose a row is, and `names` are those she writes
    as, `own` first among them. `answers` are columns for whoever is asked, in every row; `may_answer`: she is.
    """

    signed: str
    own: str
    names: frozenset[str]
    answers: frozenset[str] = frozenset()
    may_answer: bool = False

    def is_hers(self, signature: object) -> bool:
        """A row nobody has signed by a name of the register may be taken over, and is then hers who did."""
        said = signature.lower() if isinstance(signature, str) else ""
        return said in self.names or not said.startswith(("organisation:", "person:"))

    def may_answer_in(self) -> bool:
        """Whether there is something of hers in everybody's rows."""
        return self.may_answer and bool(self.answers)

    def may_write(self, name: str, signature: object) -> bool:
        return self.may_answer if name in self.answers else name == FREE or self.is_hers(signature)

    def check(self, where: Where, signature: object) -> None:
        """Raises Refused where she may not write in the field that `where` names."""
        if not self.may_write(where.field, signature):
            raise Refused("answer" if where.field in self.answers else "anothers", where)

    def check_signing(self, where: Where, value: object) -> None:
        if not isinstance(value, str) or value.lower() not in self.names:
            raise Refused("sign", where)

    def check_removing(self, where: Where, row: Callable[[str], Any]) -> None:
        if not self.is_hers(row(self.signed)):
            raise Refused("anothers", where)
        if not self.may_answer and any(str(row(name) or "").strip() for name in self.answers):
            raise Refused("answered", where)

    def told(self) -> dict[str, Any]:
        """To the browser, which shows as fields only what she may write in."""
        return {
            "signed": self.signed,
            "own": self.own,
            "names": sorted(self.names),
            "answers": sorted(self.answers),
            "may_answer": self.may_answer,
        }


Belongings = Mapping[str, Belonging]  # by block
NOBODYS: Belongings = MappingProxyType({})


@dataclass(slots=True)
class RowsCheck:
    """What an update does to rows that belong to somebody. `cell` reads the document: root, item, field → value."""

    rows: Belongings
    cell: Callable[[str, str, str], Any]
    signed: set[Holder] = field(default_factory=set)
    signatures_gone: set[Holder] = field(default_factory=set)

    def written(self, holder: Holder, key: str | None, value: Any, *, is_new: bool) -> None:
        """Something set or typed within an item, or taken out of it. `is_new`: the item comes with the same update."""
        item = holder if holder.kind is Is.ITEM else holder.parent
        rule = self.rows.get(holder.block)
        if rule is None or item is None or item.kind is not Is.ITEM:
            return
        where = holder.where(key)
        if not is_new or where.field in rule.answers:
            rule.check(where, self._cell(item, rule.signed))
        if where.field == rule.signed:
            rule.check_signing(where, value)
            self.signed.add(item)

    def taken_out(self, holder: Holder, key: str | None) -> None:
        """A word or a value; whether another comes in place of a signature, is known at the end."""
        item = holder if holder.kind is Is.ITEM else holder.parent
        rule = self.rows.get(holder.block)
        if rule is None or item is None or item.kind is not Is.ITEM:
            return
        where = holder.where(key)
        rule.check(where, self._cell(item, rule.signed))
        if where.field == rule.signed:
            self.signatures_gone.add(item)

    def removed(self, collection: Holder, item: str) -> None:
        rule, root = self.rows.get(collection.block), collection.root
        if rule is not None and root is not None:
            rule.check_removing(collection.where(item), lambda name: self.cell(root.name, item, name))

    def done(self, arrived: Collection[Holder], is_away: Callable[[Holder], bool]) -> None:
        for item in (*arrived, *self.signatures_gone):
            rule = self.rows.get(item.block)
            if rule is not None and item not in self.signed and not is_away(item):
                raise Refused("sign", item.where(rule.signed))

    def _cell(self, item: Holder, name: str) -> Any:
        return self.cell(item.root.name, item.item, name) if item.root else None
