from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from plandugnad.accounts import sessions
from plandugnad.accounts.http import OPENS_BEFORE, View
from plandugnad.accounts.models import Person
from plandugnad.accounts.visits import note_visit
from plandugnad.regions.actor import STRANGER, actor_of
from plandugnad.regions.http import Request
from plandugnad.regions.language import language_of
from plandugnad.regions.second_step import lacks_second_step, to_second_step, without_rights

Respond = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sets `request.actor` anew for each request, so a right that ended is gone at the next one."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast(Request, request)
        asked.actor, asked.lacks_second_step = STRANGER, False
        person = request.user
        if not isinstance(person, Person):
            return self.get_response(request)
        actor = actor_of(person)
        if sessions.is_over(request, has_wide_rights=actor.has_wide_rights):
            logout(request)
            return self.get_response(request)
        asked.lacks_second_step = lacks_second_step(request, person, actor)
        asked.actor = without_rights(actor) if asked.lacks_second_step else actor
        asked.language_of_home = actor.home.language if actor.home else "nb"
        note_visit(request, person)
        response = self.get_response(request)
        # On the shared machine of a council room, Back after signing out must not show what stood there.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        """Nothing is reached before the second step, but what is marked as being on the way to it."""
        if not cast(Request, request).lacks_second_step or getattr(view, OPENS_BEFORE, False):
            return None
        return to_second_step(request)


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
