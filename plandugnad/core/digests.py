"""What an audit event says, as a checksum: worked out here, for the database's master may replace its functions."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from plandugnad.core.models import AuditEvent, AuditSeal, SealedEvent


def event_digest(event: AuditEvent) -> str:
    said = [
        event.id.hex, _moment(event.made_at), event.verb, _hex(event.by_id), event.by_name, event.subject_type,
        event.subject_id.hex, _hex(event.organisation_id), _hex(event.batch_id), event.before, event.after,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def seal_digest(seal: AuditSeal, before: str, sealed: Iterable[SealedEvent]) -> str:
    total = hashlib.sha256(f"{seal.number} {_moment(seal.made_at)} {before}\n".encode())
    for one in sorted(sealed, key=lambda one: one.event_id):
        total.update(f"{one.event_id.hex} {one.digest}\n".encode())
    return total.hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _hex(id: UUID | None) -> str | None:
    return id.hex if id else None
