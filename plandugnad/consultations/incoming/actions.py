"""Reading e-mails in, taking them in as statements, and writing in and correcting what came on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.archive.actions.files import Content
from plandugnad.archive.names import parted
from plandugnad.archive.sniffing import is_program, kind_of
from plandugnad.consultations.incoming.models import IncomingMail
from plandugnad.consultations.incoming.proposing import Proposal
from plandugnad.consultations.incoming.queries import has_points
from plandugnad.consultations.models import (
    LONGEST_STATEMENT,
    Consultation,
    Statement,
    StatementFile,
    StatementParty,
    StatementSource,
)
from plandugnad.consultations.reading.eml import Attachment, Mail, read_mail
from plandugnad.consultations.retention.days import day_of
from plandugnad.consultations.taking_in import add_statement
from plandugnad.consultations.telling import record
from plandugnad.core import files
from plandugnad.core.audit import By
from plandugnad.core.models import StoredFile

# What nobody looks through in a month is forgotten: the e-mail itself lies where it came.
KEPT = timedelta(days=30)
WHOLE_TEXT = "hele e-posten.txt"
_TAKEN_ALONG = ("party", "name", "contact_name", "email", "address", "received_on", "text")


class ChangedMeanwhile(Exception):
    """Somebody saved after this person opened the page. `version` is what stands now."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


@transaction.atomic
def keep_mail(
    by: By, consultation: Consultation, stored: StoredFile, file_name: str, mail: Mail, proposal: Proposal
) -> IncomingMail | None:
    """Nothing when the same e-mail waits already."""
    day = timezone.localdate(mail.sent_at) if mail.sent_at else None
    made, is_new = IncomingMail.objects.get_or_create(
        consultation=consultation,
        message_digest=mail.digest,
        defaults={
            "stored": stored,
            "file_name": file_name,
            "party": proposal.party,
            "name": proposal.name[:200],
            "contact_name": proposal.contact_name[:200],
            "organisation_id": proposal.body_id,
            "email": mail.sender.email[:320],
            "received_on": day if day and day <= timezone.localdate() else None,
            "text": mail.text[:LONGEST_STATEMENT],
            "subject": mail.subject[:300],
            "forwarded_by": mail.forwarded_by.name[:300] if mail.forwarded_by else "",
            "attachments": [[each.name, len(each.content), _is_refused(each)] for each in _attached(mail)],
            "notes": list(_notes(mail, day)),
            "by_id": by.id,
            "by_name": by.name,
        },
    )
    return made if is_new else None


def _notes(mail: Mail, day: date | None) -> Sequence[str]:
    seen = {
        "no_date": day is None,
        "future": day is not None and day > timezone.localdate(),
        "may_be_cut": mail.may_be_cut,
        "text_cut": mail.is_text_cut,
        "winmail": mail.is_packed_by_outlook,
        "images_left_out": bool(mail.images_left_out),
        "long": len(mail.text) > LONGEST_STATEMENT,
        "empty": not mail.text,
    }
    return [code for code, is_so in seen.items() if is_so]


def _attached(mail: Mail) -> list[Attachment]:
    """A text there is no room for is an attachment, whole."""
    whole = [Attachment(WHOLE_TEXT, mail.text.encode())] if len(mail.text) > LONGEST_STATEMENT else []
    return [*mail.attachments, *whole]


def _is_refused(attachment: Attachment) -> bool:
    return is_program(kind_of(BytesIO(attachment.content)), parted(attachment.name)[1])


@transaction.atomic
def correct_mail(mail: IncomingMail, values: Mapping[str, Any], seen: int) -> None:
    kept = IncomingMail.objects.select_for_update(no_key=True).filter(pk=mail.pk).first()
    if kept is None:
        raise ValidationError(_("E-posten er tatt inn eller lagt bort av noen andre mens du rettet den."))
    if kept.version != seen:
        raise ChangedMeanwhile(kept.version)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.notes = [code for code in kept.notes if code not in {"no_date", "future"}]
    kept.version += 1
    kept.save()


@transaction.atomic
def put_away(consultation: Consultation, id: UUID) -> bool:
    deleted, _by_model = IncomingMail.objects.filter(consultation=consultation, pk=id).delete()
    return bool(deleted)


@dataclass(frozen=True)
class TakenIn:
    made: int
    known: int
    waiting: int


