"""How a plan stands to other plans, seen from both sides, and never naming a plan the reader may not see."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, Q, When
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


@dataclass(frozen=True)
class _End:
    """What is told of the plan at one end of a link."""

    id: UUID
    name: str
    status: str
    place_id: UUID
    place: str


_END = ("id", "name", "status", "organisation_id", "organisation__name")


def links_of(actor: Actor, plan: Plan) -> list[ShownLink]:
    if not getattr(plan, "has_links", True):  # asked for with the plan: `find_plan_page`
        return []
    other = Case(When(plan=plan, then=F("other_id")), default=F("plan_id"))
    rows = (
        PlanLink.objects.filter(Q(plan=plan) | Q(other=plan))
        .annotate(other_end=other)
        .filter(other_end__in=Plan.objects.visible_to(actor).values("id"))
        .order_by("kind", "made_at", "id")
        .values_list("id", "kind", *(f"{end}__{name}" for end in ("plan", "other") for name in _END))
    )
    return [_shown(actor, plan, id, kind, _End(*ends[:5]), _End(*ends[5:])) for id, kind, *ends in rows[:MOST_SHOWN]]


def _shown(actor: Actor, plan: Plan, id: UUID, kind: str, of: _End, to: _End) -> ShownLink:
    is_from_here = of.id == plan.pk
    other = to if is_from_here else of
    return ShownLink(
        id=id,
        relation=relation(kind, is_from_here=is_from_here),
        other_id=other.id,
        other_name=other.name,
        note="" if other.place_id == plan.organisation_id else other.place,
        can_unlink=of.place_id in actor.writes,
        can_set_replaced=kind == LinkKind.REPLACES and to.place_id in actor.writes and to.status not in ENDED,
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
