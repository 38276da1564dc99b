"""The same plans kept in another way are the same plans: every column renamed, moved, set apart, dated otherwise."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl import Workbook

from plandugnad.engines.tables import Merge, PlanRow, Reading, guess_table, open_workbook, read_file, read_table
from plandugnad.engines.tables.vocabulary import HEADINGS
from tests.engines.tables.held_out.sheets import OdsSheet, Rows, fill, first_sheet, saved, xls
from tests.engines.tables.tables import PLACES, Value, sheet_of

_PLANS: tuple[dict[str, Value], ...] = (
    {"name": "Kommuneplanens samfunnsdel 2019–2031", "plan_type": "KP", "section": "Overordnet",
     "status": "gjeldende", "adopted": date(2019, 6, 12), "revision_due": 2026, "case_reference": "45/19",
     "responsible": "Kommunedirektør", "priority": "A", "legal_basis": "pbl. § 11-2",
     "notes": "Ses i sammenheng med økonomiplanen"},
    {"name": "Kommunedelplan for Vika sentrum", "plan_type": "KDP", "section": "Overordnet", "status": "under revisjon",
     "decision": "Revideres", "adopted": date(2012, 3, 29), "revision_due": "2025-2027", "case_reference": "12/12",
     "responsible": "Plan og miljø", "priority": "A", "legal_basis": "pbl. § 11-1"},
    {"name": "Temaplan for skole og barnehage", "plan_type": "TP", "section": "Oppvekst", "status": "gjeldende",
     "decision": "Videreføres", "adopted": date(2021, 12, 2), "period": "2022-2026", "case_reference": "101/21",
     "responsible": "Oppvekst", "priority": "B"},
    {"name": "Strategi mot utenforskap", "plan_type": "TP", "section": "Oppvekst", "status": "planlagt",
     "decision": "Ny", "revision_due": 2027, "responsible": "Oppvekst", "priority": "B",
     "notes": "Oppstart når ny skolesjef er på plass"},
    {"name": "Helse- og omsorgsplan", "plan_type": "TP", "section": "Helse", "status": "på høring",
     "responsible": "Helse og mestring", "priority": "C", "legal_basis": "hol. § 3-1", "period": "2025-2035"},
    {"name": "Beredskapsplan for vann", "plan_type": "F", "section": "Teknisk", "status": "utgått",
     "decision": "Oppheves", "adopted": date(2009, 9, 24), "case_reference": "77/09", "responsible": "Kommunalteknikk",
     "legal_basis": "drikkevannsforskriften § 11", "notes": "Erstattes av felles beredskapsplan"},
    {"name": "Hovedplan for avløp 2016–2024", "plan_type": "F", "section": "Teknisk", "status": "gjeldende",
     "decision": "Revideres", "adopted": date(2016, 2, 18), "revision_due": 2025, "case_reference": "8/16",
     "responsible": "Kommunalteknikk", "priority": "A"},
)  # fmt: skip
_FIELDS = ("name", "plan_type", "section", "status", "decision", "adopted", "period", "revision_due", "case_reference",
           "responsible", "priority", "legal_basis", "notes")  # fmt: skip
_FIRST: dict[str, str] = {
    "name": "Plan", "plan_type": "Plantype", "section": "Tjenesteområde", "status": "Status",
    "decision": "Behov i perioden", "adopted": "Vedtatt", "period": "Planperiode", "revision_due": "Skal revideres",
    "case_reference": "Saksnr.", "responsible": "Ansvarlig enhet", "priority": "Prioritet", "legal_basis": "Lovhjemmel",
    "notes": "Merknad",
}  # fmt: skip
_MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
           "desember")  # fmt: skip
_OTHER_WORDS = {
    "gjeldende": ("Gjeldende", "gjeldande", "vedtatt", "Vedteken", "i kraft"),
    "under revisjon": ("Under revidering", "under rullering", "Under revisjon"),
    "planlagt": ("Planlagt", "planlagd"),
    "på høring": ("På høring", "ute på høyring", "høring"),
    "utgått": ("Utgått", "ikke lenger gjeldende", "Opphevet", "oppheva"),
    "Revideres": ("skal revideres", "Reviderast", "Rulleres", "Skal rullerast", "revidering"),
    "Videreføres": ("vidareførast", "Uendret", "ingen endring", "Videreføres uendret"),
    "Ny": ("Ny plan", "utarbeides", "skal utarbeidast", "ny"),
    "Oppheves": ("Blir oppheva", "utgår", "Avvikles", "skal opphevast"),
}


class Kept(NamedTuple):
    """How a table is kept, beside what it says."""

    headings: dict[str, str]
    order: tuple[str, ...]
    gaps: frozenset[int]  # columns left empty before these
    empty_rows: frozenset[int]
    titles: int
    shift: int  # columns left empty at the left
    dates: int
    words: int
    repeats_header: bool
    group: bool  # a row of merged groups over the headings
    ending: bool  # a total and a note under the table
    numbered: bool
    section_rows: bool  # the section stands in a row above its plans, not in a column
    case_with_day: bool  # «12.06.2019, K-sak 45/19» in one cell


def _sure(field: str) -> list[str]:
    return [" ".join(words.split()) for words in HEADINGS[field][1.0].split("|")]


def _spelt(heading: str, how: int) -> str:
    spellings = (str.capitalize, str.upper, str, str.title, lambda text: text.capitalize() + ":",
                 lambda text: text.capitalize().replace(" ", "\n", 1), lambda text: f" {text}  ")  # fmt: skip
    return spellings[how % len(spellings)](heading)


@some.composite
def _ways(draw: some.DrawFn) -> Kept:
    renamed = draw(some.sets(some.sampled_from(_FIELDS), max_size=len(_FIELDS)))
    headings = dict(_FIRST)
    for field in sorted(renamed):
        headings[field] = _spelt(draw(some.sampled_from(_sure(field))), draw(some.integers(0, 6)))
    return Kept(
        headings,
        tuple(draw(some.permutations(_FIELDS))),
        frozenset(draw(some.sets(some.integers(1, len(_FIELDS) - 1), max_size=3))),
        frozenset(draw(some.sets(some.integers(0, len(_PLANS)), max_size=4))),
        draw(some.integers(0, 3)),
        draw(some.integers(0, 2)),
        draw(some.integers(0, 3)),
        draw(some.integers(0, 5)),
        *(draw(some.booleans()) for _ in range(6)),
    )


def _kept(value: Value, field: str, way: Kept) -> Value:
    if isinstance(value, date):
        day = f"{value.day:02d}.{value.month:02d}."
        return (value, f"{day}{value.year}", f"{value.day}. {_MONTHS[value.month - 1]} {value.year}",
                f"{day}{value.year % 100:02d}")[way.dates]  # fmt: skip
    if field in ("status", "decision") and isinstance(value, str) and way.words:
        others = _OTHER_WORDS[value]
        return others[(way.words - 1) % len(others)]
    return value


def _columns(way: Kept) -> list[str]:
    left_out = (["section"] if way.section_rows else []) + (["case_reference"] if way.case_with_day else [])
    return [field for field in way.order if field not in left_out]


def _row(cells: dict[str, Value], way: Kept, number: Value) -> list[Value]:
    row: list[Value] = [None] * way.shift + ([number] if way.numbered else [])
    for place, field in enumerate(_columns(way)):
        row += [None] * (place in way.gaps) + [cells.get(field)]
    return row


def _reading(way: Kept) -> Reading:
    grid, merges = _grid(way)
    sheet = sheet_of(grid, name="Planer", merges=merges)
    guess = guess_table(sheet, "planer.xlsx", PLACES)
    assert guess is not None
    return read_table(sheet, guess)


def _grid(way: Kept) -> tuple[list[list[Value]], list[Merge]]:
    header = _row(dict(way.headings), way, "Nr.")
    grid = _above(way)
    merges: list[Merge] = []
    first = next(index for index, text in enumerate(header) if text)
    if way.group and first + 3 < len(header):
        grid.append([*[None] * first, "Om planen", *[None] * (len(header) - first - 1)])
        merges.append(Merge(len(grid), first, len(grid), first + 2))
    grid.append(header)
    for number, plan in enumerate(_PLANS):
        if number in way.empty_rows:
            grid.append([])
        if way.repeats_header and number == 4:
            grid.append(header)
        if way.section_rows and plan["section"] != _PLANS[number - 1]["section"]:
            grid.append([*[None] * header.index(way.headings["name"]), plan["section"]])
        grid.append(_row({field: _kept(value, field, way) for field, value in _told(plan, way)}, way, number + 1))
    if way.ending:
        before: list[Value] = [None] * header.index(way.headings["name"])
        grid += [[], [*before, "Antall planer: 7"], [*before, "Kilde: kommunens arkiv"]]
    return grid, merges


def _told(plan: dict[str, Value], way: Kept) -> Iterator[tuple[str, Value]]:
    for field, value in plan.items():
        if field == "adopted" and way.case_with_day:
            yield field, f"{_kept(value, field, way._replace(dates=max(1, way.dates)))}, K-sak {plan['case_reference']}"
        else:
            yield field, value


def _above(way: Kept) -> list[list[Value]]:
    titles: list[list[Value]] = [["Farsund kommune"], ["Oversikt over planer"], ["Sist oppdatert 3. mars 2025"]]
    return [*titles[: way.titles], []] if way.titles else []


def _said(row: PlanRow) -> dict[str, object]:
    said = dataclasses.asdict(row)
    return {key: value for key, value in said.items() if key not in ("source_row", "cells", "notes")}


_PLAIN = Kept(_FIRST, _FIELDS, frozenset(), frozenset(), 0, 0, 0, 0, *[False] * 6)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ways())
def test_the_same_plans_are_read_however_the_table_is_kept(way: Kept) -> None:
    plain, reading = _reading(_PLAIN), _reading(way)
    assert reading.headers == {field: " ".join(way.headings[field].split()) for field in _columns(way)}
    assert list(map(_said, reading.rows)) == list(map(_said, plain.rows))
    assert (reading.errors, reading.possible_duplicates) == ((), ())


def _as_xlsx(rows: Rows) -> bytes:
    book = Workbook()
    fill(first_sheet(book, "Planer"), rows)
    return saved(book)


def _as_ods(rows: Rows) -> bytes:
    sheet = OdsSheet("Planer")
    sheet.rows(rows)
    return sheet.saved()


def _as_csv(rows: Rows, encoding: str) -> bytes:
    kept = io.StringIO()
    csv.writer(kept, delimiter=";").writerows(
        [f"{value:%d.%m.%Y}" if isinstance(value, date) else value for value in row] for row in rows
    )
    return kept.getvalue().encode(encoding, errors="replace")


_FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "planer.xlsx": _as_xlsx, "planer.ods": _as_ods, "planer.xls": lambda rows: xls("Planer", rows),
    "planer.csv": lambda rows: _as_csv(rows, "utf-8-sig"), "gamle.csv": lambda rows: _as_csv(rows, "cp1252"),
}  # fmt: skip


@pytest.mark.parametrize("filename", _FORMATS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(way=_ways())
def test_the_same_plans_are_read_from_every_format(filename: str, way: Kept) -> None:
    way = way._replace(group=False)
    grid, _ = _grid(way)
    rows = cast(Rows, [row or [None] for row in grid])
    reading = read_file(open_workbook(_FORMATS[filename](rows), filename), places=PLACES)
    assert list(map(_said, reading.rows)) == list(map(_said, _reading(way).rows))
    assert reading.header_row == _reading(way).header_row
