"""The actor map as a table, and whom it proposes for a plan process."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.text import capfirst

from plandugnad.agreements.kinds import AgreementKind, Stage, StakeholderLevel, StakeholderRole
from plandugnad.agreements.models import Stakeholder
from plandugnad.core.pieces import Chip
from plandugnad.regions.models import Collaboration, Member

AT_A_TIME = 100
# A contact point may be a person's name or «ordføreren»: only what mail can be sent to goes on the envelope.
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


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


def _standing(places: "Collection[UUID] | QuerySet[Any, Any]") -> "QuerySet[Stakeholder]":
    rows = Stakeholder.objects.filter(
        agreement__collaboration__in=places,
        agreement__kind=AgreementKind.STAKEHOLDERS,
        agreement__withdrawn_at=None,
        ended_at=None,
    )
    return rows.select_related("organisation").order_by("agreement__collaboration__name", "order", "id")


@dataclass(frozen=True)
class ProposedRecipient:
    """`stage_words`: the phases it is written for; empty when it is for all of them."""

    id: UUID
    name: str
    address: str
    organisation_id: UUID | None
    organisation_number: str
    is_consultee: bool
    responsibility: str
    stage_words: str
    place: str


def proposed_recipients(places: Collection[UUID], stages: Collection[str]) -> list[ProposedRecipient]:
    """Whom the actor maps of the collaborations these municipalities are members of today say to involve now.

    Who decides is not notified of its own case. One query.
    """
    mine = Member.objects.filter(organisation__in=places).values("collaboration")
    rows = _standing(mine).exclude(role=StakeholderRole.DECIDES).select_related("agreement__collaboration")
    return [_proposed(row) for row in rows if not row.stages or set(row.stages) & set(stages)]


def _proposed(row: Stakeholder) -> ProposedRecipient:
    body = row.organisation
    return ProposedRecipient(
        id=row.pk,
        name=row.name,
        address=row.contact.strip() if _EMAIL.fullmatch(row.contact.strip()) else "",
        organisation_id=row.organisation_id,
        organisation_number=body.organisation_number if body else "",
        is_consultee=row.role == StakeholderRole.CONSULTEE,
        responsibility=row.responsibility,
        stage_words=", ".join(str(stage.label) for stage in Stage if stage in row.stages),
        place=row.agreement.collaboration.name,
    )
