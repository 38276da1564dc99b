"""The letter as PDF that a screen reader can read: tagged, with its language and title, as PDF/UA-1 asks."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from plandugnad.core.signs import shown
from plandugnad.processes.notice.letter import Paper, lines_of, told_to_all
from plandugnad.processes.notice.models import Recipient
from plandugnad.processes.notice.wording import Written, word

_TEMPLATE = (Path(__file__).parent / "letter.typ").read_bytes()


def letter_as_pdf(text: Written, recipients: Sequence[Recipient], paper: Paper, *, each: bool) -> bytes:
    """With the fonts that come with the library, so that it is the same on every machine."""
    language = paper.language
    has_sheets = each and bool(recipients)
    to_all = [word("letter", "to_all", language=language)]
    told: dict[str, Any] = {
        "title": text.heading[:200],
        "heading": text.heading,
        "language": language,
        "paragraphs": [part.splitlines() or [""] for part in text.paragraphs],
        "sheets": [{"to": lines_of(one)} for one in recipients] if has_sheets else [{"to": to_all}],
        "sender": paper.sender,
        "author": paper.place,
        "beside": paper.beside,
        "regards": word("letter", "regards", language=language),
        "recipients": [] if has_sheets else told_to_all(recipients, language),
        "list": word("letter", "list", language=language),
        "example": word("letter", "example", language=language) if paper.is_example else "",
    }
    # What the fonts have no sign for would stop it. The signs that JSON itself is written with are left as they are.
    data = shown(json.dumps(told, ensure_ascii=False))
    pdf = typst.compile(_TEMPLATE, ignore_system_fonts=True, sys_inputs={"data": data}, pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf
