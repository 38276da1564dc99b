"""What people do with the points of a statement. Each is one transaction with its history.

The history says which point, by id, and never what the sender said.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.consultations.models import LONGEST_TEXT, Handling, Point, Statement, Tag, TagKind
from plandugnad.consultations.points.spans import Span, joined, tightened
from plandugnad.consultations.points.tagging import tag_named
from plandugnad.consultations.telling import note
from plandugnad.consultations.texts import in_turn
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent

# A statement cut into more than this is read by nobody; a report is split by its chapters.
MOST_POINTS = 500


@transaction.atomic
def mark_point(by: By, statement: Statement, span: Span, quote: str | None = None) -> Point:
    """`quote` is what the person saw marked: if the text there is another, nothing is made.

    Points may lie over each other, since one sentence can hold two demands; the same place twice is a slip.
    """
    kept = locked(statement)
    place = _placed(kept, span, quote)
    _refuse_twice(kept, place)
    _refuse_too_many(kept, 1)
    point = Point.objects.create(statement=kept, starts=place.starts, ends=place.ends, quote=place.of(kept.text))
    begun(kept)
    note(by, "points_marked", kept, after={"points": [str(point.pk)]})
    return point


@transaction.atomic
def split(by: By, statement: Statement, spans: Sequence[Span]) -> list[Point]:
    """A point of each. Those that are marked already stand as they are."""
    kept = locked(statement)
    marked = set(Point.objects.kept().filter(statement=kept).values_list("starts", "ends"))
    places = [_placed(kept, span, None) for span in spans]
    fresh = [place for place in dict.fromkeys(places) if (place.starts, place.ends) not in marked]
    if not fresh:
        raise ValidationError(_("Alt dette er punkter fra før."))
    _refuse_too_many(kept, len(fresh))
    made = Point.objects.bulk_create(
        Point(statement=kept, starts=place.starts, ends=place.ends, quote=place.of(kept.text)) for place in fresh
    )
    begun(kept)
    note(by, "points_marked", kept, after={"points": [str(point.pk) for point in made]})
    return made


@transaction.atomic
def change_span(by: By, point: Point, span: Span, quote: str | None = None) -> Point:
    kept = locked(point.statement)
    standing = _locked_point(point)
    place = _placed(kept, span, quote)
    if (place.starts, place.ends) == (standing.starts, standing.ends):
        return standing
    _refuse_twice(kept, place)
    before = {"starts": standing.starts, "ends": standing.ends}
    standing.starts, standing.ends, standing.quote = place.starts, place.ends, place.of(kept.text)
    save_point(standing, "starts", "ends", "quote")
    about = {"starts": place.starts, "ends": place.ends}
    note(by, "point_moved", kept, before=_of(standing) | before, after=_of(standing) | about)
    return standing


@transaction.atomic
def join_points(by: By, point: Point, other: Point) -> AuditEvent:
    """`point` takes in the other: its place, tags and answer. The event is what undoes it."""
    kept = locked(point.statement)
    into, gone = _locked_point(point), _locked_point(other)
    if into.pk == gone.pk or gone.statement_id != into.statement_id:
        raise ValidationError(_("Velg to ulike punkter i samme uttalelse."))
    place = joined([into, gone])
    answer = in_turn(into.answer, gone.answer)
    _refuse_too_long(answer)
    tags = [str(tag.pk) for tag in into.tags.all()]
    before = _of(into) | {
        "other": str(gone.pk), "starts": into.starts, "ends": into.ends, "answer": into.answer,
        "is_ready": into.is_ready, "tags": tags,
    }  # fmt: skip
    into.tags.add(*gone.tags.all())
    into.answer = answer
    into.is_ready = into.is_ready and gone.is_ready
    into.assigned_to_id = into.assigned_to_id or gone.assigned_to_id
    into.starts, into.ends, into.quote = place.starts, place.ends, place.of(kept.text)
    save_point(into, "starts", "ends", "quote", "answer", "is_ready", "assigned_to")
    gone.deleted_at = timezone.now()
    save_point(gone, "deleted_at")
    return note(by, "points_joined", kept, before=before, after=_of(into) | {"version": into.version})


@transaction.atomic
def unjoin(by: By, statement: Statement, event: AuditEvent) -> list[str]:
    """The tags that were put on after the points were joined: nobody said of which, so the first keeps them."""
    kept = locked(statement)
    if kept.erased_at is not None:
        raise ValidationError(_("Opplysningene i uttalelsen er slettet, så punktene kan ikke deles igjen."))
    was, now = event.before or {}, event.after or {}
    into = Point.objects.filter(statement=kept, pk=was["point"], deleted_at=None).first()
    if into is None or into.version != now.get("version"):
        raise ValidationError(_("Punktet er endret etter at det ble slått sammen. Merk det andre punktet på nytt."))
    place = Span(was["starts"], was["ends"])
    into.starts, into.ends, into.quote = place.starts, place.ends, place.of(kept.text)
    into.answer, into.is_ready = was["answer"], was["is_ready"]
    save_point(into, "starts", "ends", "quote", "answer", "is_ready")
    standing = {str(tag.pk): tag.name for tag in into.tags.all()}
    came_along = {str(id) for id in Point.objects.filter(pk=was["other"]).values_list("tags", flat=True)}
    into.tags.remove(*Tag.objects.filter(pk__in=(came_along - set(was["tags"])) & standing.keys()))
    Point.objects.filter(statement=kept, pk=was["other"]).update(deleted_at=None)
    note(by, "points_parted", kept, after=_of(into) | {"other": was["other"]})
    return sorted(name for id, name in standing.items() if id not in came_along | set(was["tags"]))


@transaction.atomic
def delete_point(by: By, point: Point) -> None:
    kept = locked(point.statement)
    standing = _locked_point(point)
    standing.deleted_at = timezone.now()
    save_point(standing, "deleted_at")
    note(by, "point_deleted", kept, before=_of(standing))


@transaction.atomic
def undelete_point(by: By, point: Point) -> Point:
    kept = locked(point.statement)
    standing = Point.objects.get(pk=point.pk)
    if standing.deleted_at is not None:
        _refuse_twice(kept, Span(standing.starts, standing.ends))
        standing.deleted_at = None
        save_point(standing, "deleted_at")
        begun(kept)
        note(by, "point_undeleted", kept, after=_of(standing))
    return standing


@transaction.atomic
def tag_point(by: By, point: Point, kind: TagKind | None, name: str) -> None:
    kept = locked(point.statement)
    tag = tag_named(kept.consultation, kind, name)
    if not point.tags.filter(pk=tag.pk).exists():
        point.tags.add(tag)
        note(by, "point_tagged", kept, after=_of(point) | {"tag": tag.name})


@transaction.atomic
def untag_point(by: By, point: Point, tag_id: UUID) -> None:
    kept = locked(point.statement)
    if tag := point.tags.filter(pk=tag_id).first():
        point.tags.remove(tag)
        note(by, "point_untagged", kept, before=_of(point) | {"tag": tag.name})


@transaction.atomic
def assign_statement(by: By, statement: Statement, person_id: UUID | None, name: str) -> None:
    kept = locked(statement)
    if kept.assigned_to_id != person_id:
        kept.assigned_to_id = person_id
        save_statement(kept, "assigned_to")
        note(by, "statement_assigned", kept, after={"to": name})


@transaction.atomic
def assign_point(by: By, point: Point, person_id: UUID | None, name: str) -> None:
    kept = locked(point.statement)
    standing = _locked_point(point)
    if standing.assigned_to_id != person_id:
        standing.assigned_to_id = person_id
        save_point(standing, "assigned_to")
        note(by, "point_assigned", kept, after=_of(standing) | {"to": name})


def locked(statement: Statement) -> Statement:
    """One at a time does something with a statement."""
    rows = Statement.objects.kept().select_for_update(of=("self",), no_key=True)
    return rows.select_related("consultation__process__plan__organisation").get(pk=statement.pk)


def begun(statement: Statement) -> None:
    """Something is under way: one that was new is so no more, and one that was done has got more to do."""
    if statement.handling != Handling.STARTED:
        statement.handling = Handling.STARTED
        save_statement(statement, "handling")


def save_statement(statement: Statement, *fields: str) -> None:
    statement.version += 1
    statement.save(update_fields=["version", *fields])


def save_point(point: Point, *fields: str) -> None:
    point.version += 1
    point.save(update_fields=["version", *fields])


def _locked_point(point: Point) -> Point:
    standing = Point.objects.select_for_update(of=("self",), no_key=True).filter(pk=point.pk, deleted_at=None).first()
    if standing is None:
        raise ValidationError(_("Punktet er slettet."))
    return standing


def _placed(statement: Statement, span: Span, quote: str | None) -> Span:
    """Also of what the browser says it is: line breaks may be written in two ways."""
    place = tightened(statement.text, span)
    if place is None:
        raise ValidationError(_("Det du merket, er tomt eller ligger utenfor teksten. Merk på nytt."))
    if quote is not None and _plain(quote) != _plain(span.of(statement.text)):
        raise ValidationError(_("Teksten på siden er ikke den samme som hos oss. Last siden på nytt, og merk igjen."))
    return place


def _plain(text: str) -> str:
    return " ".join(text.split())


def _refuse_twice(statement: Statement, place: Span) -> None:
    if Point.objects.kept().filter(statement=statement, starts=place.starts, ends=place.ends).exists():
        raise ValidationError(_("Akkurat dette er et punkt fra før."))


def _refuse_too_many(statement: Statement, more: int) -> None:
    if Point.objects.kept().filter(statement=statement).count() + more > MOST_POINTS:
        raise ValidationError(
            _("En uttalelse har plass til %(most)s punkter. Merk større deler av teksten som ett punkt.")
            % {"most": MOST_POINTS}
        )


def _refuse_too_long(answer: str) -> None:
    if len(answer) > LONGEST_TEXT:
        raise ValidationError(
            _(
                "Svarene på de to punktene er til sammen %(length)s tegn, og det er plass til %(most)s. "
                "Kort ned ett av dem først."
            )
            % {"length": len(answer), "most": LONGEST_TEXT}
        )


def _of(point: Point) -> dict[str, Any]:
    return {"point": str(point.pk)}
