from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from plandugnad.boundaries.comparing import Compared, Known, compare
from plandugnad.boundaries.models import Boundary, BoundarySet
from plandugnad.regions.models import FormerNumber, Organisation

Rings = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Shape:
    """In steps of ten metres east and north (EPSG:25833)."""

    number: str
    rings: Rings
    point: tuple[int, int]


@dataclass(frozen=True)
class Land:
    """The outlines in use, and what must be said where they are shown."""

    shapes: Mapping[str, Shape]
    county_edges: Mapping[str, Rings]
    source: str
    licence: str
    year: int


def current_set() -> BoundarySet | None:
    return _kept().first()


def kept_sets() -> list[BoundarySet]:
    """Those in use and those before them, newest first."""
    return list(_kept()[:20])


def draft_set() -> BoundarySet | None:
    return BoundarySet.objects.filter(taken_at=None).order_by("-made_at").first()


def _kept() -> "QuerySet[BoundarySet]":
    return BoundarySet.objects.filter(taken_at__isnull=False).order_by("-taken_at", "-id")


def land(county: str = "") -> Land | None:
    """All of Norway in few corners, or one county in more. One query when it has been read before by this process."""
    key = _kept().values_list("id", flat=True).first()
    return _land(key, county) if key else None


@lru_cache(maxsize=24)
def _land(set_id: UUID, county: str) -> Land:
    """What is in one set never changes."""
    found = BoundarySet.objects.get(pk=set_id)
    rows = Boundary.objects.filter(boundary_set=found)
    detail = "coarse"
    if county:
        rows, detail = rows.filter(number__startswith=county), "fine"
    shapes = {
        number: Shape(number, tuple(tuple(ring) for ring in rings), (point[0], point[1]))
        for number, rings, point in rows.values_list("number", detail, "point")
    }
    edges = {number: tuple(tuple(ring) for ring in rings) for number, rings in found.county_edges.items()}
    return Land(shapes, edges, found.source, found.licence, found.year)


def compared(boundary_set: BoundarySet) -> Compared:
    return beside_register(dict(boundary_set.boundaries.values_list("number", "name")))


def beside_register(names: Mapping[str, str]) -> Compared:
    """`names` of a file, by number."""
    rows = Organisation.objects.municipalities().current().filter(is_example=False)
    register = [
        Known(number, name, frozenset({name, *others}))
        for number, name, others in rows.values_list("number", "name", "other_names")
    ]
    successors: defaultdict[str, list[str]] = defaultdict(list)
    until = {}
    for former in FormerNumber.objects.select_related("organisation").order_by("organisation__number"):
        successors[former.number].append(f"{former.organisation.number} {former.organisation.name}")
        until[former.number] = former.valid_to
    return compare(names, register, {number: (tuple(now), until[number]) for number, now in successors.items()})
