"""What a room has been sent, judged one by one by the engine. Nothing here waits, and nothing is told to anybody:
if the rows cannot be written, all of it is judged again in a document that is opened anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.worksheets.live.peer import Peer
from plandugnad.worksheets.live.protocol import Edit
from plandugnad.worksheets.live.rows import Kept, Owners
from plandugnad.worksheets.store import spoken


@dataclass(frozen=True, slots=True)
class Sent:
    peer: Peer
    edit: Edit


@dataclass
class Refused:
    """`updates`: what was refused, and what she had sent after it."""

    n: int
    refusal: Refusal
    updates: list[bytes] = field(default_factory=list)


@dataclass
class Judged:
    kept: list[Kept] = field(default_factory=list)
    claims: Owners = field(default_factory=dict)
    acks: dict[Peer, int] = field(default_factory=dict)
    refused: dict[Peer, Refused] = field(default_factory=dict)
    lost: dict[Peer, list[str]] = field(default_factory=dict)
    too_late: list[Sent] = field(default_factory=list)  # after something of hers was refused, and she has been told


class _Others:
    """The client ids that belong to others than one person."""

    def __init__(self, person_id: UUID, *known: Owners) -> None:
        self.person_id = person_id
        self.known = known

    def __contains__(self, client: object) -> bool:
        return any(client in owners and owners[client] != self.person_id for owners in self.known)


def judge(sheet: Sheet, owners: Owners, sent: Iterable[Sent]) -> Judged:
    judged = Judged()
    ours: Owners = {sheet.doc.client_id: None}
    for one in sent:
        peer, edit = one.peer, one.edit
        if peer.is_denied:
            continue
        if peer in judged.refused:
            judged.refused[peer].updates.append(edit.update)
            continue
        if not peer.is_ready:
            judged.too_late.append(one)
            continue
        taken = _Others(peer.rights.person_id, owners, judged.claims, ours)
        result = sheet.apply(edit.update, peer.rights.blocks, taken, peer.rights.rows)
        if isinstance(result, Refusal):
            judged.refused[peer] = Refused(edit.n, result, [edit.update])
        else:
            _accept(judged, owners, one, result)
    return judged


def _accept(judged: Judged, owners: Owners, one: Sent, result: Accepted) -> None:
    person_id = one.peer.rights.person_id
    judged.acks[one.peer] = one.edit.n
    if result.lost:
        judged.lost.setdefault(one.peer, []).extend(result.lost)
    if result.update:
        blocks = sorted({touched.block for touched in result.touched})
        judged.kept.append(Kept(result.update, blocks, person_id, result.clients))
        judged.claims.update({client: person_id for client in result.clients if client not in owners})


def sentence(peer: Peer, refusal: Refusal, *, is_kept: bool) -> str:
    return refusal.sentence(spoken(peer.rights.language), is_kept=is_kept)
