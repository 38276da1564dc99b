"""Statements as the list shows them. However many there are, the same few questions are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When

from plandugnad.consultations.listing.filters import ME, NOBODY, StatementFilters
from plandugnad.consultations.models import (
    Consultation,
    Handling,
    Objection,
    Point,
    Statement,
    StatementFile,
    StatementParty,
    StatementQuerySet,
    StatementSource,
    Tag,
    TagKind,
)
from plandugnad.consultations.points.answers import UNANSWERED
from plandugnad.core.norwegian import sort_key

PAGE_SIZE = 100
_OBJECTIONS = Exists(Objection.objects.filter(statement=OuterRef("pk"), deleted_at=None))
_IN_WORK_ORDER = Case(
    *(When(handling=value, then=Value(place)) for place, value in enumerate(Handling.values)),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class StatementRow:
    id: UUID
    number: int
    name: str
    party: str
    source: str
    received_on: date
    is_late: bool
    handling: str
    handling_name: str
    assigned: str
    points: int
    answered: int
    files: int
    has_objection: bool
    is_erased: bool


@dataclass(frozen=True)
class Told:
    """How many there are of each that one often looks for."""

    all: int
    new: int
    started: int
    ready: int
    mine: int
    nobodys: int
    late: int
    objections: int


@dataclass(frozen=True)
class TagChoice:
    id: UUID
    label: str


def statements_matching(
    consultation: Consultation, filters: StatementFilters, person_id: UUID | None
) -> StatementQuerySet:
    rows = Statement.objects.kept().filter(consultation=consultation)
    for each in (_about_work(filters, person_id), _about_itself(consultation, filters)):
        rows = rows.filter(each)
    return rows.filter(_OBJECTIONS) if filters.objection else rows


def _about_work(filters: StatementFilters, person_id: UUID | None) -> Q:
    asked = Q(handling=filters.handling) if filters.handling else Q()
    if filters.assigned == NOBODY:
        asked &= Q(assigned_to=None)
    elif filters.assigned:
        asked &= Q(assigned_to=person_id if filters.assigned == ME else filters.assigned)
    if filters.tag:
        tagged = Point.objects.kept().filter(statement=OuterRef("pk"), tags=UUID(filters.tag))
        asked &= Q(Exists(tagged))
    return asked


def _about_itself(consultation: Consultation, filters: StatementFilters) -> Q:
    asked = Q(party=filters.party) if filters.party else Q()
    if filters.late:
        asked &= late(consultation)
    if filters.q:
        words = filters.q.removeprefix("#")
        asked &= Q(name__icontains=words) | Q(text__icontains=words) | Q(summary__icontains=words) | _of_number(words)
    return asked


def _of_number(words: str) -> Q:
    return Q(number=int(words)) if words.isdecimal() and len(words) < 8 else Q(pk__in=())


def late(consultation: Consultation) -> Q:
    """The last day is in time."""
    return Q(received_on__gt=consultation.closes_on) if consultation.closes_on else Q(pk__in=())


def page_of(
    consultation: Consultation, filters: StatementFilters, sort: str, person_id: UUID | None, number: str
) -> Page[StatementRow]:
    rows = statements_matching(consultation, filters, person_id)
    ids = _by_name(rows) if sort.endswith("name") else list(_sorted(rows, sort).values_list("id", flat=True))
    page = Paginator(ids[::-1] if sort.startswith("-") else ids, PAGE_SIZE).get_page(number)
    found = _rows(consultation, list(page.object_list))
    return Page(found, page.number, page.paginator)  # type: ignore[arg-type]


def _sorted(rows: StatementQuerySet, sort: str) -> StatementQuerySet:
    by = {
        "received": (F("received_on"),),
        "handling": (_IN_WORK_ORDER,),
        "assigned": (F("assigned_to__name").asc(nulls_last=True),),
    }.get(sort.removeprefix("-"), ())
    return rows.order_by(*by, "number")


def _by_name(rows: StatementQuerySet) -> list[UUID]:
    """The order is Norwegian, which no database keeps for names we do not keep a key of."""
    named = rows.order_by("number").values_list("id", "name")
    return [id for id, name in sorted(named, key=lambda each: sort_key(each[1]))]


def _rows(consultation: Consultation, ids: Sequence[UUID]) -> list[StatementRow]:
    points = _counted_points(ids)
    files = StatementFile.objects.filter(statement__in=ids).values_list("statement").annotate(number=Count("id"))
    attached = dict(files.order_by())
    parties, sources = dict(StatementParty.choices), dict(StatementSource.choices)
    handlings = dict(Handling.choices)
    told = Statement.objects.filter(id__in=ids).annotate(has_objection=_OBJECTIONS).values_list(
        "id", "number", "name", "party", "source", "received_on", "handling", "assigned_to__name",
        "assigned_to__email", "has_objection", "erased_at",
    )  # fmt: skip
    made = {
        id: StatementRow(
            id=id,
            number=number,
            name=name,
            party=str(parties[party]),
            source=str(sources[source]),
            received_on=received_on,
            is_late=consultation.closes_on is not None and received_on > consultation.closes_on,
            handling=handling,
            handling_name=str(handlings[handling]),
            assigned=person or email or "",
            points=points.get(id, (0, 0))[0],
            answered=points.get(id, (0, 0))[1],
            files=attached.get(id, 0),
            has_objection=has_objection,
            is_erased=erased_at is not None,
        )
        for id, number, name, party, source, received_on, handling, person, email, has_objection, erased_at in told
    }
    return [made[id] for id in ids]


def _counted_points(ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    found = Point.objects.filter(deleted_at=None, statement__in=ids).order_by()
    counted = found.values_list("statement").annotate(number=Count("id"))
    bare = dict(found.filter(UNANSWERED).values_list("statement").annotate(number=Count("id", distinct=True)))
    return {id: (number, number - bare.get(id, 0)) for id, number in counted}


def told_of(consultation: Consultation, person_id: UUID | None) -> Told:
    asked = {
        "new": Q(handling=Handling.NEW),
        "started": Q(handling=Handling.STARTED),
        "ready": Q(handling=Handling.READY),
        "mine": Q(assigned_to=person_id),
        "nobodys": Q(assigned_to=None),
        "late": late(consultation),
        "objections": Q(_OBJECTIONS),
    }
    rows = Statement.objects.kept().filter(consultation=consultation)
    return Told(**rows.aggregate(all=Count("id"), **{name: Count("id", filter=each) for name, each in asked.items()}))


def tags_of(consultation: Consultation) -> list[TagChoice]:
    kinds = dict(TagKind.choices)
    rows = Tag.objects.filter(consultation=consultation)
    return [TagChoice(tag.id, f"{tag.name} ({kinds[tag.kind]})") for tag in rows]


def ids_among(consultation: Consultation, ids: Sequence[UUID]) -> list[UUID]:
    """Those of them that are statements here."""
    return list(Statement.objects.kept().filter(consultation=consultation, id__in=ids).values_list("id", flat=True))
