"""What may be shown of what people said about one principle, and no more. Pure: no database, no clock.

    is shown   when                                                             what is told
    counted    enough answers from enough places, and too few alike for any     how many on each step, and «vet ikke»
               place to work out another's by taking away its own
    roughly    enough answers, too many alike                                   whether most are on the two lowest steps
    few        fewer answers than three, or from fewer places                   nothing

A place is a member organisation, or the collaboration itself; those in it are taken to know each other's answers.
The promise, which the tests try for every set of answers: whoever knows all of her own place's answers and sees all
that is shown, can think of two different answers of every other person, and of every other place.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FEWEST = 3
STEPS = (1, 2, 3, 4, 5)
LOW = frozenset({1, 2})


class Shown(TextChoices):
    COUNTED = "counted", _("fordelingen")
    ROUGHLY = "roughly", _("bare grovt")
    FEW = "few", _("ingenting, for få svar")


class Line(NamedTuple):
    """What one says of one principle. No score is «vet ikke»."""

    score: int | None
    comment: str = ""


class Said(NamedTuple):
    """The same, when it is not asked who but from where."""

    place: UUID
    score: int | None


@dataclass(frozen=True)
class Released:
    shown: Shown
    counts: tuple[int, ...] = ()
    unknown: int = 0
    is_low: bool = False


def release(said: Sequence[Said]) -> Released:
    scored = [one for one in said if one.score is not None]
    if min(len(scored), len({one.place for one in scored})) < FEWEST:
        return Released(Shown.FEW)
    counts = Counter(one.score for one in scored)
    # The largest place may hold just those who differ. The size of a place is that of all who answered from it, so
    # that the rule itself tells nothing of where «vet ikke» was said.
    largest = max(Counter(one.place for one in said).values())
    if len(scored) - max(counts.values()) <= largest:
        low = sum(counts[step] for step in LOW)
        return Released(Shown.ROUGHLY, is_low=2 * low > len(scored))
    return Released(Shown.COUNTED, tuple(counts[step] for step in STEPS), len(said) - len(scored))
