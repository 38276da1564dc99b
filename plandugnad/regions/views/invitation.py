"""The page an invitation leads to. Opening it does nothing: mail scanners open links too. The button joins."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from plandugnad.accounts import shown
from plandugnad.accounts.actions import sign_in
from plandugnad.accounts.providers import linking
from plandugnad.accounts.providers.provider import Identity
from plandugnad.accounts.sending import can_send_mail
from plandugnad.accounts.throttle import is_too_often
from plandugnad.regions import actions
from plandugnad.regions.forms import JoinForm
from plandugnad.regions.http import Request, open_to_all
from plandugnad.regions.models import Invitation, Organisation
from plandugnad.regions.queries.people import find_invitation, has_account

# A token has 256 bits, so this is only against wearing the page out.
TRIES_PER_MINUTE = 60


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def invitation(request: Request, token: str) -> HttpResponse:
    if is_too_often(request, "invitation", TRIES_PER_MINUTE):
        return render(request, "429.html", status=429)
    found = find_invitation(token)
    if found is None or not found.is_open:
        return _closed(request, found)
    if _is_somebody_else(request, found):
        return render(request, "regions/invitation_other.html", {"invitation": found})
    if not request.user.is_authenticated and has_account(found.email):
        return _must_sign_in(request, found)
    return _open(request, found)


def _must_sign_in(request: Request, invitation: Invitation) -> HttpResponse:
    """The link alone is no key to an account that exists: without a mail server others have held it too."""
    if request.method == "POST":
        return redirect_to_login(request.path, reverse("account_login"))
    about = {"invitation": invitation, "place": invitation.place, "must_sign_in": True}
    return render(request, "regions/invitation.html", about)


def _is_somebody_else(request: Request, invitation: Invitation) -> bool:
    return request.user.is_authenticated and request.user.email.lower() != invitation.email.lower()


def _closed(request: Request, invitation: Invitation | None) -> HttpResponse:
    """Used, withdrawn, too old or never made: one page, which says what to do now."""
    is_used_by_me = bool(invitation and invitation.accepted_at and request.user.is_authenticated)
    if is_used_by_me and invitation and not _is_somebody_else(request, invitation):
        return redirect(_landing(invitation))
    is_used = bool(invitation and invitation.accepted_at)
    return render(request, "regions/invitation_closed.html", {"is_used": is_used}, status=410 if invitation else 404)


def _open(request: Request, invitation: Invitation) -> HttpResponse:
    vouched = _vouched_for(request)
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        name=invitation.name,
        has_account=has_account(invitation.email),
        must_have_password=not can_send_mail(),
        is_vouched_for=vouched is not None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _joined(request, invitation, form)
        except ValidationError as refused:
            form.add_error(None, refused)
    about = {
        "invitation": invitation,
        "place": invitation.place,
        "is_example": bool(invitation.place and invitation.place.is_example),
        "form": form,
        "vouched_by": linking.name_of(vouched.provider) if vouched else "",
        "providers": [] if request.user.is_authenticated else list(linking.providers().values()),
    }
    return render(request, "regions/invitation.html", about)


def _vouched_for(request: Request) -> Identity | None:
    """Who a newcomer is at a provider, when she has just been there. Somebody signed in links on her own page."""
    return None if request.user.is_authenticated else linking.joining_as(request)


def _joined(request: Request, invitation: Invitation, form: JoinForm) -> HttpResponse:
    asked = form.cleaned_data
    vouched = _vouched_for(request)
    with transaction.atomic():  # with the link, or not at all
        person = actions.accept(invitation, asked.get("name", ""), asked.get("password") or None)
        if vouched:
            linking.link(person, vouched)
    if not request.user.is_authenticated:
        sign_in(request, person)
        shown.note(request, person, "invitation", has_two_steps=bool(vouched and vouched.has_two_steps))
    linking.forget_joining(request)
    if vouched:
        linking.remember_provider(request, vouched)
    messages.success(request, _("Velkommen. Du er med som %(role)s.") % {"role": str(invitation.role).lower()})
    return redirect(_landing(invitation))


def _landing(invitation: Invitation) -> str:
    place = invitation.place
    if isinstance(place, Organisation):
        return reverse("portfolio", args=[place.number]) if place.is_municipality else reverse("home")
    return reverse("collaboration", args=[place.id]) if place else reverse("administration")
