"""Two lists of plans beside one another on a sheet become two sheets, each with its cells where they stood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from plandugnad.engines.tables.header import looks_like_headings
from plandugnad.engines.tables.headings import names_plans
from plandugnad.engines.tables.sheet import Sheet, column_letter

_SEARCHED_ROWS = 60
_MOST_TABLES = 6


def parted(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The sheets, each with lists beside one another parted; a part is told by its columns: «Planar (F–I)»."""
    return tuple(part for sheet in sheets for part in _parts(sheet))


def _parts(sheet: Sheet) -> list[Sheet]:
    starts = _starts(sheet)
    if len(starts) < 2:
        return [sheet]
    last = max(column for cells in sheet.rows.values() for column in cells)
    ends = [start - 1 for start in starts[1:]] + [last]
    first = _between(sheet, 0, ends[0])
    others = [_between(sheet, start, end) for start, end in zip(starts[1:], ends[1:], strict=True)]
    return [first, *(replace(part, name=_name_of(sheet, *bounds), is_part=True)
                     for part, *bounds in zip(others, starts[1:], ends[1:], strict=True))]  # fmt: skip


def _starts(sheet: Sheet) -> list[int]:
    """The first column of each list of plans, left to right. One below another, in the same columns, is none."""
    found: list[dict[int, str]] = []
    for row in sorted(sheet.rows)[:_SEARCHED_ROWS]:
        if not any(names_plans(cell.text) for cell in sheet.rows[row].values()):
            continue
        runs = filter(_is_list_of_plans, _runs(dict(sheet.own_texts(row))))
        found += [run for run in runs if all(max(run) < min(one) or max(one) < min(run) for one in found)]
    return sorted(map(min, found))[:_MOST_TABLES]


def _runs(texts: dict[int, str]) -> list[dict[int, str]]:
    """Headings parted where a column is left empty, or where the same headings begin again."""
    runs: list[dict[int, str]] = [{}]
    for (before, _), (column, text) in pairwise([(-1, ""), *texts.items()]):
        again = any(text.casefold() == one.casefold() for one in runs[-1].values()) and names_plans(text)
        if runs[-1] and (column > before + 1 or again):
            runs.append({})
        runs[-1][column] = text
    return _joined(runs)


def _joined(runs: list[dict[int, str]]) -> list[dict[int, str]]:
    """A run without names of plans belongs to the list left of it: a column is left empty for looks, too."""
    joined: list[dict[int, str]] = []
    for run in runs:
        if joined and not any(map(names_plans, run.values())):
            joined[-1] |= run
        else:
            joined.append(run)
    return joined


def _is_list_of_plans(run: dict[int, str]) -> bool:
    return sum(map(names_plans, run.values())) == 1 and looks_like_headings(list(run.values()))


def _between(sheet: Sheet, first: int, last: int) -> Sheet:
    return replace(
        sheet,
        rows={
            row: kept
            for row, cells in sheet.rows.items()
            if (kept := {column: cell for column, cell in cells.items() if first <= column <= last})
        },
        merges=tuple(merge for merge in sheet.merges if first <= merge.left <= last),
        hidden_columns=frozenset(column for column in sheet.hidden_columns if first <= column <= last),
        painted=frozenset((row, column) for row, column in sheet.painted if first <= column <= last),
    )


def _name_of(sheet: Sheet, first: int, last: int) -> str:
    columns = f"{column_letter(first)}–{column_letter(last)}"
    return f"{sheet.name} ({columns})" if sheet.name else columns
