"""How a plan stands to other plans, seen from both sides, and never naming a plan the reader may not see."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from plandugnad.plans.kinds import ENDED, LinkKind
from plandugnad.plans.models import Plan, PlanLink
from plandugnad.regions.actor import Actor

MOST_SHOWN = 100


@dataclass(frozen=True)
class ShownLink:
    id: UUID
    relation: str
    other_id: UUID
    other_name: str
    note: str
    can_unlink: bool
    can_set_replaced: bool


def links_of(actor: Actor, plan: Plan) -> list[ShownLink]:
    visible = Plan.objects.visible_to(actor).values("id")
    both = Q(plan=plan, other__in=visible) | Q(other=plan, plan__in=visible)
    rows = PlanLink.objects.filter(both).select_related("plan__organisation", "other__organisation")
    return [_shown(actor, plan, link) for link in rows.order_by("kind", "made_at", "id")[:MOST_SHOWN]]


def _shown(actor: Actor, plan: Plan, link: PlanLink) -> ShownLink:
    is_from_here = link.plan_id == plan.pk
    other = link.other if is_from_here else link.plan
    is_here = other.organisation_id == plan.organisation_id
    replaced = link.other if link.kind == LinkKind.REPLACES else None
    return ShownLink(
        id=link.id,
        relation=relation(link.kind, is_from_here=is_from_here),
        other_id=other.id,
        other_name=other.name,
        note="" if is_here else other.organisation.name,
        can_unlink=link.plan.organisation_id in actor.writes,
        can_set_replaced=replaced is not None
        and replaced.organisation_id in actor.writes
        and replaced.status not in ENDED,
    )


def relation(kind: str, *, is_from_here: bool) -> str:
    """The words that stand between «denne planen» and the other one."""
    if is_from_here or kind == LinkKind.CONFLICTS:
        return str(LinkKind(kind).label)
    reversed_words = {
        LinkKind.REPLACES: _("er erstattet av"),
        LinkKind.ELABORATES: _("er utdypet i"),
        LinkKind.KNOWLEDGE_FOR: _("bygger på"),
    }
    return reversed_words[LinkKind(kind)]


def find_link(plan: Plan, id: UUID) -> PlanLink | None:
    """A link that this plan is one end of."""
    return PlanLink.objects.select_related("plan", "other").filter(Q(plan=plan) | Q(other=plan), pk=id).first()
