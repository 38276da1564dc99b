"""Who is here, and inviting more. One page for an organisation, a collaboration and the installation itself."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.regions import actions, sending
from plandugnad.regions.access import PlaceAbilities, installation_abilities, place_abilities
from plandugnad.regions.forms import InviteForm
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Invitation, Organisation, PlacedQuerySet
from plandugnad.regions.queries import people as queries
from plandugnad.regions.queries.coordinators import coordinated_with
from plandugnad.regions.queries.places import Place, find_place
from plandugnad.regions.sending import Handed
from plandugnad.regions.views.ending import end_or_say_why_not

PAGE_SIZE = 100
_LINK = "invitation_link"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def people(request: SignedInRequest, place_id: UUID | None = None) -> HttpResponse:
    place, can = _asked(request, place_id)
    not_found_unless(can.can_see_people)
    roles = actions.roles_for(place) if can.can_invite else []
    form = InviteForm(request.POST if request.method == "POST" else None, roles)
    if request.method == "POST":
        not_found_unless(can.can_invite)
        if form.is_valid():
            asked = form.cleaned_data
            handed = sending.invite(request.actor.by, place, asked["role"], asked["email"], asked["name"])
            return _handed_over(request, place, handed)
    return render(request, "regions/people.html", _about(request, place, can, form))


def _asked(request: SignedInRequest, place_id: UUID | None) -> tuple[Place | None, PlaceAbilities]:
    if place_id is None:
        return None, installation_abilities(request.actor)
    place = find_place(place_id)
    not_found_unless(place is not None)
    assert place is not None
    return place, place_abilities(request.actor, place)


def _about(request: SignedInRequest, place: Place | None, can: PlaceAbilities, form: InviteForm) -> dict[str, object]:
    waiting: PlacedQuerySet | list[Invitation] = queries.invitations_at(place) if can.can_invite else []
    invitations = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("invitert"))
    return {
        "place": place,
        "organisation": place if isinstance(place, Organisation) else None,
        "is_example": bool(place and place.is_example),
        "can": can,
        "form": form,
        "people": Paginator(queries.people_at(place), PAGE_SIZE).get_page(request.GET.get("side")),
        "invitations": queries.shown(invitations),
        "invitation_page": invitations,
        "handed_over": request.session.pop(_LINK, None) if request.method == "GET" else None,
        "here": _here(place),
        "role_count": form.role_count,
    }


def _here(place: Place | None) -> str:
    return reverse("people", args=[place.id]) if place else reverse("administrators")


def _handed_over(request: SignedInRequest, place: Place | None, handed: Handed) -> HttpResponse:
    """Tells that it is sent; where there is no mail server, shows the link to pass on. It is never shown again."""
    if handed.link:
        request.session[_LINK] = {"email": handed.email, "link": handed.link}
    else:
        messages.success(request, _("Invitasjonen er sendt til %(email)s.") % {"email": handed.email})
    return redirect(_here(place))


@require_POST
@signed_in
def invite_again(request: SignedInRequest, invitation_id: UUID, place_id: UUID | None = None) -> HttpResponse:
    place, invitation = _asked_invitation(request, place_id, invitation_id)
    return _handed_over(request, place, sending.invite_again(request.actor.by, invitation))


@require_POST
@signed_in
def withdraw_invitation(request: SignedInRequest, invitation_id: UUID, place_id: UUID | None = None) -> HttpResponse:
    place, invitation = _asked_invitation(request, place_id, invitation_id)
    actions.withdraw_invitation(request.actor.by, invitation)
    messages.success(request, _("Invitasjonen til %(email)s er trukket tilbake.") % {"email": invitation.email})
    return redirect(_here(place))


def _asked_invitation(
    request: SignedInRequest, place_id: UUID | None, invitation_id: UUID
) -> tuple[Place | None, Invitation]:
    place, can = _asked(request, place_id)
    not_found_unless(can.can_invite)
    invitation = queries.find_invitation_at(place, invitation_id)
    not_found_unless(invitation is not None)
    assert invitation is not None
    return place, invitation


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end_membership(request: SignedInRequest, membership_id: UUID, place_id: UUID | None = None) -> HttpResponse:
    place, can = _asked(request, place_id)
    not_found_unless(can.can_invite)
    membership = queries.find_membership_at(place, membership_id)
    not_found_unless(membership is not None)
    assert membership is not None
    wrong = ""
    if request.method == "POST":
        wrong = end_or_say_why_not(request.actor.by, membership)
        if not wrong:
            said = _("%(person)s er ikke lenger %(role)s her.")
            messages.success(request, said % {"person": membership.person, "role": str(membership.role).lower()})
            return redirect("home" if membership.person_id == request.user.id else _here(place))
    about = {"membership": membership, "place": place, "here": _here(place), "wrong": wrong}
    return render(request, "regions/end_membership.html", {**about, "also": coordinated_with(membership)})
