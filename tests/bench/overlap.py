"""Plans that overlap: how often the engine is right beside likeness of letters, and how long it takes.

python -m tests.bench.overlap
"""

import itertools
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from plandugnad.engines.overlap import THRESHOLD, Portrait, between, overlapping
from tests.bench.figures import verdict
from tests.engines.overlap.labels import Half, Side, labelled
from tests.engines.overlap.quality import (
    Quality,
    Scorer,
    best_threshold,
    by_engine,
    by_trigrams_of_all,
    by_trigrams_of_titles,
    portrait,
    quality,
    trigram_similarity,
)

Found = TypeVar("Found")

PLANS, MUNICIPALITIES, PLANS_OF_EACH = 300, 40, 30
_GOAL_SECONDS = 0.6
_ROUNDS = 5
_WORDS_OF_TEXT = 80
_PLACES = (
    *("Nesset", "Vika", "Lia", "Bakken", "Tangen", "Moen", "Storvatnet", "Skogmo"),
    *("Granlia", "Solbakken", "Eidet", "Hamna", "Berget", "Dalen", "Odden"),
)
_FIELDS = (
    "hyttefelt",
    "boligfelt",
    "næringsområde",
    "småbåthavn",
    "massetak",
    "skole",
    "gang- og sykkelveg",
    "camping",
)


def portfolio(chance: random.Random, size: int, owner: str = "") -> list[Portrait]:
    """Two in three are plans of the judged pairs, with themes and text; the rest land plans that share words."""
    sides = sorted({side for row in labelled() for side in (row.one, row.other)}, key=lambda side: side.title)
    picked = chance.sample(sides, size * 2 // 3)
    texts = [side.title for side in sides]
    plans = [portrait(f"{owner}{at:04}", _told(chance, side, texts)) for at, side in enumerate(picked)]
    return plans + list(_land(chance, owner, len(plans), size))


def _told(chance: random.Random, side: Side, words: Sequence[str]) -> Side:
    text = " ".join(chance.choice(words) for _ in range(_WORDS_OF_TEXT // 4))
    return Side(side.title, side.plan_type, side.themes, side.text or text)


def _land(chance: random.Random, owner: str, start: int, end: int) -> Iterator[Portrait]:
    for at in range(start, end):
        title = f"Detaljregulering for {chance.choice(_PLACES)} {chance.choice(_FIELDS)} {chance.choice('ABCD')}{at}"
        yield Portrait(f"{owner}{at:04}", title, "zoning_detail", is_land=True)


def main() -> None:
    chance = random.Random(38)
    plans = portfolio(chance, PLANS)
    spent, found = _best(lambda: overlapping(plans), rounds=1)
    print(f"{PLANS} plans, the first time in a process: {spent:.2f} s {verdict(spent, _GOAL_SECONDS)}")
    _qualities()
    spent, found = _best(lambda: overlapping(plans))
    pairs = PLANS * (PLANS - 1) // 2
    print(f"{PLANS} plans, {pairs} pairs: {spent:.2f} s {verdict(spent, _GOAL_SECONDS)}, {len(found)} pairs found")
    letters = best_threshold(labelled("tune"), by_trigrams_of_titles)
    print(
        f"trigrams of titles, from {letters:.2f}, find {_by_letters([plan.title for plan in plans], letters)} of them"
    )
    region = [portfolio(chance, PLANS_OF_EACH, f"{number:02}-") for number in range(MUNICIPALITIES)]
    everything = [plan for each in region for plan in each]
    spent, found = _best(lambda: overlapping(everything))
    print(f"{MUNICIPALITIES} municipalities of {PLANS_OF_EACH}, all at once: {spent:.2f} s, {len(found)} pairs found")
    ours, theirs = region[0], [plan for each in region[1:] for plan in each]
    spent, found = _best(lambda: between(ours, theirs))
    print(f"one of them against the others: {spent:.2f} s, {len(found)} pairs found")


def _qualities() -> None:
    tune = labelled("tune")
    scorers: list[tuple[str, Scorer, float]] = [("engine", by_engine, THRESHOLD)]
    letters: list[tuple[str, Scorer]] = [
        ("trigrams of titles", by_trigrams_of_titles),
        ("trigrams of all words", by_trigrams_of_all),
    ]
    scorers += [(name, score, best_threshold(tune, score)) for name, score in letters]
    halves: tuple[Half, ...] = ("tune", "held", "after", "again")
    for half in halves:
        rows = labelled(half)
        print(f"{half}: {len(rows)} pairs, {sum(row.overlaps for row in rows)} of them overlap")
        for name, score, at_least in scorers:
            print(f"  {name}, from {at_least:.2f}: {_told_of(quality(rows, score, at_least))}")


def _by_letters(titles: Sequence[str], at_least: float) -> int:
    pairs = itertools.combinations(titles, 2)
    return sum(trigram_similarity(one, other) >= at_least for one, other in pairs)


def _told_of(told: Quality) -> str:
    return f"precision {told.precision:.3f}, recall {told.recall:.3f}, F1 {told.together:.3f}"


def _best(work: Callable[[], Found], rounds: int = _ROUNDS) -> tuple[float, Found]:
    """Of the processor, the least of some rounds."""
    spent: list[float] = []
    for _round in range(rounds):
        started = time.process_time()
        found = work()
        spent.append(time.process_time() - started)
    return min(spent), found


if __name__ == "__main__":
    main()
