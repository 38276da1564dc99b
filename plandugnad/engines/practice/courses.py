"""What is compared, and what is found."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """`id` is kept from the common course by those who drew on top of it. `law` is the code of the step of the law it
    fulfils, empty where it fulfils none. `stage` is where it stands in the course, as the page groups it.
    """

    id: str
    name: str
    stage: str = ""
    law: str = ""
    weeks: float | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """One's own course: the steps in the order they are done."""

    who: str
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Done:
    """How one does a step. `after`: what comes before it there, told where it is moved; None where it comes first."""

    who: str
    step: Step | None
    is_moved: bool = False
    after: Step | None = None
    is_slow: bool = False

    @property
    def skips(self) -> bool:
        return self.step is None


@dataclass(frozen=True, slots=True)
class Compared:
    """One step as each does it, in the order the practices were given. `typical` is the median of the weeks told.

    `key` is different for each row: the id of the step, of the common course or of the first who drew it.
    """

    key: str
    step: Step
    is_common: bool
    each: Sequence[Done]
    typical: float | None

    @property
    def is_alike(self) -> bool:
        return not any(one.skips or one.is_moved or one.is_slow for one in self.each)

    @property
    def skipped_by(self) -> Sequence[Done]:
        return [one for one in self.each if one.skips]


@dataclass(frozen=True, slots=True)
class Demanded:
    """A step of the law, and who has drawn it and not, in the order the practices were given."""

    law: str
    drawn_by: Sequence[str]
    lacks: Sequence[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    steps: Sequence[Compared]
    law: Sequence[Demanded]

    @property
    def nobody_drew(self) -> Sequence[Demanded]:
        return [one for one in self.law if not one.drawn_by]

    @property
    def some_drew(self) -> Sequence[Demanded]:
        return [one for one in self.law if one.drawn_by and one.lacks]
