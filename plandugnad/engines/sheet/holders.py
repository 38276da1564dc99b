"""What holds what in a sheet's document: collections, items, short texts, and the parts of a rich text."""

from enum import Enum, auto

from plandugnad.engines.sheet.refusal import Where
from plandugnad.engines.sheet.schema import Field, Root
from plandugnad.engines.sheet.wire import Content, Id, Shared, Struct


class Is(Enum):
    COLLECTION = auto()
    ITEM = auto()
    SHORT = auto()  # the words of one field
    RICH = auto()  # a rich text, or one of its elements
    WORDS = auto()  # formatted words within a rich text
    FOREIGN = auto()  # what no root or field of the definition gives; from an older one, and never written in


class Holder:
    """`made_by` is the id of what made it; None for a root. Compared by identity: each is one thing in one document."""

    __slots__ = ("by_key", "depth", "field", "item", "kind", "length", "made_by", "node", "parent", "root")

    def __init__(
        self, kind: Is, root: Root | None, parent: "Holder | None" = None, made_by: Id | None = None, *,
        item: str = "", field: Field | None = None, node: str = "",
    ) -> None:  # fmt: skip
        self.kind, self.root, self.parent, self.made_by = kind, root, parent, made_by
        self.item, self.field, self.node = item, field, node
        self.depth: int = parent.depth + 1 if parent else 0
        self.length = 0  # of a short text and of a whole rich text: what is not deleted
        self.by_key: dict[str, set[Id]] = {}  # of a collection: what stands under each id and is not deleted

    @property
    def block(self) -> str:
        return self.root.block if self.root else ""

    @property
    def counted(self) -> "Holder":
        """Where its length is counted: a rich text is counted whole."""
        held = self
        while held.kind in (Is.RICH, Is.WORDS) and held.parent is not None:
            held = held.parent
        return held

    def where(self, key: str | None = None) -> Where:
        collection = self.root.collection if self.root else ""
        item = self.item or (key or "" if self.kind is Is.COLLECTION else "")
        name = self.field.id if self.field else (key or "" if self.kind is Is.ITEM else "")
        return Where(self.block, collection, item[:40], name[:40])


FOREIGN = Holder(Is.FOREIGN, None)


def of_root(root: Root) -> Holder:
    return Holder(Is.RICH if root.is_text else Is.COLLECTION, root)


def made_in(holder: Holder | None, key: str | None, made: Struct) -> Holder | None:
    """What a new shared type becomes where it stands: FOREIGN where the schema has no place for it.

    None for what makes no type, and for what stands in something that is gone.
    """
    if made.content is not Content.TYPE or holder is None:
        return None
    shared, node = made.value
    by = Id(made.client, made.clock)
    if holder.kind is Is.COLLECTION and shared is Shared.MAP and key is not None:
        return Holder(Is.ITEM, holder.root, holder, by, item=key)
    if holder.kind is Is.ITEM and shared is Shared.TEXT and holder.root is not None:
        field = holder.root.fields.get(key or "")
        return Holder(Is.SHORT, holder.root, holder, by, item=holder.item, field=field) if field else FOREIGN
    if holder.kind is Is.RICH and shared is Shared.ELEMENT and key is None:
        return Holder(Is.RICH, holder.root, holder, by, node=node)
    if holder.kind is Is.RICH and shared is Shared.XML_TEXT and key is None and holder.node:
        return Holder(Is.WORDS, holder.root, holder, by)
    return FOREIGN
