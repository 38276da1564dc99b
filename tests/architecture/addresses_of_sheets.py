"""The addresses of worksheets, for one of Ytre Fjord that Fjordvik takes part in."""

from collections.abc import Callable
from typing import Any

from tests.architecture.standing import Fjordvik


def _collaboration(its: Fjordvik, **more: str) -> dict[str, Any]:
    return {"id": its.cast.ytre_fjord.id, **more}


def _sheet(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return {"id": its.sheet.id, **more}


def _private(its: Fjordvik, **more: Any) -> dict[str, Any]:
    return {"id": its.private.id, **more}


def _review(its: Fjordvik) -> dict[str, Any]:
    return {"id": its.review.id}


def _part(its: Fjordvik, block: str, **more: str) -> dict[str, Any]:
    return {"id": its.sheet_document.id, "block": block, **more}


def _card(its: Fjordvik) -> dict[str, Any]:
    return _part(its, "hard", collection="cards", item="card-00000000")


SHEETS: dict[str, Callable[[Fjordvik], dict[str, Any]]] = {
    "worksheets": _collaboration,
    "worksheets_why": _collaboration,
    "sheet_begin": lambda its: _collaboration(its, kind="purpose"),
    "sheet_adapt": lambda its: _collaboration(its, kind="purpose"),
    "reviews": _collaboration,
    "review_request": _review,
    "review_files": _review,
    "review_panel": _review,
    "review_answer": _review,
    "review_assess": _review,
    "review_summary": _review,
    "review_helped": _review,
    "review_nameless": _review,
    "confidential_begin": lambda its: {"place_id": its.cast.ytre_fjord.id, "kind": "conflict"},
    "confidential_invitation": _private,
    "confidential_answer": _private,
    "confidential_show": _private,
    "confidential_people": _private,
    "confidential_person": lambda its: _private(its, participant_id=its.private.participants.latest("made_at").id),
    "confidential_end": _private,
    "sheet": _sheet,
    "sheet_delete": _sheet,
    "sheet_undelete": _sheet,
    "sheet_phase": _sheet,
    "sheet_timer": _sheet,
    "sheet_present": _sheet,
    "sheet_lock": lambda its: _sheet(its, block="hard"),
    "sheet_rows": _sheet,
    "sheet_form": lambda its: _collaboration(its, kind="purpose", form="pdf"),
    "sheet_empty": lambda its: _sheet(its, form="pdf"),
    "sheet_take_out": lambda its: _sheet(its, kind="docx"),
    "sheet_card_new": lambda its: _sheet(its, block="hard"),
    "sheet_card": lambda its: _sheet(its, block="hard", card_id=its.sheet_version.id),
    "sheet_adoptions": _sheet,
    "sheet_adoption_withdraw": lambda its: {"id": its.sheet.id, "adoption_id": its.sheet_version.id},
    "sheet_review": _sheet,
    "sheet_practice": _sheet,
    "sheet_versions": _sheet,
    "sheet_version": lambda its: {"id": its.sheet.id, "version_id": its.sheet_version.id},
    "sheet_restore": lambda its: {"id": its.sheet.id, "version_id": its.sheet_version.id},
    "sheet_taken_care_of": lambda its: {"id": its.sheet.id, "set_aside_id": its.sheet_version.id},
    "sheet_outline": _sheet,
    "outline_text": lambda its: _part(its, "purpose"),
    "outline_votes": lambda its: _part(its, "hard"),
    "outline_new": lambda its: _part(its, "hard", collection="cards"),
    "outline_item": _card,
    "outline_move": _card,
    "outline_remove": _card,
    "outline_bring_back": lambda its: {**_card(its), "seq": 1},
    "sheet_changes": lambda its: {"id": its.sheet_document.id},
}
