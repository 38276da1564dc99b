"""Tables: a row per meeting, a column per body, or a column per month. Anything else is read as lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plandugnad.meetings.reading.dated import Above
from plandugnad.meetings.reading.lines import Standing, named, read_line
from plandugnad.meetings.reading.tokens import MONTHS, Kind, tokens
from plandugnad.meetings.reading.told import Reading

MOST_ROWS = 2_000

Row = tuple[int, dict[int, str]]  # its number in the file, and its cells by column

_COLUMNS = {
    "date": {"dato", "møtedato", "når"},
    "time": {"tid", "tidspunkt", "kl", "klokkeslett", "klokka", "start"},
    "body": {"utvalg", "utval", "organ", "møte", "hvem", "kven", "politisk organ", "råd og utvalg", "råd og utval"},
    "place": {"sted", "stad", "møtested", "møtestad", "rom", "lokale"},
    "weekday": {"dag", "ukedag", "vekedag"},
}


@dataclass(slots=True)
class _Table:
    year: int
    body: str
    reading: Reading = field(default_factory=Reading)
    lines: Standing = field(init=False)

    def __post_init__(self) -> None:
        self.lines = Standing(Above(self.year), self.body, reading=self.reading)

    def read(self, number: int, text: str, body: str, month: int = 0) -> None:
        """One cell (or one row put together) under what its headings say."""
        said = Standing(Above(self.year, month), body, reading=self.reading)
        read_line(number, f"{body}: {text}" if body and not re.search(r"\d|:", body) else text, said)


def read_grid(rows: Sequence[Row], *, year: int = 0, body: str = "") -> Reading:
    filled = [row for row in rows if row[1]]
    rows = filled[:MOST_ROWS]
    table = _Table(_stated_year(rows) or year, body)
    if len(filled) > MOST_ROWS:
        table.reading.fault(filled[MOST_ROWS][0], "", "too_much_text")
    while rows:
        rows = _next_part(rows, table)
    return table.reading


def _next_part(rows: Sequence[Row], table: _Table) -> Sequence[Row]:
    """Reads the table or the line that begins here, and returns what comes after it."""
    number, cells = rows[0]
    below = rows[1:]
    if months := _month_columns(cells):
        return _by_month(below, months, table)
    if headings := _named_columns(cells):
        return _by_meeting(below, headings, table)
    if below and len(cells) > 1 and not _has_number(cells) and _month_in(_first(below[0][1])):
        return _by_body(below, cells, table)
    read_line(number, " ".join(cells[column] for column in sorted(cells)), table.lines)
    table.year = table.lines.above.year or table.year
    return below


def _stated_year(rows: Iterable[Row]) -> int:
    """A year that stands in a title or a heading, before the first date."""
    for _number, cells in rows:
        found = [token for text in cells.values() for token in tokens(text)]
        if years := [token.numbers[0] for token in found if token.kind is Kind.YEAR]:
            return years[0]
        if any(token.kind is Kind.DATE for token in found):
            break
    return 0


def _month_in(text: str) -> int:
    """«Januar», «jan.», «Januar 2027»; not «12. januar»."""
    plain = re.sub(r"[\s.\d]+\Z", "", text.strip()).casefold()
    return 0 if re.match(r"\s*\d", text) else MONTHS.get(plain, 0)


def _month_columns(cells: dict[int, str]) -> dict[int, int]:
    months = {column: month for column, text in cells.items() if (month := _month_in(text))}
    return months if len(months) > 1 else {}


def _named_columns(cells: dict[int, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, text in sorted(cells.items()):
        plain = text.strip(" .:").casefold()
        for name, words in _COLUMNS.items():
            if plain in words:
                found.setdefault(name, column)
    return found if "date" in found and len(found) > 1 else {}


def _first(cells: dict[int, str]) -> str:
    return cells[min(cells)] if cells else ""


def _has_number(cells: dict[int, str]) -> bool:
    return any(re.search(r"\d", text) for text in cells.values())


def _by_month(rows: Sequence[Row], months: dict[int, int], table: _Table) -> Sequence[Row]:
    """A row per body; each cell holds the days of its column's month."""
    for at, (number, cells) in enumerate(rows):
        if _month_columns(cells) or (len(cells) == 1 and min(cells) not in months and _has_number(cells)):
            return rows[at:]
        left = [text for column, text in sorted(cells.items()) if column < min(months)]
        body = next((name for text in left if (name := named(text))), table.body)
        for column in sorted(months):
            if text := cells.get(column, ""):
                table.read(number, text, body, months[column])
    return ()


def _by_body(rows: Sequence[Row], headings: dict[int, str], table: _Table) -> Sequence[Row]:
    """A row per month; each cell holds the days of its column's body."""
    first = min(rows[0][1])
    for at, (number, cells) in enumerate(rows):
        month = _month_in(cells.get(first, ""))
        if not month:
            return rows[at:]
        for column in sorted(headings):
            if column != first and (text := cells.get(column, "")):
                table.read(number, text, named(headings[column]) or table.body, month)
    return ()


def _by_meeting(rows: Sequence[Row], columns: dict[str, int], table: _Table) -> Sequence[Row]:
    """A row per meeting. A time without «kl» is a time here, and an empty body is the one above."""
    body = table.body
    for at, (number, cells) in enumerate(rows):
        date = cells.get(columns["date"], "")
        if not date:
            if _named_columns(cells) or _month_columns(cells):
                return rows[at:]
            continue
        body = named(cells.get(columns.get("body", -1), "")) or body
        hour = cells.get(columns.get("time", -1), "")
        hour = f"kl. {hour}" if re.match(r"\d", hour) else hour
        place = cells.get(columns.get("place", -1), "")
        day = cells.get(columns.get("weekday", -1), "")
        table.read(number, " ".join(filter(None, (day, date, hour, place))), body)
    return ()
