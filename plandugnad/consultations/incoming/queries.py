"""What is read in and waits, and the bodies of the register one may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plandugnad.consultations.incoming.models import IncomingMail
from plandugnad.consultations.incoming.proposing import KnownBody
from plandugnad.consultations.models import Consultation, Point, Statement, StatementParty
from plandugnad.regions.models import Organisation

MOST_WAITING = 500


@dataclass(frozen=True)
class Attached:
    name: str
    size_bytes: int
    is_refused: bool


@dataclass(frozen=True)
class WaitingRow:
    id: UUID
    file_name: str
    name: str
    party: str
    received_on: date | None
    beginning: str
    subject: str
    forwarded_by: str
    attachments: tuple[Attached, ...]
    notes: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        return self.received_on is not None


def waiting(consultation: Consultation) -> list[WaitingRow]:
    parties = dict(StatementParty.choices)
    rows = IncomingMail.objects.filter(consultation=consultation)[:MOST_WAITING]
    return [
        WaitingRow(
            id=row.id,
            file_name=row.file_name,
            name=row.name,
            party=str(parties.get(row.party, "")),
            received_on=row.received_on,
            beginning=" ".join(row.text[:220].split()),
            subject=row.subject,
            forwarded_by=row.forwarded_by,
            attachments=attached(row),
            notes=tuple(row.notes),
        )
        for row in rows
    ]


def attached(row: IncomingMail) -> tuple[Attached, ...]:
    return tuple(Attached(name, size, is_refused) for name, size, is_refused in row.attachments)


def find_waiting(consultation: Consultation, id: UUID) -> IncomingMail | None:
    return IncomingMail.objects.filter(consultation=consultation, pk=id).select_related("organisation").first()


def number_of_email(consultation: Consultation, digest: str) -> int | None:
    """Of the statement an e-mail became, when it is taken in already."""
    rows = Statement.objects.kept().filter(consultation=consultation, message_digest=digest)
    return rows.values_list("number", flat=True).first()


def known_bodies() -> list[KnownBody]:
    rows = Organisation.objects.current().in_norwegian_order()
    return [_known(row) for row in rows.only("id", "kind", "name", "other_names", "website", "about")]


def _known(row: Organisation) -> KnownBody:
    """A municipality is called so, or it would be any place of that name."""
    shown = f"{row.name} kommune" if row.is_municipality else row.body_name
    names = (shown, row.body_name, row.name, *(str(name) for name in row.other_names))
    return KnownBody(row.id, shown, tuple(dict.fromkeys(filter(None, names))), row.website)


def find_deleted(id: UUID) -> Statement | None:
    rows = Statement.objects.filter(deleted_at__isnull=False)
    return rows.select_related("consultation__process__plan__organisation").filter(pk=id).first()


def has_points(statement: Statement) -> bool:
    return Point.objects.kept().filter(statement=statement).exists()


def body_names(bodies: Sequence[KnownBody]) -> list[str]:
    return [body.name for body in bodies]
