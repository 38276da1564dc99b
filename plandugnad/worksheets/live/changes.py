"""The same without a connection that stays open, for networks that let none through: read, and written to, by calls."""

import base64
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from plandugnad.core.audit import By
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.wire import texts_in
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.worksheets.access import can_read_document, may_write, sheet_abilities
from plandugnad.worksheets.live.keeping import aside, keep_if_due
from plandugnad.worksheets.live.reading import changes_after, find_document
from plandugnad.worksheets.models import Document
from plandugnad.worksheets.now import now_of
from plandugnad.worksheets.shown import locked_blocks
from plandugnad.worksheets.store import apply_update, spoken


@require_http_methods(["GET", "POST"])
@signed_in
def changes(request: SignedInRequest, id: UUID) -> HttpResponse:
    """`etter` is the number the browser has come to; `live.polling` has let it wait for something newer."""
    document = find_document(id)
    not_found_unless(can_read_document(sheet_abilities(request.actor, document.sheet), document))
    return _write(request, document) if request.method == "POST" else _read(request, document)


def _read(request: SignedInRequest, document: Document) -> HttpResponse:
    asked = request.GET.get("etter", "")
    found = changes_after(document, int(asked) if asked.isdecimal() and len(asked) < 19 else None)
    return JsonResponse(
        {
            "seq": found.seq,
            "whole": found.is_whole,
            "updates": [base64.b64encode(one).decode() for one in found.updates],
            "sheet": _sheet_of(request, document),
            "you": {"id": "", "name": request.actor.name},
        }
    )


def _sheet_of(request: SignedInRequest, document: Document) -> dict[str, Any]:
    sheet, locked = document.sheet, locked_blocks(document.sheet)
    abilities = sheet_abilities(request.actor, sheet)
    return now_of(sheet, document, locked).told(may_write(sheet, document, abilities, locked), abilities.rows)


def _write(request: SignedInRequest, document: Document) -> HttpResponse:
    language = spoken(get_language() or "nb")
    written = apply_update(request.actor, document.id, request.body, language)
    result = written.result
    if isinstance(result, Refusal):
        kept = aside(document.sheet, texts_in(request.body))
        said = {"code": result.code, "sentence": result.sentence(language, is_kept=kept.is_kept)}
        told = {"set_aside": kept.is_kept, "words": kept.handed_back}
        return JsonResponse({"seq": written.seq, **said, **told}, status=HTTPStatus.CONFLICT)
    keep_if_due(document.id, By(request.actor.person_id, request.actor.name))
    kept = aside(document.sheet, result.lost)
    lost = Refusal("gone").sentence(language, is_kept=kept.is_kept) if result.lost else None
    return JsonResponse({"seq": written.seq, "lost": lost, "words": kept.handed_back})
