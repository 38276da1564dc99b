"""Cards that are nobody's: written, changed and taken back by whoever wrote them, from the outline or the live page."""

import secrets
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.worksheets.anonymous import Sent, add_card, change_card, own_cards, waits_in, withdraw_card
from plandugnad.worksheets.outlining.forms import CardForm
from plandugnad.worksheets.schemas import anonymous_blocks, definition_of
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.views.asked import Asked, asked
from plandugnad.worksheets.wording import about_anonymous


@dataclass(frozen=True)
class _On:
    found: Asked
    block: str
    title: str

    @property
    def request(self) -> SignedInRequest:
        return self.found.request

    @property
    def is_live(self) -> bool:
        """Asked by the browser's part of the sheet, and not by a form."""
        return "application/json" in self.request.headers.get("Accept", "")

    @property
    def page_address(self) -> str:
        address, own = reverse("sheet_outline", args=[self.found.sheet.id]), _uuid(self.request.GET.get("for", ""))
        return f"{address}?for={own}" if own else address

    def back(self, anchor: str) -> HttpResponse:
        """That she comes back is no visit: its number would be that of her card, and its moment when she wrote it."""
        if self.is_live:
            return JsonResponse({})
        address = self.page_address
        return redirect(f"{address}{'&' if '?' in address else '?'}kort=1#{anchor}")

    def refused(self, error: ValidationError) -> HttpResponse:
        return JsonResponse({"sentence": " ".join(error.messages)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def shown(self, form: CardForm, card_id: UUID | None = None) -> HttpResponse:
        name = _("Kortet ditt") if card_id else _("Nytt kort uten navn")
        crumbs = Crumb(_("Disposisjon"), self.page_address), Crumb(name)
        lead, not_hidden = about_anonymous(waits=waits_in(self.found.sheet))
        about: dict[str, Any] = {
            "lead": lead,
            "not_hidden": not_hidden,
            "form": form,
            "is_new": card_id is None,
            "waits": waits_in(self.found.sheet),
            "name": name,
            "part": self.title,
            "page_address": self.page_address,
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else None
        return render(
            self.request, "worksheets/outline/own_card.html", self.found.about(*crumbs) | about, status=status
        )


def _asked(request: SignedInRequest, id: UUID, block: str) -> _On:
    """Of somebody who writes in sheets like it; whether she may just now is judged as it is saved."""
    found = asked(request, id)
    not_found_unless(block in anonymous_blocks(found.sheet))
    not_found_unless(found.abilities.can_write or bool(found.abilities.writes_alone_for))
    defined = definition_of(found.sheet).block(block)
    assert defined is not None
    return _On(found, block, defined.title.said(spoken(get_language())))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest, id: UUID, block: str) -> HttpResponseBase:
    on = _asked(request, id, block)
    now = "yes" if waits_in(on.found.sheet) else "no"
    if request.method != "POST":
        return on.shown(CardForm(initial={"key": secrets.token_urlsafe(24), "waits": now}))
    sent = Sent(request.POST.get("key", ""), request.POST.get("text", ""), request.POST.get("waits") == "yes")
    try:
        add_card(request.actor, id, block, sent)
    except ValidationError as error:
        if on.is_live:
            return on.refused(error)
        data = request.POST.copy()
        data["waits"] = now  # what the page says of it as it is shown again
        form = CardForm(data)
        form.add_error("text", error)
        return on.shown(form)
    if not on.is_live:
        messages.success(request, _("Kortet er lagt til, uten navn."))
    return on.back(f"ny-{block}-cards")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def card(request: SignedInRequest, id: UUID, block: str, card_id: UUID) -> HttpResponseBase:
    """Of a card that is another's it is said as of one that is gone."""
    on = _asked(request, id, block)
    if request.method != "POST":
        there = [one for one in own_cards(on.found.sheet, request.user.pk)[block] if one.id == card_id]
        if not there:
            messages.warning(request, _("Kortet er ikke ditt å endre her lenger."))
            return on.back(f"del-{block}")
        return on.shown(CardForm(initial={"text": there[0].text}), card_id)
    text, is_withdrawn = request.POST.get("text", ""), request.POST.get("do") == "withdraw"
    try:
        if is_withdrawn:
            withdraw_card(request.actor, id, block, card_id)
        else:
            change_card(request.actor, id, block, card_id, text)
    except ValidationError as error:
        if on.is_live:
            return on.refused(error)
        form = CardForm(request.POST)
        form.add_error("text", error)
        return on.shown(form, card_id)
    if not on.is_live:
        messages.success(request, _("Kortet er tatt bort.") if is_withdrawn else _("Lagret."))
    return on.back(f"del-{block}")


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
