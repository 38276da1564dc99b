"""Whom a plan is shown to beyond those who see it anyway."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import JSONObject

from plandugnad.core.norwegian import search_key
from plandugnad.plans.models import Plan, PlanShare
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Organisation, OrganisationKind

MOST_SHOWN = 100
MOST_OFFERED = 20


@dataclass(frozen=True)
class ShownShare:
    id: UUID
    name: str
    kind: str


@dataclass(frozen=True)
class Audience:
    """`code` is what the form sends: 'o' or 's' (samarbeid), and the id."""

    code: str
    name: str
    kind: str


# A share as it lies in the row of a plan that was asked for with its shares.
SHARE_ROW = JSONObject(
    id="id", organisation="organisation__name", kind="organisation__kind", collaboration="collaboration__name"
)


def shares_with(plan: Plan) -> list[ShownShare]:
    """No query, of a plan from `find_plan_page`."""
    rows = getattr(plan, "share_rows", None)
    return shares_of(plan) if rows is None else [_told(row) for row in rows]


def _told(row: dict[str, str]) -> ShownShare:
    if row["organisation"] is not None:
        return ShownShare(UUID(row["id"]), row["organisation"], str(OrganisationKind(row["kind"]).label))
    return ShownShare(UUID(row["id"]), row["collaboration"], str(Collaboration._meta.verbose_name))


def shares_of(plan: Plan) -> list[ShownShare]:
    rows = PlanShare.objects.filter(plan=plan).select_related("organisation", "collaboration").order_by("made_at", "id")
    return [_shown(share) for share in rows[:MOST_SHOWN]]


def _shown(share: PlanShare) -> ShownShare:
    if share.organisation is not None:
        return ShownShare(share.id, share.organisation.name, share.organisation.get_kind_display())
    assert share.collaboration is not None  # a constraint of the table
    return ShownShare(share.id, share.collaboration.name, str(Collaboration._meta.verbose_name))


def find_share(plan: Plan, id: UUID) -> PlanShare | None:
    return PlanShare.objects.select_related("plan", "organisation", "collaboration").filter(plan=plan, pk=id).first()


def audiences(actor: Actor, plan: Plan, query: str) -> list[Audience]:
    """The actor's own collaborations, and what the register has for the words. Without words: the collaborations."""
    words = search_key(query).split()
    collaborations = Collaboration.objects.filter(id__in=actor.collaborations).order_by("name")
    found = [Audience(f"s{one.id}", one.name, str(one._meta.verbose_name)) for one in collaborations[:MOST_OFFERED]]
    if not words:
        return found
    found = [one for one in found if all(word in search_key(one.name) for word in words)]
    register = Organisation.objects.current().exclude(pk=plan.organisation_id)
    for word in words:
        register = register.filter(search_key__contains=word)
    rows = register.in_norwegian_order()[:MOST_OFFERED]
    return found + [Audience(f"o{one.id}", one.name, one.get_kind_display()) for one in rows]


def find_audience(actor: Actor, plan: Plan, code: str) -> Organisation | Collaboration | None:
    """Only what could have been offered: any other organisation of the register, or a collaboration one is in."""
    try:
        id = UUID(code[1:])
    except ValueError:
        return None
    if code[:1] == "s":
        return Collaboration.objects.filter(pk=id, id__in=actor.collaborations).first()
    if code[:1] == "o":
        return Organisation.objects.current().exclude(pk=plan.organisation_id).filter(pk=id).first()
    return None
