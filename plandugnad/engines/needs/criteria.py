"""What a need for a plan is weighed by, read from `criteria.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

MOST_SCORE = 3
MOST_WEIGHT = 3
_FILE = Path(__file__).parent / "criteria.yaml"


@dataclass(frozen=True, slots=True)
class Said:
    """A text in the languages it is written in."""

    nb: str
    nn: str
    en: str

    def said(self, language: str) -> str:
        return {"nn": self.nn, "en": self.en}.get(language, self.nb)


@dataclass(frozen=True, slots=True)
class Criterion:
    """`steps` is what each score from 0 to 3 means. `weight` is what it counts as shipped."""

    key: str
    name: Said
    asks: Said
    steps: tuple[Said, ...]
    weight: int


@cache
def criteria() -> tuple[Criterion, ...]:
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(_criterion(one) for one in written)


def _criterion(one: Mapping[str, Any]) -> Criterion:
    steps = tuple(Said(**step) for step in one["steps"])
    if len(steps) != MOST_SCORE + 1:
        raise ValueError(f"{one['key']}: a criterion has a step for each score")
    return Criterion(one["key"], Said(**one["name"]), Said(**one["asks"]), steps, int(one["weight"]))


def weighed(weights: Mapping[str, int]) -> dict[str, int]:
    """The weight of every criterion: what is said, else what is shipped. What is said beyond 0–3 is not believed."""
    return {one.key: _believed(weights.get(one.key), MOST_WEIGHT, one.weight) for one in criteria()}


def scored(scores: Mapping[str, int]) -> dict[str, int]:
    """Those that are said, and can be a score: a missing one is missing, and never zero."""
    found = {one.key: _believed(scores.get(one.key), MOST_SCORE, -1) for one in criteria()}
    return {key: score for key, score in found.items() if score >= 0}


def _believed(value: object, most: int, otherwise: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
        return value
    return otherwise
