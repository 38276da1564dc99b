"""A sheet's document: opened from what is stored, changed by updates that are judged before they are applied.

A `Sheet` belongs to the thread that opened it, as its document does.
"""

from collections.abc import Collection, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc, Map, TransactionEvent, XmlFragment

from plandugnad.engines.sheet.belonging import NOBODYS, Belongings, RowsCheck
from plandugnad.engines.sheet.checking import Touched, judge
from plandugnad.engines.sheet.index import Index
from plandugnad.engines.sheet.refusal import Refusal, Refused
from plandugnad.engines.sheet.schema import Schema
from plandugnad.engines.sheet.wire import NotAnUpdate, Update, read_update, read_vector

LARGEST_UPDATE = 1_000_000
NOTHING = b"\x00\x00"


@dataclass(frozen=True, slots=True)
class Accepted:
    """`update` is what to keep and send on: empty where there was no news.

    It is written anew from the document, so it never holds what the client claimed of things that were there before.
    `lost` are words typed into something that somebody else had deleted. `clients` are the client ids it is written
    with: whose they are must be remembered, for `taken`.
    """

    touched: frozenset[Touched]
    update: bytes
    lost: tuple[str, ...] = ()
    clients: frozenset[int] = frozenset()


class Sheet:
    """`doc` is for reading, and for `operations` within `changing`."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._begin([])

    @classmethod
    def open(cls, schema: Schema, updates: Iterable[bytes] = ()) -> "Sheet":
        """From what was stored, in the order it was. Raises ValueError where it is not whole."""
        sheet = cls(schema)
        sheet._begin(list(updates))
        return sheet

    def _begin(self, updates: list[bytes]) -> None:
        self.doc: Doc[Any] = Doc()
        self._index = Index(self.schema)
        self._events: list[bytes] = []
        self._kept: list[bytes] = []
        for root in self.schema.roots.values():
            self.doc.get(root.name, type=XmlFragment if root.is_text else Map)
        self._subscription = self.doc.observe(self._seen)
        for one in updates:
            self.doc.apply_update(one)
        self._take_in()
        for one in updates:
            # What waits for something that is lacking is not in the document, and would be left out when it is kept.
            if any(made.end > self._index.state(made.client) for made in read_update(one).structs):
                raise ValueError("an update is lacking")
        self._kept = [one for one in [self.state()] if one != NOTHING]

    def _seen(self, event: TransactionEvent) -> None:  # the library counts the parameters
        self._events.append(event.update)

    def _take_in(self, sent: bytes = b"", read: Update | None = None) -> bytes:
        """The shadow follows what the document did, which is most often what was sent. Returns the update it made."""
        made = b""
        for made in self._events:
            self._index.take_in(read if read and made == sent else read_update(made))
            self._kept.append(made)
        self._events.clear()
        if len(self._kept) > 500:
            self._kept = [self.state()]
        return made

    def apply(
        self,
        update: bytes,
        may_write: Collection[str],
        taken: Container[int] = frozenset(),
        rows: Belongings = NOBODYS,
    ) -> Accepted | Refusal:
        """`may_write` are the blocks the sender may write in now, `taken` the client ids that belong to others, and
        `rows` says of which blocks the rows belong to who wrote them.

        A refused update leaves everything as it was.
        """
        try:
            if len(update) > LARGEST_UPDATE:
                raise Refused("too_large", limit=LARGEST_UPDATE // 1_000)
            read = read_update(update)
            judgement = judge(self._index, read, may_write, RowsCheck(rows, self._cell), taken)
        except NotAnUpdate:
            return Refusal("damaged")
        except Refused as refused:
            return self._refusal(refused.refusal)
        made = self._applied(update, read)
        if made is None:
            return Refusal("fault")
        return Accepted(frozenset(judgement.touched), made, tuple(judgement.lost), frozenset(judgement.clients))

    def _cell(self, root: str, item: str, name: str) -> Any:
        """None where there is no such item."""
        there = self.root(root).get(item)
        return there.get(name) if isinstance(there, Map) else None

    def follow(self, update: bytes) -> None:
        """What has been judged elsewhere, and stored since this was opened. Raises ValueError where it does not fit."""
        read = read_update(update)
        if self._applied(update, read) is None or any(m.end > self._index.state(m.client) for m in read.structs):
            raise ValueError("an update is lacking")

    def _refusal(self, refusal: Refusal) -> Refusal:
        block = self.schema.definition.block(refusal.where.block)
        return refusal.titled(block.title if block else None)

    def _applied(self, update: bytes, read: Update) -> bytes | None:
        """None where the library failed on what was judged to fit: then the sheet is opened again as it was."""
        try:
            self.doc.apply_update(update)
            return self._take_in(update, read)
        except BaseException as error:
            # A panic in the library is no Exception, and leaves the document unusable.
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            self._begin(self._kept)
            return None

    @contextmanager
    def changing(self) -> Iterator["Change"]:
        """One transaction of our own. What it made is in `update` afterwards."""
        change = Change()
        try:
            with self.doc.transaction():
                yield change
        finally:
            change.update = self._take_in()

    def state(self) -> bytes:
        """All of it as one update."""
        return self.doc.get_update()

    def vector(self) -> bytes:
        """How far it has come with each client."""
        return self.doc.get_state()

    def since(self, vector: bytes) -> bytes | Refusal:
        """What somebody who has come as far as `vector` lacks."""
        try:
            read_vector(vector)
            return self.doc.get_update(vector)
        except (NotAnUpdate, ValueError):
            return Refusal("damaged")

    def root(self, name: str) -> Any:
        """The shared type of one of the schema's roots."""
        return self.doc[name]


class Change:
    """`update` is empty until the change is done, and where nothing was changed."""

    update = b""
