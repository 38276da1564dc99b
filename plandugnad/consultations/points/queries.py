"""What the pages of a statement are made of, in a number of questions that does not grow with its points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, Q, When

from plandugnad.consultations.models import Consultation, Handling, Objection, Point, Statement, StatementFile, Tag
from plandugnad.consultations.points.answers import covered_by_group
from plandugnad.consultations.points.people import writers_in
from plandugnad.consultations.points.spans import Piece, pieces
from plandugnad.core.models import AuditEvent

LONG_QUOTE = 180


@dataclass(frozen=True)
class PointRow:
    """`answer_of_group` is what is answered to all points that say the same."""

    id: UUID
    statement_id: UUID
    number: int
    starts: int
    ends: int
    quote: str
    answer: str
    is_ready: bool
    assigned_to: str
    assigned_id: UUID | None
    tags: tuple[Tag, ...]
    answer_of_group: str

    @property
    def is_answered(self) -> bool:
        return bool(self.answer or self.answer_of_group)

    @property
    def is_long(self) -> bool:
        return len(self.quote) > LONG_QUOTE


@dataclass(frozen=True)
class Neighbours:
    before: Statement | None
    after: Statement | None
    unfinished: Statement | None


@dataclass(frozen=True)
class StatementPage:
    pieces: Sequence[Piece]
    points: Sequence[PointRow]
    files: Sequence[StatementFile]
    objections: Sequence[Objection]
    neighbours: Neighbours
    people: Sequence[tuple[UUID, str]]

    @property
    def left(self) -> int:
        return unanswered(self.points)

    @property
    def drafts(self) -> int:
        return sum(1 for point in self.points if point.answer and not point.is_ready)


def find_statement(id: UUID) -> Statement | None:
    rows = Statement.objects.kept().select_related(
        "consultation__process__plan__organisation", "consultation__process__lead", "organisation", "assigned_to"
    )
    return rows.filter(pk=id).first()


def find_point(id: UUID) -> Point | None:
    """Also one that is deleted, so that it can be brought back."""
    return Point.objects.filter(pk=id, statement__deleted_at=None).first()


def find_file(statement: Statement, id: UUID) -> StatementFile | None:
    return statement.files.select_related("stored").filter(pk=id).first()


def find_event(statement: Statement, id: UUID, verb: str) -> AuditEvent | None:
    return AuditEvent.objects.filter(pk=id, subject_id=statement.pk, verb=verb).first()


def read_statement(statement: Statement) -> StatementPage:
    rows = point_rows(statement)
    return StatementPage(
        pieces=pieces(statement.text, rows),
        points=rows,
        files=list(statement.files.select_related("stored")),
        objections=list(statement.objections.filter(deleted_at=None).order_by("made_at", "id")),
        neighbours=_neighbours(statement),
        people=writers_in(statement.consultation.process.plan.organisation),
    )


def point_rows(statement: Statement) -> list[PointRow]:
    """In the order of the text, numbered so."""
    points = list(
        Point.objects.kept().filter(statement=statement).select_related("assigned_to").prefetch_related("tags")
    )
    common = covered_by_group(points)
    return [
        PointRow(
            id=point.pk,
            statement_id=statement.pk,
            number=number,
            starts=point.starts,
            ends=point.ends,
            quote=point.quote,
            answer=point.answer,
            is_ready=point.is_ready,
            assigned_to=str(point.assigned_to) if point.assigned_to else "",
            assigned_id=point.assigned_to_id,
            tags=tuple(point.tags.all()),
            answer_of_group=common.get(point.pk, ""),
        )
        for number, point in enumerate(points, start=1)
    ]


def unanswered(rows: Iterable[PointRow]) -> int:
    return sum(1 for row in rows if not row.is_answered)


def row_of(rows: Iterable[PointRow], id: UUID) -> PointRow | None:
    return next((row for row in rows if row.id == id), None)


def tags_of(statement: Statement) -> list[Tag]:
    return list(Tag.objects.filter(consultation=statement.consultation_id))


def counted_tags(consultation_id: UUID) -> list[Tag]:
    """Each with `count`: the points that have it."""
    used = Count("points", filter=Q(points__deleted_at=None, points__statement__deleted_at=None))
    return list(Tag.objects.filter(consultation=consultation_id).annotate(count=used))


def find_tag(id: UUID) -> Tag | None:
    rows = Tag.objects.select_related("consultation__process__plan__organisation", "consultation__process__lead")
    return rows.filter(pk=id).first()


def find_tag_event(consultation: Consultation, id: UUID) -> AuditEvent | None:
    return AuditEvent.objects.filter(pk=id, subject_id=consultation.pk, verb="tags_merged").first()


def _neighbours(statement: Statement) -> Neighbours:
    """In the order they came. After the last unfinished one come those that were passed over."""
    others = Statement.objects.kept().filter(consultation=statement.consultation_id).only("id", "number")
    unfinished = others.exclude(handling=Handling.READY).exclude(pk=statement.pk)
    later_first = Case(When(number__gt=statement.number, then=0), default=1)
    return Neighbours(
        before=others.filter(number__lt=statement.number).order_by("-number").first(),
        after=others.filter(number__gt=statement.number).order_by("number").first(),
        unfinished=unfinished.order_by(later_first, "number").first(),
    )
