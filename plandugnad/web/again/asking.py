"""The page that asks: sign in, and send once more what you had written. See docs/decisions/0025."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from plandugnad.accounts.http import OPENS_BEFORE, View
from plandugnad.regions.http import Request
from plandugnad.web.again import whose
from plandugnad.web.again.sent import is_from_own_page, read_sent

# Nothing but passwords and codes is written there, and none of it is shown again.
_SECRETS = ("plandugnad.accounts.", "allauth.")


class Why(Enum):
    SIGNED_OUT = "signed_out"
    SECOND_STEP = "second_step"
    ANOTHER = "another"  # somebody is signed in, and it is not certain that the words are hers
    TOO_OLD = "too_old"


_STATUS = {
    Why.SIGNED_OUT: HTTPStatus.UNAUTHORIZED,
    Why.SECOND_STEP: HTTPStatus.UNAUTHORIZED,
    Why.ANOTHER: HTTPStatus.CONFLICT,
    Why.TOO_OLD: HTTPStatus.FORBIDDEN,
}


@dataclass(frozen=True)
class _Door:
    is_closed: bool  # to those who are not signed in
    is_before_second_step: bool


class AgainMiddleware:
    """Before the view, which sends those who are not signed in away, and what they had written with them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        door = _door(view)
        if request.method != "POST" or not door.is_closed or _is_of_secrets(view):
            return None
        asked = cast(Request, request)
        why = _why(asked, door)
        if why is None:
            return None
        if asked.htmx:
            return _in_place(asked, why) if why is Why.ANOTHER else None
        return send_again(request, why)


def _why(request: Request, door: _Door) -> Why | None:
    if not request.user.is_authenticated:
        return Why.SIGNED_OUT
    if whose.is_made_for_another(request):
        return Why.ANOTHER
    return Why.SECOND_STEP if request.lacks_second_step and not door.is_before_second_step else None


def when_token_is_wrong(request: HttpRequest) -> HttpResponse | None:
    """The token is new after each sign-in, and gone with the cookies."""
    match = request.resolver_match
    if request.method != "POST" or match is None or _is_of_secrets(match.func):
        return None
    is_closed = _door(match.func).is_closed
    why = Why.TOO_OLD
    if is_closed:
        why = Why.ANOTHER if request.user.is_authenticated else Why.SIGNED_OUT
    if getattr(request, "htmx", False):
        return _in_place(cast(Request, request), why)
    return send_again(request, why)


def send_again(request: HttpRequest, why: Why) -> HttpResponse | None:
    sent = read_sent(request) if is_from_own_page(request) else None
    if sent is None:
        return None
    # Pressing the button is the answer to whether it was she who wrote it.
    word = whose.word_of(request.user) or whose.made_for(request) or whose.NOT_KNOWN
    answer = render(request, "web/again/page.html", {"sent": sent, "why": why.value, "word": word}, status=_STATUS[why])
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _in_place(request: Request, why: Why) -> HttpResponse:
    """The page stays as it is, with what was typed in it."""
    if why is Why.SIGNED_OUT:
        return render(request, "account/signed_out.html", status=HTTPStatus.UNAUTHORIZED)
    get_token(request)  # lays the cookie anew, where it was that which was gone
    is_another = whose.is_made_for_another(request)
    return render(request, "web/again/in_place.html", {"is_another": is_another}, status=HTTPStatus.UNAUTHORIZED)


def _door(view: Any) -> _Door:
    return _Door(getattr(view, "needs_sign_in", False), getattr(view, OPENS_BEFORE, False))


def _is_of_secrets(view: Any) -> bool:
    return str(view.__module__).startswith(_SECRETS)
