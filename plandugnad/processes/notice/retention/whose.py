"""What is kept of private recipients of an announcement: of all of them, or of one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from plandugnad.processes.notice.models import Announcement, Proof, Recipient, Sending


@dataclass(frozen=True)
class Hers:
    """Rows of the list, letters with the note of each, and by note the places in its list."""

    rows: Sequence[Recipient]
    sendings: Sequence[Sending]
    in_proofs: Mapping[UUID, Collection[int]]

    def __bool__(self) -> bool:
        return bool(self.rows or self.sendings or any(self.in_proofs.values()))

    @property
    def named(self) -> list[Recipient | Sending]:
        return [*self.rows, *self.sendings]

    @property
    def name(self) -> str:
        return next((one.name for one in self.named), "")

    @property
    def addresses(self) -> list[str]:
        """As they stand on the list and as the letters went, each once."""
        return list(dict.fromkeys(one.address for one in self.named if one.address))


def of_all(kept: Announcement) -> Hers:
    proofs = kept.proofs.all()
    return Hers(list(_rows(kept)), list(_sendings(kept)), {one.pk: _private_in(one) for one in proofs})


def of_one(kept: Announcement, id: UUID) -> Hers | None:
    """By her row on the list, or by a letter to her when she is taken off it. Who is not private, or is erased, is not
    found. A letter that has lost its row is hers by name and address, or when it was sent again for one that is."""
    row = _rows(kept).filter(pk=id).first()
    given = None if row else _sendings(kept).filter(pk=id).first()
    row = row or (given and given.recipient_id and _rows(kept).filter(pk=given.recipient_id).first()) or None
    seed = row or given
    if seed is None:
        return None
    linked = [one for one in _sendings(kept) if row and one.recipient_id == row.pk]
    loose = [one for one in _sendings(kept) if one.recipient_id is None and one.name == seed.name]
    hers = _with_loose([*linked, *([given] if given and not linked else [])], loose, seed.address)
    known = {(seed.name, seed.address), *((one.name, one.address) for one in hers)}
    return Hers([row] if row else [], hers, {one.pk: _places(one, hers, known) for one in kept.proofs.all()})


def _rows(kept: Announcement) -> "QuerySet[Recipient]":
    return Recipient.objects.filter(announcement=kept, is_private=True, erased_at=None)


def _sendings(kept: Announcement) -> "QuerySet[Sending]":
    rows = Sending.objects.filter(proof__announcement=kept, is_private=True, erased_at=None)
    return rows.select_related("proof")


def _with_loose(hers: list[Sending], loose: Sequence[Sending], address: str) -> list[Sending]:
    """Until no more of them are."""
    while True:
        ids, before = {one.pk for one in hers}, {one.again_of_id for one in hers}
        addresses = {address, *(one.address for one in hers)}
        more = [
            one
            for one in loose
            if one.pk not in ids and (one.address in addresses or one.again_of_id in ids or one.pk in before)
        ]
        if not more:
            return hers
        hers = [*hers, *more]


def _private_in(proof: Proof) -> list[int]:
    return [place for place, one in enumerate(proof.recipients) if one.get("private")]


def _places(proof: Proof, hers: Sequence[Sending], known: Collection[tuple[str, str]]) -> list[int]:
    """A letter has the place its recipient had when it was noted."""
    noted = {one.position for one in hers if one.proof_id == proof.pk}
    return [
        place
        for place in _private_in(proof)
        if place in noted or (proof.recipients[place]["name"], proof.recipients[place]["address"]) in known
    ]
