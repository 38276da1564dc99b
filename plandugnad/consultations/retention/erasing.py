"""A private person's name, addresses, words and attachments leave; the number, the day, the tags and the answers stay.

What the municipality itself has written may name her: there she is taken out (what is looked for:
`core/persons_in_texts`), in what stands now, in the history of it, and in tables that were fetched.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
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
    StatementQuerySet,
    Submission,
    TableExport,
    TableReading,
    Tag,
)
from plandugnad.consultations.table.cells import NAMED
from plandugnad.consultations.telling import record
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.bulk import update_rows
from plandugnad.core.erasing import erase_told
from plandugnad.core.mail import forget_mail_to
from plandugnad.core.models import Row
from plandugnad.core.persons_in_texts import Person, Sought, telephones_in

ERASED_NAME, ERASED_CONTACT = "Privatperson", "Kontaktperson"
_HERS = ("name", "contact_name", "email", "address")
_OURS = ("summary", "assessment")
# A text, or what holds texts, without those who are to leave.
_Without = Callable[[Any], Any]


def erase_what_is_due(today: date) -> int:
    """Also of statements that are deleted: they can be brought back, and are kept until then."""
    due = Statement.objects.filter(erase_after__lte=today, erased_at=None, party=StatementParty.PRIVATE)
    by_consultation: dict[UUID, list[UUID]] = {}
    for id, consultation_id in due.values_list("id", "consultation_id"):
        by_consultation.setdefault(consultation_id, []).append(id)
    found = Consultation.objects.select_related("process__plan__organisation").filter(id__in=by_consultation)
    erased = sum(erase_statements(SYSTEM, consultation, by_consultation[consultation.id]) for consultation in found)
    whole = Consultation.objects.select_related("process__plan__organisation").filter(private_until__lte=today)
    return erased + sum(_erase_contacts(SYSTEM, one, contacts_of(one)) for one in whole.order_by("pk"))


@transaction.atomic
def erase_statements(by: By, consultation: Consultation, ids: Collection[UUID]) -> int:
    """Of private persons alone. Done again without harm: one that is erased is left alone."""
    rows = Statement.objects.filter(consultation=consultation, id__in=ids, party=StatementParty.PRIVATE, erased_at=None)
    _forget_what_waits(consultation, {email.lower() for email in rows.values_list("email", flat=True) if email})
    _lock(consultation)
    erased = list(rows.order_by("number"))
    if not erased:
        return 0
    without = _taking_out(sought_in(consultation, erased), ERASED_NAME)
    _forget_in_answers(consultation, {row.pk for row in erased}, without)
    _forget_mail(consultation, [row.email for row in erased if row.email])
    StatementFile.objects.filter(statement__in=erased).delete()
    _empty(erased, without)
    _forget_in_history(by, consultation, without)
    record(by, "private_data_erased", consultation, after={"statements": [row.number for row in erased]})
    return len(erased)


def contacts_of(consultation: Consultation) -> StatementQuerySet:
    """Statements of associations and businesses that say whom to ask there. Who answers for a public body does it in
    office, and stays."""
    rows = Statement.objects.filter(consultation=consultation, party=StatementParty.ORGANISATION)
    return rows.exclude(contact_name="", email="")


def erase_contact(by: By, consultation: Consultation, id: UUID) -> bool:
    """Of one who asks. Done again without harm."""
    return bool(_erase_contacts(by, consultation, contacts_of(consultation).filter(pk=id)))


@transaction.atomic
def _erase_contacts(by: By, consultation: Consultation, rows: StatementQuerySet) -> int:
    """Her name and e-mail leave, and she is taken out of what the municipality has written; what the association has
    said is left as it is, with its attachments."""
    _lock(consultation)
    erased = list(rows.order_by("number"))
    if not erased:
        return 0
    without = _taking_out(_sought_contacts(consultation, erased), ERASED_CONTACT)
    _forget_mail(consultation, [row.email for row in erased if row.email])
    for row in erased:
        row.contact_name, row.email = "", ""
        row.version += 1
    update_rows(erased, ("contact_name", "email", "version"))
    _forget_in_answers(consultation, (), without)
    _forget_in_history(by, consultation, without)
    record(by, "contacts_erased", consultation, after={"statements": [row.number for row in erased]})
    return len(erased)


def _sought_contacts(consultation: Consultation, rows: Iterable[Statement]) -> Sought:
    """Not what is the name of the association too."""
    out = telephones_in(consultation.contact, consultation.answer_to, consultation.about)
    return Sought.of(
        Person(
            names=[row.contact_name] if row.contact_name.casefold() not in {"", row.name.casefold()} else [],
            emails=[row.email] if row.email else [],
            telephones=telephones_in(row.text, row.address) - out,
        )
        for row in rows
    )


def _taking_out(sought: Sought, instead: str) -> _Without:
    return lambda told: sought.without(told, instead)


def sought_in(consultation: Consultation, rows: Iterable[Statement]) -> Sought:
    """The numbers the municipality itself answers at may stand in any statement."""
    out = telephones_in(consultation.contact, consultation.answer_to, consultation.about)
    return Sought.of(
        Person(
            names=[name for name in (row.name, row.contact_name) if name],
            emails=[row.email] if row.email else [],
            address=row.address,
            telephones=telephones_in(row.text, row.address) - out,
        )
        for row in rows
    )


def _forget_in_history(by: By, consultation: Consultation, without: _Without) -> None:
    """An undo writes back what an event holds, and shall not bring her back."""
    about = {consultation.pk, *Statement.objects.filter(consultation=consultation).values_list("pk", flat=True)}
    erase_told(by, consultation, about, without)


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


def _empty(rows: Sequence[Statement], without: _Without) -> None:
    """What others have said may be told of in hers, so she is looked for in all of them."""
    now = timezone.now()
    for row in rows:
        row.name, row.contact_name, row.email, row.address, row.text = ERASED_NAME, "", "", "", ""
        for name in _OURS:
            setattr(row, name, _fitting(row, name, without(getattr(row, name))))
        row.erased_at = now
        row.version += 1
    update_rows(rows, (*_HERS, "text", *_OURS, "erased_at", "version"))


def _forget_in_answers(consultation: Consultation, erased: Collection[UUID], without: _Without) -> None:
    """Her own points lose what is quoted. Answers of others, common ones and the table may name her too."""
    changed = []
    rows = _locked(Point.objects.filter(statement__consultation=consultation))
    for point in rows.only("pk", "statement_id", "quote", "answer", "version"):
        was = point.quote, point.answer
        point.quote = "" if point.statement_id in erased else point.quote
        point.answer = _fitting(point, "answer", without(point.answer))
        if was != (point.quote, point.answer):
            point.version += 1
            changed.append(point)
    update_rows(changed, ("quote", "answer", "version"))
    _forget_in_objections(consultation, without)
    _forget_in_tags(consultation, without)
    _forget_in(Group.objects.filter(consultation=consultation), ("name", "answer"), without)
    _forget_in_exports(consultation, without)
    readings = TableReading.objects.filter(consultation=consultation)
    _forget_in(readings, ("file_name", "cells", "remarks", "changes"), without)
    _forget_in(Statement.objects.filter(consultation=consultation).exclude(id__in=erased), _OURS, without)


def _forget_in_objections(consultation: Consultation, without: _Without) -> None:
    """What was noted of a public body's objection may name a neighbour."""
    objections = Objection.objects.filter(statement__consultation=consultation)
    _forget_in(objections, ("against", "ground", "provision"), without)
    _forget_in(ObjectionTurn.objects.filter(objection__in=objections), ("note",), without)


