"""The register: which municipalities and other bodies there are. Open to everybody."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from plandugnad.api.doors import ApiRequest, anybody
from plandugnad.api.paging import Page, Paging, page_of
from plandugnad.api.resources.shapes import CountyText, NumberText
from plandugnad.regions.models import FormerNumber, Organisation, OrganisationKind

router = Router(auth=anybody, tags=["register"])


class OrganisationOut(Schema):
    id: UUID
    kind: OrganisationKind
    number: str
    name: str
    organisation_number: str
    website: str
    valid_from: date | None
    valid_to: date | None
    is_example: Annotated[bool, Field(description=gettext_noop("Oppdiktet, til å prøve seg fram med."))]


class MunicipalityOut(OrganisationOut):
    county_number: str
    state_administrator: str
    written_standard: str
    former_numbers: list[str]
    population_2026: int | None
    area_km2: Decimal | None
    centrality_class_2024: int | None
    centrality_index_2024: int | None
    administrative_centre: str
    longitude: float | None
    latitude: float | None


class OrganisationQuery(Paging):
    kind: OrganisationKind | None = None


class MunicipalityQuery(Paging):
    county: CountyText | None = None


@router.get(
    "/organisations",
    response=Page[OrganisationOut],
    operation_id="list_organisations",
    summary=gettext_noop("Organisasjonene i registeret"),
    description=gettext_noop("Kommuner, fylkeskommuner, statsforvaltere og de andre som tar del i planlegging."),
)
def organisations(request: ApiRequest, query: Query[OrganisationQuery]) -> dict[str, Any]:
    rows = Organisation.objects.filter(**({"kind": query.kind} if query.kind else {}))
    return page_of(request, rows, query, lambda found: map(_organisation, found))


@router.get(
    "/organisations/{uuid:id}",
    response=OrganisationOut,
    operation_id="get_organisation",
    summary=gettext_noop("Én organisasjon"),
)
def organisation(request: ApiRequest, id: UUID) -> dict[str, Any]:
    found = Organisation.objects.filter(pk=id).first()
    if found is None:
        raise Http404
    return _organisation(found)


@router.get(
    "/municipalities",
    response=Page[MunicipalityOut],
    operation_id="list_municipalities",
    summary=gettext_noop("Kommunene i dag"),
    description=gettext_noop("Med tallene registeret har om hver av dem."),
)
def municipalities(request: ApiRequest, query: Query[MunicipalityQuery]) -> dict[str, Any]:
    rows = _municipalities().current()
    if query.county:
        rows = rows.filter(county__number=query.county)
    return page_of(request, rows, query, _with_facts)


@router.get(
    "/municipalities/{number}",
    response=MunicipalityOut,
    operation_id="get_municipality",
    summary=gettext_noop("Én kommune"),
)
def municipality(request: ApiRequest, number: NumberText) -> dict[str, Any]:
    found = _municipalities().filter(number=number).first()
    if found is None:
        raise Http404
    return next(iter(_with_facts([found])))


def _municipalities() -> Any:
    former: QuerySet[FormerNumber] = FormerNumber.objects.order_by("number")
    rows = Organisation.objects.municipalities().select_related("county", "state_administrator", "facts")
    return rows.prefetch_related(Prefetch("former_numbers", queryset=former))


def _organisation(row: Organisation) -> dict[str, Any]:
    names = ("id", "kind", "number", "organisation_number", "website", "valid_from", "valid_to", "is_example")
    return {"name": row.body_name, **{name: getattr(row, name) for name in names}}


def _with_facts(rows: Iterable[Organisation]) -> Iterable[dict[str, Any]]:
    for row in rows:
        facts = getattr(row, "facts", None)
        yield {
            **_organisation(row),
            "county_number": row.county.number if row.county else "",
            "state_administrator": row.state_administrator.name if row.state_administrator else "",
            "written_standard": row.written_standard,
            "former_numbers": [former.number for former in row.former_numbers.all()],
            "population_2026": facts.population_2026 if facts else None,
            "area_km2": facts.area_km2 if facts else None,
            "centrality_class_2024": facts.centrality_class if facts else None,
            "centrality_index_2024": facts.centrality_index if facts else None,
            "administrative_centre": facts.administrative_centre if facts else "",
            "longitude": facts.longitude if facts else None,
            "latitude": facts.latitude if facts else None,
        }
