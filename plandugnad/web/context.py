from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.accounts.models import Language
from plandugnad.core import installation
from plandugnad.core.pieces import MenuItem
from plandugnad.regions.actor import STRANGER, Actor
from plandugnad.regions.http import Request
from plandugnad.regions.models import Organisation, OrganisationKind
from plandugnad.web.again.whose import word_of

_IS_DEMO = "_plandugnad_is_demo"


def page(request: HttpRequest) -> dict[str, Any]:
    """What the base page needs on every page."""
    actor: Actor = getattr(request, "actor", STRANGER)
    return {
        "actor": actor,
        "is_demo": is_demo(request),
        "made_for": word_of(getattr(request, "user", None)),
        "languages": Language.choices,  # each by its own name, for who reads no other
        "menu": _menu(actor, request.path) if actor.is_signed_in else [],
    }


def is_demo(request: HttpRequest | Request) -> bool:
    """Asked of the database once a request, however many templates want to know."""
    if not hasattr(request, _IS_DEMO):
        setattr(request, _IS_DEMO, installation.is_demo())
    answer: bool = getattr(request, _IS_DEMO)
    return answer


def _menu(actor: Actor, path: str) -> list[MenuItem]:
    """Five words at most, and only those that lead somewhere for this person."""
    items = []
    own = actor.municipalities
    if own:
        address = reverse("portfolio", args=[own[0].number])
        items.append(MenuItem(_("Planer"), address, path.startswith(address)))
    items += _area(actor, path)
    if actor.collaborations:
        address = reverse("collaborations")
        items.append(MenuItem(_("Samarbeid"), address, path.startswith(address)))
    if actor.inside:
        address = reverse("calendar")
        items.append(MenuItem(_("Kalender"), address, path.startswith(address)))
    address = reverse("register")
    items.append(MenuItem(_("Kommuner"), address, path == address))
    inside = [place for place in actor.places if place.id in actor.inside]
    if inside and not actor.is_administrator:  # who has both finds people on the municipality's own page
        address = reverse("people", args=[inside[0].id])
        items.append(MenuItem(_("Folk"), address, path.startswith(address)))
    if actor.is_administrator:
        address = reverse("administration")
        items.append(MenuItem(_("Administrasjon"), address, path.startswith(address)))
    return items


def _area(actor: Actor, path: str) -> list[MenuItem]:
    """Where those who follow many municipalities see them side by side."""
    for place in actor.places:
        if isinstance(place, Organisation) and place.kind == OrganisationKind.COUNTY:
            address = reverse("county_plans", args=[place.number])
            return [MenuItem(_("Fylket"), address, path.startswith(address))]
        if isinstance(place, Organisation) and place.kind == OrganisationKind.STATE_ADMINISTRATOR:
            address = reverse("state_administrator_plans", args=[place.id])
            return [MenuItem(_("Området"), address, path.startswith(address))]
    return []