@transaction.atomic
def take_in_mails(by: By, consultation: Consultation, ids: Sequence[UUID]) -> TakenIn:
    """In the order they came. One that lacks its day waits, and one that is a statement already makes no new one."""
    rows = IncomingMail.objects.select_for_update(of=("self",)).select_related("stored")
    found = list(rows.filter(consultation=consultation, id__in=ids).order_by("received_on", "made_at", "id"))
    ready = [row for row in found if row.received_on is not None]
    last = consultation.last_number
    numbers = [_taken_in(by, consultation, row).number for row in ready]
    IncomingMail.objects.filter(id__in=[row.id for row in ready]).delete()
    made = sum(number > last for number in numbers)
    return TakenIn(made, len(numbers) - made, len(found) - len(ready))


def _taken_in(by: By, consultation: Consultation, row: IncomingMail) -> Statement:
    mail = read_mail(files.read(row.stored))
    contents = [_kept(each) for each in _attached(mail) if not _is_refused(each)]
    values = {name: getattr(row, name) for name in _TAKEN_ALONG} | {"organisation_id": row.organisation_id}
    values["source"] = StatementSource.EMAIL
    return add_statement(by, consultation, values, contents, message_digest=row.message_digest)


def _kept(attachment: Attachment) -> Content:
    stored = files.store(ContentFile(attachment.content).chunks())
    return Content(stored, kind_of(BytesIO(attachment.content)), attachment.name)


def forget_mails_nobody_took_in() -> int:
    deleted, _by_model = IncomingMail.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
    return deleted


@transaction.atomic
def write_in(
    by: By, consultation: Consultation, values: Mapping[str, Any], contents: Sequence[Content], id: UUID
) -> Statement:
    """With the `id` its form was given, a form sent twice writes in one."""
    Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=consultation.pk)
    if standing := Statement.objects.filter(pk=id, consultation=consultation).first():
        return standing
    return add_statement(by, consultation, {**values, "id": id, "source": StatementSource.PAPER}, contents)


@transaction.atomic
def correct_statement(
    by: By, statement: Statement, values: Mapping[str, Any], contents: Sequence[Content], seen: int
) -> None:
    """The history says what was corrected, not what it was: names and words can be erased, history cannot."""
    kept = _locked(statement)
    if kept.version != seen:
        raise ChangedMeanwhile(kept.version)
    changed = [name for name, value in values.items() if getattr(kept, name) != value]
    if "text" in changed and has_points(kept):
        raise ValidationError({"text": _("Teksten kan ikke endres når det er punkter i den. Ta bort punktene først.")})
    _attach(kept, contents)
    if not changed and not contents:
        return
    for name in changed:
        setattr(kept, name, values[name])
    is_private = kept.party == StatementParty.PRIVATE
    kept.erase_after = day_of(kept.consultation, timezone.localdate()) if is_private else None
    kept.version += 1
    kept.save(update_fields=[*changed, "erase_after", "version"])
    about = {"fields": sorted(changed), "attached": len(contents)}
    record(by, "statement_changed", kept.consultation, kept, after=about)


def _attach(statement: Statement, contents: Sequence[Content]) -> None:
    first = statement.files.count()
    StatementFile.objects.bulk_create(
        StatementFile(statement=statement, stored=one.stored, name=one.name, content_kind=one.kind, position=position)
        for position, one in enumerate(contents, start=first)
    )


@transaction.atomic
def delete_statement(by: By, statement: Statement) -> None:
    kept = _locked(statement)
    if kept.deleted_at is None:
        kept.deleted_at = timezone.now()
        kept.save(update_fields=["deleted_at"])
        record(by, "statement_deleted", kept.consultation, kept, before={"number": kept.number})


@transaction.atomic
def undelete_statement(by: By, statement: Statement) -> None:
    kept = _locked(statement)
    same = Statement.objects.kept().filter(consultation=kept.consultation, message_digest=kept.message_digest)
    if kept.message_digest and (standing := same.first()):
        raise ValidationError(
            _("Den samme e-posten er tatt inn på nytt siden, som nr. %(number)s.") % {"number": standing.number}
        )
    if kept.deleted_at is not None:
        kept.deleted_at = None
        kept.save(update_fields=["deleted_at"])
        record(by, "statement_undeleted", kept.consultation, kept, after={"number": kept.number})


def _locked(statement: Statement) -> Statement:
    rows = Statement.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("consultation__process__plan__organisation").get(pk=statement.pk)
