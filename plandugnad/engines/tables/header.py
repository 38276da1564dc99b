"""Where the table begins: the row, or two rows, of headings, wherever on the sheet they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from plandugnad.engines.tables.areas import is_plan_kind_in_plural
from plandugnad.engines.tables.columns import Heading
from plandugnad.engines.tables.dates import has_year, scan
from plandugnad.engines.tables.headings import candidates, cross_decision, is_heading, is_meaningless, year_of
from plandugnad.engines.tables.names import period_in_name
from plandugnad.engines.tables.sheet import Sheet

_SEARCHED_ROWS = 300
_LONGEST_HEADING = 80
_MOST_HEADER_ROWS = 3
_AS_OF = re.compile(r"\b(?:per|pr)\b", re.IGNORECASE)  # «Status pr. 01.01.2026» is a heading with a day in it
_TITLE = re.compile(
    r"(?:gjeldende |gjeldande |alle |kommunale )?(?:planer|planar|planoversikt|planoversyn|planverk(?:et)?|planliste)\b"
    r"|(?:oversikt|oversyn|liste) over\b.*\bplan",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    rows: tuple[int, ...]  # lowest last; empty when the table has no header
    headings: tuple[Heading, ...]

    @property
    def row(self) -> int:
        return self.rows[-1] if self.rows else 0


def find_header(sheet: Sheet) -> Header | None:
    """The best header on the sheet; None when no row looks like one."""
    best: tuple[float, int] | None = None
    for row in sorted(sheet.rows)[:_SEARCHED_ROWS]:
        texts = [text for _, text in sheet.own_texts(row)]
        if _is_a_dated_plan(texts):
            continue
        score = _score(texts, alone=len(sheet.rows) > 1)
        if score > 0:
            # Two rows of headings are judged together, or a later repetition in one row would look better.
            score = max(score, _score([heading.text for heading in header_at(sheet, row).headings]))
        if score > 0 and (best is None or score > best[0] + 0.5):
            best = (score, row)
    return header_at(sheet, best[1]) if best else None


def header_at(sheet: Sheet, row: int) -> Header:
    """The header that this row is part of, with the rows just above and below that belong to it."""
    rows = [row]
    while len(rows) < _MOST_HEADER_ROWS and _is_second_row(sheet, rows[-1], rows[-1] + 1):
        rows.append(rows[-1] + 1)
    while len(rows) < _MOST_HEADER_ROWS and _is_group_row(sheet, rows[0] - 1, rows[0]):
        rows.insert(0, rows[0] - 1)
    return Header(tuple(rows), tuple(_headings(sheet, rows)))


def exactly_at(sheet: Sheet, row: int) -> Header:
    """This row and nothing more, as a person has pointed it out."""
    return Header((row,), tuple(_headings(sheet, [row])))


def looks_like_headings(texts: list[str]) -> bool:
    """Whether texts in a row are the headings of a list of plans."""
    return _score(texts) > 0


def _score(texts: list[str], *, alone: bool = False) -> float:
    """How much texts look like a row of headings; 0 when they do not. `alone` when one heading may be enough."""
    if not 2 <= len(texts) <= 60 and not (len(texts) == 1 and alone):
        return 0.0
    fields: dict[str, float] = {}
    strangers = years = 0
    for text in texts:
        proposed = candidates(text) if _may_be_heading(text) else ()
        if year_of(text):
            years += 1
        elif proposed:
            field, sureness = next((pair for pair in proposed if pair[0] not in fields), proposed[0])
            fields[field] = max(fields.get(field, 0.0), sureness)
        elif decision := cross_decision(text):
            fields[f"decision_{decision}"] = 0.6
        elif not is_meaningless(text):
            strangers += 1
    if len(texts) == 1:
        return 0.6 if fields.get("name", 0.0) >= 0.85 else 0.0
    score = sum(fields.values()) + 0.25 * min(years, 4) * bool(fields or years > 2) - 0.3 * strangers
    if "name" not in fields:
        score -= 0.4
    # A lone year beside a plan's name may be a plan and when it was adopted.
    has_years = years > 1 or (years == 1 and fields.get("name", 0.0) == 1.0)
    return score if len(fields) + has_years >= 2 and score >= 1.0 else 0.0


def _may_be_heading(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or period_in_name(text):
        return False
    return not scan(text).days or bool(_AS_OF.search(text))


def _is_a_dated_plan(texts: list[str]) -> bool:
    """«Plan for idrett», «vedtatt 2019»: each word may stand in a heading, but together they are a row of the list."""
    named = {field for text in texts for field, sureness in candidates(text)[:1] if field != "name" or sureness > 0.5}
    dated = [text for text in texts if candidates(text) and has_year(text) and not _AS_OF.search(text)]
    return bool(dated) and "name" not in named and len(named) <= 1


def title_row(sheet: Sheet) -> int:
    """The row that says what a list without headings is, «Planer i Fjordvik kommune»; 0 when it begins at once."""
    rows = sorted(sheet.rows)
    texts = [text for _, text in sheet.own_texts(rows[0])] if len(rows) > 2 else []
    is_title = len(texts) == 1 and bool(_TITLE.match(texts[0])) and not is_plan_kind_in_plural(texts[0])
    return rows[0] if is_title else 0


def _is_second_row(sheet: Sheet, upper: int, lower: int) -> bool:
    """The row under a header is part of it when it holds only headings, some of them under a gap or a group."""
    texts = list(sheet.own_texts(lower))
    if not texts or any(len(text) > _LONGEST_HEADING or not is_heading(text) for _, text in texts):
        return False
    if any(merge.top <= upper < lower <= merge.bottom for merge in sheet.merges):
        return True
    above = dict(sheet.own_texts(upper))
    under_gap = [column for column, _ in texts if column not in above]
    years = [year for _, text in texts if (year := year_of(text))]
    if len(years) == len(texts):
        # A row of years alone could be a plan without a name; headings for years follow each other.
        return len(years) > 1 and bool(under_gap) and all(b == a + 1 for a, b in pairwise(years))
    return bool(under_gap) and len(texts) > 1 and not _repeats(above, dict(texts))


def _is_group_row(sheet: Sheet, upper: int, lower: int) -> bool:
    """The row over a header belongs to it when it fills headings in or is merged over several of them."""
    texts = list(sheet.own_texts(upper))
    if not texts or any(len(text) > _LONGEST_HEADING for _, text in texts):
        return False
    below = dict(sheet.own_texts(lower))
    if any(merge.top <= upper < lower <= merge.bottom for merge in sheet.merges):
        return True
    if len(texts) == 1 and not _groups_some(sheet, upper, texts[0][0], below):
        return False
    fills = [column for column, text in texts if column not in below and is_heading(text)]
    groups = [column for column, _ in texts if column in below and _groups_some(sheet, upper, column, below)]
    return bool(fills or groups) and not _is_title(sheet, upper, texts)


def _groups_some(sheet: Sheet, row: int, column: int, below: Mapping[int, str]) -> bool:
    """Merged over some, not all, of the headings below."""
    for merge in sheet.merges:
        if merge.top == row and merge.left == column and merge.right > merge.left:
            covered = sum(1 for index in below if merge.left <= index <= merge.right)
            return 1 < covered < len(below)
    return False


def _is_title(sheet: Sheet, row: int, texts: list[tuple[int, str]]) -> bool:
    return len(texts) == 1 and texts[0][0] == 0 and not sheet.is_merged_across(row, 0)


def _repeats(above: Mapping[int, str], below: Mapping[int, str]) -> bool:
    return any(above.get(column) == text for column, text in below.items())


def _headings(sheet: Sheet, rows: list[int]) -> list[Heading]:
    """A column's heading is its lowest filled cell; what is merged over several columns is a group, not a heading."""
    columns = sorted({column for row in rows for column in sheet.rows.get(row, {})})
    headings = []
    for column in columns:
        stack = [text for row in rows if (text := _text_over(sheet, row, column))]
        own = [text for row in rows if (cell := sheet.cell(row, column)) and (text := cell.text)]
        if not own:
            continue
        above = [text for text in stack if text != own[-1]]
        headings.append(Heading(column, own[-1], above[-1] if above and len(rows) > 1 else ""))
    return headings


def _text_over(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cell(*sheet.source_of(row, column))
    return cell.text if cell else ""
