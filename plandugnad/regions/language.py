"""Which language somebody is answered in. A municipality has a form of Norwegian; English is for a person to choose."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from plandugnad.accounts.models import Language, Person
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import Request

# Who reads one of these reads bokmål, and many have a browser that asks for English first without having been asked.
_READ_BOKMAL = frozenset({"nb", "no", "da", "sv"})
_ANYTHING = "*"


def language_of(request: HttpRequest) -> str:
    """Her own choice, else English where this browser has chosen it, else the written form of where she belongs.

    A stranger: what the browser has chosen, else what it asks for.
    """
    person, chosen = request.user, _chosen_here(request)
    if not isinstance(person, Person):
        return language_of_browser(request)
    if not person.language and chosen == Language.ENGLISH:
        return chosen
    # Not of the actor: hers has no places before her second step, and she is spoken to all the same.
    return person.language or cast(Request, request).language_of_home


def language_of_browser(request: HttpRequest) -> str:
    return _chosen_here(request) or _asked_for(request.headers.get("Accept-Language", ""))


def language_of_person(person: Person, actor: Actor) -> str:
    """Where there is no browser to ask, as in a mail or a calendar feed."""
    return person.language or (actor.home.language if actor.home else Language.BOKMAL.value)


def remember_language(response: HttpResponse, language: str) -> None:
    """In this browser alone, and without a session: a stranger leaves no row behind."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_language(response: HttpResponse) -> None:
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")


def _chosen_here(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in Language.values else ""


def _asked_for(header: str) -> str:
    """The first form of Norwegian or a language like it; English for who asks for other languages only."""
    asked = [language.partition("-")[0] for language, _quality in parse_accept_lang_header(header)]
    for language in asked:
        if language == Language.NYNORSK:
            return language
        if language in _READ_BOKMAL:
            return Language.BOKMAL.value
    return Language.ENGLISH.value if asked and _ANYTHING not in asked else Language.BOKMAL.value
