"""The register as pages show it: lists, finding by name and number, and what is known of one body."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Value
from django.db.models.functions import Coalesce

from plandugnad.core.norwegian import Rank, matches
from plandugnad.regions.models import CouncilMember, FormerNumber, Organisation, OrganisationKind, OrganisationQuerySet

# 'Municipality' in Norwegian, North and Lule Sami, South Sami (also without its letters) and Kven.
_KIND_WORDS = {"kommune", "suohkan", "gielda", "tjïelte", "tjielte", "kommuuni"}
_COUNTY_NAME, _COUNTY_NUMBER = (Coalesce(f"county__{name}", Value("")) for name in ("name", "number"))


@dataclass(frozen=True)
class MunicipalityRow:
    id: UUID
    name: str
    number: str
    other_names: tuple[str, ...]
    former_numbers: tuple[str, ...]
    county: str
    county_number: str
    population: int | None
    is_example: bool


@dataclass(frozen=True)
class CountyChoice:
    name: str
    number: str


@dataclass(frozen=True)
class Body:
    id: UUID
    kind: str
    name: str
    other_names: tuple[str, ...]


def municipalities(county_number: str = "") -> list[MunicipalityRow]:
    """All of Norway is 357 rows: few enough to read whole. Finding is ours: no database knows Sami letters."""
    rows = Organisation.objects.municipalities().current().in_norwegian_order()
    if county_number:
        rows = rows.filter(county__number=county_number)
    former = FormerNumber.objects.filter(organisation=OuterRef("pk")).order_by("number").values("number")
    return [
        MunicipalityRow(id, name, number, tuple(others), tuple(former), county, county_number, population, is_example)
        for id, name, number, others, former, county, county_number, population, is_example in rows.values_list(
            "id", "name", "number", "other_names", ArraySubquery(former), _COUNTY_NAME, _COUNTY_NUMBER,
            "facts__population_2026", "is_example",
        )
    ]  # fmt: skip


def find_among(rows: list[MunicipalityRow], query: str) -> list[MunicipalityRow]:
    """Best first. A number finds its municipality, also a former one; misspellings only when nothing else is found."""
    words = _without_kind(query.strip())
    if words.isdecimal():
        number = words.zfill(4)
        return [row for row in rows if number == row.number or number in row.former_numbers]
    ranked = [(rank, row) for row in rows if (rank := _rank(words, row)) is not None]
    if any(rank < Rank.MISSPELLED for rank, _row in ranked):
        ranked = [(rank, row) for rank, row in ranked if rank < Rank.MISSPELLED]
    return [row for _rank, row in sorted(ranked, key=lambda found: found[0])]  # stable: Norwegian order within a rank


def _without_kind(words: str) -> str:
    """The name alone: Sami inflects it before the word for municipality (Guovdageainnu suohkan)."""
    *name, last = words.split() or [""]
    return " ".join(name) if name and last.casefold() in _KIND_WORDS else words


def _rank(words: str, row: MunicipalityRow) -> Rank | None:
    names = (row.name, *row.other_names)
    with_kind = tuple(f"{name} kommune" for name in names)
    return matches(words, (*names, *with_kind, f"{row.name} {row.county}", f"{row.name} i {row.county}"))


def counties() -> list[CountyChoice]:
    rows = Organisation.objects.filter(kind=OrganisationKind.COUNTY).current().in_norwegian_order()
    return [CountyChoice(row.name, row.number) for row in rows]


def other_bodies() -> list[Body]:
    rows = Organisation.objects.exclude(kind=OrganisationKind.MUNICIPALITY).current().in_norwegian_order()
    return [Body(row.id, row.kind, _title(row), tuple(row.other_names)) for row in rows]


def _title(row: Organisation) -> str:
    """A county takes part as its council, so that is what it is called."""
    return str(row.about.get("administration_name") or row.name)


def find_bodies(query: str) -> list[Body]:
    ranked = [
        (rank, body) for body in other_bodies() if (rank := matches(query, (body.name, *body.other_names))) is not None
    ]
    if any(rank < Rank.MISSPELLED for rank, _body in ranked):
        ranked = [(rank, body) for rank, body in ranked if rank < Rank.MISSPELLED]
    return [body for _rank, body in sorted(ranked, key=lambda found: found[0])]


def find_places(query: str) -> list[MunicipalityRow | Body]:
    return [*find_among(municipalities(), query), *find_bodies(query)]


def municipalities_of(organisation: Organisation) -> OrganisationQuerySet:
    """Those in the area of a county or a state administrator, or that sit in a regional council. Paginate it."""
    rows = Organisation.objects.municipalities().current().in_norwegian_order()
    if organisation.kind == OrganisationKind.COUNTY:
        return rows.filter(county=organisation)
    if organisation.kind == OrganisationKind.STATE_ADMINISTRATOR:
        return rows.filter(state_administrator=organisation)
    return rows.filter(councils__council=organisation)


@dataclass(frozen=True)
class Council:
    id: UUID
    name: str
    members: tuple[UUID, ...]


def councils() -> list[Council]:
    """What a new collaboration may begin from."""
    rows = CouncilMember.objects.annotate(name=F("council__name")).order_by("council__sort_key", "council_id")
    members: dict[tuple[UUID, str], list[UUID]] = {}
    for row in rows.values_list("council_id", "name", "municipality_id"):
        members.setdefault(row[:2], []).append(row[2])
    return [Council(id, name, tuple(ids)) for (id, name), ids in members.items()]
