"""What there is to do with a strategy, in order, and where each stands: its front page is this list.

Each part of the app adds its own steps as it is loaded, so that the front page knows none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plandugnad.regions.actor import Actor
from plandugnad.strategies.models import Strategy


class Standing(StrEnum):
    TO_DO = "to_do"
    BEGUN = "begun"
    DONE = "done"
    WAITS = "waits"  # for a step before it, or for its time


@dataclass(frozen=True)
class StrategyStep:
    """`order` as in seed 003's course: 10 tidying · 20 needs · 30 together · 40 asked · 50 document · 60 public and
    adopted · 70 followed up. `words` is what stands now, in a sentence; `label` what one can do, at `address`."""

    order: int
    title: str
    standing: Standing
    words: str
    label: str
    address: str


Steps = Callable[[Actor, Strategy, date], StrategyStep | None]
_added: list[Steps] = []


def add_step(of: Steps) -> None:
    """`of` gives None where there is nothing for this reader."""
    _added.append(of)


def steps_of(actor: Actor, strategy: Strategy, today: date) -> list[StrategyStep]:
    found = [step for of in _added if (step := of(actor, strategy, today)) is not None]
    return sorted(found, key=lambda step: step.order)
