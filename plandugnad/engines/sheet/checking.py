"""Whether an update fits the sheet, asked of its bytes before anything is applied."""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, field

from plandugnad.engines.sheet.belonging import RowsCheck
from plandugnad.engines.sheet.holders import Holder, Is
from plandugnad.engines.sheet.index import Index, Piece, Placed, Placing
from plandugnad.engines.sheet.marks import DEEPEST, INLINE, WITHIN, takes_attribute, takes_mark
from plandugnad.engines.sheet.refusal import Refused
from plandugnad.engines.sheet.schema import ITEM_ID, FieldKind, is_storable
from plandugnad.engines.sheet.spans import Gone
from plandugnad.engines.sheet.wire import Content, Id, Ranges, Shared, Update


@dataclass(frozen=True, slots=True)
class Touched:
    """`item` is empty for a rich text."""

    block: str
    collection: str
    item: str


@dataclass(slots=True)
class _Arriving:
    """An item that is new in this update, and what has come of it."""

    holder: Holder
    texts: dict[str, list[Id]] = field(default_factory=dict)


@dataclass(slots=True)
class Judgement:
    """What an update that is taken in will do."""

    touched: set[Touched] = field(default_factory=set)
    clients: set[int] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)  # words typed into what somebody else has deleted


LONGEST_GONE = 1_000_000  # a length that holds nothing is only claimed; more than anybody types and takes away at once


def judge(
    index: Index, update: Update, may_write: Collection[str], rows: RowsCheck, taken: Container[int] = ()
) -> Judgement:
    """Raises Refused with the first thing that is wrong. Changes nothing. `taken` are client ids others write with."""
    return _Check(index, update, may_write, rows).done(taken)


