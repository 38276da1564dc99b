"""A common course and each one's own practice → what is done alike and what is not. Finds faults with nobody.

A step is the same as one of the common course where it has kept its id; else where it fulfils the same step of the law;
else where it has the same name. What is left is one's own, and the same as another's own by the same rules.
Order is compared with the common course, among the steps that stand in both.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from plandugnad.engines.practice.courses import Compared, Comparison, Demanded, Done, Practice, Step
from plandugnad.engines.practice.order import moved

# Markedly longer is both: half as long again as the one in the middle, and two weeks more. By the first alone three
# days would be markedly longer than two, by the second alone forty weeks than thirty-eight.
MUCH_LONGER = 1.5
WEEKS_LONGER = 2.0


def compare(common: Sequence[Step], practices: Sequence[Practice], demands: Iterable[str] = ()) -> Comparison:
    """`demands` are the codes of the steps of the law that are asked for.

    One row for each step: those of the common course, then the own ones. No two in `common` have one id, nor any two
    in a practice.
    """
    rows = [_Row(step.id, step, is_common=True) for step in common]
    drawn = [_Drawn(one) for one in practices]
    for one in drawn:
        one.match(rows)
    for one in drawn:
        one.match([row for row in rows if not row.is_common])
        rows += one.own({row.key for row in rows})
    places = {row.key: place for place, row in enumerate(rows) if row.is_common}
    for one in drawn:
        one.moved = one.out_of_order(places)
    return Comparison([_compared(row, drawn) for row in rows], [_demanded(law, practices) for law in demands])


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    step: Step
    is_common: bool


@dataclass(slots=True)
class _Drawn:
    """`found`: the key of a row → the place of the step in the practice."""

    practice: Practice
    found: dict[str, int] = field(default_factory=dict)
    moved: frozenset[str] = frozenset()

    def match(self, rows: Sequence[_Row]) -> None:
        """Each step with one row at most, and each row with one step. The surest sign first, for all of them."""
        for sign in _SIGNS:
            waiting: dict[str, list[str]] = {}
            for row in rows:
                if row.key not in self.found and sign(row.step):
                    waiting.setdefault(sign(row.step), []).append(row.key)
            for place in self._left():
                if keys := waiting.get(sign(self.practice.steps[place])):
                    self.found[keys.pop(0)] = place

    def own(self, taken: set[str]) -> list[_Row]:
        """A row for each that is left. Its key is the id of the step, where nothing else is called that."""
        made = []
        for place in self._left():
            step = self.practice.steps[place]
            key, number = step.id, 2
            while key in taken:
                key, number = f"{step.id}-{number}", number + 1
            taken.add(key)
            self.found[key] = place
            made.append(_Row(key, step, is_common=False))
        return made

    def out_of_order(self, places: Mapping[str, int]) -> frozenset[str]:
        in_order = sorted((place, key) for key, place in self.found.items() if key in places)
        key_at = {places[key]: key for _, key in in_order}
        return frozenset(key_at[one] for one in moved([places[key] for _, key in in_order]))

    def done(self, key: str, typical: float | None) -> Done:
        who, place = self.practice.who, self.found.get(key)
        if place is None:
            return Done(who, None)
        step, is_moved = self.practice.steps[place], key in self.moved
        before = self.practice.steps[place - 1] if is_moved and place else None
        return Done(who, step, is_moved, before, is_slow(step.weeks, typical))

    def weeks(self, key: str) -> float | None:
        place = self.found.get(key)
        return None if place is None else self.practice.steps[place].weeks

    def _left(self) -> list[int]:
        used = set(self.found.values())
        return [place for place in range(len(self.practice.steps)) if place not in used]


def is_slow(weeks: float | None, typical: float | None) -> bool:
    """With one alone to tell how long, that is the middle too, and never longer than itself."""
    if weeks is None or typical is None:
        return False
    return weeks >= typical * MUCH_LONGER and weeks - typical >= WEEKS_LONGER


def _compared(row: _Row, drawn: Sequence[_Drawn]) -> Compared:
    told = [weeks for one in drawn if (weeks := one.weeks(row.key)) is not None]
    typical = median(told) if told else None
    return Compared(row.key, row.step, row.is_common, [one.done(row.key, typical) for one in drawn], typical)


def _demanded(law: str, practices: Sequence[Practice]) -> Demanded:
    draws = {one.who: any(step.law == law for step in one.steps) for one in practices}
    return Demanded(law, [who for who, does in draws.items() if does], [who for who, does in draws.items() if not does])


def _name(step: Step) -> str:
    return " ".join(step.name.casefold().split())


_SIGNS: tuple[Callable[[Step], str], ...] = (lambda step: step.id, lambda step: step.law, _name)
