"""What a sheet seems to be: where its headings are, what its columns mean, whose plans they are, in which language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from plandugnad.engines.tables.columns import ColumnGuess, Heading, guess_columns, may_be_twice
from plandugnad.engines.tables.header import Header, exactly_at, find_header, title_row
from plandugnad.engines.tables.headings import candidates, is_heading, normalised_heading
from plandugnad.engines.tables.language import language_of
from plandugnad.engines.tables.other_tables import columns_beside, without_other_tables
from plandugnad.engines.tables.places import Places
from plandugnad.engines.tables.profile import Profile, profile
from plandugnad.engines.tables.sheet import Cell, Sheet
from plandugnad.engines.tables.spans import make_one_span
from plandugnad.engines.tables.split_names import with_names_in_the_right_column
from plandugnad.engines.tables.text import is_blank

_SAMPLED_ROWS = 200
_LIKELY = 0.6


@dataclass(frozen=True, slots=True)
class TableGuess:
    """What a sheet seems to be, and how a person corrects it."""

    sheet: str | None
    header_rows: tuple[int, ...]  # empty when the table has no headings
    columns: tuple[ColumnGuess, ...]
    language: str  # nb or nn
    municipality: str | None

    @property
    def header_row(self) -> int:
        """The lowest header row; 0 when there is none and the table begins at once."""
        return self.header_rows[-1] if self.header_rows else 0

    def column_of(self, field: str) -> ColumnGuess | None:
        """The first column that means the field."""
        return next((column for column in self.columns if column.field == field), None)

    @property
    def beside(self) -> frozenset[int]:
        """The columns of something else that stands beside the list of plans, such as a legend."""
        return columns_beside(self.columns)

    def with_field(self, index: int, field: str | None) -> TableGuess:
        """The guess as a person corrects it: the column means this field, and no other column does."""
        return replace(self, columns=tuple(
            column.meaning(field) if column.index == index
            else column.meaning(None) if self._gives_up(column, index, field)
            else column
            for column in self.columns
        ))  # fmt: skip

    def _gives_up(self, column: ColumnGuess, index: int, field: str | None) -> bool:
        """Whether the column no longer means the field when that at `index` does: not if they make one span."""
        if not field or column.field != field or field == "notes":
            return False
        other = next((one.header for one in self.columns if one.index == index), "")
        return not make_one_span(column.header, other)

    def for_municipality(self, number: str | None) -> TableGuess:
        """The guess for the municipality of that number, whatever the table says."""
        return replace(self, municipality=number)


def guess_table(sheet: Sheet, filename: str, places: Places, *, header_row: int | None = None) -> TableGuess | None:
    """The guess for a sheet, or None when nothing on it looks like a list of plans.

    `header_row` is a row a person has pointed out as the (lowest) header; 0 says that there is none.
    """
    header = _header(sheet, header_row)
    if header is None:
        return None
    columns = _named_columns(sheet, header)
    if not any(column.field == "name" for column in columns):
        return None
    if header_row is None and any(_holds_headings(column) for column in columns):
        return None
    return TableGuess(
        sheet=sheet.name,
        header_rows=header.rows,
        columns=columns,
        language=_language(sheet, header),
        municipality=_municipality(sheet, header, filename, places),
    )


def remember(guess: TableGuess) -> dict[str, str | None]:
    """What each heading means, to be used for the next table with the same headings."""
    return {normalised_heading(column.header): column.field for column in guess.columns if column.header}


def apply_memory(guess: TableGuess, memory: Mapping[str, str | None]) -> TableGuess:
    """The guess with remembered meanings laid over it; headings not seen before keep their guess."""
    remembered = {
        column.index: memory[heading]
        for column in guess.columns
        if (heading := normalised_heading(column.header)) in memory
    }
    before = guess
    for column in before.columns:
        if column.index in remembered and remembered[column.index] != column.field:
            guess = guess.with_field(column.index, remembered[column.index])
    return replace(guess, columns=tuple(
        # Two headings remembered for one span, or for other fields that may be given twice, both keep their meaning.
        column.meaning(field) if (field := remembered.get(column.index)) and may_be_twice(field) and not column.field
        else column
        for column in guess.columns
    ))  # fmt: skip


def _header(sheet: Sheet, pointed_out: int | None) -> Header | None:
    if pointed_out:
        return exactly_at(sheet, pointed_out)
    if pointed_out == 0:
        return Header((), ())
    found = find_header(sheet)
    if found is not None:
        return found
    return Header((), ()) if sheet.rows else None


def guess_further(sheet: Sheet, guess: TableGuess, row: int) -> TableGuess:
    """The guess from another header further down, where a second table begins; what a person has said still holds."""
    header = exactly_at(sheet, row)
    columns = _named_columns(sheet, header)
    further = replace(guess, header_rows=(row,), columns=columns)
    return apply_memory(further, {heading: field for heading, field in remember(guess).items() if field})


def _named_columns(sheet: Sheet, header: Header) -> tuple[ColumnGuess, ...]:
    profiles, samples = _profiles(sheet, header)
    headings = _headings(sheet, header, profiles)
    columns = _with_name(guess_columns(headings, profiles, samples), profiles)
    rows = ([column for column, _ in sheet.own_texts(row)] for row in _below(sheet, header))
    return without_other_tables(columns, rows)


def _headings(sheet: Sheet, header: Header, profiles: Mapping[int, Profile]) -> list[Heading]:
    """The headings, and a heading without text for each column that has content but none over it."""
    known = {heading.index for heading in header.headings}
    nameless = [Heading(index, "") for index in sorted(profiles) if index not in known]
    headings = sorted([*header.headings, *nameless], key=lambda heading: heading.index)
    return with_names_in_the_right_column(sheet, headings, list(_below(sheet, header)))


def _profiles(sheet: Sheet, header: Header) -> tuple[dict[int, Profile], dict[int, tuple[str, ...]]]:
    cells: dict[int, list[Cell]] = {}
    for row in _below(sheet, header):
        for column, cell in sheet.rows[row].items():
            cells.setdefault(column, []).append(cell)
    samples = {column: _distinct(found) for column, found in cells.items()}
    return {column: profile(found) for column, found in cells.items()}, samples


def _below(sheet: Sheet, header: Header) -> Iterable[int]:
    return islice((row for row in sorted(sheet.rows) if row > header.row), _SAMPLED_ROWS)


def _distinct(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for cell in cells if not is_blank(text := cell.text)))


def _with_name(columns: tuple[ColumnGuess, ...], profiles: Mapping[int, Profile]) -> tuple[ColumnGuess, ...]:
    """Finds the column of names by its content when no heading says it, and the rest when no heading says anything."""
    if not any(column.field == "name" for column in columns):
        free = [column for column in columns if column.field in (None, "notes", "section", "plan_type")]
        best = max(free, key=lambda column: _name_score(profiles.get(column.index, Profile())), default=None)
        if best is None or _name_score(profiles.get(best.index, Profile())) < _LIKELY:
            return columns
        columns = tuple(replace(c, field="name", confidence=0.5) if c is best else c for c in columns)
    if any(column.header for column in columns):
        return columns
    return tuple(_by_content(columns, profiles))


def _holds_headings(column: ColumnGuess) -> bool:
    """A table lying on its side: what should be the names are headings."""
    said = [bool(candidates(text) and is_heading(text)) for text in column.samples]
    return column.field == "name" and len(said) > 2 and sum(said) * 3 > len(said) * 2


def _name_score(found: Profile) -> float:
    return found.plans + 0.2 * found.different - found.decisions - found.crosses - (1 if found.length < 4 else 0)


def _by_content(columns: Iterable[ColumnGuess], profiles: Mapping[int, Profile]) -> Iterable[ColumnGuess]:
    taken: set[str] = set()
    for column in columns:
        if column.field == "name":
            yield column
            continue
        found = profiles.get(column.index, Profile())
        signs = (
            ("period", found.spans), ("adopted", found.dates), ("revision_due", found.dates),
            ("case_reference", found.cases),
            ("plan_type", found.kinds if found.different < 0.5 else 0), ("section", found.areas),
            ("status", found.states),
            ("decision", found.decisions),
        )  # fmt: skip
        field = next((field for field, share in signs if share >= _LIKELY and field not in taken), None)
        taken.add(field or "")
        yield replace(column, field=field, confidence=0.4 if field else 0.0)


def _above(sheet: Sheet, header: Header) -> list[str]:
    first = header.rows[0] if header.rows else title_row(sheet) + 1
    return [text for row in sorted(sheet.rows) if row < first for _, text in sheet.own_texts(row)]


def _language(sheet: Sheet, header: Header) -> str:
    def cells() -> Iterable[str]:
        for row in _below(sheet, header):
            yield from (text for _, text in sheet.own_texts(row))

    headings = [heading.text for heading in header.headings] + [heading.above for heading in header.headings]
    return language_of(headings, _above(sheet, header), cells())


def _municipality(sheet: Sheet, header: Header, filename: str, places: Places) -> str | None:
    """From text above the header, else the sheet's name, else the file's."""
    above = _above(sheet, header)
    for text in (*above, " · ".join(above)):
        if found := places.in_text(text):
            return found
    return places.in_text(sheet.name or "") or places.in_file_name(filename)