class _Check:
    def __init__(self, index: Index, update: Update, may_write: Collection[str], rows: RowsCheck) -> None:
        self.index, self.update, self.may_write, self.rows = index, update, may_write, rows
        self.judgement = Judgement()
        self.arriving: dict[Id, _Arriving] = {}
        self.orders: dict[Holder, list[Id]] = {}  # new and standing
        self.orders_gone: dict[Holder, None] = {}
        self.growth: dict[Holder, int] = {}
        self.new_items: dict[Holder, set[str]] = {}
        self.going: dict[int, Gone] = {}

    def done(self, taken: Container[int]) -> Judgement:
        placing = Placing(self.index, self.update.structs)
        placed = list(placing.all())
        self._clients(placed, taken)
        pieces = [one for one in self.index.pieces(self.update.deleted, placing.made) if one.holder is not None]
        self._know_what_goes(self.update.deleted)
        for piece in pieces:
            self._piece(piece)
        for one in placed:
            if one.struct.content is not Content.GC:
                self._placed(one)
        self._items_arrive_whole()
        self._orders_remain()
        arrived = [one.holder for mine, one in self.arriving.items() if not self._goes(mine)]
        self.rows.done(arrived, self._is_away)
        self._limits()
        return self.judgement

    def _clients(self, placed: Iterable[Placed], taken: Container[int]) -> None:
        """What is written with another's client id would make her own next words count as known, and be dropped."""
        for one in placed:
            self.judgement.clients.add(one.struct.client)
            if one.struct.client in taken:
                raise Refused("unfitting")
            if one.struct.content in (Content.GC, Content.DELETED) and one.struct.length > LONGEST_GONE:
                raise Refused("damaged")

    def _know_what_goes(self, deleted: Ranges) -> None:
        for client, start, end in deleted:
            self.going.setdefault(client, Gone()).add(start, end)

    def _goes(self, one: Id) -> bool:
        return one.client in self.going and self.going[one.client].has(one.clock)

    def _is_away(self, holder: Holder) -> bool:
        """Deleted already, or by this update, or within something that is."""
        held: Holder | None = holder
        while held is not None:
            if held.made_by and (self._goes(held.made_by) or self.index.is_gone(held.made_by)):
                return True
            held = held.parent
        return False

    def _may(self, holder: Holder, key: str | None) -> None:
        if holder.kind is Is.FOREIGN:
            raise Refused("unfitting")
        if holder.block not in self.may_write:
            raise Refused("closed", holder.where(key))
        if not self.index.is_dead(holder):
            where = holder.where(key)
            self.judgement.touched.add(Touched(where.block, where.collection, where.item))

    def _piece(self, piece: Piece) -> None:
        holder, key = piece.holder, piece.key
        assert holder is not None
        self._may(holder, key)
        self._row_loses(piece, holder)
        self.growth[holder.counted] = self.growth.get(holder.counted, 0) - (piece.end - piece.start)
        if holder.kind is Is.ITEM and holder.root is not None and not self._is_away(holder):
            if key in holder.root.texts:
                raise Refused("structure", holder.where(key))
            if key == "order" and piece.start < self.index.state(piece.client):
                self.orders_gone[holder] = None

    def _row_loses(self, piece: Piece, holder: Holder) -> None:
        """What comes and goes in the same update has been nobody's loss."""
        if piece.start >= self.index.state(piece.client):
            return
        if holder.kind is Is.COLLECTION:
            if piece.key is not None and not self.index.is_dead(holder):
                self.rows.removed(holder, piece.key)
        elif not self._is_away(holder):
            self.rows.taken_out(holder, piece.key)

    def _row_gains(self, one: Placed, holder: Holder) -> None:
        item = holder if holder.kind is Is.ITEM else holder.parent
        is_new = item is not None and item.made_by in self.arriving
        is_bare = one.struct.content is Content.TYPE  # an empty text, which a new item comes with
        if self._is_away(holder) or (is_bare and is_new):
            return
        value = one.struct.value[0] if one.struct.content is Content.ANY else None
        self.rows.written(holder, one.key, value, is_new=is_new)

    def _placed(self, one: Placed) -> None:
        holder = one.holder
        if holder is None or self.index.is_dead(holder):
            if one.struct.content is Content.STRING:
                self.judgement.lost.append(one.struct.value)
            if holder is None:
                return
        if holder.kind is Is.FOREIGN and isinstance(one.struct.parent, str):
            raise Refused("unknown_block", name=one.struct.parent[:40])
        self._may(holder, one.key)
        self._row_gains(one, holder)
        {
            Is.COLLECTION: self._in_collection,
            Is.ITEM: self._in_item,
            Is.SHORT: self._in_words,
            Is.RICH: self._in_rich,
            Is.WORDS: self._in_words,
        }[holder.kind](one, holder)
        self.growth[holder.counted] = self.growth.get(holder.counted, 0) + one.struct.length

    def _in_collection(self, one: Placed, holder: Holder) -> None:
        made, key = one.struct, one.key
        if key is None or not ITEM_ID.fullmatch(key):
            raise Refused("structure", holder.where())
        if made.content is Content.DELETED:
            return
        if made.content is not Content.TYPE or made.value[0] is not Shared.MAP or one.makes is None:
            raise Refused("structure", holder.where(key))
        mine = Id(made.client, made.clock)
        others = holder.by_key.get(key, set())
        # An item that is set again would take the place of the whole one that stands, with all that is written in it.
        if not self._goes(mine) and (
            any(not self._goes(other) for other in others) or key in self.new_items.get(holder, ())
        ):
            raise Refused("already_there", holder.where(key))
        if not self._goes(mine):
            self.new_items.setdefault(holder, set()).add(key)
        self.arriving[mine] = _Arriving(one.makes)

    def _in_item(self, one: Placed, holder: Holder) -> None:
        made, key = one.struct, one.key
        assert holder.root is not None
        known = holder.root.fields.get(key or "")
        if known is None:
            raise Refused("unknown_field", holder.where(key), name=(key or "")[:40])
        if known.kind is FieldKind.TEXT:
            self._new_text(one, holder, known.id)
            return
        if made.content is Content.DELETED:
            self._order_that_went(one, holder, known.kind)
            return
        if made.content is not Content.ANY:
            raise Refused("structure", holder.where(key))
        if made.length != 1 or not known.takes(made.value[0]):
            raise Refused("wrong_value", holder.where(key), name=known.id)
        if known.kind is FieldKind.ORDER:
            mine = Id(made.client, made.clock)
            self.orders.setdefault(holder, []).append(mine)
            if self._goes(mine):
                self._order_that_went(one, holder, known.kind)

    def _order_that_went(self, one: Placed, holder: Holder, kind: FieldKind) -> None:
        """One that lost to another's before it was sent comes as deleted, and takes nobody's place.

        Just after one that stands it would take that one's, and leave nothing: no honest client writes so.
        """
        left = one.struct.left
        if kind is FieldKind.ORDER and left and not self._is_away(holder) and self._stands([left]):
            raise Refused("not_whole", holder.where("order"), name="order")

    def _new_text(self, one: Placed, holder: Holder, name: str) -> None:
        """The words of a field come with its item and stay as long: a new text would drop what others write in it."""
        made = one.struct
        arriving = self.arriving.get(holder.made_by) if holder.made_by else None
        if made.content is Content.DELETED and self._is_away(holder):
            return
        if made.content is not Content.TYPE or made.value[0] is not Shared.TEXT or arriving is None:
            raise Refused("structure", holder.where(name))
        arriving.texts.setdefault(name, []).append(Id(made.client, made.clock))

    def _in_words(self, one: Placed, holder: Holder) -> None:
        made = one.struct
        if one.key is not None:
            raise Refused("structure", holder.where())
        if made.content is Content.DELETED:
            return
        if made.content is Content.STRING:
            if not is_storable(made.value):
                raise Refused("signs", holder.where())
        elif made.content is Content.FORMAT:
            name, value = made.value
            if holder.kind is not Is.WORDS or not takes_mark(name, value):
                raise Refused("formatting", holder.where(), name=name[:40])
        else:
            raise Refused("structure", holder.where())

    def _in_rich(self, one: Placed, holder: Holder) -> None:
        made = one.struct
        if one.key is not None:
            self._attribute(one, holder)
        elif made.content is Content.TYPE:
            shared, node = made.value
            fits = (
                node in WITHIN.get(holder.node, frozenset())
                if shared is Shared.ELEMENT
                else shared is Shared.XML_TEXT and holder.node in INLINE
            )
            if not fits or (one.makes and one.makes.depth > DEEPEST):
                raise Refused("formatting", holder.where(), name=node[:40] or shared.name.lower())
        elif made.content is not Content.DELETED:
            raise Refused("structure", holder.where())

    @staticmethod
    def _attribute(one: Placed, holder: Holder) -> None:
        made, key = one.struct, one.key or ""
        if made.content is Content.DELETED and holder.node:
            return
        if made.content is not Content.ANY or made.length != 1 or not takes_attribute(holder.node, key, made.value[0]):
            raise Refused("formatting", holder.where(), name=key[:40])

    def _items_arrive_whole(self) -> None:
        for mine, arriving in self.arriving.items():
            holder = arriving.holder
            if self._goes(mine):
                continue
            assert holder.root is not None
            for name in holder.root.texts:
                if len(arriving.texts.get(name, ())) != 1:
                    raise Refused("not_whole", holder.where(name), name=name)
            if not self._stands(self.orders.get(holder, ())):
                raise Refused("not_whole", holder.where("order"), name="order")

    def _orders_remain(self) -> None:
        for holder in self.orders_gone:
            if not self._is_away(holder) and not self._stands(self.orders.get(holder, ())):
                raise Refused("not_whole", holder.where("order"), name="order")

    def _stands(self, written: Iterable[Id]) -> bool:
        return any(not self._goes(one) and not self.index.is_gone(one) for one in written)

    def _limits(self) -> None:
        for holder, more in self.growth.items():
            if holder.root is None or more <= 0:
                continue
            if holder.kind in (Is.SHORT, Is.RICH) and holder.length + more > holder.root.most_text:
                raise Refused("too_long", holder.where(), limit=holder.root.most_text)
        for holder, keys in self.new_items.items():
            assert holder.root is not None
            more = sum(key not in holder.by_key for key in keys)
            if more and len(holder.by_key) + more > holder.root.most_items:
                raise Refused("too_many", holder.where(), limit=holder.root.most_items)
