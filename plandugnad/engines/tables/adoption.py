"""What an adoption cell says: when, in which case, for which period, or that it has not happened."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from plandugnad.engines.tables.afterwards import before_and_afterwards, is_only_its_end, is_to_be_revised
from plandugnad.engines.tables.cases import Case, cases_in
from plandugnad.engines.tables.dates import Scan, day_number, is_year, revised_part, says_more, scan
from plandugnad.engines.tables.phrases import Phrase, phrase
from plandugnad.engines.tables.sheet import Cell
from plandugnad.engines.tables.text import is_blank
from plandugnad.engines.tables.when import When

_HAS_BEEN = re.compile(r"\b(?:rev(?:\.|idert|\s)|rull(?:\.|ert)|oppdatert|fornya|fornyet)", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:skal|blir|vert|bør|må|neste|innen|innan)\b", re.IGNORECASE)


# Begins with what is going on; the year is when it is to be done.
_UNDER_WORK = re.compile(
    r"under (?:\w+ )?(?:revisjon|revidering|rullering|oppdatering)\b\D*(?:19|20)\d\d", re.IGNORECASE
)
_TWO_YEARS = re.compile(r"((?:19|20)\d\d)\s*(?:og|&)\s*((?:19|20)\d\d)\Z")


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
    """As `read_adoption`, of a text with even spaces."""
    said, found = phrase(text), scan(text)
    cases = tuple(cases_in(text, bare=bare_cases))
    if said.not_adopted:
        note = text if says_more(found) or found.years or found.days else None
        return Adoption(cases=cases, said=said, note=note, refused=True)
    if parts := before_and_afterwards(text, said.status):
        return _with_afterwards(text, said, *parts, bare_cases=bare_cases)
    if (found.days or found.years or found.spans) and (said.before_adoption or _UNDER_WORK.match(text)):
        return Adoption(said=said, expected=latest(found), cases=cases, note=text if says_more(found) else None)
    return (
        _of_several_times(text, said, cases)
        or _of_one_time(text, said, found, cases)
        or _undated(text, found, cases, said)
    )


def _with_afterwards(text: str, said: Phrase, before: str, after: str, *, bare_cases: bool) -> Adoption:
    """«2015, skal revideres 2025»: adopted by the first, and at most planned for the second."""
    read = read_adoption_text(before, bare_cases=bare_cases)
    due = latest(scan(after)) if is_to_be_revised(after) else None
    if said.before_adoption and said.status != "under_revision":
        said = read.said._replace(decision=said.decision)  # what is planned is the revision, not the plan
    return read._replace(said=said, expected=read.expected or due, note=text)


def _of_several_times(text: str, said: Phrase, cases: tuple[Case, ...]) -> Adoption | None:
    """Adopted, and something else another year; the whole text is kept in the notes."""
    if parts := revised_part(text):
        first, last = scan(parts[0]), scan(parts[1])
        if first.days or first.years:
            return Adoption(_dated(first), _dated(last), cases=cases, said=said._replace(decision=None), note=text)
    if both := _TWO_YEARS.match(text):
        return Adoption(When.of_year(max(int(both[1]), int(both[2]))), cases=cases, said=said, note=text)
    return Adoption(cases=cases, said=said, note=text) if is_only_its_end(text, said.status) else None


def _of_one_time(text: str, said: Phrase, found: Scan, cases: tuple[Case, ...]) -> Adoption | None:
    if found.days or found.years:
        if said.decision == "revise" and _HAS_BEEN.search(text) and not _TO_COME.search(text):
            said = said._replace(decision=None)  # «Rev. 2018» where adoptions stand: it has happened
        note = text if says_more(found) or len(found.days) > 1 or len(found.years) > 1 else None
        return Adoption(_dated(found), cases=cases, said=said, note=note)
    if found.spans:
        return Adoption(period=found.spans[0], cases=cases, said=said, note=text if says_more(found) else None)
    return None


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
