"""A shadow of a sheet's document: where everything stands, what is deleted and how much there is.

The document itself answers none of this without being walked. With the shadow an update is judged from its bytes alone,
in time by its own size, and nothing refused ever reaches the document.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plandugnad.engines.sheet.holders import FOREIGN, Holder, Is, made_in, of_root
from plandugnad.engines.sheet.refusal import Refused
from plandugnad.engines.sheet.schema import Schema
from plandugnad.engines.sheet.spans import Gone, Made, Place
from plandugnad.engines.sheet.wire import Content, Id, Ranges, Struct, Update


@dataclass(frozen=True, slots=True)
class Placed:
    """A new struct, what holds it and under which key. `holder` is None for what lands in something gone."""

    struct: Struct
    holder: Holder | None
    key: str | None
    makes: Holder | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A span that an update deletes and that was not deleted before."""

    client: int
    start: int
    end: int
    holder: Holder | None
    key: str | None


class Index:
    """`place` and `pieces` look; `take_in` is told what the document itself said it took in."""

    def __init__(self, schema: Schema) -> None:
        self.roots = {name: of_root(root) for name, root in schema.roots.items()}
        self.made: dict[int, Made] = {}
        self.gone: dict[int, Gone] = {}
        self.holders: dict[Id, Holder | None] = {}

    def state(self, client: int) -> int:
        made = self.made.get(client)
        return made.state if made else 0

    def is_gone(self, one: Id) -> bool:
        gone = self.gone.get(one.client)
        return gone is not None and gone.has(one.clock)

    def is_dead(self, holder: Holder) -> bool:
        """Whether it, or something it stands in, is deleted."""
        held: Holder | None = holder
        while held is not None:
            if held.made_by is not None and self.is_gone(held.made_by):
                return True
            held = held.parent
        return False

    def take_in(self, update: Update) -> None:
        """Only of what the document has taken in: it is believed."""
        placing = Placing(self, update.structs)
        for one in placing.all():
            self._note(one)
        for client, made in placing.made.items():
            mine = self.made.setdefault(client, Made())
            for start, end, place in made.over(mine.state, made.state):
                assert start == mine.state
                mine.add(end, place)
        self.holders.update(placing.holders)
        for client, start, end in update.deleted:
            gone = self.gone.setdefault(client, Gone())
            for piece in self._over(client, list(gone.left_of(start, end)), self.made):
                self._forget(piece)
            gone.add(start, end)

    def _note(self, one: Placed) -> None:
        if one.holder is None:
            return
        if one.makes and one.holder.kind is Is.COLLECTION and one.key is not None:
            one.holder.by_key.setdefault(one.key, set()).add(Id(one.struct.client, one.struct.clock))
        # Also what comes as deleted: it stands among the deletions of the same update too, and is taken away there.
        one.holder.counted.length += one.struct.length

    def _forget(self, piece: Piece) -> None:
        if piece.holder is None:
            return
        if piece.holder.kind is Is.COLLECTION and piece.key is not None:
            there = piece.holder.by_key.get(piece.key, set())
            there.discard(Id(piece.client, piece.start))
            if not there:
                piece.holder.by_key.pop(piece.key, None)
        piece.holder.counted.length -= piece.end - piece.start

    def pieces(self, deleted: Ranges, also: Mapping[int, Made]) -> Iterator[Piece]:
        """What of the ranges is news; `also` is where what comes with the same update stands.

        Raises Refused where something is deleted that nobody has seen.
        """
        for client, start, end in deleted:
            if end > max(self.state(client), also[client].state if client in also else 0):
                raise Refused("missing")
            gone = self.gone.get(client)
            left = list(gone.left_of(start, end)) if gone else [(start, end)]
            yield from self._over(client, left, self.made)
            yield from self._over(client, left, also)

    @staticmethod
    def _over(client: int, spans: Iterable[tuple[int, int]], made: Mapping[int, Made]) -> Iterator[Piece]:
        if there := made.get(client):
            for start, end in spans:
                for begins, ends, (holder, key) in there.over(max(start, there.first), end):
                    yield Piece(client, begins, ends, holder, key)


