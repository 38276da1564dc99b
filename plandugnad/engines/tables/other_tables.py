"""Something else beside the list of plans, with an empty column between: a legend, who to call, what things cost."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from plandugnad.engines.tables.columns import ColumnGuess
from plandugnad.engines.tables.headings import candidates, is_about_money, normalised_heading

_OF_KEYS = re.compile(
    r"(?:tegn|teikn|farge|kode|symbol)?(?:forklaring|forklåring)(?:er|ar)?\Z|betyd(?:er|ning)\Z|tyding\Z|tyder\Z"
    r"|forkort(?:else|ing)(?:er|ar)?\Z|(?:farge|bokstav)(?:kode)?\Z"
)
_EXPLAINED = re.compile(r".{1,20}\s*[=:]\s*\S")
_A_NAME, _PERHAPS_A_NAME = 0.85, 0.5
# What a column of codes may be taken for.
_OF_CODES = ("plan_type", "section", "priority")
_FEWEST_ROWS_ALONE = 2


def without_other_tables(columns: Iterable[ColumnGuess], rows: Iterable[Collection[int]]) -> tuple[ColumnGuess, ...]:
    """The columns, those of another table meaning nothing; `rows` are the filled columns of each row.

    Columns alone, set apart for looks, keep their meaning.
    """
    columns = tuple(columns)
    runs = _runs_beside_the_names(columns)
    if not runs:
        return columns
    filled = [set(row) for row in rows]
    others = {one.index for run in runs if _is_other_table(run) or _stands_alone(run, filled) for one in run}
    return tuple(replace(c, field=None, confidence=0.0) if c.index in others else c for c in columns)


def columns_beside(columns: Iterable[ColumnGuess]) -> frozenset[int]:
    """The columns set apart from the names of the plans of which none means anything."""
    runs = _runs_beside_the_names(columns)
    return frozenset(column.index for run in runs if not any(one.field for one in run) for column in run)


def _runs_beside_the_names(columns: Iterable[ColumnGuess]) -> list[list[ColumnGuess]]:
    runs: list[list[ColumnGuess]] = []
    for column in sorted(columns, key=lambda one: one.index):
        if not runs or column.index > runs[-1][-1].index + 1:
            runs.append([])
        runs[-1].append(column)
    return [run for run in runs if not any(column.field == "name" for column in run)]


def _is_other_table(run: list[ColumnGuess]) -> bool:
    headings = [column.header for column in run if column.header]
    if len(run) > 1 and any(_is_named(heading, _A_NAME) for heading in headings):
        return True
    if any(map(is_about_money, headings)) and any(_is_named(heading, _PERHAPS_A_NAME) for heading in headings):
        return True
    return _is_key(run)


def _is_key(run: list[ColumnGuess]) -> bool:
    """Codes and what they stand for, in two columns, or in one as «KP = kommuneplan»."""
    if len(run) == 1:
        explained = [bool(_EXPLAINED.match(text)) for text in run[0].samples]
        return sum(explained) * 2 > len(explained) > 1
    *codes, meaning = run
    if not _OF_KEYS.match(normalised_heading(meaning.header)):
        return False
    return all(one.field is None or (one.field in _OF_CODES and not _is_sure(one)) for one in codes)


def _is_sure(column: ColumnGuess) -> bool:
    """«Type» of the plans, with an explanation beside it, but not «Kode»."""
    return (column.field, 1.0) in candidates(column.header)


def _stands_alone(run: list[ColumnGuess], rows: Iterable[set[int]]) -> bool:
    """Whether it goes on where the list of plans does not."""
    columns = {column.index for column in run}
    return sum(len(row) > 1 and row <= columns for row in rows) >= _FEWEST_ROWS_ALONE


def _is_named(heading: str, least: float) -> bool:
    return any(field == "name" and sureness >= least for field, sureness in candidates(heading))
