"""Who owns a plan together: asking, answering, deciding for one's own, leading, and going one's own way."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.plans import asking, owning
from plandugnad.plans.access import OwnerAbilities, owner_abilities
from plandugnad.plans.actions import ChangedMeanwhile
from plandugnad.plans.forms.owner import OwnerForm
from plandugnad.plans.kinds import IN_FORCE
from plandugnad.plans.models import OwnerState, Plan, PlanOwner
from plandugnad.plans.queries.owners import find_owner, own_plans_like, owners_of, possible_owners
from plandugnad.plans.views.asked import plan_crumbs, plan_to_change, plan_to_see, to_message
from plandugnad.plans.words.owners import decided_words, joint_words
from plandugnad.regions.access import answers_for
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.views.asked import is_asked_no_more

UNPROCESSABLE, CONFLICT = 422, 409
_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@signed_in
def plan_owners(request: SignedInRequest, id: UUID) -> HttpResponse:
    """What each council has decided. Who leads may ask more municipalities here."""
    plan, abilities = plan_to_see(request.actor, id)
    if request.method == "POST":
        not_found_unless(abilities.can_write)
        return _invite(request, plan)
    query = request.GET.get("q", "")[:200]
    owners = owners_of(request.actor, plan)
    waiting = [owner for owner in owners if owner.state in {OwnerState.INVITED, OwnerState.DECLINED}]
    about = {
        "plan": plan,
        "abilities": abilities,
        "owners": [owner for owner in owners if owner.owns],
        "asked": waiting,
        "unreached": asking.unreached(waiting) if abilities.can_write else set(),
        "decided": decided_words(owners),
        "joint": joint_words(owners),
        "query": query,
        "found": possible_owners(request.actor, plan, query) if abilities.can_write else [],
    }
    return render(request, "plans/plan_owners.html", about | _around(plan, _("Eiere")))


def _invite(request: SignedInRequest, plan: Plan) -> HttpResponse:
    wanted = request.POST.get("organisation", "")
    organisation = asking.find_possible_owner(plan, wanted)
    asked = asking.invite_owner(request.actor.by, plan, organisation) if organisation else None
    if organisation is None or asked is None:
        messages.error(request, _("Vi fant ikke kommunen, eller den er alt spurt. Søk på nytt."))
        return redirect("plan_owners", plan.pk)
    undo = f"undo:{reverse('plan_owner_withdraw', args=[plan.pk, organisation.pk])}"
    if asked.is_reached:
        said = _("%(place)s er spurt. Planen blir felles når de har svart ja.")
    else:
        said = _("%(place)s er spurt, men har ingen her som kan svare. Be administratoren invitere noen derfra.")
    messages.success(request, said % {"place": organisation.name}, extra_tags=undo)
    return to_message("plan_owners", plan.pk)


@require_http_methods(_METHODS)
@signed_in
def plan_owner(request: SignedInRequest, id: UUID, organisation_id: UUID) -> HttpResponse:
    """What one of the owners has decided and intends: its own to write."""
    row, can = _row(request, id, organisation_id)
    not_found_unless(can.can_write)
    form = OwnerForm(row, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            owning.change_own(request.actor.by, row, form.values(), seen_version=form.cleaned_data["seen_version"])
        except ChangedMeanwhile:
            form.add_error(None, _("Noen andre hos dere har lagret mens du skrev. Det du skrev, står her ennå."))
            form.data = {**{name: form.data[name] for name in form.data}, "seen_version": str(_fresh(row).version)}
        except ValidationError as refused:
            _add_errors(form, refused)
        else:
            messages.success(request, _("Lagret for %(place)s.") % {"place": row.organisation.name})
            return redirect("plan", id)
    about = {"plan": row.plan, "row": row, "form": form} | _around(row.plan, row.organisation.name)
    return render(request, "plans/plan_owner.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _add_errors(form: OwnerForm, refused: ValidationError) -> None:
    by_field = refused.message_dict if hasattr(refused, "error_dict") else {None: refused.messages}
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, ValidationError(sentences))


@require_http_methods(_METHODS)
@signed_in
def plan_owner_answer(request: SignedInRequest, id: UUID, organisation_id: UUID) -> HttpResponse:
    """Who only is asked sees the plan's name and what a yes means."""
    if find_owner(id, organisation_id) is None and answers_for(request.actor, organisation_id):
        return is_asked_no_more(request)
    row, can = _row(request, id, organisation_id)
    if can.can_write:
        return redirect("plan", id)
    not_found_unless(can.can_answer)
    own, wrong = own_plans_like(row), ""
    if request.method == "POST" and request.POST.get("answer") in {"yes", "no"}:
        chosen = next((plan for plan in own if str(plan.pk) == request.POST.get("own")), None)
        try:
            return _answered(request, row, chosen)
        except ValidationError as refused:
            wrong = " ".join(refused.messages)
    others = [owner for owner in owners_of(request.actor, row.plan) if owner.owns]
    about = {"plan": row.plan, "row": row, "own": own, "others": others, "wrong": wrong}
    about |= {"is_example": row.plan.organisation.is_example, "has_declined": row.state is OwnerState.DECLINED}
    return render(request, "plans/plan_owner_answer.html", about, status=CONFLICT if wrong else None)


