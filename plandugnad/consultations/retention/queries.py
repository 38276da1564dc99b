"""How much private persons have said of themselves that is kept, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from plandugnad.consultations.models import Consultation, Handling, Statement, StatementParty, StatementQuerySet
from plandugnad.consultations.retention.erasing import contacts_of

PAGE_SIZE = 50


@dataclass(frozen=True)
class Due:
    """How many are erased on one day; without a day: never by themselves."""

    day: date | None
    number: int


@dataclass(frozen=True)
class PrivateData:
    total: int
    erased: int
    due: Sequence[Due]
    contacts: int

    @property
    def waiting(self) -> int:
        return self.total - self.erased


@dataclass(frozen=True)
class PrivateStatement:
    id: UUID
    number: int
    name: str
    received_on: date
    is_deleted: bool
    is_erased: bool
    is_ready: bool
    is_contact: bool = False


def private_data_of(consultation: Consultation) -> PrivateData:
    """Of statements that are deleted too: what is in them is kept as long as they can be brought back."""
    told = _private(consultation).aggregate(total=Count("id"), erased=Count("id", filter=Q(erased_at__isnull=False)))
    days = waiting_in(consultation).order_by("erase_after").values_list("erase_after").annotate(number=Count("id"))
    return PrivateData(
        told["total"],
        told["erased"],
        [Due(day, number) for day, number in days],
        contacts_of(consultation).count(),
    )


def waiting_in(consultation: Consultation) -> StatementQuerySet:
    return _private(consultation).filter(erased_at=None)


def page_of(consultation: Consultation, number: str) -> Page[PrivateStatement]:
    page: Page[Statement] = Paginator(waiting_in(consultation).order_by("number"), PAGE_SIZE).get_page(number)
    rows = [_row(row) for row in page.object_list]
    return Page(rows, page.number, page.paginator)  # type: ignore[arg-type]


def all_waiting(consultation: Consultation) -> list[PrivateStatement]:
    return [_row(row) for row in waiting_in(consultation).order_by("number").defer("text", "summary", "assessment")]


def find_private(consultation: Consultation, id: UUID) -> PrivateStatement | None:
    found = _private(consultation).filter(pk=id).first()
    return _row(found) if found else None


def find_contact(consultation: Consultation, id: UUID) -> PrivateStatement | None:
    """Whom to ask in an association or a business, until she is erased."""
    row = Statement.objects.filter(consultation=consultation, party=StatementParty.ORGANISATION, pk=id).first()
    if row is None:
        return None
    who = ", ".join(filter(None, (row.contact_name, row.email)))
    return replace(_row(row), name=who, is_contact=True, is_erased=not who)


def _private(consultation: Consultation) -> StatementQuerySet:
    return Statement.objects.filter(consultation=consultation, party=StatementParty.PRIVATE)


def _row(row: Statement) -> PrivateStatement:
    return PrivateStatement(
        row.pk,
        row.number,
        row.name,
        row.received_on,
        row.deleted_at is not None,
        row.erased_at is not None,
        row.handling == Handling.READY,
    )
