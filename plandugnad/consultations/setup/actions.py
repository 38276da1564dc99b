"""What those who write the plan do with what is put out. Each is one transaction with its history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.archive.models import File, FileVersion
from plandugnad.consultations.models import Consultation, ConsultationFile, Statement, StatementParty, Submission
from plandugnad.consultations.retention.days import day_of
from plandugnad.consultations.telling import record
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent

MOST_DOCUMENTS = 100
_OUT_SINCE = "published_at"


class ChangedMeanwhile(Exception):
    """Somebody saved after this person opened the page. `current` is what stands now."""

    def __init__(self, current: Consultation, by_name: str) -> None:
        super().__init__(_("Noen andre har endret høringen mens du skrev."))
        self.current, self.by_name = current, by_name


@transaction.atomic
def change_consultation(by: By, consultation: Consultation, values: Mapping[str, Any], seen: int) -> None:
    kept = _opened(consultation, seen)
    real = {name: value for name, value in values.items() if getattr(kept, name) != value}
    if not real:
        return
    before = {name: getattr(kept, name) for name in real}
    for name, value in real.items():
        setattr(kept, name, value)
    _save(kept, *real)
    if "private_until" in real or ("closes_on" in real and kept.private_until is None):
        _move_erasing(kept)
    record(by, "consultation_changed", kept, before=_plain(before), after=_plain(real))


@transaction.atomic
def put_out_document(by: By, consultation: Consultation, file: File) -> ConsultationFile:
    """The file as it is now, behind those that are there."""
    kept = _locked(consultation)
    newest = FileVersion.objects.filter(file=file).order_by("-number")[:1].get()
    standing = list(kept.files.select_related("file_version"))
    for one in standing:
        if one.file_version_id == newest.pk:
            return one
        if one.file_version.file_id == file.pk:
            return _swap(by, kept, one, newest)
    if len(standing) >= MOST_DOCUMENTS:
        raise ValidationError(_("Det er plass til %(most)d dokumenter i en høring.") % {"most": MOST_DOCUMENTS})
    position = max((one.position for one in standing), default=-1) + 1
    made = ConsultationFile.objects.create(
        consultation=kept, file_version=newest, name=file.name[:255], position=position
    )
    _save(kept)
    record(by, "consultation_changed", kept, after={"document": made.name, "version": newest.number})
    return made


@transaction.atomic
def take_out_document(by: By, consultation: Consultation, document: ConsultationFile) -> None:
    kept = _locked(consultation)
    if kept.files.filter(pk=document.pk).delete()[0]:
        _save(kept)
        record(by, "consultation_changed", kept, before={"document": document.name})


@transaction.atomic
def put_back_document(by: By, consultation: Consultation, version: FileVersion, name: str) -> None:
    """After it was taken out: the version it was, not the newest."""
    kept = _locked(consultation)
    position = max(kept.files.values_list("position", flat=True), default=-1) + 1
    _one, is_made = ConsultationFile.objects.get_or_create(
        consultation=kept, file_version=version, defaults={"name": name[:255], "position": position}
    )
    if is_made:
        _save(kept)
        record(by, "consultation_changed", kept, after={"document": name, "version": version.number})


@transaction.atomic
def take_newest(by: By, consultation: Consultation, document: ConsultationFile) -> None:
    kept = _locked(consultation)
    one = kept.files.select_related("file_version__file__latest").filter(pk=document.pk).first()
    newest = one.file_version.file.latest if one else None
    if one and newest and newest.pk != one.file_version_id:
        _swap(by, kept, one, newest)


@transaction.atomic
def publish(by: By, consultation: Consultation, seen: int | None = None) -> None:
    """From `opens_on` anybody sees it. `seen` is the version that was looked through; undoing asks for none.

    One that was taken down earlier the same day, as by a slip, counts as having been out since it was first put out.
    """
    kept = _locked(consultation) if seen is None else _opened(consultation, seen)
    if kept.published_at is not None:
        return
    if kept.opens_on is None or kept.closes_on is None:
        raise ValidationError(_("Sett når høringen åpner og fristen for uttalelser først."))
    if kept.private_until is None and not (seen is None and _withdrawn(kept).exists()):
        raise ValidationError(_("Sett når opplysninger om privatpersoner slettes, først."))
    kept.published_at = _out_since(kept) or timezone.now()
    _save(kept, "published_at")
    record(by, "consultation_published", kept, after=_plain({"opens_on": kept.opens_on, "closes_on": kept.closes_on}))


@transaction.atomic
def withdraw(by: By, consultation: Consultation) -> None:
    kept = _locked(consultation)
    if kept.published_at is not None:
        before = {_OUT_SINCE: kept.published_at.isoformat()}
        kept.published_at = None
        _save(kept, "published_at")
        record(by, "consultation_withdrawn", kept, before=before)


def _withdrawn(kept: Consultation) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(subject_id=kept.pk, verb="consultation_withdrawn")


def _out_since(kept: Consultation) -> datetime | None:
    last = _withdrawn(kept).order_by("-made_at").first()
    if last is None or timezone.localdate(last.made_at) != timezone.localdate():
        return None
    told = (last.before or {}).get(_OUT_SINCE)
    return datetime.fromisoformat(told) if told else None


@transaction.atomic
def delete_consultation(by: By, consultation: Consultation) -> None:
    kept = _locked(consultation)
    if Statement.objects.kept().filter(consultation=kept).exists():
        raise ValidationError(_("Det er kommet inn uttalelser, så høringen kan ikke slettes. Du kan ta ned siden."))
    if Submission.objects.filter(consultation=kept, runs_out_at__gt=timezone.now()).exists():
        raise ValidationError(
            _("Noen har sendt en uttalelse og ikke bekreftet den ennå. Ta ned siden, og vent en uke med å slette.")
        )
    if kept.deleted_at is None:
        kept.deleted_at, kept.published_at = timezone.now(), None
        _save(kept, "deleted_at", "published_at")
        record(by, "consultation_deleted", kept)


@transaction.atomic
def undelete_consultation(by: By, consultation: Consultation) -> None:
    """Not published: it is looked through again first."""
    kept = _locked(consultation)
    if kept.deleted_at is None:
        return
    same = Consultation.objects.kept().filter(process=kept.process, code=kept.code, round=kept.round)
    if same.exists():
        raise ValidationError(_("Det er laget en ny høring for dette steget. Slett den først."))
    kept.deleted_at = None
    _save(kept, "deleted_at")
    record(by, "consultation_made", kept, after={"step": kept.code, "round": kept.round})


def _locked(consultation: Consultation) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("process__plan__organisation").get(pk=consultation.pk)


def _opened(consultation: Consultation, seen: int) -> Consultation:
    kept = _locked(consultation)
    if kept.version != seen:
        last = AuditEvent.objects.filter(subject_id=kept.pk, verb__startswith="consultation_").first()
        raise ChangedMeanwhile(kept, last.by_name if last else "")
    return kept


def _save(kept: Consultation, *fields: str) -> None:
    kept.version += 1
    kept.save(update_fields=["version", *fields])


def _swap(by: By, kept: Consultation, one: ConsultationFile, newest: FileVersion) -> ConsultationFile:
    before = one.file_version.number
    one.file_version = newest
    one.save(update_fields=["file_version"])
    _save(kept)
    record(
        by,
        "consultation_changed",
        kept,
        before={"document": one.name, "version": before},
        after={"document": one.name, "version": newest.number},
    )
    return one


def _move_erasing(kept: Consultation) -> None:
    """Of all that are not erased yet, also those that are deleted and can be brought back."""
    waiting = Statement.objects.filter(consultation=kept, party=StatementParty.PRIVATE, erased_at=None)
    waiting.update(erase_after=day_of(kept, timezone.localdate()))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
