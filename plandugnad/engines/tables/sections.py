"""Which rows below the header are plans, and which are sections, repeated headers, totals, legends and footnotes."""

from __future__ import annotations

import re
from enum import Enum

from plandugnad.engines.tables.areas import is_plan_kind_in_plural, is_section_text
from plandugnad.engines.tables.dates import has_year
from plandugnad.engines.tables.grid import Grid
from plandugnad.engines.tables.guess import TableGuess
from plandugnad.engines.tables.header import title_row
from plandugnad.engines.tables.headings import is_heading, names_plans, normalised_heading
from plandugnad.engines.tables.kinds import has_plan_word
from plandugnad.engines.tables.names import without_outline
from plandugnad.engines.tables.sheet import Cell
from plandugnad.engines.tables.text import is_blank

_TOTAL = re.compile(r"(?:sum|totalt?|antall|tal på|talet på|i alt|til ?sammen|til ?saman)(?=\W|$)", re.IGNORECASE)
_LEGEND = re.compile(
    r"(?:[\w✓✔×*+/ ()-]{1,14}|\S{1,3}(?: (?:og|eller) \S{1,3})?)\s*=\s*\S"
    r"|(?:tegn|teikn|farge|fargekode|symbol)?forklaring(?:er|ar)?\b"
    r"|fargekod"
    r"|(?:grønn?t?|rødt?|raudt?|gult?|blått?|blå|grått?|grå|oransje|hvitt?|kvitt?)\s*[:=–-]"
    r"|kilder?\b\s*:|kjelder?\b\s*:|note\b|noter\b|merk\b\s*[:!]|obs\b\s*[:!.]|nb\b\s*[:!.]|fotnoter?\b"
    r"|\*+\s*\S|[¹²³⁴⁵]\s*\S|\(\d\)\s+\S|\d\)\s+\S.*\.\Z"
    r"|(?:sist )?(?:oppdatert|ajourført|revidert|endra|endret|utarbeidet|utarbeidd)\b|utskrift\b|skrevet ut"
    r"|utskriftsdato"
    r"|vedtatt (?:av|i) kommunestyret|vedteken (?:av|i) kommunestyret|side \d|eksempeldata"
    r"|forkortelser?\b|forkortingar?\b",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(r"[A-ZÆØÅ][\w -]{1,25},\s*(?:den )?\d{1,2}\.\s?(?:\d{1,2}\.|[a-z]+\s)\s?\d{2,4}\Z")
_NUMBERING = re.compile(r"(?:\d{1,4}(?:\.\d{1,3})*[.)]?|[IVX]{1,5}[.)]?|[A-ZÆØÅa-z][.)]?)\Z")
_LONGEST_SECTION = 110
# A mark that more than this share of ordinary rows carry marks nothing.
_COMMON = 0.3


class Kind(Enum):
    PLAN = "plan"
    SECTION = "section"
    HEADER = "header"
    TOTAL = "total"
    LEGEND = "legend"
    OTHER = "other"


class Sorter:
    def __init__(self, grid: Grid, guess: TableGuess) -> None:
        self.grid = grid
        name = guess.column_of("name")
        section = guess.column_of("section")
        self.name = name.index if name else -1
        self.first = guess.header_row
        self.title = 0 if guess.header_rows else title_row(grid.sheet)
        self.section = section.index if section else None
        self.beside = guess.beside
        self.mapped = {column.index for column in guess.columns if column.field}
        self.headings = {column.index: normalised_heading(column.header) for column in guess.columns if column.header}
        self.bold_marks, self.fill_marks = self._marks(guess.header_row)

    def sort(self, row: int) -> Kind:
        """What kind of row this is; for a row with content."""
        texts = self.grid.texts(row)
        if row == self.title or self._repeats_header(texts) or _counts_columns(texts):
            return Kind.HEADER
        texts = self.own_texts(row)
        if not texts:
            return Kind.LEGEND
        if self._is_within_a_plan(row):
            return Kind.PLAN
        first = next(iter(texts.values()))
        said = self._said(texts)
        if _TOTAL.match(first) or (said and _TOTAL.match(next(iter(said.values())))):
            return Kind.TOTAL
        if self._is_alone(texts, said):
            column, text = next(iter(said.items()))
            return self._lone(row, column, text)
        if said and len(said) <= 2 and self.name not in texts and _LEGEND.match(next(iter(said.values()))):
            return Kind.LEGEND
        name = texts.get(self.name, "")
        if len(texts) <= 2 and _LEGEND.match(name) and not has_plan_word(name):
            return Kind.LEGEND
        return Kind.PLAN if name and not is_blank(name) else Kind.OTHER

    def own_texts(self, row: int) -> dict[int, str]:
        """The row's texts, without those of something else beside the list of plans."""
        texts = self.grid.texts(row)
        if not self.beside:
            return texts
        return {column: text for column, text in texts.items() if column not in self.beside}

    def _is_within_a_plan(self, row: int) -> bool:
        """The name is merged down over this row: it tells more of that plan, however little stands in it."""
        if self.name < 0 or not self.grid.sheet.merges:
            return False
        top, left = self.grid.sheet.source_of(row, self.name)
        return top != row and top > self.first and left == self.name and self.name not in self.grid.texts(row)

    def _said(self, texts: dict[int, str]) -> dict[int, str]:
        """Texts in words, without numbering beside them."""
        return {
            column: text for column, text in texts.items()
            if not is_blank(text) and not (column not in self.mapped and _NUMBERING.match(text))
        }  # fmt: skip

    def _is_alone(self, texts: dict[int, str], said: dict[int, str]) -> bool:
        """Text in one cell only; numbers beside it count when they stand under a heading that means something."""
        if len(said) != 1:
            return False
        column = next(iter(said))
        return all(other == column or other not in self.mapped or is_blank(text) for other, text in texts.items())

    def _lone(self, row: int, column: int, text: str) -> Kind:
        cell = self.grid.own(row)[column]
        if not isinstance(cell.value, str) or not any(map(str.isalpha, text)):
            return Kind.PLAN if column == self.name else Kind.OTHER
        if _LEGEND.match(text) and not is_section_text(text) and not self._is_plan_like(text):
            return Kind.LEGEND
        if _PLACE_AND_DATE.match(text) or _is_sentence(text):
            return Kind.LEGEND
        if self._is_marked(row, column, cell) or is_section_text(section_text(text)):
            return Kind.SECTION
        if column == self.name:
            return Kind.PLAN
        # A group name in its own column, to the left of the plans it holds.
        return (
            Kind.SECTION if column == self.section or (column < self.name and column not in self.mapped) else Kind.OTHER
        )

    def _is_plan_like(self, text: str) -> bool:
        return (
            has_plan_word(text)
            and "=" not in text
            and not re.match(r"(?:kilde|kjelde|note|merk|obs|nb|\*)", text, re.IGNORECASE)
        )

    def _is_marked(self, row: int, column: int, cell: Cell) -> bool:
        if len(section_text(cell.text)) > _LONGEST_SECTION:
            return False
        return (
            (cell.bold and self.bold_marks) or (cell.filled and self.fill_marks)
            or self.grid.sheet.is_merged_across(row, column)
        )  # fmt: skip

    def _repeats_header(self, texts: dict[int, str]) -> bool:
        same = sum(1 for column, text in texts.items() if column in self.headings and self._is_heading(column, text))
        return (same >= 2 and same * 2 >= len(texts)) or (same == 1 == len(texts) == len(self.headings))

    def begins_another_table(self, row: int) -> bool:
        """Headings again, but others than before: a second table with columns of its own."""
        texts = self.grid.texts(row)
        if len(texts) < 3 or not any(map(names_plans, texts.values())) or self._repeats_header(texts):
            return False
        return all(is_heading(text) and not has_year(text) for text in texts.values())

    def _is_heading(self, column: int, text: str) -> bool:
        heading = self.headings[column]
        return heading[:1] == text[:1].casefold() and heading == normalised_heading(text)

    def _marks(self, header_row: int) -> tuple[bool, bool]:
        """Whether bold and fill tell rows apart here, or are simply how the names are written."""
        names = []
        for row in self.grid.rows:
            cells = self.grid.own(row)
            if row > header_row and self.name in cells and len(self._said(self.grid.texts(row))) > 1:
                names.append(cells[self.name])
        if not names:
            return True, True
        return (
            sum(cell.bold for cell in names) <= _COMMON * len(names),
            sum(cell.filled for cell in names) <= _COMMON * len(names),
        )


def _counts_columns(texts: dict[int, str]) -> bool:
    """A row that only counts the columns: 1, 2, 3, 4."""
    return len(texts) > 2 and list(texts.values()) == [str(number) for number in range(1, len(texts) + 1)]


def section_text(text: str) -> str:
    """A section's name without its outline number and final colon."""
    return without_outline(text).rstrip(" :")


def _is_sentence(text: str) -> bool:
    """Prose under a table, not the name of anything."""
    words = text.split()
    if len(words) < 5 or is_plan_kind_in_plural(text):
        return False
    says = re.search(
        r"\b(?:er|blir|vert|skal|må|kan|bør|har|gjelder|gjeld|viser|syner|se|sjå|revideres|reviderast|rulleres|omfatter"
        r"|omfattar)\b",
        text,
    )
    return bool(says) and (text.endswith(".") or len(words) > 9)
