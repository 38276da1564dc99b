"""Plans: read what the token's person sees, change what she may change, by the same actions as the pages."""

from typing import Annotated, Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Header, Query, Router, Status

from plandugnad.api.doors import ApiRequest, Token
from plandugnad.api.models import TokenScope
from plandugnad.api.paging import Page, Paging, page_of
from plandugnad.api.problems import Problem, not_found, refused
from plandugnad.api.resources.plan_shapes import (
    DocumentOut,
    LinkOut,
    PlanChange,
    PlanFields,
    PlanNew,
    PlanOut,
    PlanQuery,
    plans_out,
)
from plandugnad.core.norwegian import search_key
from plandugnad.plans import actions
from plandugnad.plans.access import plan_abilities, portfolio_abilities
from plandugnad.plans.fields import EDITED, SHOWN_AS, label_of
from plandugnad.plans.forms.plan import PlanForm
from plandugnad.plans.models import Plan, PlanDocument, PlanLink, PlanQuerySet, PlanShare
from plandugnad.plans.queries.narrowing import as_mark
from plandugnad.plans.queries.plan import find_plan
from plandugnad.plans.snapshot import WHEN_FIELDS
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation

router = Router(auth=Token(TokenScope.READ_PLANS), tags=["plans"])
_writes = Token(TokenScope.WRITE_PLANS)

_MATCH = gettext_noop("ETag-en du har. Er den en annen nå, blir svaret 412.")
_SAME = gettext_noop("Samme nøkkel og kommune gir én plan, uansett hvor mange ganger det sendes.")
IfMatch = Annotated[str | None, Header(alias="If-Match", description=_MATCH)]
OnceKey = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200, description=_SAME)]


@router.get(
    "/plans",
    response=Page[PlanOut],
    operation_id="list_plans",
    summary=gettext_noop("Planene du ser"),
    description=gettext_noop("Alle, eller dem som passer med alle valgene du gir."),
)
def list_plans(request: ApiRequest, query: Query[PlanQuery]) -> dict[str, Any]:
    actor = request.auth.actor
    rows = _deleted(actor) if query.deleted else Plan.objects.visible_to(actor)
    return page_of(request, _read(rows.filter(_wanted(query)), actor), query, lambda found: plans_out(actor, found))


@router.get("/plans/{uuid:id}", response=PlanOut, operation_id="get_plan", summary=gettext_noop("Én plan"))
def get_plan(request: ApiRequest, response: HttpResponse, id: UUID) -> dict[str, Any]:
    return _shown(request, response, _seen(request.auth.actor, id))


@router.post(
    "/plans", response={201: PlanOut}, auth=_writes, operation_id="create_plan", summary=gettext_noop("Lag en plan")
)
def create_plan(request: ApiRequest, response: HttpResponse, plan: PlanNew, key: OnceKey = None) -> Any:
    actor = request.auth.actor
    municipality = Organisation.objects.municipalities().filter(number=plan.municipality).first()
    if municipality is None or not portfolio_abilities(actor, municipality).can_write:
        raise not_found()
    values = _values(municipality, None, plan)
    id = uuid5(municipality.id, f"{actor.person_id}:{key}") if key else None
    try:
        made = actions.create_plan(actor.by, municipality, values, id=id)
    except actions.MadeElsewhere as elsewhere:
        raise Problem(409, elsewhere.messages[0]) from None
    if made.deleted_at is not None:
        raise Problem(409, _("Planen er laget med denne nøkkelen før, og er slettet siden. Hent den tilbake."))
    response.headers["Location"] = f"/api/v1/plans/{made.id}"
    return Status(201, _shown(request, response, made))


@router.patch(
    "/plans/{uuid:id}",
    response=PlanOut,
    auth=_writes,
    operation_id="change_plan",
    summary=gettext_noop("Endre en plan"),
    description=gettext_noop(
        "Bare det du sender, blir endret. Har noen andre endret samme felt siden du leste, blir svaret 409."
    ),
)
def change_plan(request: ApiRequest, response: HttpResponse, id: UUID, plan: PlanChange, match: IfMatch = None) -> Any:
    with transaction.atomic():
        found = _to_change(request.auth.actor, id, match)
        if plan.version > found.version:
            words = _("Planen har ingen versjon %(sent)d; den siste er %(version)d. Les den på nytt.")
            raise Problem(409, words % {"sent": plan.version, "version": found.version})
        try:
            actions.change_plan(
                request.auth.actor.by, found, _values(found.organisation, found, plan), seen_version=plan.version
            )
        except actions.ChangedMeanwhile as meanwhile:
            raise _conflict(meanwhile) from None
    return _shown(request, response, found)


@router.delete(
    "/plans/{uuid:id}",
    response={204: None},
    auth=_writes,
    operation_id="delete_plan",
    summary=gettext_noop("Slett en plan"),
    description=gettext_noop("Planen blir borte fra oversiktene, men ingenting går tapt: den kan hentes tilbake."),
)
def delete_plan(request: ApiRequest, id: UUID, match: IfMatch = None) -> Any:
    with transaction.atomic():
        actions.delete_plan(request.auth.actor.by, _to_change(request.auth.actor, id, match))
    return Status(204, None)


@router.post(
    "/plans/{uuid:id}/undelete",
    response=PlanOut,
    auth=_writes,
    operation_id="undelete_plan",
    summary=gettext_noop("Hent tilbake en slettet plan"),
)
def undelete_plan(request: ApiRequest, response: HttpResponse, id: UUID) -> Any:
    found = find_plan(id)
    if found is None or not portfolio_abilities(request.auth.actor, found.organisation).can_write:
        raise not_found()
    actions.undelete_plan(request.auth.actor.by, found)
    return _shown(request, response, found)


