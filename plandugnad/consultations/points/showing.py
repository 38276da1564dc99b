"""What a point's answer looks like on the page: read, written, or to be chosen between two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString

from plandugnad.consultations.points.queries import PointRow
from plandugnad.consultations.points.spans import Piece


@dataclass(frozen=True)
class AnswerBlock:
    """`typed` stands in the field, begun from `base`. `theirs` is what somebody else wrote meanwhile."""

    point: PointRow
    is_open: bool
    can_write: bool
    statement_id: UUID
    typed: str
    base: str
    theirs: str = ""
    is_met: bool = False
    by_name: str = ""
    errors: Sequence[str] = ()
    told: str = ""

    @property
    def alone(self) -> "list[AnswerBlock]":
        return [self]


def block_of(row: PointRow, *, can_write: bool, is_asked_for: bool = False, told: str = "") -> AnswerBlock:
    """Open for writing until it is done, since most of the work is to fill them in one after the other."""
    is_open = can_write and (is_asked_for or not row.is_ready)
    return AnswerBlock(row, is_open, can_write, row.statement_id, row.answer, row.answer, told=told)


def blocks_of(rows: Iterable[PointRow], *, can_write: bool) -> list[AnswerBlock]:
    return [block_of(row, can_write=can_write) for row in rows]


@dataclass(frozen=True)
class ShownPiece:
    html: SafeString
    numbers: tuple[int, ...]
    begins: tuple[int, ...]


def shown_pieces(found: Iterable[Piece]) -> list[ShownPiece]:
    """A browser reads a bare carriage return as part of a line break, and would count one sign too few after it."""
    return [
        ShownPiece(SafeString(escape(piece.text).replace("\r", "&#13;")), piece.numbers, piece.begins)
        for piece in found
    ]
