"""What a text wants, as far as its words say so: for or against, to keep or to take away, what must or must not be.

Two texts about one matter are told apart by this alone, since nearly all their other words are the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from plandugnad.engines.alike.meaning import concept
from plandugnad.engines.alike.words import is_of_no_matter, stems_of

_TABLE: dict[str, str] = yaml.safe_load(Path(__file__).with_name("wishes.yaml").read_text(encoding="utf-8"))
_FOR, _AGAINST, _NOT, _MUST, _HAVE, _KEEP, _RID, _TURNS = (
    frozenset(_TABLE[name].split()) for name in ("for", "against", "not", "must", "have", "keep", "rid", "turns")
)
_REACH = 3  # words before that may turn it about
_NEAR = 2  # words between a verb and its «ikke»
_WITHIN = 5  # words from «må» to what must be


@dataclass(frozen=True, order=True)
class Wish:
    """`side`: 1 for, -1 against. `aim`: 1 that what stands is kept, -1 that it goes. 0 where it is not known.

    `wants`: what must be (1) or must not be (-1), by what it is about. What is said both ways is not among them.
    """

    side: int = 0
    aim: int = 0
    wants: tuple[tuple[str, int], ...] = ()

    def is_opposed_to(self, other: "Wish") -> bool:
        if self.side * other.side < 0 or self.aim * other.aim < 0:
            return True
        theirs = dict(other.wants)
        return any(theirs.get(about, sign) != sign for about, sign in self.wants)

    def with_those_of(self, other: "Wish") -> "Wish":
        """Of two that are not opposed."""
        wants = tuple(sorted({**dict(other.wants), **dict(self.wants)}.items()))
        return Wish(self.side or other.side, self.aim or other.aim, wants)


def wish_of(words: Sequence[str]) -> Wish:
    return Wish(_side(words), _aim(words), tuple(sorted(_wants(words).items())))


def _side(words: Sequence[str]) -> int:
    found: set[int] = set()
    answered: set[int] = set()  # each «ikke» that belongs to a word for something, and says nothing by itself
    for place, word in enumerate(words):
        if word in _FOR or (word in _AGAINST and word not in _NOT):
            beside = range(max(place - 1, 0), min(place + _NEAR + 1, len(words)))
            near = [at for at in beside if words[at] in _NOT]
            answered.update(near[:1])
            found.add((1 if word in _FOR else -1) * (-1 if near else 1))
    left = any(word in _NOT and place not in answered for place, word in enumerate(words))
    return sum(found | ({-1} if left else set())) if len(found) < 2 else 0


def _aim(words: Sequence[str]) -> int:
    found: set[int] = set()
    for place, word in enumerate(words):
        is_rid = word in _RID or " ".join(words[place : place + 2]) in _RID_IN_TWO
        way = (word in _KEEP) - is_rid
        if way:
            found.add(-way if not _TURNS.isdisjoint(words[max(place - _REACH, 0) : place]) else way)
    return sum(found)


def _wants(words: Sequence[str]) -> dict[str, int]:
    signs: dict[str, set[int]] = {}
    for about, sign in _said_to_be_wanted(words):
        signs.setdefault(about, set()).add(sign)
    return {about: next(iter(sign)) for about, sign in signs.items() if len(sign) == 1}


def _said_to_be_wanted(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """After «må», «bør», «vil ha»: the first word that is of some matter, and whether «ikke» stands before it."""
    for place, word in enumerate(words):
        after = words[place + 1 : place + 1 + _WITHIN]
        if word not in _MUST and not (word in _HAVE and "ha" in after[:2]):
            continue
        sign = -1 if words[max(place - 1, 0)] in _NOT else 1
        for said in after:
            if said in _NOT:
                sign = -1
            elif not is_of_no_matter(said):
                about = concept(stems_of([said])[0])
                yield _OPPOSITE.get(about, about), -sign if about in _OPPOSITE else sign
                break


def _paired(text: str) -> dict[str, str]:
    pairs = (pair.split(":") for pair in text.split())
    return {concept(stems_of([one])[0]): concept(stems_of([other])[0]) for one, other in pairs}


_OPPOSITE = _paired(_TABLE["opposite"])
_RID_IN_TWO = frozenset(" ".join(pair.split("_")) for pair in _TABLE["rid_in_two"].split())
