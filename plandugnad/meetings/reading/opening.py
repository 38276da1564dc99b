"""Whatever was pasted or uploaded → meetings, or a sentence on why not."""

from plandugnad.engines.tables import Refused, Workbook, open_workbook, paste
from plandugnad.engines.tables.sheet import Sheet
from plandugnad.meetings.reading.calendars import NotACalendar, read_calendar
from plandugnad.meetings.reading.grids import Row, read_grid
from plandugnad.meetings.reading.lines import read_text
from plandugnad.meetings.reading.told import Reading

LONGEST_PASTE = 200_000

__all__ = ["LONGEST_PASTE", "NotACalendar", "Refused", "read_file", "read_pasted"]


def read_pasted(text: str, *, year: int = 0, body: str = "") -> Reading:
    """A table has tabs in more lines than one; a calendar file may be pasted too. The rest is lines."""
    if "BEGIN:VCALENDAR" in text[:4_096].upper():
        return read_calendar(text.encode(), body=body)
    if sum("\t" in line for line in text.splitlines()) > 1:
        return _of_workbook(paste(text), year, body)
    return read_text(text, year=year, body=body)


def read_file(content: bytes, name: str, *, year: int = 0, body: str = "") -> Reading:
    """Told by content, not by name. Raises Refused (tables) or NotACalendar."""
    if b"BEGIN:VCALENDAR" in content[:4_096].upper():
        return read_calendar(content, body=body)
    if name.lower().endswith((".ics", ".ical", ".ifb")):
        raise NotACalendar
    return _of_workbook(open_workbook(content, name), year, body)


def _of_workbook(workbook: Workbook, year: int, body: str) -> Reading:
    whole = Reading()
    for sheet in workbook.sheets:
        if sheet.hidden:
            continue
        found = read_grid(
            _rows(sheet), year=year or _year_in(sheet.name or "") or _year_in(workbook.filename), body=body
        )
        for told in found.meetings:
            whole.add(told)
        whole.faults += found.faults
    return whole


def _rows(sheet: Sheet) -> list[Row]:
    rows = []
    for number, cells in sorted(sheet.rows.items()):
        texts = {column: cell.text for column, cell in cells.items() if cell.text}
        rows.append((number, texts))
    return rows


def _year_in(name: str) -> int:
    """«Møteplan 2027»: the only year in a name."""
    years = {int(word) for word in "".join(s if s.isdigit() else " " for s in name).split() if len(word) == 4}
    fitting = [year for year in years if 2000 <= year <= 2100]
    return fitting[0] if len(fitting) == 1 else 0
