"""What the cells of a column say: the shares of dates, decisions, states, crosses and so on among its filled cells."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from plandugnad.engines.tables.areas import is_service_area
from plandugnad.engines.tables.cases import cases_in
from plandugnad.engines.tables.dates import day_number, is_year, scan
from plandugnad.engines.tables.kinds import has_plan_word, kind_of_type
from plandugnad.engines.tables.phrases import phrase
from plandugnad.engines.tables.sheet import Cell
from plandugnad.engines.tables.text import is_blank

_CROSS = re.compile(r"(?:[xX×✓✔✗✘☑☒√v](?: ?[(]?(?:19|20)\d\d[)]?)?|ja|nei|xx|xxx|[(]x[)]|1|•|●|■)\Z", re.IGNORECASE)

_LAST_YEAR = 2100


class Profile(NamedTuple):
    filled: int = 0
    dates: float = 0.0
    spans: float = 0.0
    decisions: float = 0.0
    states: float = 0.0
    crosses: float = 0.0
    kinds: float = 0.0
    areas: float = 0.0
    cases: float = 0.0
    plans: float = 0.0
    money: float = 0.0
    amounts: float = 0.0  # numbers too large for a year, those that could be a day counted by Excel too
    counts: float = 0.0  # small numbers, such as a total below
    different: float = 0.0  # distinct texts
    length: float = 0.0  # characters in an ordinary cell


def is_cross(text: str) -> bool:
    return bool(_CROSS.match(text))


def profile(cells: Iterable[Cell]) -> Profile:
    said = [(cell, text) for cell in cells if (text := cell.text) and not is_blank(text)]
    if not said:
        return Profile()
    share = 1 / len(said)
    texts = [text for _, text in said]
    phrases = [phrase(text) for text in texts]
    scans = [scan(text) for text in texts]
    return Profile(
        filled=len(said),
        dates=share * sum(_is_dated(cell, text) for cell, text in said),
        spans=share * sum(bool(found.spans) for found in scans),
        decisions=share * sum(bool(found.decision) for found in phrases),
        states=share * sum(bool(found.status) for found in phrases),
        crosses=share * sum(is_cross(text) or isinstance(cell.value, bool) for cell, text in said),
        kinds=share * sum(kind_of_type(text) is not None and len(text) < 30 for text in texts),
        areas=share * sum(is_service_area(text) for text in texts),
        cases=share * sum(bool(cases_in(text, bare=True)) for text in texts),
        plans=share * sum(has_plan_word(text) for text in texts),
        money=share * sum(_is_amount(cell) for cell, _ in said),
        amounts=share * sum(_is_large(cell) for cell, _ in said),
        counts=share * sum(_is_count(cell, text) for cell, text in said),
        different=share * len(set(texts)),
        length=share * sum(map(len, texts)),
    )


def _is_dated(cell: Cell, text: str) -> bool:
    if isinstance(cell.value, date):
        return True
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return is_year(cell.value) or day_number(cell.value) is not None
    found = scan(text)
    return len(text) < 45 and bool(found.days or found.years or found.spans)


def _is_amount(cell: Cell) -> bool:
    return _is_large(cell) and not day_number(cell.value)  # type: ignore[arg-type]


def _is_large(cell: Cell) -> bool:
    value = cell.value
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) > _LAST_YEAR


def _is_count(cell: Cell, text: str) -> bool:
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and not is_cross(text) and abs(float(value)) < 1000  # type: ignore[arg-type]
