"""One municipality among others: what it has of plans, how old that is, and what the law wants that is not there."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from plandugnad.plans.due import Due
from plandugnad.plans.hierarchy.placing import PlanCard
from plandugnad.plans.kinds import IN_FORCE, KINDS, PlanType, missing_by_law
from plandugnad.plans.words.groups import MAIN_TYPE_NAMES

MAIN_TYPES = tuple(MAIN_TYPE_NAMES)


class Sight(StrEnum):
    """How much of a municipality's plans one may see."""

    ALL = "all"
    ADOPTED = "adopted"
    SHARED = "shared"
    NONE = "none"


@dataclass(frozen=True)
class Place:
    """What the register says, the same for everybody."""

    id: UUID
    name: str
    number: str
    sort_key: str
    county: str
    county_number: str
    is_example: bool
    centrality: int | None
    population: int | None
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class Cell:
    """A main plan of one municipality, or that there is none. `is_missing` only where one sees enough to say it."""

    plan_type: PlanType
    plan: PlanCard | None
    is_missing: bool
    is_within: bool = False  # not there on its own, but another plan may be it

    @property
    def heading(self) -> str:
        return str(MAIN_TYPE_NAMES[self.plan_type])

    @property
    def section(self) -> str:
        return KINDS[self.plan_type].section


@dataclass(frozen=True)
class AreaRow:
    """`total` does not count what has ended. `main` is in the order of MAIN_TYPES, None where one sees no such plan."""

    place: Place
    sight: Sight
    total: int = 0
    ended: int = 0
    overdue: int = 0
    soon: int = 0
    with_due: int = 0
    main: tuple[PlanCard | None, ...] = (None,) * len(MAIN_TYPES)

    @property
    def has_plans(self) -> bool:
        return self.total + self.ended > 0

    @property
    def missing(self) -> tuple[PlanType, ...]:
        """Nothing can be said of a municipality whose plans nobody has entered, or that shows only a few of them."""
        if not self.has_plans or self.sight not in (Sight.ALL, Sight.ADOPTED):
            return ()
        return missing_by_law({PlanType(plan.plan_type) for plan in self.main if plan and plan.status in IN_FORCE})

    @property
    def cells(self) -> list[Cell]:
        missing = self.missing
        can_be_said = self.has_plans and self.sight in (Sight.ALL, Sight.ADOPTED)
        return [
            Cell(kind, plan, kind in missing, is_within=can_be_said and plan is None and kind not in missing)
            for kind, plan in zip(MAIN_TYPES, self.main, strict=True)
        ]

    def plan_of(self, plan_type: PlanType) -> PlanCard | None:
        return self.main[MAIN_TYPES.index(plan_type)]

    @property
    def main_overdue(self) -> int:
        return sum(plan.due is Due.OVERDUE for plan in self.main if plan)

    @property
    def overdue_share(self) -> float | None:
        """Of the plans that have a date to be revised by."""
        return self.overdue / self.with_due if self.with_due else None
