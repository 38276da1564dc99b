"""From many plan types to few: the plans of types the municipality does not use, and what they are called instead."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.engines.tables.kinds import plan_kind
from plandugnad.plans.actions import change_plan, one_at_a_time
from plandugnad.plans.kinds import ENDED, PlanType
from plandugnad.plans.models import Plan, PlanTypeUse
from plandugnad.plans.words.names import type_name
from plandugnad.regions.models import Organisation
from plandugnad.strategies.actions import ChangedMeanwhile
from plandugnad.strategies.tidying.models import SystemPrinciples, TypeMove

T = PlanType
# What each may become, nearest first: the first that the municipality uses is proposed.
NEAREST: dict[str, tuple[PlanType, ...]] = {
    T.PARTIAL_PLAN_THEME: (T.THEME_PLAN, T.COMMUNITY_PART),
    T.PARTIAL_PLAN_AREA: (T.LAND_USE_PART, T.ZONING_AREA),
    T.THEME_PLAN: (T.PARTIAL_PLAN_THEME, T.COMMUNITY_PART, T.OTHER),
    T.ZONING_AREA: (T.ZONING_DETAIL,),
    T.ZONING_DETAIL: (T.ZONING_AREA,),
    T.ACTION_PART: (T.ECONOMY_PLAN,),
    T.ECONOMY_PLAN: (T.ACTION_PART,),
    T.SERVICE_PLAN: (T.THEME_PLAN, T.OTHER),
    T.ANNUAL_REPORT: (T.OTHER, T.KNOWLEDGE_BASE),
    T.KNOWLEDGE_BASE: (T.OTHER,),
    T.OTHER: (T.THEME_PLAN, T.KNOWLEDGE_BASE),
    "": (),
}


@dataclass(frozen=True)
class OldPlan:
    id: UUID
    name: str
    proposed: str


@dataclass(frozen=True)
class OldType:
    """A type that is not in use, or no type at all, with the plans that still have it."""

    code: str
    name: str
    proposed: str
    plans: tuple[OldPlan, ...]

    @property
    def proposed_name(self) -> str:
        return type_name(self.proposed)


@dataclass(frozen=True)
class TypesPage:
    used: tuple[tuple[str, str], ...]
    old: tuple[OldType, ...]
    moves: tuple[TypeMove, ...]
    principles: SystemPrinciples | None
    is_begun: bool
    before: int  # how many types there are plans of
    after: int

    @property
    def to_move(self) -> int:
        return sum(len(one.plans) for one in self.old)


def read_types(organisation: Organisation) -> TypesPage:
    """Of the plans this municipality leads: of the others the type is not its own to say."""
    uses = {row.plan_type: row.is_used for row in PlanTypeUse.objects.filter(organisation=organisation)}
    used = tuple(code for code in PlanType.values if uses.get(code, True))
    kept = Plan.objects.kept().of(organisation).exclude(status__in=ENDED).in_norwegian_order()
    plans = list(kept.values_list("id", "name", "plan_type"))
    codes = [code for code in (*PlanType.values, "") if code not in used]
    old = tuple(_old_type(code, [(id, name) for id, name, kind in plans if kind == code], used) for code in codes)
    old = tuple(one for one in old if one.plans)
    counts = Counter(kind for _id, _name, kind in plans)
    after = {code for code in counts if code in used} | {one.proposed for each in old for one in each.plans}
    return TypesPage(
        used=tuple((code, type_name(code)) for code in used),
        old=old,
        moves=tuple(TypeMove.objects.filter(organisation=organisation, undone_at=None).order_by("made_at", "id")),
        principles=SystemPrinciples.objects.filter(organisation=organisation).first(),
        is_begun=bool(uses),
        before=len(counts.keys() - {""}),
        after=len(after - {""}),
    )


def _old_type(code: str, plans: list[tuple[UUID, str]], used: Collection[str]) -> OldType:
    proposed = next((near.value for near in NEAREST.get(code, ()) if near in used), "")
    each = tuple(OldPlan(id, name, _proposed(name, proposed, used)) for id, name in plans)
    common = Counter(one.proposed for one in each).most_common(1)
    return OldType(code, type_name(code) or _("Uten plantype"), common[0][0] if common else proposed, each)


def _proposed(name: str, proposed: str, used: Collection[str]) -> str:
    """What the name says goes first, where that is a type in use."""
    said = plan_kind(name) or ""
    return said if said in used else proposed


@transaction.atomic
def move_plans(by: By, organisation: Organisation, was: str, becomes: str, plan_ids: Collection[UUID]) -> TypeMove:
    """Those of them that still are of the type they were; only a type in use may be chosen."""
    one_at_a_time(organisation.pk)
    if becomes not in {code for code, _name in read_types(organisation).used}:
        raise ValidationError({"becomes": _("Velg en plantype dere bruker.")})
    plans = list(Plan.objects.kept().of(organisation).filter(id__in=plan_ids, plan_type=was).order_by("id"))
    if was == becomes or not plans:
        raise ValidationError(_("Ingen av planene har denne plantypen lenger. Last siden på nytt."))
    for plan in plans:
        change_plan(by, plan, {"plan_type": becomes})
    ids = [plan.pk for plan in plans]
    move = TypeMove.objects.create(organisation=organisation, was=was, becomes=becomes, plans=ids)
    after = {"was": was, "becomes": becomes, "plans": len(ids)}
    audit.record(by, "plan_types_moved", move, organisation_id=organisation.pk, after=after)
    return move


@transaction.atomic
def undo_move(by: By, move: TypeMove) -> None:
    """Plans somebody has called something else since, stay so."""
    one_at_a_time(move.organisation_id)
    current = TypeMove.objects.get(pk=move.pk)
    if current.undone_at is not None:
        return
    moved = Plan.objects.kept().filter(organisation_id=move.organisation_id, id__in=current.plans)
    for plan in moved.filter(plan_type=current.becomes).order_by("id"):
        change_plan(by, plan, {"plan_type": current.was})
    current.undone_at = timezone.now()
    current.save(update_fields=["undone_at"])
    audit.record(by, "plan_types_moved_back", current, organisation_id=current.organisation_id)


def find_move(organisation: Organisation, id: UUID) -> TypeMove | None:
    return TypeMove.objects.filter(organisation=organisation, pk=id).first()


@transaction.atomic
def write_principles(by: By, organisation: Organisation, text: str, *, seen_version: int = 0) -> None:
    one_at_a_time(organisation.pk)
    row = SystemPrinciples.objects.filter(organisation=organisation).first()
    row = row or SystemPrinciples(organisation=organisation, version=0)
    if row.text == text:
        return
    if seen_version != row.version:
        raise ChangedMeanwhile(row)
    before = row.text
    row.text, row.version = text, row.version + 1
    row.save()
    audit.record(
        by,
        "system_principles_written",
        row,
        organisation_id=organisation.pk,
        before={"text": before},
        after={"text": text},
    )