@router.get(
    "/plans/{uuid:id}/links",
    response=Page[LinkOut],
    operation_id="list_plan_links",
    summary=gettext_noop("Forholdet til andre planer"),
    description=gettext_noop("Sett fra begge sider, og bare planer du ser."),
)
def list_links(request: ApiRequest, id: UUID, query: Query[Paging]) -> dict[str, Any]:
    actor = request.auth.actor
    plan = _seen(actor, id)
    visible = Plan.objects.visible_to(actor).values("id")
    rows = PlanLink.objects.filter(Q(plan=plan, other__in=visible) | Q(other=plan, plan__in=visible))
    return page_of(request, rows, query, lambda found: found)


@router.get(
    "/plans/{uuid:id}/documents",
    response=Page[DocumentOut],
    operation_id="list_plan_documents",
    summary=gettext_noop("Hva vi vet om dokumentene"),
    description=gettext_noop("Filene selv hentes på planens side."),
)
def list_documents(request: ApiRequest, id: UUID, query: Query[Paging]) -> dict[str, Any]:
    plan = _seen(request.auth.actor, id)
    rows = PlanDocument.objects.filter(plan=plan, deleted_at=None).select_related("file")
    return page_of(request, rows, query, lambda found: map(_document, found))


def _document(row: PlanDocument) -> dict[str, Any]:
    about = {"file_name": row.file_name or None, "size_bytes": row.file.size_bytes if row.file else None}
    return {"id": row.id, "title": row.title, "address": row.address or None, "made_at": row.made_at, **about}


def _deleted(actor: Actor) -> PlanQuerySet:
    return Plan.objects.filter(organisation_id__in=actor.writes, deleted_at__isnull=False)


def _read(plans: PlanQuerySet, actor: Actor) -> PlanQuerySet:
    """Each marked with whether its internal fields are the actor's: `_can_see_internal` of plans.access, of many."""
    shared = PlanShare.objects.reaching(actor).values("plan_id")
    mark = as_mark(Q(organisation_id__in=actor.reads) | Q(id__in=shared))
    return plans.select_related("organisation").defer("extent").annotate(has_internal=mark)


def _wanted(query: PlanQuery) -> Q:
    same = {
        "organisation__number": query.municipality,
        "organisation__county__number": query.county,
        "plan_type": query.plan_type,
        "status": query.status,
        "changed_at__gte": query.changed_since,
    }
    wanted = Q(**{name: value for name, value in same.items() if value is not None})
    for word in (query.q or "").split():
        wanted &= Q(search_key__contains=search_key(word))
    return wanted


def _seen(actor: Actor, id: UUID) -> Plan:
    plan = find_plan(id)
    if plan is None or not plan_abilities(actor, plan).can_see:
        raise not_found()
    return plan


def _to_change(actor: Actor, id: UUID, match: str | None) -> Plan:
    """Locked, so that what `If-Match` says is still so as it is changed."""
    plan = find_plan(id)
    if plan is None or not plan_abilities(actor, plan).can_write:
        raise not_found()
    if match is not None:
        stands = Plan.objects.select_for_update(no_key=True).get(pk=id)
        if _etag(stands) not in {each.strip() for each in match.split(",")} and match.strip() != "*":
            raise Problem(412, _("Planen har fått en ny utgave. Les den på nytt, og prøv igjen."))
    return plan


def _etag(plan: Plan) -> str:
    return f'"{plan.version}"'


def _shown(request: ApiRequest, response: HttpResponse, plan: Plan) -> dict[str, Any]:
    actor = request.auth.actor
    row = _read(Plan.objects.filter(pk=plan.pk), actor).get()
    response.headers["ETag"] = _etag(row)
    return plans_out(actor, [row])[0]


def _conflict(meanwhile: actions.ChangedMeanwhile) -> Problem:
    names = sorted(SHOWN_AS.get(name, name) for name in meanwhile.fields)
    said = _("%(who)s har endret dette siden du leste planen: %(fields)s. Ingenting er lagret. Les den på nytt.")
    who = meanwhile.by_name or _("Noen andre")
    words = said % {"who": who, "fields": ", ".join(label_of(name) for name in names if name in EDITED)}
    return Problem(409, words, more={"version": meanwhile.plan.version, "fields": sorted(meanwhile.fields)})


# Different from whatever is sent, so that the form takes all of it; the action finds what differs from what stands.
_ALWAYS_ANOTHER = "\ufffe"


def _values(municipality: Organisation, plan: Plan | None, sent: PlanFields) -> dict[str, Any]:
    given = sent.dict(exclude_unset=True, exclude={"municipality", "version"})
    data: dict[str, Any] = {}
    for kept, value in given.items():
        name = SHOWN_AS.get(kept, kept)
        data[name] = _as_typed(name, value)
        data[f"initial-{name}"] = _ALWAYS_ANOTHER
    form = PlanForm(municipality, plan, data, only=tuple(data))
    if not form.is_valid():
        raise refused(ValidationError({name: list(sentences) for name, sentences in form.errors.items()}))
    return form.values()


def _as_typed(name: str, value: Any) -> Any:
    if value is None:
        return ""
    if name in WHEN_FIELDS:
        try:
            return WHEN_FIELDS[name].to_python(value)
        except ValidationError as wrong:
            raise ValidationError({name: wrong.messages}) from None
    return ", ".join(value) if name == "themes" else str(value)
