"""A sheet as an outline: the page it is read on, and the two things that are edited whole: a text, and one's votes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.engines.sheet.blocks import CardsBlock, TextBlock
from plandugnad.engines.sheet.document import Sheet as Opened
from plandugnad.engines.sheet.plain_text import plain_text
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.worksheets.access import can_read_document, may_add_anonymously, may_write
from plandugnad.worksheets.anonymous import own_cards
from plandugnad.worksheets.history import since_words, visit
from plandugnad.worksheets.live.reading import find_document
from plandugnad.worksheets.models import Document, Phase
from plandugnad.worksheets.outlining.fields import Parties
from plandugnad.worksheets.outlining.forms import PlainTextForm, VotesForm
from plandugnad.worksheets.outlining.page import Reading
from plandugnad.worksheets.outlining.saving import write_text
from plandugnad.worksheets.outlining.shapes import Around, words_of
from plandugnad.worksheets.parties import named_in
from plandugnad.worksheets.queries import set_aside_for
from plandugnad.worksheets.reviewing.queries import strip_of
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.shown import locked_blocks, offered_parties
from plandugnad.worksheets.store import open_document, spoken
from plandugnad.worksheets.views.asked import Asked, asked
from plandugnad.worksheets.views.sheet import about_alone, shown_document
from plandugnad.worksheets.votes import vote_all, votes_of
from plandugnad.worksheets.wording import phase_steps


@require_safe
@signed_in
def page(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = asked(request, id)
    if found.sheet.is_private and found.sheet.phase == Phase.INDIVIDUAL:
        return redirect("sheet", id)  # where each answers alone, and nothing is written together yet
    document, own = shown_document(found)
    language = spoken(get_language())
    about: dict[str, Any] = {
        "why": definition_of(found.sheet).why.said(language),
        "steps": phase_steps(found.sheet),
        "own": own,
        "strip": strip_of(request.actor, found.sheet, found.abilities, language),
        "set_aside": set_aside_for(found.sheet, request.user.pk),
        **about_alone(found.sheet),
    }
    if document is not None:
        since = None if "kort" in request.GET else visit(document, request.user.pk, language)
        about["since"] = since_words(since) if since else ""
        reading = _reading(found, document, language)
        about |= {"parts": reading.parts(), "may_write": bool(reading.writable or reading.anonymously)}
    return render(request, "worksheets/outline/page.html", found.about(Crumb(_("Disposisjon"))) | about)


def _reading(found: Asked, document: Document, language: str) -> Reading:
    locked = locked_blocks(found.sheet)
    document.sheet = found.sheet
    opened = open_document(document)
    return Reading(
        document,
        opened,
        parties_of(document, opened),
        language,
        may_write(found.sheet, document, found.abilities, locked),
        locked,
        votes_of(found.sheet, found.request.user.pk) if document.organisation_id is None else {},
        found.abilities.rows,
        may_add_anonymously(found.sheet, found.abilities, locked),
        own_cards(found.sheet, found.request.user.pk),
    )


def parties_of(document: Document, opened: Opened) -> Parties:
    return Parties(offered_parties(document.sheet), named_in(project(opened), document.sheet))


@dataclass(frozen=True)
class AskedDocument:
    """What the pages that edit are asked for, checked once."""

    found: Asked
    document: Document
    language: str

    @property
    def request(self) -> SignedInRequest:
        return self.found.request

    @property
    def page_address(self) -> str:
        address = reverse("sheet_outline", args=[self.found.sheet.id])
        own = self.document.organisation_id
        return f"{address}?for={own}" if own else address

    def back(self, anchor: str) -> HttpResponse:
        return redirect(f"{self.page_address}#{anchor}")

    def about(self, title: str) -> dict[str, Any]:
        outline = Crumb(_("Disposisjon"), self.page_address)
        # The browser keeps titles, and of a private sheet it is to keep nothing.
        kept = _("Fortrolig ark") if self.found.sheet.is_private else title
        about = {"page_address": self.page_address, "title": title, "page_title": kept}
        return self.found.about(outline, Crumb(title)) | about

    def may(self, block: str) -> bool:
        sheet = self.found.sheet
        return block in may_write(sheet, self.document, self.found.abilities, locked_blocks(sheet))

    def closed(self, block: str) -> HttpResponse:
        is_others = block in self.found.abilities.writes_not
        said = _("Denne delen skriver sakseieren.") if is_others else _("Du kan ikke skrive i denne delen nå.")
        messages.warning(self.request, said)
        return self.back(f"del-{block}")


def asked_document(request: SignedInRequest, id: UUID) -> AskedDocument:
    """Of somebody who writes in sheets like it; whether she may just now is judged as it is saved."""
    document = find_document(id)
    found = asked(request, document.sheet_id)
    not_found_unless(can_read_document(found.abilities, document))
    not_found_unless(found.abilities.can_write or document.organisation_id in found.abilities.writes_alone_for)
    document.sheet = found.sheet
    return AskedDocument(found, document, spoken(get_language()))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def text(request: SignedInRequest, id: UUID, block: str) -> HttpResponseBase:
    on = asked_document(request, id)
    defined = definition_of(on.found.sheet).block(block)
    not_found_unless(isinstance(defined, TextBlock))
    assert defined is not None
    now = plain_text(open_document(on.document), block)
    about: dict[str, Any] = on.about(defined.title.said(on.language))
    if request.method != "POST":
        if not on.may(block):
            return on.closed(block)
        form = PlainTextForm(initial={"text": now, "was": now})
        return render(request, "worksheets/outline/text.html", about | {"form": form, "block": defined})
    form = PlainTextForm(request.POST)
    form.full_clean()
    typed, was = (_lines(form.cleaned_data.get(name, "")) for name in ("text", "was"))
    written = write_text(request.actor, on.document, block, typed, was)
    if not isinstance(written.result, Refusal):
        messages.success(request, _("Lagret: %(what)s") % {"what": about["title"]})
        return on.back(f"del-{block}")
    if written.result.code == "changed":
        now = plain_text(open_document(on.document), block)
        data = request.POST.copy()
        data["was"] = now
        form = PlainTextForm(data)
        form.full_clean()
        about["others"] = now
    form.add_error("text", written.result.sentence(on.language))
    return render(request, "worksheets/outline/text.html", about | {"form": form, "block": defined}, status=422)


def _lines(written: str) -> str:
    return written.replace("\r\n", "\n").replace("\r", "\n")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def votes(request: SignedInRequest, id: UUID, block: str) -> HttpResponseBase:
    on = asked_document(request, id)
    sheet, defined = on.found.sheet, definition_of(on.found.sheet).block(block)
    not_found_unless(isinstance(defined, CardsBlock) and defined.votes > 0 and on.document.organisation_id is None)
    assert isinstance(defined, CardsBlock)
    if request.method != "POST" and sheet.phase != Phase.PRIORITISE:
        messages.warning(request, _("Avstemningen er ikke åpen nå. Møtelederen åpner den ved å flytte arket."))
        return on.back(f"del-{block}")
    opened = open_document(on.document)
    around = Around(opened, defined, "cards", parties_of(on.document, opened), on.language)
    cards = {item: words_of(around, one) or _("Uten tekst") for item, one in around.items().items()}
    given = votes_of(sheet, request.user.pk)[block]
    form = VotesForm(request.POST if request.method == "POST" else None, cards, given.mine, defined.votes)
    if form.is_bound and form.is_valid():
        try:
            vote_all(sheet.id, request.user.pk, block, {item: form.cleaned_data[item] or 0 for item in cards})
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Stemmene dine er lagret."))
            return on.back(f"del-{block}")
    about = on.about(_("Stemmer i «%(block)s»") % {"block": defined.title.said(on.language)})
    about |= {"form": form, "block": defined, "budget": defined.votes}
    return render(request, "worksheets/outline/votes.html", about, status=422 if form.is_bound else None)
