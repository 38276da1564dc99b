"""A document as it was, as JSON, and back. Only the pieces such a document is made of."""

import hashlib
from collections.abc import Mapping
from typing import Any

from plandugnad.core.papers.pieces import Bullets, Grid, Outlay, Part, Picture, Piece, Subheading, Words
from plandugnad.core.papers.saying import said


def as_json(laid: Outlay) -> dict[str, Any]:
    return {
        "title": laid.title,
        "facts": [list(fact) for fact in laid.facts],
        "parts": [{"title": part.title, "pieces": [told(piece) for piece in part.pieces]} for part in laid.parts],
    }


def digest_of(piece: Picture) -> str:
    """What it is asked for by: never shown as another when the document has changed."""
    return hashlib.sha256(piece.svg.encode()).hexdigest()[:24]


def picture_in(laid: Outlay, digest: str) -> Picture | None:
    pictures = (piece for part in laid.parts for piece in part.pieces if isinstance(piece, Picture))
    return next((piece for piece in pictures if digest_of(piece) == digest), None)


def from_json(kept: Mapping[str, Any], *, is_example: bool) -> Outlay:
    facts = tuple((label, value) for label, value in kept["facts"])
    parts = tuple(Part(part["title"], "", tuple(map(_read, part["pieces"]))) for part in kept["parts"])
    return Outlay(kept["title"], facts, "", parts, is_example, has_contents=True)


def told(piece: Piece) -> dict[str, Any]:
    """As plain values: what is kept, and what pages are given."""
    match piece:
        case Words():
            return {"kind": "words", "text": piece.text, "quiet": piece.is_quiet}
        case Subheading():
            return {"kind": "subheading", "text": piece.text}
        case Bullets():
            return {"kind": "bullets", "items": list(piece.items)}
        case Picture():
            kept = {"title": piece.title, "svg": piece.svg, "said": piece.said}
            return {"kind": "picture", "digest": digest_of(piece), **kept}
        case Grid():
            # As it was said, days too, in the language it was written in.
            rows = [[said(value) for value in row] for row in piece.rows]
            return {"kind": "grid", "title": piece.title, "heads": list(piece.heads), "rows": rows}
    raise TypeError(f"a planning strategy has no {type(piece).__name__}")


def _read(kept: Mapping[str, Any]) -> Piece:
    match kept["kind"]:
        case "words":
            return Words(kept["text"], kept["quiet"])
        case "subheading":
            return Subheading(kept["text"])
        case "bullets":
            return Bullets(tuple(kept["items"]))
        case "picture":
            return Picture(kept["title"], kept["svg"], kept["said"])
    return Grid(kept["title"], tuple(kept["heads"]), tuple(tuple(row) for row in kept["rows"]))
