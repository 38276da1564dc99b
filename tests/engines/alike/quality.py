"""How well groups agree with those a person has made by hand. `python -m tests.bench.alike` tells."""

import csv
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plandugnad.engines.alike import THRESHOLD, groups_of

LABELLED = Path(__file__).with_name("labelled.tsv")


@dataclass(frozen=True)
class Labelled:
    id: str
    half: str
    group: str
    text: str


@dataclass(frozen=True)
class Quality:
    """Of pairs: `precision`, the part of those found that are right; `recall`, the part of the right ones found."""

    precision: float
    recall: float
    found: int
    right: int

    @property
    def together(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def labelled(half: str = "") -> list[Labelled]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    all_of = [Labelled(f"{number:03}", row["half"], row["group"], row["text"]) for number, row in enumerate(rows)]
    return [one for one in all_of if half in ("", one.half)]


def pairs_found(points: Iterable[Labelled], threshold: float) -> set[tuple[str, str]]:
    groups = groups_of([(one.id, one.text) for one in points], threshold)
    return {pair for group in groups for pair in itertools.combinations(sorted(m.id for m in group.members), 2)}


def pairs_right(points: Iterable[Labelled]) -> set[tuple[str, str]]:
    named = [one for one in points if one.group != "-"]
    return {(one.id, other.id) for one, other in itertools.combinations(named, 2) if one.group == other.group}


def quality(points: list[Labelled], threshold: float = THRESHOLD) -> Quality:
    found, right = pairs_found(points, threshold), pairs_right(points)
    both = len(found & right)
    return Quality(both / len(found) if found else 1.0, both / len(right), len(found), len(right))
