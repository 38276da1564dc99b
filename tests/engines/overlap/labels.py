"""Pairs of plans a person has judged: may they be one plan, or are they two?

`pairs.csv` was written before the engine, and is not changed to suit it. Its rules:
- yes, where a planner would lay both on the table and ask why they are two: one matter in two names, an older and a
  newer edition, a plan and its action plan, a change of a land plan, one that is part of the other, or in two
  municipalities plans of one theme;
- no, where only words that say nothing of the matter are shared («handlingsplan mot», «hovedplan»), where the law
  wants both (the parts of the municipal plan), where one is ground for the other (an overview and its plan), where
  the matter is the same for other people or buildings (competence of teachers and of nurses), and for other places.

`half` is given by the words of the row. Rows of `held` are never looked at one by one.

`afterwards.csv` has pairs written when the engine stood, to see how it does with what it was not made by. Those of
`after` were measured once and then mended by; those of `again` were written after that, and measured once.
"""

import csv
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, cast

PAIRS, AFTERWARDS = (Path(__file__).with_name(name) for name in ("pairs.csv", "afterwards.csv"))

Half = Literal["tune", "held", "after", "again"]


@dataclass(frozen=True)
class Side:
    title: str
    plan_type: str
    themes: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Labelled:
    one: Side
    other: Side
    overlaps: bool
    why: str
    half: Half


def labelled(half: Half | None = None) -> list[Labelled]:
    """Of one half; or both halves, without what was written afterwards."""
    with (AFTERWARDS if half in ("after", "again") else PAIRS).open(encoding="utf-8", newline="") as file:
        rows = [_labelled(row) for row in csv.DictReader(file)]
    return [row for row in rows if half in (None, row.half)]


def half_of(one: Side, other: Side) -> Half:
    said = "\x1f".join(part for side in (one, other) for part in (side.title, ", ".join(side.themes), side.text))
    return "held" if sha256(said.encode()).digest()[0] % 2 else "tune"


def _labelled(row: dict[str, str]) -> Labelled:
    one, other = _side(row, "a"), _side(row, "b")
    return Labelled(one, other, row["overlaps"] == "yes", row["why"], cast(Half, row["half"]))


def _side(row: dict[str, str], which: str) -> Side:
    themes = tuple(theme.strip() for theme in row[f"themes_{which}"].split(",") if theme.strip())
    return Side(row[f"title_{which}"], row[f"type_{which}"], themes, row[f"text_{which}"])
