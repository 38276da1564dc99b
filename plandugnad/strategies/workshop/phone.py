"""The workshop for who has the link, on a phone and without an account.

A browser gets a random mark when it joins, so that its votes can be changed. The party is counted and not kept with it.
"""

import secrets
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plandugnad.accounts.http import before_second_step
from plandugnad.accounts.throttle import is_too_often
from plandugnad.regions.http import open_to_all
from plandugnad.strategies.views.asked import FORM, UNPROCESSABLE
from plandugnad.strategies.workshop import actions, reading
from plandugnad.strategies.workshop.forms import CardForm
from plandugnad.strategies.workshop.models import CouncilLink, Group
from plandugnad.worksheets.models import Phase
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.store import spoken

_TRIES_PER_MINUTE = 600  # a whole council sits behind one address
_SALT = "plandugnad.strategies.workshop.voter"
_LASTS_SECONDS = 60 * 60 * 24 * 60


@before_second_step
@require_http_methods(FORM)
@never_cache
@open_to_all
def council_phone(request: HttpRequest, token: str) -> HttpResponse:
    if is_too_often(request, "council", _TRIES_PER_MINUTE):
        return _gone(request, {"is_hurried": True}, HTTPStatus.TOO_MANY_REQUESTS)
    link = reading.find_link(token)
    if link is None:
        return _gone(request, {}, HTTPStatus.NOT_FOUND)
    if reading.is_closed(link):
        return _gone(request, {"is_closed": True}, HTTPStatus.GONE)
    voter, wrong = _voter(request, link), ""
    if request.method == "POST":
        try:
            return _said(request, link, voter, token)
        except ValidationError as error:
            wrong = " ".join(error.messages)
    about = _about(request, link, voter) | {"wrong": wrong}
    return render(request, "strategies/workshop/phone.html", about, status=UNPROCESSABLE if wrong else None)


def _gone(request: HttpRequest, about: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "strategies/workshop/phone_gone.html", about, status=status)


def _said(request: HttpRequest, link: CouncilLink, voter: str, token: str) -> HttpResponse:
    workshop, block, do = link.workshop, request.POST.get("block", ""), request.POST.get("do", "")
    response = redirect("council_phone", token=token)
    if do == "join":
        if not voter:
            if link.group == Group.REPRESENTATIVES and workshop.parties.exists():
                actions.count_in(workshop, request.POST.get("party", ""))
            _mark(response, link)
        return response
    if not voter:
        raise ValidationError(_("Bli med først. Nettleseren må godta informasjonskapsler mens verkstedet varer."))
    if do == "vote":
        actions.vote(workshop, link.group, voter, block, request.POST.getlist("card"))
        messages.success(request, _("Stemmene er lagret. Du kan endre dem til møtelederen går videre."))
        return response
    form = CardForm(request.POST)
    if not form.is_valid():
        raise ValidationError([words for each in form.errors.values() for words in each])
    actions.write_card(workshop, block, form.cleaned_data["text"].strip(), form.cleaned_data["key"])
    messages.success(request, _("Kortet er lagt til. Det vises sammen med de andre når alle er ferdige."))
    return response


def _about(request: HttpRequest, link: CouncilLink, voter: str) -> dict[str, Any]:
    sheet, place = link.workshop.sheet, link.workshop.strategy.organisation
    phase, definition, language = sheet.phase, definition_of(sheet), spoken(request.LANGUAGE_CODE)
    chosen = reading.chosen_by(link.workshop, actions.digest_of(voter)) if voter else set()
    parts = [
        {
            "id": block.id,
            "title": block.title.said(language),
            "prompt": block.prompt.said(language) if block.prompt else "",
            # In the first round not even those the administration had put in: nobody is to write like another.
            "cards": () if phase == Phase.INDIVIDUAL else reading.cards_in(sheet, block.id),
            "sent": request.POST.get("text", "") if request.POST.get("block") == block.id else "",
        }
        for block in definition.blocks
        if block.id in reading.BLOCKS
    ]
    return {
        "link": link,
        "workshop": link.workshop,
        "organisation": place,
        "is_example": place.is_example,
        "is_council": link.group == Group.REPRESENTATIVES,
        "has_joined": bool(voter),
        "parties": link.workshop.parties.order_by("name").values_list("name", flat=True),
        "frame": reading.frame_of(sheet),
        "phase": phase,
        "parts": parts,
        "chosen": chosen,
        "most": actions.VOTES,
        "key": secrets.token_urlsafe(24),
    }


def _name(link: CouncilLink) -> str:
    return f"verksted_{link.workshop_id.hex}_{link.group}"


def _voter(request: HttpRequest, link: CouncilLink) -> str:
    try:
        return str(signing.loads(request.COOKIES.get(_name(link), ""), salt=_SALT + _name(link)))
    except signing.BadSignature:
        return ""


def _mark(response: HttpResponse, link: CouncilLink) -> None:
    response.set_cookie(
        _name(link),
        signing.dumps(secrets.token_urlsafe(24), salt=_SALT + _name(link)),
        max_age=_LASTS_SECONDS,
        path="/verksted/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
