"""What a reader of one format finds, before anything is made of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from plandugnad.engines.boundaries.refusal import Refused, shown

Position = tuple[float, float]
Polygon = list[list[Position]]  # the outer ring first, each closed

MOST_UNITS = 2_000  # Norway has had 744 municipalities at most
MOST_POINTS = 6_000_000
SYSTEMS = {"4326", "4258", "CRS84", "25832", "25833", "25835"}
# Norway with Svalbard, Jan Mayen and the sea areas. The two ranges of degrees have nothing in common, so it is seen
# when latitude comes first, as it does in GML by the rules of EPSG:4258.
LONGITUDES, LATITUDES = (-12.0, 40.0), (56.0, 82.0)
EASTINGS, NORTHINGS = (-700_000.0, 1_600_000.0), (6_200_000.0, 9_100_000.0)


@dataclass
class Unit:
    number: str
    name: str
    polygons: list[Polygon] = field(default_factory=list)


@dataclass
class Found:
    """`dated` is the newest date the file tells of itself, as it stands there."""

    system: str = ""
    units: dict[str, Unit] = field(default_factory=dict)
    dated: str = ""
    counties: int = 0
    points: int = 0
    _checked: bool = field(default=False, repr=False)

    def add(self, number: str, name: str, polygons: list[Polygon]) -> None:
        """A municipality may come in several parts."""
        if not (len(number) == 4 and number.isascii() and number.isdecimal()):
            raise Refused("number", {"value": shown(number)})
        if not name.isprintable():  # a NUL or half a pair of surrogates cannot be kept
            raise Refused("name", {"number": number, "value": shown(name)})
        self.points += sum(len(ring) for polygon in polygons for ring in polygon)
        if self.points > MOST_POINTS:
            raise Refused("points", {"most": str(MOST_POINTS)})
        unit = self.units.setdefault(number, Unit(number, name))
        unit.polygons += polygons
        if len(self.units) > MOST_UNITS:
            raise Refused("units", {"most": str(MOST_UNITS)})

    def is_newer(self, date: object) -> None:
        """Keeps the day if it is one; anything else says nothing."""
        day = str(date)[:10]
        if len(day) == 10 and day[:4].isdecimal() and day[4] == day[7] == "-":
            self.dated = max(self.dated, day)


def positions(found: Found) -> Iterator[tuple[Unit, Position]]:
    for unit in found.units.values():
        for polygon in unit.polygons:
            for ring in polygon:
                for position in ring:
                    yield unit, position
