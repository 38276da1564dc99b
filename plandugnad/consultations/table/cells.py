"""Which text a cell holds, so that it is known again when it comes back: a kind and an id.

In a document the mark is the tag of a content control. Word gives room for 64 signs, so the export is said in base64.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from plandugnad.consultations.models import Group, Point, Statement

FIELDS: dict[str, tuple[type[Statement] | type[Point] | type[Group], str]] = {
    "ss": (Statement, "summary"),
    "sa": (Statement, "assessment"),
    "pa": (Point, "answer"),
    "ga": (Group, "answer"),
}
_MARK = re.compile(r"pd1(ss|sa|pa|ga)([0-9a-f]{32})([A-Za-z0-9_-]{22})")
_ROW = re.compile(r"_pd1([spg])([0-9a-f]{32})")
# Stands third in what a table that was fetched keeps of a cell, when a private person's name was taken out of it since.
NAMED = "named"
# The same place, when a name was left out of the cell as it was fetched: it is not as it stands here.
HIDING = "hiding"


@dataclass(frozen=True)
class Mark:
    """`export` is which table that was fetched the cell came from."""

    key: str
    export: UUID


def is_named(cell: Sequence[str] | None) -> bool:
    """Whether the document still names somebody who is erased here."""
    return cell is not None and NAMED in cell[2:]


def is_hiding(cell: Sequence[str] | None) -> bool:
    return cell is not None and HIDING in cell[2:]


def key_of(kind: str, id: UUID) -> str:
    return f"{kind}{id.hex}"


def id_of(key: str) -> UUID:
    return UUID(hex=key[2:])


def written_mark(key: str, export: UUID) -> str:
    return f"pd1{key}{base64.urlsafe_b64encode(export.bytes).decode().rstrip('=')}"


def read_mark(text: str) -> Mark | None:
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    kind, hexed, packed = found.groups()
    return Mark(f"{kind}{hexed}", UUID(bytes=base64.urlsafe_b64decode(f"{packed}==")))


def written_row(key: str) -> str:
    """The name of a bookmark, of which Word takes forty signs. It survives programs that drop content controls."""
    return f"_pd1{key[0]}{key[2:]}"


def read_row(name: str) -> tuple[str, str] | None:
    """The first letter of the kinds its cells may have, and the id they have in common."""
    found = _ROW.fullmatch(name)
    return (found[1], found[2]) if found else None
