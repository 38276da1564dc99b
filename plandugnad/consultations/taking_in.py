"""A statement comes in, whichever way: it gets the next number of its consultation, and its history begins."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from plandugnad.archive.actions.files import Content
from plandugnad.consultations.models import Consultation, Statement, StatementFile, StatementParty, StatementSource
from plandugnad.consultations.retention.days import day_of
from plandugnad.consultations.telling import record
from plandugnad.core.audit import By


@transaction.atomic
def add_statement(
    by: By, consultation: Consultation, values: Mapping[str, Any], files: Sequence[Content], *, message_digest: str = ""
) -> Statement:
    """`values` are fields of `Statement`. An e-mail that has been read in before, by its digest, is not read in again:
    what stands of it is returned."""
    kept = Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=consultation.pk)
    if message_digest and (standing := _of_email(kept, message_digest)):
        return standing
    kept.last_number += 1
    kept.save(update_fields=["last_number"])
    usual = {
        "received_on": timezone.localdate(),
        "plan_version": kept.plan_version,
        "erase_after": _erase_after(kept, values["party"]),
        "by_id": by.id,
        "by_name": by.name if by.id else "",
    }
    made = Statement.objects.create(
        consultation=kept, number=kept.last_number, message_digest=message_digest, **usual | dict(values)
    )
    StatementFile.objects.bulk_create(
        StatementFile(statement=made, stored=one.stored, name=one.name, content_kind=one.kind, position=position)
        for position, one in enumerate(files)
    )
    verb = "statement_received" if made.source == StatementSource.WEB else "statement_taken_in"
    record(by, verb, consultation, made, after={"number": made.number, "source": made.source, "party": made.party})
    return made


def _of_email(consultation: Consultation, digest: str) -> Statement | None:
    return Statement.objects.kept().filter(consultation=consultation, message_digest=digest).first()


def _erase_after(consultation: Consultation, party: str) -> date | None:
    return day_of(consultation, timezone.localdate()) if party == StatementParty.PRIVATE else None