class Placing:
    """Where the structs of one update will stand, without changing the index."""

    def __init__(self, index: Index, structs: Iterable[Struct]) -> None:
        self.index = index
        self.made: dict[int, Made] = {}  # what is new, each client's from where the index ends
        self.holders: dict[Id, Holder | None] = {}
        self._waiting: dict[int, Iterator[Struct]] = {}
        self._next: dict[int, Struct | None] = {}
        by_client: dict[int, list[Struct]] = {}
        for one in structs:
            by_client.setdefault(one.client, []).append(one)
        for client, all_of_it in by_client.items():
            self._begin(client, all_of_it)

    def _begin(self, client: int, structs: list[Struct]) -> None:
        """From the first that is new. Raises Refused where something between is not here."""
        state = self.index.state(client)
        if structs[0].clock > state:
            raise Refused("missing")
        news = [one if one.clock >= state else one.after(state) for one in structs if one.end > state]
        self._waiting[client] = iter(news)
        self._next[client] = next(self._waiting[client], None)
        self.made[client] = Made(state)

    def all(self) -> Iterator[Placed]:
        """In an order where each stands after what it stands beside. Raises Refused where there is none."""
        for client in self._next:
            yield from self._until(client, None)

    def _until(self, client: int, clock: int | None) -> Iterator[Placed]:
        """A client's, to the end or past a clock; and first what it waits for of others', however long the chain."""
        asked: list[tuple[int, int | None]] = [(client, clock)]
        waiting = {client}
        while asked:
            client, clock = asked[-1]
            one = self._next.get(client)
            if one is None or (clock is not None and one.clock > clock):
                asked.pop()
                waiting.discard(client)
                if clock is not None and self._state(client) <= clock:
                    raise Refused("missing")
                continue
            if needed := self._lacking(one):
                if needed.client in waiting:
                    raise Refused("missing")  # two that wait for each other
                waiting.add(needed.client)
                asked.append((needed.client, needed.clock))
                continue
            self._next[client] = next(self._waiting[client], None)
            yield self._place(one)

    def _state(self, client: int) -> int:
        made = self.made.get(client)
        return made.state if made else self.index.state(client)

    def _lacking(self, one: Struct) -> Id | None:
        for needed in (one.left, one.right, one.parent):
            if isinstance(needed, Id) and needed.clock >= self._state(needed.client):
                return needed
        return None

    def _place(self, one: Struct) -> Placed:
        if one.content is Content.SKIP:
            raise Refused("missing")
        holder, key = (None, None) if one.content is Content.GC else self._stands(one)
        makes = made_in(holder, key, one)
        self.made[one.client].add(one.end, (holder, key))
        if one.content is Content.TYPE:
            self.holders[Id(one.client, one.clock)] = makes
        return Placed(one, holder, key, makes)

    def _stands(self, one: Struct) -> Place:
        if one.left is None and one.right is None:
            return self._inside(one), one.key
        left = self._at(one.left) if one.left else (None, None)
        right = self._at(one.right) if one.right else (None, None)
        if left[0] is None or right[0] is None:
            return left if right[0] is None else right
        # Between two that stand in different places: the document would be torn.
        if left[0] is not right[0] or left[1] != right[1]:
            raise Refused("structure" if left[0].block else "unfitting", left[0].where(left[1]))
        return left

    def _at(self, one: Id) -> Place:
        there = self.made.get(one.client)
        if there is None or one.clock < there.first:
            there = self.index.made[one.client]
        return there.at(one.clock)

    def _inside(self, one: Struct) -> Holder | None:
        if isinstance(one.parent, str):
            return self.index.roots.get(one.parent, FOREIGN)
        assert one.parent is not None
        for known in (self.holders, self.index.holders):
            if one.parent in known:
                return known[one.parent]
        if self._at(one.parent)[0] is None:
            return None
        raise Refused("unfitting")  # within something that holds nothing
