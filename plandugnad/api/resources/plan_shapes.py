"""A plan as other programs read and write it. The names are those of plandugnad.plans.models."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field

from plandugnad.api.paging import Paging
from plandugnad.api.resources.shapes import CountyText, Moment, NumberText, PlaceRef, Strict, WhenText, iso, place_ref
from plandugnad.exchange.codes import sosi_plan_status, sosi_plan_type
from plandugnad.plans.fields import INTERNAL
from plandugnad.plans.kinds import Decision, LinkKind, PlanStatus, PlanType
from plandugnad.plans.models import Plan, PlanOwner
from plandugnad.plans.snapshot import WHEN_FIELDS
from plandugnad.regions.actor import Actor

_INTERNAL = gettext_noop("Bare der du ser det kommunen har tenkt, men ikke vedtatt; ellers null.")
_DECIDED = gettext_noop("null til kommunestyret der har gjort vedtak.")


class OwnerOut(PlaceRef):
    """What its council has decided is told to whoever sees the plan; what it has not decided is told to nobody."""

    status: Annotated[PlanStatus | None, Field(description=_DECIDED)]
    adopted: Annotated[WhenText | None, Field(description=_DECIDED)]
    adopted_by: Annotated[str | None, Field(description=_DECIDED)]
    case_reference: Annotated[str | None, Field(description=_DECIDED)]


class PlanOut(Schema):
    id: UUID
    version: Annotated[int, Field(description=gettext_noop("Send den tilbake når du endrer planen."))]
    municipality: Annotated[PlaceRef, Field(description=gettext_noop("Kommunen som har planen, eller leder arbeidet."))]
    owners: Annotated[
        list[OwnerOut],
        Field(description=gettext_noop("De andre kommunene som eier planen, hver med sitt eget vedtak (pbl. § 9-3).")),
    ]
    name: str
    plan_type: Annotated[PlanType | None, Field(description=gettext_noop("null når den ikke er kjent."))]
    status: PlanStatus | None
    sosi_plan_type: Annotated[
        str | None, Field(description=gettext_noop("«plantype» i den nasjonale kodelisten, for arealplaner."))
    ]
    sosi_plan_status: Annotated[
        str | None, Field(description=gettext_noop("«planstatus» i den nasjonale kodelisten, for arealplaner."))
    ]
    national_plan_id: str
    legal_basis: str
    section: str
    owner_unit: str
    responsible: str
    adopted: WhenText | None
    adopted_by: str
    last_revised: WhenText | None
    revision_due: WhenText | None
    period: WhenText | None
    valid_until: WhenText | None
    case_reference: str
    parent_id: Annotated[
        UUID | None, Field(description=gettext_noop("Planen den er forankret i, når du ser den også."))
    ]
    parent_name: str | None
    goal: str
    themes: list[str]
    decision: Annotated[Decision | None, Field(description=_INTERNAL)]
    priority: Annotated[str | None, Field(description=_INTERNAL)]
    work_years: Annotated[str | None, Field(description=_INTERNAL)]
    notes: Annotated[str | None, Field(description=_INTERNAL)]
    is_example: bool
    made_at: datetime
    changed_at: datetime
    deleted_at: datetime | None
    page: Annotated[str, Field(description=gettext_noop("Planens side, for mennesker."))]


class PlanQuery(Paging):
    municipality: NumberText | None = None
    county: CountyText | None = None
    plan_type: PlanType | None = None
    status: PlanStatus | None = None
    q: Annotated[
        str | None,
        Field(
            max_length=200,
            pattern=r"^[^\x00]*$",
            description=gettext_noop("Ord i navn, arealplan-ID eller saksnummer."),
        ),
    ] = None
    changed_since: Annotated[
        Moment | None, Field(description=gettext_noop("Endret på eller etter dette tidspunktet."))
    ] = None
    deleted: Annotated[bool, Field(description=gettext_noop("De slettede, i kommuner du kan endre planer for."))] = (
        False
    )


# As long as each can be kept; a test holds these and the table together.
Line = Annotated[str, Field(max_length=200)]
LongLine = Annotated[str, Field(max_length=400)]
ShortLine = Annotated[str, Field(max_length=80)]
Theme = Annotated[str, Field(max_length=80, pattern=r"^[^,]*$", description=gettext_noop("Uten komma."))]


class PlanFields(Strict):
    """What may be set. null empties a field."""

    plan_type: PlanType | None = None
    status: PlanStatus | None = None
    legal_basis: Line | None = None
    national_plan_id: Annotated[str, Field(max_length=40)] | None = None
    section: Line | None = None
    owner_unit: Line | None = None
    responsible: Line | None = None
    adopted: WhenText | None = None
    adopted_by: Line | None = None
    last_revised: WhenText | None = None
    revision_due: WhenText | None = None
    period: WhenText | None = None
    valid_until: WhenText | None = None
    case_reference: Annotated[str, Field(max_length=120)] | None = None
    decision: Decision | None = None
    priority: ShortLine | None = None
    work_years: ShortLine | None = None
    parent_id: UUID | None = None
    goal: LongLine | None = None
    themes: Annotated[list[Theme], Field(max_length=30)] | None = None
    notes: Annotated[str, Field(max_length=20_000)] | None = None


class PlanNew(PlanFields):
    municipality: NumberText
    name: Annotated[str, Field(min_length=1, max_length=400)]


class PlanChange(PlanFields):
    """Only what you send is changed."""

    version: Annotated[
        int, Field(ge=1, le=2_147_483_647, description=gettext_noop("Versjonen av planen slik du leste den."))
    ]
    name: Annotated[str, Field(min_length=1, max_length=400)] | None = None


class LinkOut(Schema):
    id: UUID
    plan_id: UUID
    kind: Annotated[LinkKind, Field(description=gettext_noop("Hva `plan_id` er for `other_id`."))]
    other_id: UUID


class DocumentOut(Schema):
    id: UUID
    title: str
    address: Annotated[str | None, Field(description=gettext_noop("Hvor det ligger, når det ikke ligger her."))]
    file_name: str | None
    size_bytes: int | None
    made_at: datetime


_TEXTS = (
    "national_plan_id", "legal_basis", "section", "owner_unit", "responsible", "adopted_by", "case_reference", "goal",
    "themes",
)  # fmt: skip


def plans_out(actor: Actor, plans: Iterable[Plan]) -> list[dict[str, Any]]:
    """Of plans marked with `has_internal`. One query for the names of all that are above, and one for all owners."""
    rows = list(plans)
    above = {plan.parent_id for plan in rows if plan.parent_id is not None}
    parents: dict[Any, str] = {}
    if above:
        parents = dict(Plan.objects.visible_to(actor).filter(id__in=above).values_list("id", "name"))
    owners = _owners(rows)
    return [_plan_out(plan, parents) | {"owners": owners.get(plan.id, [])} for plan in rows]


def _owners(plans: list[Plan]) -> dict[UUID, list[dict[str, Any]]]:
    """Who owns a plan, and what each council has decided, is told to whoever sees it, as on its page."""
    found: dict[UUID, list[dict[str, Any]]] = {}
    rows = PlanOwner.objects.standing().filter(plan__in=[plan.id for plan in plans]).select_related("organisation")
    for row in rows.order_by("organisation__sort_key", "organisation__name"):
        found.setdefault(row.plan_id, []).append(_owner(row))
    return found


def _owner(row: PlanOwner) -> dict[str, Any]:
    told = {"status": row.status, "adopted": iso(row.adopted), "adopted_by": row.adopted_by}
    told |= {"case_reference": row.case_reference}
    return place_ref(row.organisation) | (told if row.has_decided else dict.fromkeys(told))


def _plan_out(plan: Plan, parents: dict[Any, str]) -> dict[str, Any]:
    has_internal: bool = plan.has_internal  # type: ignore[attr-defined]  # annotated by `plans._read`
    is_above_seen = plan.parent_id in parents
    return {
        "id": plan.id,
        "version": plan.version,
        "municipality": place_ref(plan.organisation),
        "name": plan.name,
        "plan_type": plan.plan_type or None,
        "status": plan.status or None,
        "sosi_plan_type": sosi_plan_type(plan.plan_type),
        "sosi_plan_status": sosi_plan_status(plan.plan_type, plan.status),
        **{name: getattr(plan, name) for name in _TEXTS},
        **{name: iso(getattr(plan, name)) for name in WHEN_FIELDS},
        **{name: (getattr(plan, name) if has_internal else None) for name in INTERNAL},
        "decision": (plan.decision or None) if has_internal else None,
        "parent_id": plan.parent_id if is_above_seen else None,
        "parent_name": parents.get(plan.parent_id),
        "is_example": plan.organisation.is_example,
        "made_at": plan.made_at,
        "changed_at": plan.changed_at,
        "deleted_at": plan.deleted_at,
        "page": f"{settings.BASE_URL}{reverse('plan', args=[plan.id])}",
    }
