"""What was said, some statements at a time, read as their turn comes: what was erased before that is not in it.

What hangs on them is fetched beside them. Rows with prefetched rows hold each other, so that thousands of them would
lie about until all the garbage of the process is collected.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plandugnad.consultations.models import (
    Consultation,
    GroupMember,
    Objection,
    ObjectionTurn,
    Point,
    Statement,
    StatementFile,
)
from plandugnad.consultations.taking_out.places import Places
from plandugnad.core.erasing import VERB as ERASED_FROM_HISTORY
from plandugnad.core.models import AuditEvent
from plandugnad.core.rows_out import AT_A_TIME, in_batches, told

_SMALL = 50  # a statement may be two hundred thousand signs


@dataclass(frozen=True)
class Batch:
    """Statements, and by the id of what they belong to: their attachments, points and objections, and so on."""

    statements: Sequence[Statement]
    files: Mapping[UUID, Sequence[StatementFile]]
    points: Mapping[UUID, Sequence[Point]]
    tags: Mapping[UUID, Sequence[UUID]]
    groups: Mapping[UUID, Sequence[UUID]]
    objections: Mapping[UUID, Sequence[Objection]]
    turns: Mapping[UUID, Sequence[ObjectionTurn]]


def batches(consultations: Iterable[Consultation]) -> Iterator[Batch]:
    """One consultation after the other, in the order of the numbers."""
    for consultation in consultations:
        rows = Statement.objects.filter(consultation=consultation).select_related("assigned_to", "organisation")
        yield from map(_whole, in_batches(rows.order_by("number"), _SMALL))


def _whole(statements: Sequence[Statement]) -> Batch:
    ids = [row.pk for row in statements if row.deleted_at is None]
    points = Point.objects.filter(statement__in=ids).select_related("assigned_to")
    tags = Point.tags.through._base_manager.filter(point__statement__in=ids).order_by("tag__kind", "tag__name")
    groups = GroupMember.objects.filter(point__statement__in=ids).order_by("made_at", "id")
    turns = ObjectionTurn.objects.filter(objection__statement__in=ids)
    return Batch(
        statements=statements,
        files=_by((row.statement_id, row) for row in StatementFile.objects.filter(statement__in=ids)),
        points=_by((row.statement_id, row) for row in points),
        tags=_by(tags.values_list("point_id", "tag_id")),
        groups=_by(groups.values_list("point_id", "group_id")),
        objections=_by(
            (row.statement_id, row) for row in Objection.objects.filter(statement__in=ids).order_by("made_at", "id")
        ),
        turns=_by((row.objection_id, row) for row in turns),
    )


def _by(rows: Iterable[tuple[Any, Any]]) -> Mapping[UUID, Any]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for whose, row in rows:
        found[whose].append(row)
    return found


def statements(consultations: Iterable[Consultation], places: Places) -> Iterator[dict[str, Any]]:
    for batch in batches(consultations):
        for row in batch.statements:
            yield _statement(batch, row, places) if row.deleted_at is None else _deleted(row)


def _deleted(row: Statement) -> dict[str, Any]:
    """That its number was used. What she said is not taken along out of a wastepaper basket."""
    names = ("id", "consultation_id", "number", "received_on", "deleted_at")
    return {name: getattr(row, name) for name in names}


def _statement(batch: Batch, row: Statement, places: Places) -> dict[str, Any]:
    return told(row, "message_digest", "version") | {
        "organisation": row.organisation.name if row.organisation else None,
        "assigned_to": row.assigned_to.name if row.assigned_to else None,
        "attachments": [
            told(each, "statement_id", "submission_id") | {"path": places.path_of(each.pk)}
            for each in batch.files.get(row.pk, ())
        ],
        "points": [_point(batch, point) for point in batch.points.get(row.pk, ())],
        "objections": [_objection(batch, each) for each in batch.objections.get(row.pk, ())],
    }


def _point(batch: Batch, point: Point) -> dict[str, Any]:
    return told(point, "statement_id", "version") | {
        "assigned_to": point.assigned_to.name if point.assigned_to else None,
        "tag_ids": batch.tags.get(point.pk, []),
        "group_ids": batch.groups.get(point.pk, []),
    }


def _objection(batch: Batch, row: Objection) -> dict[str, Any]:
    turns = [told(turn, "objection_id") for turn in batch.turns.get(row.pk, ())]
    return told(row, "statement_id", "version") | {"turns": turns}


def history(consultations: Sequence[Consultation]) -> Iterator[dict[str, Any]]:
    """Not the digests of what the history was before somebody was erased from it: they are a trace of her."""
    for consultation in consultations:
        kept = Statement.objects.kept().filter(consultation=consultation).order_by("number")
        ids = [consultation.pk, *consultation.groups.values_list("pk", flat=True), *kept.values_list("pk", flat=True)]
        for start in range(0, len(ids), AT_A_TIME):
            yield from _events(ids[start : start + AT_A_TIME])


def _events(ids: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    rows = AuditEvent.objects.filter(subject_id__in=ids).exclude(verb=ERASED_FROM_HISTORY)
    for batch in in_batches(rows.order_by("made_at", "id")):
        yield from (_event(event) for event in batch)


def _event(event: AuditEvent) -> dict[str, Any]:
    about = {"subject_type": event.subject_type, "subject_id": event.subject_id}
    done = {"at": event.made_at, "by": event.by_name, "verb": event.verb}
    return about | done | {"before": event.before, "after": event.after}
