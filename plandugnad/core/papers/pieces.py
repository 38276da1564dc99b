"""What a document is made of, whichever kind of file it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plandugnad.engines.sheet.richtext import RichBlock

Value = str | float | bool | date | None
MOST_COLUMNS_UPRIGHT = 5
TICK = "☐"
_LONGEST_ORDINARY_WORD = 22
_AROUND = 3  # signs: the air on each side of what stands in a cell
_DAY = 11
_WIDEST = 28


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Subheading:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rich:
    blocks: tuple[RichBlock, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its headings. `blank`: how many empty rows come after, to write in by hand."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = ()
    blank: int = 0

    @property
    def is_wide(self) -> bool:
        return len(self.heads) > MOST_COLUMNS_UPRIGHT


@dataclass(frozen=True, slots=True)
class Field:
    """Something to fill in by hand; `choices` to tick instead, where there are any."""

    label: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forms:
    """As many of the same little form as there are things to write of."""

    title: str
    fields: tuple[Field, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Boxes:
    """Empty cards."""

    number: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """Empty lines."""

    number: int


@dataclass(frozen=True, slots=True)
class Axis:
    title: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Axes:
    """A drawing; what is placed stands by number, and the table beside it says the same in words."""

    x: Axis
    y: Axis
    points: tuple[tuple[int, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Rings:
    """As `Axes`: number, place of the ring from the centre, and turn."""

    names: tuple[str, ...]
    points: tuple[tuple[int, int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """`svg` drawn in a width of one; `said` is the same in words, for who does not see it."""

    title: str
    svg: str
    said: str


Piece = Words | Subheading | Bullets | Rich | Grid | Forms | Boxes | Ruled | Axes | Rings | Picture


@dataclass(frozen=True, slots=True)
class Part:
    """One block. `table` is what a spreadsheet has of it, also where paper has it otherwise."""

    title: str
    prompt: str
    pieces: tuple[Piece, ...]
    table: Grid | None = None
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class Outlay:
    title: str
    facts: tuple[tuple[str, str], ...]
    why: str
    parts: tuple[Part, ...]
    is_example: bool
    has_contents: bool = False  # a list of its parts with page numbers, where there are pages
    is_dense: bool = False  # smaller, with narrow margins: all of it is to stand on one page

    @property
    def is_wide(self) -> bool:
        return any(isinstance(piece, Grid) and piece.is_wide for part in self.parts for piece in part.pieces)

    @property
    def room(self) -> int:
        """Signs across the paper, in the letters tables have."""
        return 155 if self.is_wide else 94


def widths(grid: Grid, room: float) -> Sequence[float]:
    """In signs, of as many as there is `room` for across: what a column holds decides. Where it is crowded, those with
    long texts give way first, so that no ordinary word is broken."""
    wanted, narrowest = [], []
    for place, head in enumerate(grid.heads):
        texts = [value for row in grid.rows if isinstance(value := row[place], str) and value]
        words = [len(word) for text in (head, *texts) for word in text.split() if len(word) <= _LONGEST_ORDINARY_WORD]
        day = any(isinstance(row[place], date) for row in grid.rows)
        ordinary = sum(len(text) for text in texts) / max(len(texts), 1)
        least = max(words, default=1) + _AROUND
        narrowest.append(least)
        wanted.append(min(max(ordinary, _DAY if day else 0, least, 8), max(_WIDEST, least)))
    spare, wish = room - sum(narrowest), sum(wanted) - sum(narrowest)
    if 0 < spare < wish:
        return [least + (one - least) * spare / wish for one, least in zip(wanted, narrowest, strict=True)]
    return [room * one / sum(wanted) for one in wanted]
