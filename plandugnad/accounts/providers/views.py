"""To a provider and back, linking, and the page that says why it came to nothing.

A form of ours is never redirected to another site: that would ask for a hole in the content security policy. A page
of ours is shown instead, which goes on by itself (`hand_over`).
"""

import logging
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plandugnad.accounts import shown
from plandugnad.accounts.confirming import to_confirm_first
from plandugnad.accounts.http import not_found_unless, open_to_all, own_path, signed_in
from plandugnad.accounts.models import Person
from plandugnad.accounts.providers import linking, protocol
from plandugnad.accounts.providers.protocol import Errand
from plandugnad.accounts.providers.provider import Identity, Provider
from plandugnad.accounts.providers.refused import Refused
from plandugnad.accounts.theirs.flows import Login, perform_login
from plandugnad.accounts.throttle import is_too_often

log = logging.getLogger(__name__)
TRIES_PER_MINUTE = 30
_WAY = "provider"


@never_cache
@require_safe
@open_to_all
def to_provider(request: HttpRequest, code: str) -> HttpResponse:
    provider = _known(code)
    back_to = own_path(request.GET.get("next", ""))
    purpose = protocol.JOIN if "invitert" in request.GET else protocol.SIGN_IN
    if request.user.is_authenticated:
        return redirect(back_to)
    if is_too_often(request, "provider", TRIES_PER_MINUTE):
        return render(request, "429.html", status=429)
    try:
        return redirect(protocol.address_to(request, provider, purpose, back_to))
    except Refused as refused:
        return _say_why(request, provider, refused)


def _known(code: str) -> Provider:
    provider = linking.providers().get(code)
    not_found_unless(provider is not None)
    assert provider is not None
    return provider


@require_POST
@signed_in
def link_provider(request: HttpRequest, code: str) -> HttpResponse:
    provider = _known(code)
    return to_confirm_first(request) or _hand_over_to(request, provider, protocol.LINK, reverse("own_sign_in"))


@require_POST
@signed_in
def confirm_at_provider(request: HttpRequest, code: str) -> HttpResponse:
    return _hand_over_to(request, _known(code), protocol.CONFIRM, own_path(request.POST.get("next", "")))


def _hand_over_to(request: HttpRequest, provider: Provider, purpose: str, back_to: str) -> HttpResponse:
    try:
        address = protocol.address_to(request, provider, purpose, back_to)
    except Refused as refused:
        return _say_why(request, provider, refused)
    return hand_over(request, provider, address)


def hand_over(request: HttpRequest, provider: Provider, address: str, *, is_out: bool = False) -> HttpResponse:
    about = {"address": address, "provider": provider, "is_out": is_out}
    return render(request, "account/hand_over.html", about)


@require_POST
@signed_in
def unlink_provider(request: HttpRequest, identity_id: UUID) -> HttpResponse:
    person = request.user
    assert isinstance(person, Person)
    not_found_unless(linking.has_linked(person, identity_id))
    if elsewhere := to_confirm_first(request):
        return elsewhere
    try:
        name = linking.unlink(person, identity_id)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Du kan ikke lenger logge inn med %(name)s.") % {"name": name})
    return redirect("own_sign_in")


@never_cache
@require_safe
@open_to_all
def from_provider(request: HttpRequest, code: str) -> HttpResponse:
    provider = _known(code)
    if is_too_often(request, "provider", TRIES_PER_MINUTE):
        return render(request, "429.html", status=429)
    try:
        errand, identity = protocol.take_back(request, provider)
    except Refused as refused:
        return _say_why(request, provider, refused)
    if errand.purpose == protocol.LINK:
        return _link(request, provider, identity)
    if errand.purpose == protocol.CONFIRM:
        return _confirm(request, provider, identity, errand.back_to)
    return _sign_in(request, provider, identity, errand)


def _sign_in(request: HttpRequest, provider: Provider, identity: Identity, errand: Errand) -> HttpResponse:
    person = linking.find_person(identity)
    if person is not None:
        shown.note(request, person, _WAY, has_two_steps=identity.has_two_steps)
        answer = perform_login(request, Login(user=person, redirect_url=errand.back_to))
        linking.remember_provider(request, identity)
        return answer
    if errand.purpose == protocol.JOIN:
        linking.keep_for_joining(request, identity)
        return redirect(errand.back_to)
    return render(request, "account/provider_unknown.html", {"provider": provider}, status=403)


def _link(request: HttpRequest, provider: Provider, identity: Identity) -> HttpResponse:
    person = request.user
    if not isinstance(person, Person):  # signed out meanwhile, in another window
        return redirect("account_login")
    try:
        linking.link(person, identity)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Fra nå av kan du logge inn med %(name)s.") % {"name": provider.name})
    return redirect("own_sign_in")


def _confirm(request: HttpRequest, provider: Provider, identity: Identity, back_to: str) -> HttpResponse:
    person = request.user
    if not isinstance(person, Person) or linking.find_person(identity) != person:
        messages.error(
            request, _("Innloggingen hos %(name)s er ikke koblet til denne kontoen.") % {"name": provider.name}
        )
        return redirect("own_sign_in")
    shown.note(request, person, _WAY, has_two_steps=identity.has_two_steps)
    return redirect(back_to)


def _say_why(request: HttpRequest, provider: Provider, refused: Refused) -> HttpResponse:
    log.warning("sign-in refused: %s", refused)
    return render(request, "account/provider_refused.html", {"provider": provider, "words": refused.words}, status=400)
