"""The workshop as those who make the strategy, and the elected with an account, see it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.accounts.factors.pictures import picture_of
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.needs.queries import read_weighed
from plandugnad.strategies.needs.words import finding, term_words
from plandugnad.strategies.views.asked import FORM, UNPROCESSABLE, Asked, strategy_to_see_all, strategy_to_write
from plandugnad.strategies.workshop import actions, invitation, reading
from plandugnad.strategies.workshop.forms import BeginForm, LinkForm
from plandugnad.strategies.workshop.models import CouncilWorkshop, Group
from plandugnad.worksheets.access import sheet_abilities
from plandugnad.worksheets.store import spoken


@require_http_methods(FORM)
@signed_in
def strategy_workshop(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The workshop, or the form that begins it."""
    asked = strategy_to_see_all(request, id)
    workshop = reading.find_workshop(asked.strategy)
    if workshop is not None:
        return _page(asked, workshop)
    not_found_unless(not asked.strategy.is_adopted and (asked.can.can_write or request.method != "POST"))
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.begin_workshop(request.actor.by, asked.strategy, form.plan(), spoken(get_language()))
        messages.success(request, _("Verkstedet er klart. Send lenken til representantene."))
        return redirect("strategy_workshop", id=id)
    about = asked.about(here="verksted") | {"form": form}
    return render(request, "strategies/workshop/begin.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _page(asked: Asked, workshop: CouncilWorkshop) -> HttpResponse:
    parties = list(workshop.parties.order_by("name"))
    weighed = read_weighed(asked.actor, asked.strategy)
    about: dict[str, Any] = {
        "workshop": workshop,
        "can_open_sheet": sheet_abilities(asked.actor, workshop.sheet).can_see,
        "frame": reading.frame_of(workshop.sheet),
        "parties": parties,
        "seats": sum(one.seats for one in parties),
        "came": sum(one.came for one in parties),
        "too_many": [one for one in parties if one.came > one.seats],
        "results": reading.results(workshop, reading.needs_made(workshop)),
        "agreed": reading.agreed_in(workshop.sheet),
        "capacity": [finding(weighed.fitted, len(weighed.inside)), term_words(weighed.fitted)],
        "default_until": max(workshop.on, timezone.localdate()),
    }
    if asked.can.can_write:
        about["links"] = _links(workshop)
        about["voters"] = reading.voters_in(workshop) if workshop.sheet.phase == "prioritise" else {}
    return render(asked.request, "strategies/workshop/workshop.html", asked.about(here="verksted") | about)


def _links(workshop: CouncilWorkshop) -> list[tuple[str, str, str, date | None]]:
    """Group, its name, the address and its last day; no address where there is none that works."""
    there = {link.group: link for link in reading.links_of(workshop)}
    found: list[tuple[str, str, str, date | None]] = []
    for group in Group:
        link = there.get(group.value)
        address = invitation.address_of(link) if link else ""
        found.append((group.value, str(group.label), address, link.until if link else None))
    return found


@require_POST
@signed_in
def strategy_workshop_link(request: SignedInRequest, id: UUID) -> HttpResponse:
    """A new link instead of the one there is, or none."""
    workshop, group = _to_write(request, id), request.POST.get("group", "")
    not_found_unless(group in Group.values)
    if "revoke" in request.POST:
        actions.renew_link(request.actor.by, workshop, group, None)
        messages.success(request, _("Lenken virker ikke lenger."))
        return redirect("strategy_workshop", id=id)
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv hvilken dag lenken skal virke til og med."))
    elif form.cleaned_data["until"] < timezone.localdate():
        messages.error(request, _("Dagen er forbi. Velg i dag eller senere."))
    else:
        actions.renew_link(request.actor.by, workshop, group, form.cleaned_data["until"])
        messages.success(request, _("Lenken er ny. Den gamle virker ikke lenger."))
    return redirect("strategy_workshop", id=id)


@require_POST
@signed_in
def strategy_workshop_need(request: SignedInRequest, id: UUID) -> HttpResponse:
    workshop = _to_write(request, id)
    try:
        need = actions.make_need(request.actor.by, workshop, request.POST.get("card", ""))
    except ValidationError as error:
        for words in error.messages:
            messages.error(request, words)
    else:
        messages.success(request, _("«%(name)s» er foreslått i planbehovene.") % {"name": need.name})
    return redirect("strategy_workshop", id=id)


@require_POST
@signed_in
def strategy_workshop_ambitions(request: SignedInRequest, id: UUID) -> HttpResponse:
    workshop = _to_write(request, id)
    try:
        new = actions.take_ambitions(request.actor.by, workshop)
    except ValidationError as error:
        for words in error.messages:
            messages.error(request, words)
        return redirect("strategy_workshop", id=id)
    if new:
        said = ngettext(
            "%(number)s ambisjon er satt inn i dokumentet.", "%(number)s ambisjoner er satt inn i dokumentet.", new
        )
        messages.success(request, said % {"number": new})
    else:
        messages.info(request, _("Ambisjonene står i dokumentet fra før."))
    return redirect("strategy_workshop", id=id)


@require_safe
@signed_in
def strategy_workshop_invitation(request: SignedInRequest, id: UUID, group: str) -> HttpResponse:
    """To send or to print: whoever has the link may take part, so it is for those who write."""
    workshop = _to_write(request, id)
    link = next((one for one in reading.links_of(workshop) if one.group == group), None)
    if link is None:
        raise Http404
    asked = strategy_to_write(request, id)
    invited = invitation.of(workshop, link)
    about = {"workshop": workshop, "link": link, "invitation": invited, "picture": picture_of(invited.address)}
    crumb = Crumb(_("Invitasjon"))
    return render(request, "strategies/workshop/invitation.html", asked.about(crumb, here="verksted") | about)


def _to_write(request: SignedInRequest, id: UUID) -> CouncilWorkshop:
    workshop = reading.find_workshop(strategy_to_write(request, id).strategy)
    not_found_unless(workshop is not None)
    assert workshop is not None
    return workshop
