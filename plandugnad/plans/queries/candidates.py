"""Plans to choose among: those a plan may hang under, and those it may stand in some relation to."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from plandugnad.core.norwegian import search_key
from plandugnad.plans.choosing.ranking import Candidate, Choices, linked_to, parents_for
from plandugnad.plans.kinds import ENDED
from plandugnad.plans.models import Plan, PlanHere, PlanQuerySet
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation

MOST_ELSEWHERE = 60  # of other municipalities' plans, which are looked among only when one searches
_FIELDS = ("id", "name", "plan_type", "status", "adopted", "themes", "parent_id", "organisation__name", "search_key")


def may_be_parents(organisation: Organisation, plan: Plan | None = None) -> list[Candidate]:
    """The municipality's own plans but for the plan itself, those below it, and what has ended. One query."""
    found = list(_candidates(PlanHere.objects.kept().of(organisation), organisation.id))
    shut = set(_below(plan.id, found)) | {plan.id} if plan else set()
    current = plan.parent_id if plan else None
    return [each for each in found if each.id not in shut and (each.status not in ENDED or each.id == current)]


def parent_choices(plan: Plan | None, candidates: Iterable[Candidate], query: str) -> Choices:
    if plan is None:
        return parents_for("", "", (), candidates, query)
    return parents_for(plan.plan_type, plan.name, plan.themes, candidates, query)


def link_choices(actor: Actor, plan: Plan, query: str) -> Choices:
    """Plans the person may see, her own municipality's first. Two queries at the most."""
    visible = Plan.objects.visible_to(actor).exclude(pk=plan.pk)
    found = list(_candidates(visible.filter(organisation_id=plan.organisation_id), plan.organisation_id))
    if words := search_key(query).split():
        elsewhere = visible.exclude(organisation_id=plan.organisation_id)
        for word in words:
            elsewhere = elsewhere.filter(search_key__contains=word)
        found += _candidates(elsewhere, plan.organisation_id, MOST_ELSEWHERE)
    return linked_to(plan.plan_type, plan.name, plan.themes, found, query)


def candidate(actor: Actor, plan: Plan, id: UUID) -> Candidate | None:
    """One plan the person may see, also where it is not among those offered first."""
    visible = Plan.objects.visible_to(actor).exclude(pk=plan.pk).filter(pk=id)
    return next(_candidates(visible, plan.organisation_id), None)


def _candidates(plans: PlanQuerySet, here: UUID, most: int | None = None) -> Iterator[Candidate]:
    rows: Any = plans.in_norwegian_order().values_list(*_FIELDS, "organisation_id")[:most]
    for id, name, plan_type, status, adopted, themes, parent_id, place, key, organisation_id in rows:
        place = "" if organisation_id == here else place
        yield Candidate(id, name, plan_type, status, adopted, tuple(themes), parent_id, place, key)


def _below(id: UUID, candidates: Iterable[Candidate]) -> Iterator[UUID]:
    children: dict[UUID | None, list[UUID]] = {}
    for each in candidates:
        children.setdefault(each.parent_id, []).append(each.id)
    waiting, seen = [id], {id}
    while waiting:
        for child in children.get(waiting.pop(), []):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
                yield child