def _forget_in(rows: models.QuerySet[Any], fields: Sequence[str], without: _Without) -> None:
    """With another version, so that who has the row open in a form does not write the name back unwarned."""
    version = [field.name for field in rows.model._meta.fields if field.name == "version"]
    changed = []
    for row in _locked(rows).only("pk", *fields, *version):
        told = {name: _fitting(row, name, without(getattr(row, name))) for name in fields}
        if all(getattr(row, name) == value for name, value in told.items()):
            continue
        for name, value in told.items():
            setattr(row, name, value)
        for name in version:
            setattr(row, name, getattr(row, name) + 1)
        changed.append(row)
    update_rows(changed, (*fields, *version))


def _locked(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return rows.select_for_update(of=("self",), no_key=True).order_by("pk")


def _fitting(row: Row, name: str, value: Any) -> Any:
    """A short address becomes a longer word, and a line has an end."""
    field = row._meta.get_field(name)
    return value[: field.max_length] if isinstance(field, models.CharField) else value


def _forget_in_exports(consultation: Consultation, without: _Without) -> None:
    """A text that named her is marked: the document it went out in still does, and is not to bring her back."""
    for export in _locked(TableExport.objects.filter(consultation=consultation)):
        told = {key: (cell, without(cell[1])) for key, cell in export.cells.items()}
        marked = {key: [cell[0], text, NAMED] for key, (cell, text) in told.items() if text != cell[1]}
        if marked:
            export.cells |= marked
            export.save(update_fields=["cells"])


def _forget_in_tags(consultation: Consultation, without: _Without) -> None:
    """Two that become one word are one tag, on the points of both."""
    for tag in _locked(Tag.objects.filter(consultation=consultation)):
        name = _fitting(tag, "name", without(tag.name))
        if name == tag.name:
            continue
        same = Tag.objects.filter(consultation=consultation, kind=tag.kind, name=name).first()
        if same is None:
            tag.name = name
            tag.save(update_fields=["name"])
        else:
            same.points.add(*tag.points.all())
            tag.delete()