def _answered(request: SignedInRequest, row: PlanOwner, own: Plan | None) -> HttpResponse:
    is_yes = request.POST["answer"] == "yes"
    owning.answer_ownership(request.actor.by, row, is_yes, own if is_yes else None)
    told = {"place": row.organisation.name, "plan": row.plan.name}
    if is_yes:
        messages.success(request, _("«%(plan)s» er nå felles, og står i planoversikten for %(place)s.") % told)
        return redirect("plan", row.plan_id)
    messages.success(request, _("Du har takket nei for %(place)s. Dere kan svare ja senere.") % told)
    return redirect("portfolio", row.organisation.number)


@require_POST
@signed_in
def plan_owner_withdraw(request: SignedInRequest, id: UUID, organisation_id: UUID) -> HttpResponse:
    plan_to_change(request.actor, id)
    row = _found(id, organisation_id)
    try:
        owning.withdraw_owner(request.actor.by, row)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Spørsmålet til %(place)s er trukket tilbake.") % {"place": row.organisation.name})
    return redirect("plan_owners", id)


@require_http_methods(_METHODS)
@signed_in
def plan_owner_leave(request: SignedInRequest, id: UUID, organisation_id: UUID) -> HttpResponse:
    row, can = _row(request, id, organisation_id)
    not_found_unless(can.can_write)
    if request.method == "POST" and request.POST.get("keep") in {"yes", "no"}:
        try:
            own = owning.part(request.actor.by, row, keeps_plan=request.POST["keep"] == "yes")
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect("plan_owners", id)
        told = {"place": row.organisation.name, "plan": row.plan.name}
        if own is None:
            messages.success(request, _("%(place)s eier ikke lenger «%(plan)s».") % told)
            return redirect("portfolio", row.organisation.number)
        messages.success(request, _("«%(plan)s» er nå en egen plan for %(place)s.") % told)
        return redirect("plan", own.pk)
    about = {"plan": row.plan, "row": row, "is_adopted": row.status in IN_FORCE}
    about["is_unchosen"] = request.method == "POST"
    status = UNPROCESSABLE if request.method == "POST" else None
    return render(request, "plans/plan_owner_leave.html", about | _around(row.plan, _("Gå ut")), status=status)


@require_POST
@signed_in
def plan_owner_lead(request: SignedInRequest, id: UUID, organisation_id: UUID) -> HttpResponse:
    """The leading municipality offers the lead, or takes the offer back; the other takes it."""
    do, (row, can) = request.POST.get("do", ""), _row(request, id, organisation_id)
    told = {"place": row.organisation.name}
    not_found_unless(can.can_write if do == "take" else row.plan.organisation_id in request.actor.writes)
    try:
        if do == "take":
            owning.take_lead(request.actor.by, row)
            messages.success(request, _("%(place)s leder nå arbeidet med planen.") % told)
        elif do in {"offer", "withdraw"}:
            owning.offer_lead(request.actor.by, row, is_offered=do == "offer")
            said = _("%(place)s er spurt om å lede arbeidet.") if do == "offer" else _("Spørsmålet er trukket tilbake.")
            messages.success(request, said % told)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("plan_owners", id)


@require_http_methods(_METHODS)
@signed_in
def plan_owners_end(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan = plan_to_change(request.actor, id)
    owners = [owner for owner in owners_of(request.actor, plan) if owner.owns]
    if not owners:
        return redirect("plan_owners", id)
    if request.method == "POST":
        try:
            owning.end_joint(request.actor.by, plan)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect("plan_owners", id)
        messages.success(request, _("Planen er ikke lenger felles. Hver kommune har nå sin egen."))
        return redirect("plan", id)
    about = {"plan": plan, "owners": owners} | _around(plan, _("Avslutt fellesskapet"))
    return render(request, "plans/plan_owners_end.html", about)


def _row(request: SignedInRequest, id: UUID, organisation_id: UUID) -> tuple[PlanOwner, OwnerAbilities]:
    row = _found(id, organisation_id)
    return row, owner_abilities(request.actor, row)


def _found(id: UUID, organisation_id: UUID) -> PlanOwner:
    row = find_owner(id, organisation_id)
    if row is None:
        raise Http404
    return row


def _fresh(row: PlanOwner) -> PlanOwner:
    return find_owner(row.plan_id, row.organisation_id) or row


def _around(plan: Plan, here: str) -> dict[str, Any]:
    return {"crumbs": plan_crumbs(plan, here), "is_example": plan.organisation.is_example}
