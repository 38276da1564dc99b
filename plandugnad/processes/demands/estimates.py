"""How many working days a plan may take in a year: example values of ours, until the municipality writes its own.

Pure. Days are working days of the municipality's own people; months are calendar months.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"
DAYS_IN_WORKING_YEAR = 220  # a design default: what is left of a year when holidays and leave are taken off


@dataclass(frozen=True)
class Days:
    low: float
    typical: float
    high: float

    def __add__(self, other: "Days") -> "Days":
        return Days(self.low + other.low, self.typical + other.typical, self.high + other.high)

    def times(self, share: float) -> "Days":
        return Days(self.low * share, self.typical * share, self.high * share)


NOTHING = Days(0, 0, 0)


@dataclass(frozen=True)
class Example:
    """Of a whole plan, from start to adoption."""

    days: Days
    months: Days


@cache
def examples() -> dict[str, Example]:
    written = yaml.safe_load((DATA / "efforts.yaml").read_text(encoding="utf-8"))
    return {kind: Example(Days(*one["days"]), Days(*one["months"])) for kind, one in written.items()}


def in_the_year(example: Example, remaining: float = 1.0, months: float = 12.0) -> Days:
    """What falls within `months` of a plan of which the share `remaining` is left (0 to 1): all of it where it can be
    done in that time, else the part of its remaining months that fits.

    The months of the typical course are used for all three, so that low is never above high.
    """
    left = example.months.typical * remaining
    share = min(1.0, months / left) if left else 0.0
    return example.days.times(remaining * share)
