"""The page of one sheet, and what the facilitator does on it."""

import re
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from plandugnad.engines.sheet.blocks import Phase as EnginePhase
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Organisation
from plandugnad.worksheets import actions
from plandugnad.worksheets.anonymous import waits_in
from plandugnad.worksheets.confidential.page import private_page
from plandugnad.worksheets.history import since_words, visit
from plandugnad.worksheets.island_words import island_words
from plandugnad.worksheets.models import Document, Phase, Sheet
from plandugnad.worksheets.practice_words import said_comparison
from plandugnad.worksheets.practices import compared
from plandugnad.worksheets.queries import organisation_she_writes_for, set_aside_for
from plandugnad.worksheets.reviewing.queries import strip_of
from plandugnad.worksheets.schemas import anonymous_blocks, definition_of, left_out
from plandugnad.worksheets.shown import config_of, listening_config, locked_blocks
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.views.asked import Asked, asked, done, facilitating
from plandugnad.worksheets.votes import votes_of
from plandugnad.worksheets.wording import phase_steps

_MINUTES = (3, 5, 10, 15, 20, 30)


@require_safe
@signed_in
def sheet(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = asked(request, id)
    if found.sheet.is_private:
        return private_page(found)
    document, own = shown_document(found)
    language = spoken(get_language())
    definition, locked = definition_of(found.sheet), locked_blocks(found.sheet)
    about: dict[str, Any] = {
        "why": definition.why.said(language),
        "steps": phase_steps(found.sheet),
        "own": own,
        "strip": strip_of(request.actor, found.sheet, found.abilities, language),
        **about_alone(found.sheet),
        "minutes": _MINUTES,
        "shows_anonymous": waits_in(found.sheet) and bool(anonymous_blocks(found.sheet)),
        "blocks": [(one.id, one.title.said(language), one.id in locked) for one in definition.blocks],
    }
    if definition.practices and found.sheet.writes_alone_first:
        about |= _about_practice(found, language)
    about["set_aside"] = set_aside_for(found.sheet, request.user.pk)
    if found.abilities.can_facilitate:
        about["voting"] = _voting(found, language)
    if document is not None:
        # A part of the page that fetches itself again is no visit: what is new would be called seen.
        since = None if request.htmx else visit(document, request.user.pk, language)
        about["since"] = since_words(since) if since else ""
        outline = reverse("sheet_outline", args=[id])
        about["outline_address"] = f"{outline}?for={own.id}" if own else outline
        about["config"] = config_of(found.sheet, document, request.actor, found.abilities, language, island_words())
    else:
        shared = actions.document_for(found.sheet, None)
        about["listening"] = listening_config(
            found.sheet, shared, request.actor, found.abilities, language, island_words()
        )
    return render(request, "worksheets/sheet.html", found.about() | about)


def _voting(found: Asked, language: str) -> list[tuple[str, int]]:
    """How many have voted in each part, while they do: then the facilitator knows when to go on."""
    if found.sheet.phase != Phase.PRIORITISE:
        return []
    votes = votes_of(found.sheet, found.request.user.pk)
    blocks = definition_of(found.sheet).blocks
    return [(one.title.said(language), votes[one.id].voters) for one in blocks if one.id in votes]


def _about_practice(found: Asked, language: str) -> dict[str, Any]:
    """What was found by the practices that have been shown."""
    made = compared(found.sheet) if found.abilities.can_compare else None
    return {"practice": said_comparison(made, language) if made else None}


def about_alone(sheet: Sheet) -> dict[str, bool]:
    """What becomes of what an organisation writes alone: its practice is shown by name, the rest becomes common."""
    if not (definition_of(sheet).practices and sheet.writes_alone_first):
        return {}
    alone = definition_of(sheet).open_in(EnginePhase.INDIVIDUAL)
    return {"is_compared": True, "is_shared_too": bool(alone - left_out(sheet, is_alone=False))}


def shown_document(found: Asked) -> tuple[Document | None, Organisation | None]:
    """What she sees now, and whose it is. In the individual phase: her own organisation's, if she has one here."""
    sheet = found.sheet
    if sheet.phase != Phase.INDIVIDUAL or not sheet.writes_alone_first:
        return actions.document_for(sheet, None), None
    chosen = _uuid(found.request.GET.get("for", ""))
    own = organisation_she_writes_for(found.request.actor, found.abilities.writes_alone_for, chosen)
    return (actions.document_for(sheet, own), own) if own else (None, None)


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


@require_POST
@signed_in
def move(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = facilitating(request, id)
    phase, version = request.POST.get("phase", ""), request.POST.get("version", "")
    not_found_unless(phase in Phase.values and bool(re.fullmatch(r"\d{1,9}", version)))
    moved = actions.move_phase
    return done(found, lambda: moved(request.actor.by, id, Phase(phase), int(version)))


@require_POST
@signed_in
def timer(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = facilitating(request, id)
    written = request.POST.get("minutes", "")
    not_found_unless(bool(re.fullmatch(r"\d{1,4}", written)))
    return done(found, lambda: actions.start_timer(request.actor.by, id, int(written) * 60))


@require_POST
@signed_in
def lock(request: SignedInRequest, id: UUID, block: str) -> HttpResponse:
    found = facilitating(request, id)
    is_locked = request.POST.get("do") == "lock"
    return done(found, lambda: actions.set_lock(request.actor.by, id, block, is_locked=is_locked))


@require_POST
@signed_in
def present(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = facilitating(request, id)
    return done(found, lambda: actions.present(request.actor.by, id, request.POST.get("block", "")[:40]))
