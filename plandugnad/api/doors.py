"""Who calls. A session's cookie opens nothing here, so no other site can make a browser call on somebody's behalf."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from plandugnad.accounts.calls import Rate, by_address, by_token, by_wrong_token
from plandugnad.api.access import narrowed, scopes_of
from plandugnad.api.actions import note_use
from plandugnad.api.models import ApiToken, TokenScope
from plandugnad.api.problems import Problem
from plandugnad.api.queries import open_token
from plandugnad.regions.actor import STRANGER, Actor, actor_of
from plandugnad.regions.second_step import asks_for_second_step

RATE = "_plandugnad_rate"


@dataclass(frozen=True)
class Caller:
    """What a resource is given as `request.auth`."""

    actor: Actor = STRANGER
    scopes: frozenset[str] = frozenset({TokenScope.READ_PUBLIC})


class ApiRequest(HttpRequest):
    """What resources are given. Types only: a door sets it."""

    auth: Caller


class Token(HttpBearer):
    """For those who show a token that is for this."""

    def __init__(self, scope: TokenScope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if not secret:
            _counted(request, by_address(request))
            raise Problem(401, _("Send nøkkelen slik: «Authorization: Bearer pd_…». Du lager den på siden din."))
        return self.authenticate(request, secret.strip() if scheme.lower() == "bearer" else "")

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        caller = _caller(request, token)
        if self.scope not in caller.scopes:
            needs = {"scope": self.scope.value}
            raise Problem(403, _("Nøkkelen må ha tilgangen «%(scope)s» for dette.") % needs, more=needs)
        return caller


def anybody(request: HttpRequest) -> Caller:
    """Open to all. Who shows a token is counted by it; one that does not work is told so and not passed over."""
    given = request.headers.get("Authorization", "")
    if given:
        scheme, _space, secret = given.partition(" ")
        return _caller(request, secret.strip() if scheme.lower() == "bearer" else "")
    _counted(request, by_address(request))
    return Caller()


def _caller(request: HttpRequest, secret: str) -> Caller:
    token = open_token(secret)
    actor = actor_of(token.person) if token else STRANGER
    if token is None or (not actor.places and not actor.is_administrator):
        _counted(request, by_wrong_token(request))
        raise Problem(
            401,
            _("Nøkkelen er ukjent, stengt eller utløpt, eller den som laget den, har ingen roller lenger. Lag en ny."),
        )
    _counted(request, by_token(token.id))
    _check_two_steps(token, actor)
    note_use(token)
    translation.activate(_language(token, actor))  # until the middleware that chose another ends
    scopes = scopes_of(token.scopes)
    return Caller(narrowed(actor, scopes, token.name), scopes)


def _check_two_steps(token: ApiToken, actor: Actor) -> None:
    """What asks for a second step on the pages is not reached without one by a key either."""
    if not token.has_two_steps and asks_for_second_step(actor):
        words = _(
            "Rollene til den som laget nøkkelen, krever et andre steg, og nøkkelen har ikke noe bak seg. "
            "Logg inn med det andre steget, og lag en ny nøkkel."
        )
        raise Problem(401, words)


def _language(token: ApiToken, actor: Actor) -> str:
    return token.person.language or (actor.home.language if actor.home else "nb")


def _counted(request: HttpRequest, rate: Rate) -> None:
    setattr(request, RATE, rate)
    if rate.is_over:
        words = _("Grensen er %(limit)d kall i minuttet. Prøv igjen om %(seconds)d sekunder.")
        raise Problem(429, words % {"limit": rate.limit, "seconds": rate.resets_in_s})
