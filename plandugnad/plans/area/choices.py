"""What a table of municipalities is narrowed by, and the order it stands in. Both live in the address."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from plandugnad.plans.area.figures import FIGURES, Figure
from plandugnad.plans.area.rows import MAIN_TYPES, AreaRow
from plandugnad.plans.filters import DueChoice
from plandugnad.plans.kinds import PlanType

ANYTHING = "noe"
MAIN_OVERDUE = "overordnet"
CENTRALITIES = ("1", "2", "3", "4", "5", "6")
# Their names in addresses, which are Norwegian and stand in people's bookmarks.
MAIN_ADDRESS_NAMES = {
    PlanType.PLANNING_STRATEGY: "planstrategi",
    PlanType.COMMUNITY_PART: "samfunnsdel",
    PlanType.LAND_USE_PART: "arealdel",
    PlanType.ACTION_PART: "handlingsdel",
    PlanType.ECONOMY_PLAN: "okonomiplan",
}
_TYPE_OF = {name: plan_type for plan_type, name in MAIN_ADDRESS_NAMES.items()}
ADDRESS_NAMES = {
    "due": "frist",
    "missing": "mangler",
    "centrality": "sentralitet",
    "collaboration": "samarbeid",
    "county": "fylke",
    "figure": "vis",
}
_ALLOWED: dict[str, Collection[str]] = {
    "due": (*DueChoice.values, MAIN_OVERDUE),
    "missing": (ANYTHING, *_TYPE_OF),
    "centrality": CENTRALITIES,
    "figure": tuple(FIGURES),
}


@dataclass(frozen=True)
class AreaChoices:
    """An empty text is no choice. `figure` is what a map shows, which narrows nothing."""

    due: str = ""
    missing: str = ""
    centrality: str = ""
    collaboration: str = ""
    county: str = ""
    figure: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "AreaChoices":
        """Unknown choices are left out rather than refused: an old address should still lead somewhere."""
        return cls(**{name: _read(name, query.get(address_name, "")) for name, address_name in ADDRESS_NAMES.items()})

    @property
    def narrowing(self) -> dict[str, str]:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value and name != "figure"}

    def without(self, name: str) -> "AreaChoices":
        return replace(self, **{name: ""})

    def with_choice(self, name: str, value: str) -> "AreaChoices":
        return replace(self, **{name: value})

    def cleared(self) -> "AreaChoices":
        return AreaChoices(figure=self.figure)

    def address(self, sorter: str = "") -> str:
        """'?…', or '?' alone, which is the same page with nothing chosen."""
        chosen = self.narrowing | ({"figure": self.figure} if self.figure else {})
        named = {ADDRESS_NAMES[name]: value for name, value in chosen.items()}
        return f"?{urlencode(named | ({'sorter': sorter} if sorter else {}))}"


def _read(name: str, value: str) -> str:
    text = value.strip()[:80]
    if name == "collaboration":
        return _id(text)
    if name == "county":
        return text if text.isdecimal() and text.isascii() and len(text) == 2 else ""
    return text if text in _ALLOWED[name] else ""


def _id(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""


def narrowed(rows: Iterable[AreaRow], choices: AreaChoices, members: Mapping[str, Collection[UUID]]) -> list[AreaRow]:
    """`members` are those of each collaboration one may choose; one that is not among them leaves nothing."""
    return [row for row in rows if _fits(row, choices, members)]


def _fits(row: AreaRow, choices: AreaChoices, members: Mapping[str, Collection[UUID]]) -> bool:
    if choices.due and not _is_due(row, choices.due):
        return False
    if choices.missing and not is_missing(row, choices.missing):
        return False
    if choices.centrality and str(row.place.centrality) != choices.centrality:
        return False
    if choices.county and row.place.county_number != choices.county:
        return False
    return not choices.collaboration or row.place.id in members.get(choices.collaboration, ())


def _is_due(row: AreaRow, what: str) -> bool:
    if what == MAIN_OVERDUE:
        return row.main_overdue > 0
    return bool(row.overdue if what == DueChoice.OVERDUE else row.soon)


def is_missing(row: AreaRow, what: str) -> bool:
    return bool(row.missing) if what == ANYTHING else _TYPE_OF[what] in row.missing


_Key = Callable[[AreaRow], Any]


def _adopted(plan_type: PlanType) -> _Key:
    def key(row: AreaRow) -> Any:
        plan = row.plan_of(plan_type)
        return plan.adopted.last_day() if plan and plan.adopted else None

    return key


# None where a municipality has nothing to be put in order by: it stands last both ways.
_SORTS: dict[str, _Key] = {
    "navn": lambda row: row.place.sort_key,
    "fylke": lambda row: (row.place.county, row.place.sort_key),
    "planer": lambda row: row.total if row.has_plans else None,
    "over": lambda row: row.overdue if row.has_plans else None,
    **{MAIN_ADDRESS_NAMES[plan_type]: _adopted(plan_type) for plan_type in MAIN_TYPES},
    "mangler": lambda row: len(row.missing) if row.has_plans else None,
    "sentralitet": lambda row: row.place.centrality,
    "innbyggere": lambda row: row.place.population,
}
BY_FIGURE = "tall"


def read_sorter(text: str) -> str:
    name = text.removeprefix("-")
    return text if name in _SORTS or name == BY_FIGURE else ""


def in_order(rows: Iterable[AreaRow], sorter: str, figure: Figure | None = None) -> list[AreaRow]:
    by_name = sorted(rows, key=lambda row: (row.place.sort_key, row.place.number))
    name = sorter.removeprefix("-") or "navn"
    key: _Key = figure.value if name == BY_FIGURE and figure else _SORTS.get(name, _SORTS["navn"])
    known = [row for row in by_name if key(row) is not None]
    unknown = [row for row in by_name if key(row) is None]
    return sorted(known, key=key, reverse=sorter.startswith("-")) + unknown
