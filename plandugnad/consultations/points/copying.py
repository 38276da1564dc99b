"""Many have sent nearly the same letter: the points of one are made in the others too, and can be taken back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation, Handling, Point, Statement
from plandugnad.consultations.points.actions import begun, locked, save_statement
from plandugnad.consultations.telling import note, record
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.engines.alike import carried, near_copies_of

COPIED, TAKEN_BACK = "points_copied", "points_copied_undone"
MOST_AT_ONCE = 200
_LONGEST_COMPARED = 20_000  # signs of one statement


@dataclass(frozen=True)
class Letter:
    """A statement without points that is nearly the same as one that has them. `missing` are not found in it."""

    statement: Statement
    is_same: bool
    points: int
    missing: int


def letters_like(statement: Statement) -> tuple[Sequence[Letter], int]:
    """The most alike first, as many as are done at once, and how many there are in all."""
    rows = dict(_unsplit(statement).filter(erased_at=None).values_list("pk", "text"))
    texts = ((str(id), text[:_LONGEST_COMPARED]) for id, text in rows.items())
    alike = near_copies_of(statement.text[:_LONGEST_COMPARED], texts)
    shown = [UUID(id) for id, _alike in alike[:MOST_AT_ONCE]]
    found = Statement.objects.in_bulk(shown)
    points = _points(statement)
    letters = [_letter(statement, points, found[id]) for id in shown]
    return [letter for letter in letters if letter.points], len(alike)


def has_letter_like(statement: Statement) -> bool:
    """Asked each time a statement is opened: as soon as one is found, no more are read."""
    signs = len(statement.text)
    rows = _unsplit(statement).filter(erased_at=None).annotate(signs=Length("text"))
    rows = rows.filter(signs__gte=signs // 2, signs__lte=signs * 2).order_by("number")
    texts = ((str(id), text[:_LONGEST_COMPARED]) for id, text in rows.values_list("pk", "text").iterator(200))
    mine = statement.text[:_LONGEST_COMPARED]
    return any(near_copies_of(mine, [one]) for one in texts)


@transaction.atomic
def split_alike(by: By, statement: Statement, chosen: Collection[UUID]) -> tuple[AuditEvent, int]:
    """Points, with the tags they have, where the same stands in the chosen. The event is what undoes it, and how many.

    What somebody has split meanwhile is left as it is.
    """
    source = locked(statement)
    points = _points(source)
    ids = list(_unsplit(source).filter(erased_at=None, pk__in=chosen).values_list("pk", flat=True).order_by("pk"))
    made: list[Point] = []
    fresh: list[str] = []
    for id in ids[:MOST_AT_ONCE]:
        other = locked(Statement(pk=id))
        if not _unsplit(source).filter(pk=id).exists():
            continue
        copies = _copied(source, points, other)
        fresh += [str(id)] if copies and other.handling == Handling.NEW else []
        made += copies
        if copies:
            begun(other)
            note(by, "points_marked", other, after={"points": [str(point.pk) for point in copies]})
    if not made:
        raise ValidationError(_("Ingen punkter ble laget: velg minst én uttalelse som ikke er delt fra før."))
    after = {"points": [str(point.pk) for point in made], "fresh": fresh}
    event = record(by, COPIED, source.consultation, source.consultation, told_as="statement_answered", after=after)
    return event, len({point.statement_id for point in made})


@transaction.atomic
def undo(by: By, consultation: Consultation, event: AuditEvent) -> tuple[int, int]:
    """How many points were taken back, and how many stand because somebody has done something with them since."""
    told = event.after or {}
    rows = Point.objects.kept().filter(pk__in=told["points"], statement__consultation=consultation)
    untouched = list(rows.filter(version=1, answer="", memberships=None).select_for_update(of=("self",), no_key=True))
    standing = rows.count() - len(untouched)
    Point.objects.filter(pk__in=[point.pk for point in untouched]).update(deleted_at=timezone.now(), version=2)
    for statement in Statement.objects.kept().filter(pk__in={point.statement_id for point in untouched}):
        gone = [str(point.pk) for point in untouched if point.statement_id == statement.pk]
        note(by, "points_taken_back", statement, before={"points": gone})
        if str(statement.pk) in told["fresh"] and _is_untouched(statement):
            statement.handling = Handling.NEW
            save_statement(statement, "handling")
    record(by, TAKEN_BACK, consultation, consultation, told_as="statement_answered", after={"event": str(event.pk)})
    return len(untouched), standing


def find_event(consultation: Consultation, id: UUID) -> AuditEvent | None:
    return AuditEvent.objects.filter(pk=id, verb=COPIED, subject_id=consultation.pk).first()


def _is_untouched(statement: Statement) -> bool:
    is_begun = statement.summary or statement.assessment or statement.handling != Handling.STARTED
    return not is_begun and not Point.objects.kept().filter(statement=statement).exists()


def _unsplit(statement: Statement) -> QuerySet[Statement]:
    split = Exists(Point.objects.kept().filter(statement=OuterRef("pk")))
    here = Statement.objects.kept().filter(consultation=statement.consultation_id).exclude(text="")
    return here.exclude(pk=statement.pk).filter(~split).exclude(handling=Handling.READY)


def _points(statement: Statement) -> list[Point]:
    rows = Point.objects.kept().filter(statement=statement, ends__lte=_LONGEST_COMPARED)
    return list(rows.prefetch_related("tags").order_by("starts", "ends"))


def _places(statement: Statement, points: Sequence[Point], other: Statement) -> list[tuple[int, int] | None]:
    text, other_text = statement.text[:_LONGEST_COMPARED], other.text[:_LONGEST_COMPARED]
    return carried(text, [(point.starts, point.ends) for point in points], other_text)


def _letter(statement: Statement, points: Sequence[Point], other: Statement) -> Letter:
    places = _places(statement, points, other)
    found = len({place for place in places if place})
    return Letter(other, other.text == statement.text, found, len(places) - found)


def _copied(source: Statement, points: Sequence[Point], other: Statement) -> list[Point]:
    tags: dict[tuple[int, int], set[UUID]] = {}
    for point, place in zip(points, _places(source, points, other), strict=True):
        if place:
            tags.setdefault(place, set()).update(tag.pk for tag in point.tags.all())
    made = [Point(statement=other, starts=start, ends=end, quote=other.text[start:end]) for start, end in tags]
    Point.objects.bulk_create(made)
    through = Point.tags.through
    through.objects.bulk_create(
        through(point_id=point.pk, tag_id=tag) for point in made for tag in sorted(tags[point.starts, point.ends])
    )
    return made
