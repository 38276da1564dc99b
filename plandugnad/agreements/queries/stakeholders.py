"""The actor map as a table, and whom it proposes for a plan process."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.text import capfirst

from plandugnad.agreements.kinds import AgreementKind, Stage, StakeholderLevel, StakeholderRole
from plandugnad.agreements.models import Stakeholder
from plandugnad.core.pieces import Chip
from plandugnad.regions.models import Collaboration

AT_A_TIME = 100


@dataclass(frozen=True)
class StakeholderRowNow:
    """`stages` in the order of the process, as words."""

    row: Stakeholder
    level: str
    role: str
    stages: str


@dataclass(frozen=True)
class ActorMap:
    page: Page[StakeholderRowNow]
    chips: list[Chip]
    count: int


def map_of(collaboration: Collaboration, level: str, page: str | None) -> ActorMap:
    """Narrowed to a level when that is one. Two queries."""
    rows = [_now(row) for row in _standing([collaboration.id])]
    chosen = level if level in StakeholderLevel.values else ""
    shown = [each for each in rows if not chosen or each.row.level == chosen]
    chips = [
        Chip(capfirst(str(each.label)), "?" if chosen == each else f"?niva={each.value}", chosen == each, count)
        for each in StakeholderLevel
        if (count := sum(row.row.level == each for row in rows))
    ]
    return ActorMap(Paginator(shown, AT_A_TIME).get_page(page), chips, len(rows))


def _now(row: Stakeholder) -> StakeholderRowNow:
    return StakeholderRowNow(
        row,
        capfirst(str(StakeholderLevel(row.level).label)) if row.level else "",
        capfirst(str(StakeholderRole(row.role).label)) if row.role else "",
        capfirst(", ".join(str(stage.label) for stage in Stage if stage in row.stages)),
    )


def _standing(places: Collection[UUID]) -> "QuerySet[Stakeholder]":
    rows = Stakeholder.objects.filter(
        agreement__collaboration__in=places,
        agreement__kind=AgreementKind.STAKEHOLDERS,
        agreement__withdrawn_at=None,
        ended_at=None,
    )
    return rows.select_related("organisation").order_by("agreement__collaboration__name", "order", "id")
