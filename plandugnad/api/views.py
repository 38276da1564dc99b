"""A person's own tokens, and what the API is."""

from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.accounts import shown
from plandugnad.accounts.confirming import address_to_confirm, to_confirm_first
from plandugnad.accounts.sealing import seal, unseal
from plandugnad.api.actions import make_token, revoke_token
from plandugnad.api.forms import TokenForm
from plandugnad.api.queries import find_own_token, tokens_of
from plandugnad.api.reference import read_reference
from plandugnad.api.routes import service
from plandugnad.regions.http import SignedInRequest, open_to_all, signed_in
from plandugnad.regions.second_step import asks_for_second_step

_NEW = "new_api_token"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def tokens(request: SignedInRequest) -> HttpResponse:
    """The list is there at once, so that a key can be closed; to make one she confirms who she is."""
    if request.method == "POST" and (elsewhere := to_confirm_first(request, "api_tokens")):
        return elsewhere
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (secret := _made(request, form)):
        request.session[_NEW] = seal(secret)  # the session is kept in the database
        return redirect("api_tokens")
    about = {
        "form": form,
        "tokens": tokens_of(request.user, needs_two_steps=asks_for_second_step(request.actor)),
        "secret": unseal(request.session.pop(_NEW, "")) if request.method == "GET" else None,
        "confirm_first": None if shown.is_fresh(request, request.user) else address_to_confirm(request.path),
    }
    return render(request, "api/tokens.html", about, status=422 if form.is_bound else None)


def _made(request: SignedInRequest, form: TokenForm) -> str | None:
    name, scopes = form.cleaned_data["name"], form.cleaned_data["scopes"]
    has_two_steps = shown.has_two_steps(request, request.user)
    try:
        _token, secret = make_token(
            request.actor.by, request.user, name, scopes, form.expires_at, has_two_steps=has_two_steps
        )
    except ValidationError as refused:
        form.refuse(refused)
        return None
    return secret


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def token_revoke(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Asked about first: a closed key cannot be opened again. Closing it in a second window says the same."""
    token = find_own_token(request.user, id)
    if token is None:
        raise Http404
    if request.method != "POST" and token.revoked_at is None:
        return render(request, "api/token_revoke.html", {"token": token})
    revoke_token(request.actor.by, token)
    messages.success(request, _("Nøkkelen «%(name)s» er stengt.") % {"name": token.name})
    return redirect("api_tokens")


@require_safe
@open_to_all
def reference(request: HttpRequest) -> HttpResponse:
    about = {
        "groups": read_reference(_schema()),
        "base": settings.BASE_URL,
        "per_token": settings.CALLS_PER_TOKEN,
        "per_address": settings.CALLS_PER_ADDRESS,
    }
    return render(request, "api/reference.html", about)


@require_safe
@open_to_all
def description(request: HttpRequest) -> HttpResponse:
    """In bokmål; the page shows the same in the reader's own form."""
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=3600"}
    return JsonResponse(_schema(), headers=headers, json_dumps_params={"ensure_ascii": False})


@cache
def _schema() -> dict[str, Any]:
    """It follows from the code alone."""
    return dict(service.get_openapi_schema())
