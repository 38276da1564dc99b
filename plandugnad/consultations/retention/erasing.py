"""A private person's name, addresses, words and attachments leave; the number, the day, the tags and the answers stay.

What the municipality itself has written may name her: there her name is taken out where it stands as words, in what
stands now, in the history of it, and in tables that were fetched.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from plandugnad.consultations.models import (
    Consultation,
    Group,
    IncomingMail,
    Objection,
    ObjectionTurn,
    Point,
    Statement,
    StatementFile,
    StatementParty,
    Submission,
    TableExport,
    TableReading,
    Tag,
)
from plandugnad.consultations.table.cells import NAMED
from plandugnad.consultations.telling import record
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.erasing import erase_told, without
from plandugnad.core.mail import forget_mail_to
from plandugnad.core.models import Row

ERASED_NAME = "Privatperson"
_HERS = ("name", "contact_name", "email", "address")


def erase_what_is_due(today: date) -> int:
    """Also of statements that are deleted: they can be brought back, and are kept until then."""
    due = Statement.objects.filter(erase_after__lte=today, erased_at=None, party=StatementParty.PRIVATE)
    by_consultation: dict[UUID, list[UUID]] = {}
    for id, consultation_id in due.values_list("id", "consultation_id"):
        by_consultation.setdefault(consultation_id, []).append(id)
    found = Consultation.objects.select_related("process__plan__organisation").filter(id__in=by_consultation)
    return sum(erase_statements(SYSTEM, consultation, by_consultation[consultation.id]) for consultation in found)


@transaction.atomic
def erase_statements(by: By, consultation: Consultation, ids: Collection[UUID]) -> int:
    """Of private persons alone. Done again without harm: one that is erased is left alone."""
    rows = Statement.objects.filter(consultation=consultation, id__in=ids, party=StatementParty.PRIVATE, erased_at=None)
    _forget_what_waits(consultation, {email.lower() for email in rows.values_list("email", flat=True) if email})
    _lock(consultation)
    erased = list(rows.order_by("number"))
    if not erased:
        return 0
    words = {row.pk: _known_by(row) for row in erased}
    _forget_in_answers(consultation, words)
    _forget_mail(consultation, [row.email for row in erased if row.email])
    StatementFile.objects.filter(statement__in=erased).delete()
    for row in erased:
        _empty(row, words[row.pk])
    _forget_in_history(by, consultation, words)
    record(by, "private_data_erased", consultation, after={"statements": [row.number for row in erased]})
    return len(erased)


def _known_by(row: Statement) -> frozenset[str]:
    """Her names also as they stand in registers and letters, and where she lives, when that is more than one word."""
    told = {row.name, row.contact_name, row.email, row.address}
    for name in (row.name, row.contact_name):
        *first, last = name.split() or [""]
        if first:
            told |= {f"{last}, {' '.join(first)}", f"{last} {' '.join(first)}"}
    return frozenset(filter(None, told))


def _forget_in_history(by: By, consultation: Consultation, words: Mapping[UUID, Collection[str]]) -> None:
    """An undo writes back what an event holds, and shall not bring her back."""
    about = {consultation.pk, *Statement.objects.filter(consultation=consultation).values_list("pk", flat=True)}
    erase_told(by, consultation, about, {word for each in words.values() for word in each}, ERASED_NAME)


def _forget_what_waits(consultation: Consultation, emails: Collection[str]) -> None:
    """E-mails nobody has taken in, and what she has sent and not confirmed. First, as who takes one in locks it before
    the consultation; and by what is locked, so that one that became a statement meanwhile keeps its attachments."""
    of_here = IncomingMail.objects.filter(consultation=consultation).annotate(lowered=Lower("email"))
    mails = of_here.select_for_update().filter(lowered__in=emails).order_by("pk")
    IncomingMail.objects.filter(pk__in=[mail.pk for mail in mails.only("pk")]).delete()
    sent = Submission.objects.filter(consultation=consultation, party=StatementParty.PRIVATE)
    hers = sent.annotate(lowered=Lower("email")).select_for_update().filter(lowered__in=emails).order_by("pk")
    Submission.objects.filter(pk__in=[one.pk for one in hers.only("pk")]).delete()


def _lock(consultation: Consultation) -> None:
    """Groups are written under the lock of the consultation; what is in a statement under that of the statement."""
    Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=consultation.pk)
    rows = Statement.objects.select_for_update(of=("self",), no_key=True).filter(consultation=consultation)
    list(rows.order_by("pk").values_list("pk"))


def _forget_mail(consultation: Consultation, emails: Collection[str]) -> None:
    """The receipt repeats what she wrote. The address may be another's too, who is told of other things."""
    forget_mail_to(emails, about=(consultation.process.plan.name, str(consultation.pk)))


