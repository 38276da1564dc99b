"""The table of plans: a page of rows, and what may be chosen to narrow it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, OuterRef, Q, Value

from plandugnad.engines.tables.when import When
from plandugnad.plans.contradiction import contradiction
from plandugnad.plans.due import Due, due
from plandugnad.plans.filters import DueChoice, Filters, Missing
from plandugnad.plans.kinds import ENDED
from plandugnad.plans.models import PlanHere, PlanOwner, PlanQuerySet
from plandugnad.plans.queries.narrowing import (
    due_soon,
    in_order,
    missing,
    narrowed,
    overdue,
    wanted_by,
    with_due,
    with_internal,
)
from plandugnad.plans.words.names import status_name, type_name
from plandugnad.plans.words.notes import contradiction_note
from plandugnad.plans.words.owners import with_others
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation

PAGE_SIZE = 100
MOST_CHOICES = 200  # a list to choose from; what is rarer is found by searching


@dataclass(frozen=True)
class PlanRow:
    id: UUID
    name: str
    plan_type: str
    status: str
    section: str
    adopted: When | None
    revision_due: When | None
    responsible: str
    municipality: str
    municipality_number: str
    led_by: str
    owned_with: list[str]
    due: Due = Due.NONE

    @property
    def type_name(self) -> str:
        return type_name(self.plan_type)

    @property
    def joint_words(self) -> str:
        return with_others([self.led_by, *self.owned_with], self.municipality) if self.owned_with else ""

    @property
    def type_note(self) -> str:
        found = contradiction(self.name, self.plan_type)
        return contradiction_note(found) if found else ""

    @property
    def status_name(self) -> str:
        return status_name(self.status)


_ROW_FIELDS = (
    "id",
    "name",
    "plan_type",
    "status",
    "section",
    "adopted",
    "revision_due",
    "responsible",
    "organisation__name",
    "organisation__number",
    "led_by__name",
)
# Of a joint plan those who own it with the municipality that leads.
_OWNERS = ArraySubquery(
    PlanOwner.objects.standing()
    .filter(plan=OuterRef("id"))
    .order_by("organisation__sort_key")
    .values("organisation__name")
)


@dataclass(frozen=True)
class PlanTable:
    page: Page[PlanRow]
    total: int  # before narrowing
    ended: int  # of those before narrowing, repealed or replaced


@dataclass(frozen=True)
class Narrowing:
    """How many plans there are, are left, and would be left by each quick choice; and the values that are in use."""

    total: int
    ended: int
    found: int
    quick: dict[tuple[str, str], int]
    sections: list[str]
    responsible: list[str]


def municipality_plans(actor: Actor, municipality: Organisation) -> PlanQuerySet:
    return with_internal(with_due(PlanHere.objects.visible_to(actor).of(municipality)), actor)


def read_table(
    plans: PlanQuerySet, filters: Filters, sorter: str, page: str, today: date, narrowing: Narrowing
) -> PlanTable:
    """One query, however many plans."""
    found = in_order(narrowed(plans, filters, today), sorter).values_list(*_ROW_FIELDS, _OWNERS)
    paginator = Paginator(found, PAGE_SIZE)
    vars(paginator)["count"] = narrowing.found  # which the paginator would ask the database for once more
    shown = paginator.get_page(page)
    rows: Page[PlanRow] = Page([_row(values, today) for values in shown.object_list], shown.number, paginator)
    return PlanTable(rows, narrowing.total, narrowing.ended)


def _row(values: tuple[Any, ...], today: date) -> PlanRow:
    row = PlanRow(*values)
    return replace(row, due=due(row.revision_due, row.status, today))


def read_narrowing(plans: PlanQuerySet, filters: Filters, today: date) -> Narrowing:
    """Two queries, however many plans. A quick choice counts what it would leave of what is chosen already."""
    wanted: dict[tuple[str, str], Q] = {
        ("due", DueChoice.OVERDUE): overdue(today),
        ("due", DueChoice.SOON): due_soon(today),
        **{
            ("missing", what): missing(what)
            for what in (Missing.TYPE, Missing.ADOPTED, Missing.DUE, Missing.RESPONSIBLE)
        },
    }
    names = {f"choice_{index}": choice for index, choice in enumerate(wanted)}
    left = wanted_by(filters, today)
    counts = plans.aggregate(
        total=Count("id"),
        ended=Count("id", filter=Q(status__in=ENDED)),
        found=Count("id", filter=left or None),
        **{name: Count("id", filter=left & wanted[choice]) for name, choice in names.items()},
    )
    in_use = _in_use(plans, ("section", "responsible"))
    return Narrowing(
        total=counts["total"],
        ended=counts["ended"],
        found=counts["found"],
        quick={choice: counts[name] for name, choice in names.items()},
        sections=in_use["section"],
        responsible=in_use["responsible"],
    )


def _in_use(plans: PlanQuerySet, columns: tuple[str, ...]) -> dict[str, list[str]]:
    """The values of each column, in order. One query for all of them."""
    found: dict[str, list[str]] = {column: [] for column in columns}
    each = [
        plans.exclude(**{column: ""})
        .order_by(column)
        .values_list(Value(column, CharField()), column)
        .distinct()[:MOST_CHOICES]
        for column in columns
    ]
    for column, value in each[0].union(*each[1:], all=True):
        found[column].append(value)
    return found
