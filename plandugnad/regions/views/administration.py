"""Accounts and collaborations, for whoever takes care of the installation. Nothing here shows a plan."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plandugnad.accounts import actions as accounts
from plandugnad.accounts.models import Person
from plandugnad.accounts.shown import has_factor
from plandugnad.core.delivery import recent_failures
from plandugnad.regions import actions
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.queries import administration as queries
from plandugnad.regions.queries.register import find_places

PAGE_SIZE = 100
QUERY_LIMIT = 100
PLACES_SHOWN = 12
COLLABORATIONS_SHOWN = 25


@require_safe
@signed_in
def administration(request: SignedInRequest) -> HttpResponse:
    not_found_unless(request.actor.is_administrator)
    words = request.GET.get("q", "")[:QUERY_LIMIT]
    page = Paginator(queries.accounts(words), PAGE_SIZE).get_page(request.GET.get("side"))
    place_words = request.GET.get("sted", "")[:QUERY_LIMIT]
    about = {
        "page": page,
        "words": words,
        "collaborations": Paginator(queries.collaborations(), COLLABORATIONS_SHOWN).get_page(
            request.GET.get("samarbeid")
        ),
        "mail_failures": recent_failures(),
        "place_words": place_words,
        "places": find_places(place_words)[:PLACES_SHOWN] if place_words.strip() else [],
    }
    return render(request, "regions/administration.html", about)


@require_safe
@signed_in
def account(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = _asked(request, person_id)
    about = {
        "account": queries.account_of(person),
        "is_me": person.id == request.user.id,
        "has_factor": has_factor(person),
    }
    return render(request, "regions/account.html", about)


def _asked(request: SignedInRequest, person_id: UUID) -> Person:
    not_found_unless(request.actor.is_administrator)
    person = queries.find_person(person_id)
    not_found_unless(person is not None)
    assert person is not None
    return person


@require_POST
@signed_in
def close_account(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = _asked(request, person_id)
    try:
        actions.close_account(request.actor.by, person)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Kontoen til %(person)s er stengt.") % {"person": person})
    return redirect("account", person_id=person_id)


@require_POST
@signed_in
def take_away_factors(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = _asked(request, person_id)
    accounts.take_away_factors(request.actor.by, person)
    said = _("%(person)s er logget ut, og setter opp et nytt andre steg neste gang.")
    messages.success(request, said % {"person": person})
    return redirect("account", person_id=person_id)


@require_POST
@signed_in
def end_sessions(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = _asked(request, person_id)
    accounts.end_sessions(request.actor.by, person)
    messages.success(request, _("%(person)s er logget ut overalt.") % {"person": person})
    return redirect("account", person_id=person_id)


@require_POST
@signed_in
def open_account(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = _asked(request, person_id)
    accounts.open_account(request.actor.by, person)
    messages.success(request, _("Kontoen til %(person)s er åpnet igjen.") % {"person": person})
    return redirect("account", person_id=person_id)
