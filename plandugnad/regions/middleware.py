from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from plandugnad.accounts.models import Person
from plandugnad.accounts.visits import note_visit
from plandugnad.regions.actor import STRANGER, actor_of
from plandugnad.regions.http import Request
from plandugnad.regions.language import language_of

Respond = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sets `request.actor` anew for each request, so a right that ended is gone at the next one."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        cast(Request, request).actor = actor_of(person) if isinstance(person, Person) else STRANGER
        if not isinstance(person, Person):
            return self.get_response(request)
        note_visit(request, person)
        response = self.get_response(request)
        # On the shared machine of a council room, Back after signing out must not show what stood there.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class LanguageMiddleware:
    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "nb")
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        return response
