"""What is laid out as PDF that a screen reader can read: tagged, with its language and title, as PDF/UA-1 asks."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from plandugnad.core.papers.pieces import (
    Axes,
    Axis,
    Boxes,
    Bullets,
    Forms,
    Grid,
    Outlay,
    Picture,
    Piece,
    Rich,
    Rings,
    Ruled,
    Subheading,
    Words,
    widths,
)
from plandugnad.core.papers.saying import said
from plandugnad.core.signs import INSTEAD, breakable, shown
from plandugnad.core.word_files import plain
from plandugnad.engines.sheet.richtext import Heading, Listed, RichBlock, Span

_TEMPLATE = (Path(__file__).parent / "paper.typ").read_bytes()
_DRAWING = b"#set page(width: 16cm, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), width: 100%)"
_PIXELS_PER_INCH = 200


def as_pdf(laid: Outlay, author: str, language: str) -> bytes:
    """With the fonts that come with the library, so that it is the same on every machine. In the language that is
    chosen as it is called, which `language` names."""
    told: dict[str, Any] = {
        "title": shown(plain(laid.title))[:200],
        "heading": _text(laid.title),
        "author": plain(author),
        "language": language,
        "wide": laid.is_wide,
        "dense": laid.is_dense,
        "facts": [[_text(label), _text(value)] for label, value in laid.facts],
        "why": _text(laid.why),
        "contents": _("Innhold") if laid.has_contents else "",
        "parts": [
            {
                "title": _text(part.title),
                "prompt": _text(part.prompt),
                "pieces": [_told(piece, laid.room) for piece in part.pieces],
                "begins_page": part.begins_page,
            }
            for part in laid.parts
        ],
        "example": _("EKSEMPEL. Alt her er oppdiktet.") if laid.is_example else "",
        "missing": "",
        "page": re.split(r"%\(\w+\)s", _("Side %(number)s av %(all)s")),
    }
    written = json.dumps(told, ensure_ascii=False)
    if INSTEAD in written:
        told["missing"] = _("%(sign)s står for tegn vi ikke har skrift for på papir.") % {"sign": INSTEAD}
    pdf = typst.compile(
        _TEMPLATE, ignore_system_fonts=True, sys_inputs={"data": json.dumps(told)}, pdf_standards=["ua-1"]
    )
    assert isinstance(pdf, bytes)
    return pdf


def as_png(svg: str) -> bytes:
    """A drawing as Word can keep it, sharp enough for paper."""
    made = typst.compile(
        _DRAWING, ignore_system_fonts=True, sys_inputs={"svg": svg}, format="png", ppi=_PIXELS_PER_INCH
    )
    assert isinstance(made, bytes)
    return made


def _text(text: str) -> str:
    return breakable(shown(plain(text)))


def _told(piece: Piece, room: int) -> dict[str, Any]:
    match piece:
        case Words():
            return {"kind": "words", "lines": _text(piece.text).split("\n"), "quiet": piece.is_quiet}
        case Subheading():
            return {"kind": "subheading", "text": _text(piece.text)}
        case Bullets():
            return {"kind": "bullets", "items": [_text(one) for one in piece.items]}
        case Rich():
            return {"kind": "rich", "blocks": _rich(piece.blocks)}
        case Grid():
            return _grid(piece, room)
        case Axes() | Rings():
            return _drawn(piece)
        case Picture():
            return {"kind": "picture", "svg": piece.svg, "said": _text(piece.said)}
    return _to_write_on(piece)


def _to_write_on(piece: Forms | Boxes | Ruled) -> dict[str, Any]:
    if isinstance(piece, Forms):
        fields = [{"label": _text(one.label), "choices": [_text(c) for c in one.choices]} for one in piece.fields]
        return {"kind": "forms", "fields": fields, "number": piece.number}
    return {"kind": "boxes" if isinstance(piece, Boxes) else "ruled", "number": piece.number}


def _drawn(piece: Axes | Rings) -> dict[str, Any]:
    if isinstance(piece, Rings):
        return {"kind": "rings", "names": [_text(one) for one in piece.names], "points": list(_around(piece))}
    points = [{"number": number, "x": x, "y": 1 - y} for number, x, y in piece.points]
    return {"kind": "axes", "x": _axis(piece.x), "y": _axis(piece.y), "points": points}


def _grid(piece: Grid, room: int) -> dict[str, Any]:
    return {
        "kind": "grid",
        "widths": list(widths(piece, room)),
        "heads": [_text(one) for one in piece.heads],
        "rows": [[_text(said(value)) for value in row] for row in piece.rows],
        "blank": piece.blank,
    }


def _axis(axis: Axis) -> dict[str, str]:
    return {"title": _text(axis.title), "low": _text(axis.low), "high": _text(axis.high)}


def _around(rings: Rings) -> Iterator[dict[str, float]]:
    """From the middle of a square of one: each in the middle of its ring, begun at the top."""
    for number, ring, turn in rings.points:
        far = (ring + 0.5) / len(rings.names) / 2
        angle = 2 * math.pi * turn - math.pi / 2
        yield {"number": number, "x": 0.5 + far * math.cos(angle), "y": 0.5 + far * math.sin(angle)}


def _rich(blocks: Sequence[RichBlock], above: int = 2) -> list[dict[str, Any]]:
    """Headings go under the block's own, and none skips a level, which the standard refuses."""
    found: list[dict[str, Any]] = []
    for block in blocks:
        if isinstance(block, Listed):
            found.append({"kind": "list", "start": block.start, "items": [_rich(item, 99) for item in block.items]})
        elif isinstance(block, Heading) and above < 99:
            above = min(block.level + 2, above + 1)
            found.append({"kind": "heading", "level": above, "spans": _spans(block.spans)})
        else:
            found.append({"kind": "paragraph", "spans": _spans(block.spans)})
    return found


def _spans(spans: Sequence[Span]) -> list[dict[str, Any]]:
    return [{"text": _text(one.text), "strong": one.strong, "em": one.em, "link": one.link} for one in spans]
