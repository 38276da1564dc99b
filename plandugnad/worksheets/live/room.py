"""A document that is open, with everybody who is in it. What waits is judged, kept and told as one group."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Coroutine, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from plandugnad.core.audit import By
from plandugnad.engines.sheet.blocks import CardsBlock
from plandugnad.engines.sheet.document import NOTHING, Sheet
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.wire import read_update, texts_in
from plandugnad.worksheets.live import rows
from plandugnad.worksheets.live.judging import Judged, Sent, judge, sentence
from plandugnad.worksheets.live.keeping import STATE_AFTER, keep, put_aside
from plandugnad.worksheets.live.marks import marks_of
from plandugnad.worksheets.live.peer import Peer
from plandugnad.worksheets.live.protocol import (
    NOWHERE,
    Close,
    Edit,
    Hello,
    Here,
    Somebody,
    framed,
    group,
    in_text,
    packed,
    people,
    written,
)
from plandugnad.worksheets.live.rights import look, session_of
from plandugnad.worksheets.live.rows import Row
from plandugnad.worksheets.live.threads import in_thread

LOOKED_AT_EVERY, LOOKS_BEFORE = 5.0, 4.0  # seconds
_LOOKED_CLOSELY_AT_EVERY, _DUE_AT_ONCE = 60.0, 3  # what ends by the clock alone leaves no mark
_LOOKS_AT = 25  # at a time
_GROUPS_APART = 0.010  # seconds, at most
_LARGEST_GROUP = 200
_KEEPS_EVERY, _KEEPS_AT_MOST_EVERY = 60.0, 5.0  # whoever types while the whole of it is written, waits
_TRIES, _TRIES_UNHELD = 20, 3
_CLOSED_AFTER = 5.0  # a browser of ours goes by itself as soon as what it had to send is judged

log = logging.getLogger(__name__)


class Lagging(Exception):
    """The rows after what the room knows are merged already, or go on and on changing: those in it must come anew."""


class Room:
    def __init__(self, document_id: UUID, pool: rows.Pool, forget: Callable[["Room"], None]) -> None:
        self.id = document_id
        self.sheet_id: UUID | None = None
        self.peers: set[Peer] = set()
        self.is_over = False
        self._pool = pool
        self._forget = forget
        self._inbox: list[tuple[Peer, Hello | Edit]] = []
        self._heard, self._is_unsure = 0, False
        self._epoch = 1  # of what may be written
        self._wakes, self._looks = asyncio.Event(), asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._since_state = 0
        self._kept_at = time.monotonic()
        self._last_writer = By(None, "")
        self._tells_of_people, self._telling_took = False, 0.0
        self._main = asyncio.ensure_future(self._run())

    # --- what connections and the database say ---------------------------------------------------------------------

    def enter(self, peer: Peer) -> None:
        self.peers.add(peer)
        if peer.rights.sheet.is_closed:
            self._close_soon(peer)

    def leave(self, peer: Peer) -> None:
        self.peers.discard(peer)
        self._tell_of_people()
        self._wakes.set()

    def take(self, peer: Peer, said: Hello | Edit) -> None:
        if isinstance(said, Edit):
            peer.handed_in(len(said.update))
        self._inbox.append((peer, said))
        self._wakes.set()

    def moved(self, peer: Peer, here: Here) -> None:
        if peer.here != here:
            peer.here = here
            self._tell_of_people()

    def hear(self, seq: int) -> None:
        if seq > self._heard:
            self._heard = seq
            self._wakes.set()

    def look_up(self) -> None:
        """Something may have been said while nobody listened."""
        self._is_unsure = True
        self._look_anew()
        self._wakes.set()

    def hear_of_sheet(self, what: str) -> None:
        if what in ("sheet", "timer"):
            self._look_anew()
        else:
            self._tell(written("changed", what=what))

    async def end(self) -> None:
        """As the process stops: what has come is kept."""
        for peer in list(self.peers):
            peer.close(Close.AGAIN)
            self.peers.discard(peer)
        self._wakes.set()
        await asyncio.wait([self._main], timeout=5)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=5)

    # --- the one writer ------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        watching = None
        try:
            await self._open(None)
            watching = asyncio.ensure_future(self._watch())
            while True:
                await self._wakes.wait()
                self._wakes.clear()
                await self._turn()
                if not self.peers and not self._inbox:
                    self._keep()
                    return
                # As long again as it took to tell them all, so that who speaks meanwhile is heard in one group.
                await asyncio.sleep(min(_GROUPS_APART, self._telling_took))
        except Lagging:
            log.info("A worksheet is opened anew.")
        except Exception:
            log.exception("A worksheet could not be kept open. Those in it try again.")
        finally:
            self.is_over = True
            self._forget(self)
            for peer in self.peers:
                peer.close(Close.AGAIN)
            if watching:
                watching.cancel()

    async def _turn(self) -> None:
        if self._heard > self._seq or self._is_unsure:
            self._is_unsure = False
            await self._follow()
        while self._inbox and isinstance(said := self._inbox[0][1], Hello):
            self._welcome(self._inbox.pop(0)[0], said)
        number = next((at for at, (_peer, said) in enumerate(self._inbox) if isinstance(said, Hello)), len(self._inbox))
        number = min(number, _LARGEST_GROUP)
        taken, self._inbox = self._inbox[:number], self._inbox[number:]
        if self._inbox:
            self._wakes.set()
        sent = [Sent(peer, said) for peer, said in taken if isinstance(said, Edit)]
        if sent:
            await self._write(sent)
            for one in sent:
                one.peer.taken_in(len(one.edit.update))

    async def _write(self, sent: Sequence[Sent]) -> None:
        for tried in range(_TRIES):
            await self._look_at_old({one.peer for one in sent})
            judged = await (self._try(sent) if tried < _TRIES_UNHELD else self._try_holding(sent))
            if judged is not None:
                self._tell_of_group(judged)
                return self._refuse(judged)
        raise Lagging

    async def _try(self, sent: Sequence[Sent], holding: rows.Connection | None = None) -> Judged | None:
        """None where others have written meanwhile: then it must be judged anew, with what they wrote."""
        judged = judge(self._sheet, self._owners, sent)
        if judged.kept:
            if not await rows.write(self._pool, self.id, self._seq, judged.kept, judged.claims, holding):
                await self._open(self._seq, holding)
                return None
            self._seq += len(judged.kept)
            self._owners.update(judged.claims)
            self._note_kept(sent, len(judged.kept))
        return judged

    async def _try_holding(self, sent: Sequence[Sent]) -> Judged | None:
        """Another process may write so fast that there is never time to judge between two of its groups."""
        epoch = self._epoch
        async with rows.held(self._pool, self.id) as connection:
            await self._open(self._seq, connection)
            return await self._try(sent, connection) if epoch == self._epoch else None

    def _tell_of_group(self, judged: Judged) -> None:
        began = time.perf_counter()
        parts = packed(one.data for one in judged.kept)
        plain = group(self._seq, 0, parts)
        frame = framed(plain)
        for peer in self.peers:
            ack = judged.acks.get(peer, 0)
            if peer.is_ready and ack:
                peer.say(group(self._seq, ack, parts))
            elif peer.is_ready and judged.kept:
                peer.say(plain, frame)
        self._telling_took = time.perf_counter() - began

    def _refuse(self, judged: Judged) -> None:
        for peer, refused in judged.refused.items():
            peer.is_ready = False
            self._begin(self._set_aside(peer, refused.n, refused.refusal, refused.updates), peer)
        for one in judged.too_late:
            self._begin(self._set_aside(one.peer, 0, Refusal("missing"), [one.edit.update]), one.peer)
        for peer, texts in judged.lost.items():
            self._begin(self._tell_of_lost(peer, texts), peer)

    async def _set_aside(self, peer: Peer, n: int, refusal: Refusal, updates: list[bytes]) -> None:
        texts = [text for update in updates for text in texts_in(update)]
        why = sentence(peer, refusal, is_kept=True)
        aside = await in_thread(put_aside, self.sheet_id, peer.rights.person_id, texts, why)
        said = {"sentence": sentence(peer, refusal, is_kept=aside.is_kept), "words": aside.handed_back}
        if n:
            peer.say(written("refused", n=n, code=refusal.code, set_aside=aside.is_kept, **said))
        elif aside.handed_back:  # she has been told of the rest
            peer.say(written("lost", **said))

    async def _tell_of_lost(self, peer: Peer, texts: list[str]) -> None:
        why = sentence(peer, Refusal("gone"), is_kept=True)
        aside = await in_thread(put_aside, self.sheet_id, peer.rights.person_id, texts, why)
        said = sentence(peer, Refusal("gone"), is_kept=aside.is_kept)
        peer.say(written("lost", sentence=said, words=aside.handed_back))

    def _welcome(self, peer: Peer, hello: Hello) -> None:
        lacking = self._sheet.since(hello.vector)
        if isinstance(lacking, Refusal):
            return peer.close(Close.BROKEN)
        peer.is_ready = True
        you = {"id": peer.id, "name": peer.rights.name}
        vector = in_text(self._sheet.vector())
        peer.say(written("welcome", seq=self._seq, you=you, vector=vector, sheet=peer.rights.told()))
        peer.say(group(self._seq, 0, packed([] if lacking == NOTHING else [lacking])))
        self._tell_of_people()
        return None

    # --- what is told and kept besides ---------------------------------------------------------------------------

    def _tell(self, said: bytes | str) -> None:
        frame = framed(said)
        for peer in self.peers:
            if peer.is_ready:
                peer.say(said, frame)

    def _tell_of_people(self) -> None:
        """Soon, and once for all that changes until then: the more there are, the more seldom."""
        if not self._tells_of_people and not self.is_over:
            self._tells_of_people = True
            asyncio.get_running_loop().call_later(max(0.25, len(self.peers) / 50), self._people)

    def _people(self) -> None:
        self._tells_of_people = False
        here = (self._as_told(one.somebody) for one in self.peers if one.is_ready)
        self._tell(people(sorted(here, key=lambda one: (one.name, one.id))))

    def _as_told(self, somebody: Somebody) -> Somebody:
        """Who writes an anonymous card is seen by nobody: there, only who is at a card that all see is shown."""
        at = somebody.here
        block = self._sheet.schema.definition.block(at.block)
        if not (isinstance(block, CardsBlock) and block.anonymous):
            return somebody
        is_seen = any(at.item in self._sheet.root(f"{at.block}/{name}") for name in ("cards", "clusters"))
        return somebody if is_seen else replace(somebody, here=NOWHERE)

    def _note_kept(self, sent: Sequence[Sent], number: int) -> None:
        rights = sent[-1].peer.rights
        self._last_writer = By(rights.person_id, rights.name)
        self._since_state += number
        since = time.monotonic() - self._kept_at
        if since > _KEEPS_EVERY or (since > _KEEPS_AT_MOST_EVERY and self._since_state >= STATE_AFTER):
            self._keep()

    def _keep(self) -> None:
        """The document must hold what is in the rows, and nothing that is not."""
        if self._since_state:
            self._since_state, self._kept_at = 0, time.monotonic()
            self._begin(in_thread(keep, self.id, self._seq, self._sheet.state(), self._last_writer))

    def _begin(self, doing: Coroutine[Any, Any, None], peer: Peer | None = None) -> None:
        """Beside the rest. If it fails, the one it was for comes anew, with her words."""

        async def do() -> None:
            try:
                await doing
            except Exception:
                log.exception("Something of a worksheet could not be kept.")
                if peer:
                    peer.close(Close.AGAIN)

        task = asyncio.ensure_future(do())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- the document, as others write it ------------------------------------------------------------------------

    async def _open(self, known: int | None, holding: rows.Connection | None = None) -> None:
        """Anew, also where it holds what could not be kept. Those who are here are told what others have written."""
        stored = await rows.load(self._pool, self.id, known, holding)
        if stored is None:
            for peer in self.peers:
                peer.close(Close.NOT_THERE)
            raise Lagging
        self.sheet_id = stored.sheet_id
        self._sheet = Sheet.open(stored.schema, stored.updates())
        self._owners = stored.owners
        self._since_state = stored.seq - stored.state_seq
        if known is not None:
            self._tell_of_others(known, [one for one in stored.later if one.seq > known])
        self._seq = stored.seq

    async def _follow(self) -> None:
        """What others have judged and kept, most often another process."""
        found = await rows.after(self._pool, self.id, self._seq)
        try:
            clients = {made.client for one in found if one.data for made in read_update(one.data).structs}
            for one in found:
                if one.data:
                    self._sheet.follow(one.data)
        except ValueError:
            return await self._open(self._seq)
        if clients:
            self._owners.update(await rows.owners(self._pool, self.id, list(clients)))
        self._tell_of_others(self._seq, found)
        self._seq += len(found)
        self._heard = min(self._heard, self._seq)
        return None

    def _tell_of_others(self, known: int, found: list[Row]) -> None:
        if [one.seq for one in found] != list(range(known + 1, known + 1 + len(found))):
            raise Lagging
        if not found:
            return
        self._tell(group(found[-1].seq, 0, packed(one.data for one in found if one.data)))
        if any(not one.data for one in found):
            self._look_anew()

    # --- who may -------------------------------------------------------------------------------------------------

    def _look_anew(self) -> None:
        """What may be written is changed: nothing is judged by what was."""
        self._epoch += 1
        for peer in self.peers:
            peer.looked_at = 0
        for peer, _said in self._inbox:
            peer.looked_at = 0
        self._looks.set()

    async def _look_at_old(self, peers: Collection[Peer]) -> None:
        for _ in range(_TRIES):
            now = time.monotonic()
            old = [one for one in peers if now - one.looked_at > LOOKED_AT_EVERY and not one.is_denied]
            if not old:
                return
            await self._look(old)
        raise Lagging

    async def _look(self, peers: Sequence[Peer]) -> None:
        epoch, now = self._epoch, time.monotonic()
        seq, marks = await marks_of(self._pool, self.id, [session_of(one.request) for one in peers])
        self.hear(seq)
        marked = dict(zip(peers, marks, strict=True)) if marks else {}
        changed = [one for one in peers if one.mark is None or one.mark != marked.get(one)]
        for at in range(0, len(changed), _LOOKS_AT):
            await self._look_closely(changed[at : at + _LOOKS_AT], now)
        for peer in peers:
            peer.mark = marked.get(peer)
            peer.looked_at = now if epoch == self._epoch else 0

    async def _look_closely(self, peers: Sequence[Peer], now: float) -> None:
        found = await in_thread(look, self.id, [one.request for one in peers])
        for peer, rights in zip(peers, found, strict=True):
            if isinstance(rights, Close):
                peer.is_denied = True
                peer.close(rights)
                continue
            was, peer.rights, peer.looked_closely_at = peer.rights, rights, now
            if (was.blocks, was.sheet) != (rights.blocks, rights.sheet):
                peer.say(written("sheet", **rights.told()))
            if rights.sheet.is_closed and not was.sheet.is_closed:
                self._close_soon(peer)

    def _close_soon(self, peer: Peer) -> None:
        """What she wrote before she knew is set aside first."""
        asyncio.get_running_loop().call_later(_CLOSED_AFTER, peer.close, Close.CLOSED)

    async def _watch(self) -> None:
        while True:
            self._looks.clear()
            now = time.monotonic()
            old = [one for one in self.peers if now - one.looked_at > LOOKS_BEFORE and not one.is_denied]
            try:
                if old:
                    await self._look(old)
                # A few, or all who came at once would be looked at at once, and whoever types would wait for it.
                due = [one for one in self.peers if now - one.looked_closely_at > _LOOKED_CLOSELY_AT_EVERY]
                due = [one for one in due if not one.is_denied][:_DUE_AT_ONCE]
                if due:
                    await self._look_closely(due, now)
            except Exception as error:
                log.warning("Who may be in a worksheet could not be asked: %s", type(error).__name__)
                await asyncio.sleep(LOOKED_AT_EVERY)
            try:
                await asyncio.wait_for(self._looks.wait(), 0.5)
            except TimeoutError:
                continue
