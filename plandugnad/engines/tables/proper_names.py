"""Places named in plans: «Sand» and «Sande» are two places, «Elva» and «Elven» one; an ending tells which."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Comparing names two by two; more than this many spellings of one name are left together.
_MOST_SPELLINGS = 40


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Row = TypeVar("Row", bound=_Named)


def name_other_places(one: str, other: str) -> bool:
    """Whether names that are otherwise the same hold proper names that differ in a letter that is no inflection."""
    first, second = _capitals(one), _capitals(other)
    return len(first) == len(second) and any(_differ(a, b) for a, b in zip(first, second, strict=True))


def by_place(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of one normalised name, parted where they name different places."""
    names = list(dict.fromkeys(row.name for row in rows))
    if len(names) == 1 or len(names) > _MOST_SPELLINGS:
        return [list(rows)]
    groups: list[set[str]] = []
    for name in names:
        near = next((group for group in groups if not any(name_other_places(name, one) for one in group)), None)
        if near is None:
            groups.append({name})
        else:
            near.add(name)
    return [[row for row in rows if row.name in group] for group in groups]


def _capitals(name: str) -> list[str]:
    """Words with a capital, the first word aside: it has one whatever it is."""
    return [word.casefold() for word in _WORD.findall(name)[1:] if word[0].isupper()]


def _differ(one: str, other: str) -> bool:
    """«Sand» and «Sande», «Lunde» and «Lunda». Definite and plural forms are inflection: «Elva», «Elven»."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} == {"e", "a"}
    return long == short + "e"
