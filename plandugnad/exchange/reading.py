"""What is open, of one municipality, one county or the whole country. Nothing here reads a plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, Sum

from plandugnad.exchange.models import Publication, PublishedPlan, PublishedPlanQuerySet
from plandugnad.regions.models import Organisation, OrganisationKind

CHANGES_A_PAGE = 100
_AT_A_TIME = 1_000


@dataclass(frozen=True)
class Area:
    """`number` is of a municipality or a county, and empty for the whole country."""

    kind: str
    number: str
    name: str
    is_example: bool

    @property
    def of_municipality(self) -> Q:
        if self.kind == OrganisationKind.MUNICIPALITY:
            return Q(organisation__number=self.number, organisation__kind=self.kind)
        return Q(organisation__county__number=self.number) if self.number else Q()


NORWAY = Area("country", "", "Norge", is_example=False)


@dataclass(frozen=True)
class Opened:
    """A municipality that has opened its overview."""

    number: str
    name: str
    county: str
    is_example: bool
    published_at: datetime
    plans: int


@dataclass(frozen=True)
class State:
    """What a copy is compared with: another number, another version or another municipality is another state.

    `versions` is of all rows together, and so grows with each change as it is committed. The moment alone would not
    do: who began to save first may be done last, with a moment that others have passed.
    """

    plans: int
    municipalities: int
    changed_at: datetime | None
    versions: int

    @property
    def key(self) -> str:
        moment = self.changed_at.timestamp() if self.changed_at else 0
        return f"{self.plans}-{self.municipalities}-{self.versions}-{moment:.6f}"


def find_area(kind: str, number: str) -> Area | None:
    """A municipality only while its overview is open; a county whether or not any of its are."""
    if not number.isascii() or not number.isdecimal():
        return None
    rows = Organisation.objects.filter(kind=kind, number=number)
    if kind == OrganisationKind.MUNICIPALITY:
        rows = rows.filter(publication__isnull=False)
    row = rows.first()
    return Area(kind, row.number, row.name, row.is_example) if row else None


def published_in(area: Area) -> PublishedPlanQuerySet:
    return PublishedPlan.objects.filter(area.of_municipality).select_related("organisation__county")


def state_of(area: Area) -> State:
    """Two queries, however much is open."""
    plans = PublishedPlan.objects.filter(area.of_municipality).aggregate(
        count=Count("id", filter=Q(is_gone=False)), last=Max("changed_at"), versions=Sum("version", default=0)
    )
    opened = Publication.objects.filter(area.of_municipality).aggregate(
        count=Count("organisation"), last=Max("published_at")
    )
    moments = [moment for moment in (plans["last"], opened["last"]) if moment]
    return State(plans["count"], opened["count"], max(moments, default=None), plans["versions"])


def rows_of(area: Area) -> Iterator[PublishedPlan]:
    """All, by municipality and in Norwegian order, a few at a time from the database."""
    order = ("organisation__number", "sort_key", "id")
    return published_in(area).standing().order_by(*order).iterator(chunk_size=_AT_A_TIME)


def changes_in(area: Area, page: int) -> tuple[list[PublishedPlan], bool]:
    """The newest first, what is gone too; and whether there are more."""
    start = (page - 1) * CHANGES_A_PAGE
    found = list(published_in(area).told().order_by("-changed_at", "-id")[start : start + CHANGES_A_PAGE + 1])
    return found[:CHANGES_A_PAGE], len(found) > CHANGES_A_PAGE


def opened_in(area: Area) -> list[Opened]:
    """The country has 357 at most."""
    standing = Count("organisation__published_plans", filter=Q(organisation__published_plans__is_gone=False))
    rows = Publication.objects.filter(area.of_municipality).annotate(plans=standing)
    rows = rows.select_related("organisation__county").order_by("organisation__sort_key", "organisation__number")
    return [_opened(row) for row in rows]


def _opened(row: Publication) -> Opened:
    place, plans = row.organisation, getattr(row, "plans", 0)
    county = place.county.name if place.county else ""
    return Opened(place.number, place.name, county, place.is_example, row.published_at, plans)


def find_published(id: UUID) -> PublishedPlan | None:
    return PublishedPlan.objects.standing().select_related("organisation__county").filter(pk=id).first()