def _empty(row: Statement, words: Collection[str]) -> None:
    row.name, row.contact_name, row.email, row.address, row.text = ERASED_NAME, "", "", "", ""
    row.summary, row.assessment = (without(text, words, ERASED_NAME) for text in (row.summary, row.assessment))
    row.erased_at = timezone.now()
    row.version += 1
    fields = (*_HERS, "text", "summary", "assessment", "erased_at", "version")
    row.save(update_fields=fields)


def _forget_in_answers(consultation: Consultation, words: Mapping[UUID, Collection[str]]) -> None:
    """Her own points lose what is quoted. Answers of others, common ones and the table may name her too."""
    everybody = {word for each in words.values() for word in each}
    changed = []
    for point in _locked(Point.objects.filter(statement__consultation=consultation)):
        was = point.quote, point.answer
        point.quote = "" if point.statement_id in words else point.quote
        point.answer = without(point.answer, everybody, ERASED_NAME)
        if was != (point.quote, point.answer):
            point.version += 1
            changed.append(point)
    Point.objects.bulk_update(changed, ["quote", "answer", "version"], batch_size=500)
    _forget_in_objections(consultation, everybody)
    _forget_in_tags(consultation, everybody)
    _forget_in(Group.objects.filter(consultation=consultation), ("name", "answer"), everybody)
    _forget_in_exports(consultation, everybody)
    readings = TableReading.objects.filter(consultation=consultation)
    _forget_in(readings, ("file_name", "cells", "remarks", "changes"), everybody)
    others = Statement.objects.filter(consultation=consultation).exclude(id__in=words)
    _forget_in(others, ("summary", "assessment"), everybody)


def _forget_in_objections(consultation: Consultation, words: Collection[str]) -> None:
    """What was noted of a public body's objection may name a neighbour."""
    objections = Objection.objects.filter(statement__consultation=consultation)
    _forget_in(objections, ("against", "ground", "provision"), words)
    _forget_in(ObjectionTurn.objects.filter(objection__in=objections), ("note",), words)


def _forget_in(rows: models.QuerySet[Any], fields: Sequence[str], words: Collection[str]) -> None:
    """With another version, so that who has the row open in a form does not write the name back unwarned."""
    for row in _locked(rows):
        told = {name: _fitting(row, name, without(getattr(row, name), words, ERASED_NAME)) for name in fields}
        changed = [name for name, value in told.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, told[name])
        if changed and hasattr(row, "version"):
            row.version += 1
            changed.append("version")
        if changed:
            row.save(update_fields=changed)


def _locked(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return rows.select_for_update(of=("self",), no_key=True).order_by("pk")


def _fitting(row: Row, name: str, value: Any) -> Any:
    """A short address becomes a longer word, and a line has an end."""
    field = row._meta.get_field(name)
    return value[: field.max_length] if isinstance(field, models.CharField) else value


def _forget_in_exports(consultation: Consultation, words: Collection[str]) -> None:
    """A text that named her is marked: the document it went out in still does, and is not to bring her back."""
    for export in _locked(TableExport.objects.filter(consultation=consultation)):
        told = {key: (cell, without(cell[1], words, ERASED_NAME)) for key, cell in export.cells.items()}
        marked = {key: [cell[0], text, NAMED] for key, (cell, text) in told.items() if text != cell[1]}
        if marked:
            export.cells |= marked
            export.save(update_fields=["cells"])


def _forget_in_tags(consultation: Consultation, words: Collection[str]) -> None:
    """Two that become one word are one tag, on the points of both."""
    for tag in _locked(Tag.objects.filter(consultation=consultation)):
        name = _fitting(tag, "name", without(tag.name, words, ERASED_NAME))
        if name == tag.name:
            continue
        same = Tag.objects.filter(consultation=consultation, kind=tag.kind, name=name).first()
        if same is None:
            tag.name = name
            tag.save(update_fields=["name"])
        else:
            same.points.add(*tag.points.all())
            tag.delete()
