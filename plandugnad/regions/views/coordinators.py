"""Who coordinates: naming another, inviting one by mail, and stepping down."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.regions import actions, coordinating, sending
from plandugnad.regions.coordinators import coordinating as coordinating_now
from plandugnad.regions.forms import InviteForm
from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.regions.models import Collaboration
from plandugnad.regions.queries import coordinators as queries
from plandugnad.regions.views.asked import collaboration_to_coordinate

_LINK = "coordinator_link"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def coordinators(request: SignedInRequest, id: UUID) -> HttpResponse:
    collaboration = collaboration_to_coordinate(request, id)
    do = request.POST.get("do", "")
    form = InviteForm(request.POST if do == "invite" else None, [queries.coordinator_role()])
    done = _done(request, collaboration, do, form) if request.method == "POST" else None
    if done is not None:
        return done
    rows = coordinating_now(collaboration)
    about = {
        "collaboration": collaboration,
        "is_example": collaboration.is_example,
        "rows": rows,
        "is_alone": all(row.person_id == request.user.id for row in rows),
        "may_be_named": queries.may_be_named(collaboration),
        "invitations": queries.invited(collaboration),
        "handed_over": request.session.pop(_LINK, None) if request.method == "GET" else None,
        "form": form,
    }
    return render(request, "regions/coordinators.html", about, status=422 if form.errors else None)


def _done(request: SignedInRequest, collaboration: Collaboration, do: str, form: InviteForm) -> HttpResponse | None:
    match do:
        case "name":
            _name(request, collaboration)
        case "invite":
            if not form.is_valid():
                return None
            _invite(request, collaboration, form)
        case "withdraw":
            _withdraw(request, collaboration)
        case "step_down":
            return _step_down(request, collaboration)
    return redirect("coordinators", id=collaboration.id)


def _name(request: SignedInRequest, collaboration: Collaboration) -> None:
    person = queries.find_who_may_be_named(collaboration, request.POST.get("person", ""))
    if person is None:
        messages.error(request, _("Velg en som arbeider i en kommune som er med, eller hos en som bistår."))
        return
    try:
        coordinating.name_coordinator(request.actor.by, collaboration, person)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("%(person)s koordinerer nå sammen med deg.") % {"person": person})


def _invite(request: SignedInRequest, collaboration: Collaboration, form: InviteForm) -> None:
    asked = form.cleaned_data
    handed = sending.invite(request.actor.by, collaboration, asked["role"], asked["email"], asked["name"])
    if handed.link:
        request.session[_LINK] = {"email": handed.email, "link": handed.link}
    else:
        messages.success(request, _("Invitasjonen er sendt til %(email)s.") % {"email": handed.email})


def _withdraw(request: SignedInRequest, collaboration: Collaboration) -> None:
    invitation = queries.find_invited(collaboration, request.POST.get("invitation", ""))
    if invitation is None:
        messages.error(request, _("Invitasjonen er tatt imot eller trukket tilbake."))
        return
    actions.withdraw_invitation(request.actor.by, invitation)
    messages.success(request, _("Invitasjonen til %(email)s er trukket tilbake.") % {"email": invitation.email})


def _step_down(request: SignedInRequest, collaboration: Collaboration) -> HttpResponse:
    knows = request.POST.get("alone") == "yes"
    try:
        coordinating.step_down(request.actor.by, collaboration, request.user, knows_nobody_is_left=knows)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("coordinators", id=collaboration.id)
    messages.success(request, _("Du koordinerer ikke lenger %(name)s.") % {"name": collaboration.name})
    return redirect("collaborations")
