"""Single things of the following up, and what has been said of one plan."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from plandugnad.plans.models import Plan
from plandugnad.plans.queries.collaboration import find_collaboration
from plandugnad.regions.models import Collaboration, Member, Organisation
from plandugnad.strategies.kinds import MADE
from plandugnad.strategies.living.models import TrackNote
from plandugnad.strategies.models import PlanNeed, Strategy

_NOTES_ON_A_PAGE = 20


def find_need(strategy: Strategy, id: UUID) -> PlanNeed | None:
    rows = PlanNeed.objects.kept().filter(strategy=strategy, pk=id, decision__in=MADE)
    return rows.select_related("strategy__plan", "strategy__organisation").first()


def find_note(strategy: Strategy, need: UUID, id: UUID) -> TrackNote | None:
    return TrackNote.objects.filter(need__strategy=strategy, need=need, need__deleted_at=None, pk=id).first()


def find_plan(id: UUID) -> Plan | None:
    return Plan.objects.kept().filter(pk=id).first()


def notes_of(need: PlanNeed, page: Any) -> Page[TrackNote]:
    rows = TrackNote.objects.filter(need=need).order_by("-made_at", "-id")
    return Paginator(rows, _NOTES_ON_A_PAGE).get_page(page)


def municipalities_in(county: Organisation) -> list[Organisation]:
    rows = Organisation.objects.municipalities().current().filter(county=county)
    return list(rows.order_by("sort_key", "name"))


def collaboration_with_members(id: UUID) -> tuple[Collaboration, list[Organisation]]:
    """In one query, where it has members."""
    members = Member.objects.filter(collaboration=id).select_related("organisation", "collaboration")
    rows = list(members.order_by("organisation__sort_key", "organisation__name"))
    if not rows:
        return find_collaboration(id), []
    return rows[0].collaboration, [row.organisation for row in rows]
