"""A table that comes back: kept as it was read, taken in when somebody has seen what it changes, and undone whole."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation, Group, Handling, Point, Statement, TableExport, TableReading
from plandugnad.consultations.points.actions import begun, save_point, save_statement
from plandugnad.consultations.table.beside import changed_beside
from plandugnad.consultations.table.cells import FIELDS
from plandugnad.consultations.table.comparing import Comparison, compare, kept_cell, stand, without_named
from plandugnad.consultations.table.read import NotRead, Read
from plandugnad.consultations.telling import record
from plandugnad.consultations.texts import as_kept
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.core.word_files import plain


class SeenIsOld(Exception):
    """Somebody has changed a text here after the preview was shown."""


def keep_reading(by: By, consultation: Consultation, read: Read, file_name: str) -> TableReading:
    """Refuses what is not a table of this consultation."""
    said = {cell.export for cell in read.cells if cell.export} | ({read.export} if read.export else set())
    ours = list(TableExport.objects.filter(consultation=consultation, id__in=said))
    if said and not ours:
        raise NotRead(_("Dette er tabellen til en annen høring. Åpne den høringen, og last opp tabellen der."))
    if not read.cells:
        raise NotRead(_("Vi fant ingen uttalelser i filen. Last opp tabellen du hentet herfra, med overskriftene."))
    return TableReading.objects.create(
        consultation=consultation,
        file_name=plain(file_name)[:255],
        cells=[kept_cell(cell) for cell in without_named(read.cells, ours)],
        export_id=read.export,
        remarks=sorted({*read.remarks, *changed_beside(consultation, read.beside)}),
        by_id=by.id,
        by_name=by.name,
    )


@transaction.atomic
def take_in(by: By, reading: TableReading, choices: Mapping[str, str], seen: str) -> int:
    """How many texts were changed. `choices` says by key what counts where both have changed the same lines."""
    locked = _locked(reading)
    if locked.taken_at is not None:
        return len(locked.changes)
    compared = compare(locked, is_locked=True)
    if compared.seen != seen:
        raise SeenIsOld
    changes = _write(locked.consultation, compared, choices)
    locked.changes, locked.taken_at = changes, timezone.now()
    locked.save(update_fields=["changes", "taken_at"])
    _record(by, "statement_table_read", locked, len(changes))
    return len(changes)


def _write(consultation: Consultation, compared: Comparison, choices: Mapping[str, str]) -> list[list[Any]]:
    """By key: what the text was and became, whether the answer was done, and how far its statement had come."""
    wanted = {one.key: one.outcome(choices.get(one.key, "")) for one in compared.differences}
    standing = stand(consultation, wanted, is_locked=True)
    changed = {key: text for key, text in wanted.items() if as_kept(plain(standing[key].text)) != text}
    was_ready = {key: getattr(standing[key].row, "is_ready", False) for key in changed}
    for key, text in changed.items():
        _set(standing[key].row, FIELDS[key[:2]][1], text, is_ready=False)
    handling = _begin({_statement_of(standing[key].row) for key in changed})
    return [
        [key, standing[key].text, text, was_ready[key], handling.get(_statement_of(standing[key].row), "")]
        for key, text in changed.items()
    ]


def _set(row: Any, name: str, text: str, *, is_ready: bool) -> None:
    """An answer that nobody has read as it now stands, is a draft."""
    setattr(row, name, text)
    if isinstance(row, Point):
        row.is_ready = is_ready
        save_point(row, name, "is_ready")
    else:
        row.version += 1
        row.save(update_fields=[name, "version"])


def _statement_of(row: Statement | Point | Group) -> UUID | None:
    if isinstance(row, Group):
        return None
    return row.statement_id if isinstance(row, Point) else row.pk


def _begin(ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """How far each had come before."""
    found: dict[UUID | None, str] = {}
    for statement in _statements(ids):
        found[statement.pk] = statement.handling
        begun(statement)
    return found


def _statements(ids: Iterable[UUID | None]) -> Iterable[Statement]:
    return Statement.objects.kept().filter(pk__in=[id for id in ids if id]).defer("text").order_by("pk")


@transaction.atomic
def undo(by: By, reading: TableReading) -> tuple[int, int]:
    """How many texts are back as they were, and how many have been changed since and are left alone."""
    locked = _locked(reading)
    if locked.taken_at is None or locked.undone_at is not None:
        return 0, 0
    standing = stand(locked.consultation, [change[0] for change in locked.changes], is_locked=True)
    back, handling, left = 0, {}, set()
    for key, before, after, was_ready, was in locked.changes:
        if key not in standing:
            continue
        row = standing[key].row
        if standing[key].text != after:
            left.add(_statement_of(row))
            continue
        _set(row, FIELDS[key[:2]][1], before, is_ready=was_ready)
        handling[_statement_of(row)] = was
        back += 1
    _put_back({id: was for id, was in handling.items() if id not in left}, locked)
    locked.undone_at = timezone.now()
    locked.save(update_fields=["undone_at"])
    _record(by, "statement_table_undone", locked, back)
    return back, len(locked.changes) - back


def _put_back(handling: Mapping[UUID | None, str], reading: TableReading) -> None:
    """How far the statements had come. One that somebody has worked on since is left as it is."""
    events = AuditEvent.objects.filter(subject_id__in=[id for id in handling if id], made_at__gt=reading.taken_at)
    touched = set(events.values_list("subject_id", flat=True))
    for statement in _statements(handling):
        was = handling[statement.pk]
        if statement.pk not in touched and was in (Handling.NEW, Handling.READY):
            statement.handling = Handling(was)
            save_statement(statement, "handling")


def _locked(reading: TableReading) -> TableReading:
    rows = TableReading.objects.select_for_update(of=("self",)).select_related("consultation__process__plan")
    return rows.get(pk=reading.pk)


def _record(by: By, verb: str, reading: TableReading, count: int) -> None:
    record(by, verb, reading.consultation, after={"reading": str(reading.pk), "texts": count})


def find_reading(id: UUID) -> TableReading | None:
    rows = TableReading.objects.select_related(
        "consultation__process__plan__organisation", "consultation__process__lead"
    )
    return rows.filter(pk=id).first()
