"""What a revision cell says: when the plan is to be revised, and sometimes what is to be done with it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from plandugnad.engines.tables.adoption import latest
from plandugnad.engines.tables.dates import Scan, day_number, is_year, says_more, scan, span_of
from plandugnad.engines.tables.phrases import Phrase, phrase
from plandugnad.engines.tables.sheet import Cell
from plandugnad.engines.tables.text import is_blank
from plandugnad.engines.tables.when import When

# In a column of years two digits are enough: «24/25», «25-27».
_SHORT_SPAN = re.compile(r"(\d\d)\s*[-–/]\s*(\d\d)\Z")
_YEAR_OF_WORK = re.compile(
    r"\b(?:i|innen|innan|frå|fra|høsten|hausten|våren|rullering|revisjon)\s+((?:19|20)\d\d)\b", re.IGNORECASE
)


_MOVED = re.compile(
    r"\b(?:flytt\w*|utsatt|utsett\w*|forskj[øo]v\w*)\b(?:.{0,15}\b(?:19|20)\d\d)? til\D{0,12}((?:19|20)\d\d)\b",
    re.IGNORECASE,
)


class Revision(NamedTuple):
    due: When | None = None
    said: Phrase = Phrase()
    note: str | None = None

    def until(self, last: Revision) -> Revision:
        """Both when each says when: the years from the one to the other."""
        if self.due is None or last.due is None:
            return last if self.due is None else self
        years = [self.due.year, self.due.last_year, last.due.year, last.due.last_year]
        return last._replace(due=When.of_years(min(years), max(years)))


def read_revision(cell: Cell) -> Revision:
    value = cell.value
    if isinstance(value, date):
        return Revision(When.of_year(value.year) if cell.year_only else When.on(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value, cell.text)
    text = cell.text
    found = Revision() if is_blank(text) else read_revision_text(text)
    if found.due and found.said.status == "adopted" and "ferdig" in text.casefold():
        # «Oppstart 2025, ferdig 2027» is no plan that is done.
        return found._replace(said=found.said._replace(status=None))
    return found


def read_revision_text(text: str) -> Revision:
    said, found = phrase(text), scan(text)
    if said.whole:
        # The years in «Slås sammen med Oppvekstplan 2020–2028» are the other plan's.
        year = _YEAR_OF_WORK.search(text)
        return Revision(When.of_year(int(year[1])) if year else None, said, text)
    if (short := _SHORT_SPAN.match(text)) and (span := span_of("20" + short[1], "20" + short[2])):
        return Revision(When.of_years(*span), said)
    if moved := _MOVED.search(text):
        return Revision(When.of_year(int(moved[1])), said, text)
    due = latest(found)
    if due is None:
        understood = bool(said.decision or said.status) and not said.recurring and not says_more(found)
        return Revision(None, said, None if understood else text)
    return Revision(due, said, text if _is_simplified(found, said) else None)


def _is_simplified(found: Scan, said: Phrase) -> bool:
    several = len(found.years) + len(found.spans) * 2 > 2 or bool(found.days and (found.years or found.spans))
    return several or len(found.days) > 1 or said.recurring or says_more(found)


def _of_number(value: float, text: str) -> Revision:
    if is_year(value):
        return Revision(When.of_year(int(value)))
    day = day_number(value)
    return Revision(When.on(day)) if day else Revision(note=text)
