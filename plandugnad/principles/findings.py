"""What came of a health check, in words. Everything here is worked out from what is released, and from nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plandugnad.core.marks import decimal_mark
from plandugnad.principles.models import HealthResult
from plandugnad.principles.release import STEPS, Shown
from plandugnad.principles.statements import BY_CODE, PRINCIPLES, Principle

# What is below the middle of the scale is weak; no more than these are helped at a time.
MIDDLE, MOST_HELPED = 3, 3
# Where a result is told roughly it is put here among the others: below them, or above.
_ROUGHLY_LOW, _ROUGHLY_HIGH = 1.5, 4.0


@dataclass(frozen=True)
class Row:
    principle: Principle
    shown: str
    counts: tuple[int, ...]
    unknown: int
    is_low: bool

    @property
    def is_counted(self) -> bool:
        return self.shown == Shown.COUNTED

    @property
    def is_roughly(self) -> bool:
        return self.shown == Shown.ROUGHLY

    @property
    def mean(self) -> float | None:
        if not self.is_counted:
            return None
        return round(sum(step * count for step, count in zip(STEPS, self.counts, strict=True)) / sum(self.counts), 1)

    @property
    def span(self) -> tuple[int, int] | None:
        """The part of the scale most are on, where no more than that is told."""
        if not self.is_roughly:
            return None
        return (1, 2) if self.is_low else (3, 5)

    @property
    def weight(self) -> float | None:
        """For putting the weakest first; None where nothing is told."""
        if self.is_roughly:
            return _ROUGHLY_LOW if self.is_low else _ROUGHLY_HIGH
        return self.mean

    @property
    def figure(self) -> str:
        """«2,1», «1–2» or «–»."""
        if self.mean is not None:
            return written(self.mean)
        return f"{self.span[0]}–{self.span[1]}" if self.span else "–"

    @property
    def spread(self) -> str:
        """How far those who answered are from each other."""
        if not self.is_counted:
            return ""
        used = [step for step, count in zip(STEPS, self.counts, strict=True) if count]
        said = _("fra %(lowest)s til %(highest)s") % {"lowest": used[0], "highest": used[-1]}
        split = _("delte meninger")
        return f"{said}, {split}" if self.is_split else said

    @property
    def is_split(self) -> bool:
        """A quarter at each end of the scale."""
        low, high = sum(self.counts[:2]), sum(self.counts[3:])
        return self.is_counted and 4 * min(low, high) >= sum(self.counts)

    @property
    def told(self) -> str:
        """The same as the picture, for who does not see it."""
        if self.is_roughly and self.is_low:
            return _("Svarene er for like til å vises hver for seg. De fleste svarte 1 eller 2.")
        if self.is_roughly:
            return _("Svarene er for like til å vises hver for seg. Minst halvparten svarte 3 eller høyere.")
        if not self.is_counted:
            return _("For få svarte til at noe kan vises.")
        return ", ".join(
            _("%(count)s på %(step)s") % {"count": count, "step": step}
            for step, count in zip(STEPS, self.counts, strict=True)
            if count
        )


def rows_of(results: Sequence[HealthResult]) -> list[Row]:
    """In the order of the principles."""
    found = {one.principle: one for one in results}
    return [
        Row(BY_CODE[code], one.shown, tuple(one.counts), one.unknown, one.is_low)
        for code in BY_CODE
        if (one := found.get(code))
    ]


def by_weakness(rows: Sequence[Row]) -> list[Row]:
    known = [row for row in rows if row.weight is not None]
    return sorted(known, key=lambda row: (row.weight or 0, PRINCIPLES.index(row.principle)))


def to_help(rows: Sequence[Row]) -> list[Row]:
    """Those below the middle; where none is, the weakest of all that is told exactly."""
    first = by_weakness(rows)
    weak = [row for row in first if (row.weight or 0) < MIDDLE]
    return weak[:MOST_HELPED] or [row for row in first if row.is_counted][:1]


def finding(rows: Sequence[Row]) -> str:
    """«Svakest: løse uenigheter – 2,1 av 5»."""
    first = by_weakness(rows)
    if not first:
        return _("For få svarte på hvert prinsipp til at noe kan vises")
    weakest = [row for row in first if row.weight == first[0].weight]
    if weakest[0].is_roughly and not weakest[0].is_low:
        return _("Ingen svake punkter: minst halvparten svarte 3 eller høyere på alt som kan vises")
    names = {"names": _joined(weakest), "mean": weakest[0].figure}
    if weakest[0].is_roughly:
        return _("Svakest: %(names)s – de fleste svarte 1 eller 2") % names
    return _("Svakest: %(names)s – %(mean)s av 5") % names


def movement(rows: Sequence[Row], before: Sequence[Row]) -> str:
    """What has gone most up and most down since the last time; nothing where neither can be told."""
    earlier = {row.principle.code: row.mean for row in before}
    moved = [
        (round(row.mean - was, 1), row, was)
        for row in rows
        if row.mean is not None and (was := earlier.get(row.principle.code)) is not None
    ]
    if not moved:
        return ""
    up, down = max(moved, key=lambda one: one[0]), min(moved, key=lambda one: one[0])
    told = [
        words % {"name": one[1].principle.short, "was": written(one[2]), "mean": one[1].figure}
        for one, words in (
            (up, _("Mest opp: %(name)s, fra %(was)s til %(mean)s.")),
            (down, _("Mest ned: %(name)s, fra %(was)s til %(mean)s.")),
        )
        if (one is up and one[0] > 0) or (one is down and one[0] < 0)
    ]
    return " ".join(told) or _("Likt med forrige gang på alt som kan sammenlignes.")


def written(figure: float) -> str:
    return f"{figure:.1f}".replace(".", decimal_mark())


def _joined(rows: Sequence[Row]) -> str:
    names = [name[:1].lower() + name[1:] for name in (str(row.principle.short) for row in rows)]
    if len(names) > 2:
        return _("%(first)s og %(count)s andre") % {"first": names[0], "count": len(names) - 1}
    return _("%(first)s og %(second)s") % {"first": names[0], "second": names[1]} if len(names) == 2 else names[0]


def change(row: Row | None, before: Row | None) -> str:
    """Of one principle since the last time."""
    if row is None or before is None or row.mean is None or before.mean is None:
        return _("kan ikke sammenlignes med forrige gang")
    by = round(row.mean - before.mean, 1)
    if by == 0:
        return _("som forrige gang")
    return (_("opp %(by)s") if by > 0 else _("ned %(by)s")) % {"by": written(abs(by))}
