"""Who is asked for a second step when she signs in, and where she is sent to give it. See docs/decisions/0020."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from plandugnad.accounts import shown
from plandugnad.accounts.models import Person
from plandugnad.core import installation
from plandugnad.regions.actor import Actor


def lacks_second_step(request: HttpRequest, person: Person, actor: Actor) -> bool:
    return not shown.has_two_steps(request, person) and asks_for_second_step(actor)


def asks_for_second_step(actor: Actor) -> bool:
    """Asked of the roles she has now, so that one she is given today counts at the next page and the next call."""
    return actor.has_wide_rights and _is_asked_here()


def _is_asked_here() -> bool:
    """A demo is entered by one click, and holds nothing but examples."""
    said: bool | None = settings.ASKS_FOR_TWO_STEPS
    return not installation.is_demo() if said is None else said


def without_rights(actor: Actor) -> Actor:
    """Herself and nothing more: the second lock, should a page be marked that ought not to be."""
    return Actor(person_id=actor.person_id, name=actor.name)


def to_second_step(request: HttpRequest) -> HttpResponse:
    is_page = request.method in {"GET", "HEAD"} and not getattr(request, "htmx", False)
    address = reverse("needs_second_step")
    where = f"{address}?{urlencode({'next': request.get_full_path()})}" if is_page else address
    if "HX-Request" in request.headers:
        return HttpResponse(status=401, headers={"HX-Redirect": where})
    return redirect(where)
