"""What an adoption cell says: when, in which case, for which period, or that it has not happened."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from plandugnad.engines.tables.cases import Case, cases_in
from plandugnad.engines.tables.dates import Scan, day_number, is_year, revised_part, says_more, scan
from plandugnad.engines.tables.phrases import Phrase, phrase
from plandugnad.engines.tables.sheet import Cell
from plandugnad.engines.tables.text import is_blank
from plandugnad.engines.tables.when import When

_HAS_BEEN = re.compile(r"\b(?:rev(?:\.|idert|\s)|rull(?:\.|ert)|oppdatert|fornya|fornyet)", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:skal|blir|vert|bør|må|neste|innen|innan)\b", re.IGNORECASE)


class Adoption(NamedTuple):
    adopted: When | None = None
    revised: When | None = None  # «2015, sist revidert 2021»
    period: tuple[int, int] | None = None
    expected: When | None = None  # «2021 (under arbeid)»: not adopted, planned for that year
    cases: tuple[Case, ...] = ()
    said: Phrase = Phrase()
    note: str | None = None
    refused: bool = False  # «ikke vedtatt»: no case number elsewhere changes it
    from_case: bool = False


def read_adoption(cell: Cell, *, bare_cases: bool = False) -> Adoption:
    """`bare_cases` when the heading itself speaks of cases, so that «45/19» needs no case word."""
    value = cell.value
    if isinstance(value, date):
        return Adoption(When.of_year(value.year) if cell.year_only else When.on(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Adoption(_of_number(value), note=None if _of_number(value) else cell.text)
    text = cell.text
    return Adoption() if is_blank(text) else read_adoption_text(text, bare_cases=bare_cases)


def read_adoption_text(text: str, *, bare_cases: bool = False) -> Adoption:
    said, found = phrase(text), scan(text)
    cases = tuple(cases_in(text, bare=bare_cases))
    if said.not_adopted:
        note = text if says_more(found) or found.years or found.days else None
        return Adoption(cases=cases, said=said, note=note, refused=True)
    if said.before_adoption and (found.days or found.years or found.spans):
        return Adoption(said=said, expected=latest(found), cases=cases, note=text if says_more(found) else None)
    if parts := revised_part(text):
        first, last = scan(parts[0]), scan(parts[1])
        if first.days or first.years:
            return Adoption(_dated(first), _dated(last), cases=cases, said=said._replace(decision=None), note=text)
    if found.days or found.years:
        if said.decision == "revise" and _HAS_BEEN.search(text) and not _TO_COME.search(text):
            said = said._replace(decision=None)  # «Rev. 2018» where adoptions stand: it has happened
        note = text if says_more(found) or len(found.days) > 1 or len(found.years) > 1 else None
        return Adoption(_dated(found), cases=cases, said=said, note=note)
    if found.spans:
        return Adoption(period=found.spans[0], cases=cases, said=said, note=text if says_more(found) else None)
    return _undated(text, found, cases, said)


def _undated(text: str, found: Scan, cases: tuple[Case, ...], said: Phrase) -> Adoption:
    years = [year for case in cases if (year := case.year())]
    if years and not said.before_adoption:
        return Adoption(
            When.of_year(max(years)), cases=cases, said=said, from_case=True, note=text if says_more(found) else None
        )
    understood = bool(cases or said.status or said.decision) and not says_more(found)
    return Adoption(cases=cases, said=said, note=None if understood else text)


def _of_number(value: float) -> When | None:
    if is_year(value):
        return When.of_year(int(value))
    day = day_number(value)
    return When.on(day) if day else None


def _dated(found: Scan) -> When | None:
    if found.days:
        return When.on(max(found.days))
    return When.of_year(max(found.years)) if found.years else None


def latest(found: Scan) -> When | None:
    """A day if there is one; else all the years there are, as one span."""
    if found.days:
        return When.on(max(found.days))
    years = [*found.years, *(year for span in found.spans for year in span)]
    return When.of_years(min(years), max(years)) if years else None
