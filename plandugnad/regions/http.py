"""What views are given, and the marks they carry."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from plandugnad.accounts.http import View, not_found_unless, open_to_all, signed_in
from plandugnad.accounts.models import Person
from plandugnad.regions.actor import Actor

__all__ = ["Request", "SignedInRequest", "View", "not_found_unless", "open_to_all", "signed_in"]


class Request(HttpRequest):
    """What our views are given. Types only: the middleware sets these."""

    actor: Actor
    lacks_second_step: bool
    language_of_home: str
    htmx: HtmxDetails


class SignedInRequest(Request):
    user: Person
