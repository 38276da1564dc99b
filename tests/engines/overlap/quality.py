"""How well the engine, and likeness of letters, agree with judged pairs. `python -m tests.bench.overlap` tells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plandugnad.engines.overlap import Portrait, overlapping
from tests.engines.overlap.labels import Labelled, Side

Scorer = Callable[[Labelled], float]


@dataclass(frozen=True)
class Quality:
    """`precision`, the part of those found that are right; `recall`, the part of the right ones found."""

    precision: float
    recall: float

    @property
    def together(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def quality(rows: Sequence[Labelled], score: Scorer, at_least: float) -> Quality:
    found = [row for row in rows if score(row) >= at_least]
    right = sum(row.overlaps for row in found)
    return Quality(right / len(found) if found else 1.0, right / sum(row.overlaps for row in rows))


def best_threshold(rows: Sequence[Labelled], score: Scorer) -> float:
    """Of hundredths, the one at which precision and recall are best together."""
    return max((step / 100 for step in range(1, 100)), key=lambda at: quality(rows, score, at).together)


def by_engine(row: Labelled) -> float:
    found = overlapping([portrait("a", row.one), portrait("b", row.other)], at_least=0)
    return found[0].score if found else 0.0


def by_trigrams_of_titles(row: Labelled) -> float:
    return trigram_similarity(row.one.title, row.other.title)


def by_trigrams_of_all(row: Labelled) -> float:
    return trigram_similarity(_all_words(row.one), _all_words(row.other))


def portrait(id: str, side: Side) -> Portrait:
    return Portrait(id, side.title, side.plan_type, side.themes, side.text)


def trigram_similarity(one: str, other: str) -> float:
    """As PostgreSQL's pg_trgm defines `similarity`: of the sets of three letters in a row, what is common to both."""
    mine, theirs = _trigrams(one), _trigrams(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _trigrams(text: str) -> set[str]:
    padded = (f"  {word} " for word in re.findall(r"[^\W_]+", text.lower()))
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}


def _all_words(side: Side) -> str:
    return " ".join((side.title, *side.themes, side.text))
