"""One line per thing that happened, written in the same transaction as the thing itself."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from plandugnad.core.models import AuditEvent


@dataclass(frozen=True)
class By:
    """Who did it, as the history will show it."""

    id: UUID | None
    name: str


SYSTEM = By(None, "Plandugnad")


def event(
    by: By,
    verb: str,
    subject: models.Model,
    *,
    organisation_id: UUID | None = None,
    before: Any = None,
    after: Any = None,
    batch_id: UUID | None = None,
) -> AuditEvent:
    """An event not yet saved, for those who write many at once."""
    return AuditEvent(
        verb=verb,
        by_id=by.id,
        by_name=by.name,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        organisation_id=organisation_id,
        batch_id=batch_id,
        before=before,
        after=after,
    )


def record(by: By, verb: str, subject: models.Model, **about: Any) -> AuditEvent:
    row = event(by, verb, subject, **about)
    row.save(force_insert=True)
    return row
