"""The register's tables into the database: what is new is added, what changed is changed, examples are left alone."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from plandugnad.projections.making import fill_anew
from plandugnad.regions import register as tables
from plandugnad.regions.models import (
    CouncilMember,
    FormerNumber,
    MunicipalityFacts,
    Organisation,
    OrganisationKind,
)
from plandugnad.regions.roles import load_roles
from plandugnad.regions.telling import OrganisationSource

Kind = OrganisationKind
Key = tuple[str, str]

_WRITTEN = (
    "number",
    "name",
    "other_names",
    "organisation_number",
    "website",
    "written_standard",
    "county",
    "state_administrator",
    "valid_from",
    "valid_to",
    "about",
    "sort_key",
    "search_key",
)
_FACTS = (
    "centrality_class",
    "centrality_index",
    "population_2026",
    "area_km2",
    "administrative_centre",
    "is_sami_language_area",
    "longitude",
    "latitude",
)


@dataclass(frozen=True)
class Loaded:
    municipalities: int
    others: int


@transaction.atomic
def load_register(register: tables.Register) -> Loaded:
    """Idempotent. A body the tables no longer name is kept, with the day it was last seen as its end."""
    load_roles()
    present = {_key_of(row): row for row in Organisation.objects.filter(is_example=False)}
    administrators = _write(present, [_state_administrator(body) for body in register.state_administrators])
    counties = _write(present, [_county(county, administrators) for county in register.counties])
    municipalities = _write(present, [_municipality(one, counties, administrators) for one in register.municipalities])
    councils = _write(present, [_council(council) for council in register.regional_councils])
    others = _write(
        present, [*map(_sector_body, register.sector_bodies), *map(_national_body, register.national_bodies)]
    )
    written = {**administrators, **counties, **municipalities, **councils, **others}
    _end([row for key, row in present.items() if key not in written and row.valid_to is None])
    _write_facts(register, municipalities)
    _write_former_numbers(register, municipalities)
    _write_council_members(register, councils, municipalities)
    fill_anew(OrganisationSource.key)
    return Loaded(len(municipalities), len(written) - len(municipalities))


def _key_of(row: Organisation) -> Key:
    return row.kind, row.number or str(row.about.get("key") or row.name)


def _write(present: dict[Key, Organisation], wanted: list[Organisation]) -> dict[Key, Organisation]:
    """One statement for all, however many. Rows that are there keep their identity."""
    new, changed, written = [], [], {}
    for row in wanted:
        row.set_keys()
        key = _key_of(row)
        there = present.get(key)
        if there is None:
            new.append(row)
        else:
            row.id, row.made_at = there.id, there.made_at
            if any(getattr(row, name) != getattr(there, name) for name in _columns()):
                changed.append(row)
        written[key] = row
    Organisation.objects.bulk_create(new)
    Organisation.objects.bulk_update(changed, _WRITTEN, batch_size=200)
    return written


def _columns() -> list[str]:
    """As attributes: a foreign key by its id."""
    return [field.attname for field in Organisation._meta.concrete_fields if field.name in _WRITTEN]


def _end(gone: list[Organisation]) -> None:
    for row in gone:
        row.valid_to = timezone.localdate()
    Organisation.objects.bulk_update(gone, ["valid_to"])


def _names(names: tables.Names, *more: str) -> list[str]:
    return list(dict.fromkeys([*names.alternatives, *(name for name in more if name)]))


def _state_administrator(body: tables.StateAdministrator) -> Organisation:
    return Organisation(
        kind=Kind.STATE_ADMINISTRATOR,
        name=body.name,
        other_names=sorted({body.name_nb, body.name_nn} - {body.name}),
        organisation_number=body.organisation_number,
        about={"key": body.organisation_number, "name_nb": body.name_nb, "name_nn": body.name_nn},
    )


def _county(county: tables.County, administrators: dict[Key, Organisation]) -> Organisation:
    return Organisation(
        kind=Kind.COUNTY,
        number=county.number,
        name=county.name,
        other_names=_names(county.names, county.administration_name),
        organisation_number=county.organisation_number,
        written_standard=county.written_standard,
        state_administrator=administrators[Kind.STATE_ADMINISTRATOR, county.state_administrator],
        valid_from=county.valid_from,
        about={"administration_name": county.administration_name},
    )


def _municipality(
    one: tables.Municipality, counties: dict[Key, Organisation], administrators: dict[Key, Organisation]
) -> Organisation:
    return Organisation(
        kind=Kind.MUNICIPALITY,
        number=one.number,
        name=one.name,
        other_names=_names(one.names),
        organisation_number=one.organisation_number or "",
        website=one.website,
        written_standard=one.written_standard,
        county=counties[Kind.COUNTY, one.county_number],
        state_administrator=administrators[Kind.STATE_ADMINISTRATOR, one.state_administrator],
        valid_from=one.valid_from,
        about={"official_name": one.names.official, "sami_language_area": one.sami_language_area},
    )


def _council(council: tables.RegionalCouncil) -> Organisation:
    return Organisation(
        kind=Kind.REGIONAL_COUNCIL,
        name=council.name,
        other_names=[council.former_name] if council.former_name else [],
        about={
            "key": council.key,
            "membership_known_for": council.membership_known_for,
            "sources": list(council.sources),
        },
    )


def _sector_body(body: tables.SectorBody) -> Organisation:
    return Organisation(
        kind=Kind.SECTOR_BODY,
        name=body.name_nb,
        other_names=_other_names(body.name_nb, body.name_nn, body.short_name),
        about={
            "key": body.key,
            "name_nn": body.name_nn,
            "relevant_when_nb": body.relevant_when_nb,
            "relevant_when_nn": body.relevant_when_nn,
            "relevant_when_en": body.relevant_when_en,
            "may_object": body.may_object,
            "objection_certainty": body.objection_certainty,
            "relevance_certainty": body.relevance_certainty,
        },
    )


def _national_body(body: tables.NationalBody) -> Organisation:
    return Organisation(
        kind=Kind.NATIONAL_BODY,
        name=body.name_nb,
        other_names=_other_names(body.name_nb, body.name_nn, body.short_name),
        organisation_number=body.organisation_number,
        website=body.website,
        about={"key": body.key, "name_nn": body.name_nn},
    )


def _other_names(name: str, *others: str | None) -> list[str]:
    return [other for other in dict.fromkeys(others) if other and other != name]


def _write_facts(register: tables.Register, municipalities: dict[Key, Organisation]) -> None:
    rows = [
        MunicipalityFacts(
            organisation=municipalities[Kind.MUNICIPALITY, one.number],
            centrality_class=one.centrality_class_2024,
            centrality_index=one.centrality_index_2024,
            population_2026=one.population_2026,
            area_km2=one.area_km2,
            administrative_centre=one.administrative_centre,
            is_sami_language_area=bool(one.sami_language_area),
            longitude=one.longitude,
            latitude=one.latitude,
        )
        for one in register.municipalities
    ]
    MunicipalityFacts.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["organisation"], update_fields=_FACTS
    )


def _write_former_numbers(register: tables.Register, municipalities: dict[Key, Organisation]) -> None:
    FormerNumber.objects.filter(organisation__is_example=False).delete()
    FormerNumber.objects.bulk_create(
        FormerNumber(
            number=row.former_number,
            organisation=municipalities[Kind.MUNICIPALITY, row.number],
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in register.former_numbers
    )


def _write_council_members(
    register: tables.Register, councils: dict[Key, Organisation], municipalities: dict[Key, Organisation]
) -> None:
    CouncilMember.objects.filter(council__is_example=False).delete()
    rows: list[dict[str, Any]] = [
        {
            "council": councils[Kind.REGIONAL_COUNCIL, council.key],
            "municipality": municipalities[Kind.MUNICIPALITY, number],
        }
        for council in register.regional_councils
        for number in council.member_numbers
    ]
    CouncilMember.objects.bulk_create(CouncilMember(**row) for row in rows)
