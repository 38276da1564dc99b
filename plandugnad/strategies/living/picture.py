"""What was promised against what has happened, by half-year: each plan a bar with an outline and a fill. Where each
goes, in per cent of the width; the table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plandugnad.strategies.living.content import Content, Line
from plandugnad.strategies.living.standing import DONE, Standing
from plandugnad.strategies.living.words import span_words, standing_words
from plandugnad.strategies.terms import HalfYear, Term

ROW, TOP, LEFT, WIDTH = 26, 30, 300, 1000


@dataclass(frozen=True)
class Bar:
    x: float
    width: float


@dataclass(frozen=True)
class Row:
    name: str
    y: int
    promised: Bar | None
    actual: Bar | None
    standing: str
    group: str
    said: str


@dataclass(frozen=True)
class Column:
    x: float
    label: str
    is_year: bool


@dataclass(frozen=True)
class Picture:
    rows: Sequence[Row]
    columns: Sequence[Column]
    height: int
    today: float | None

    @property
    def bottom(self) -> int:
        return self.height - 4


def drawn(content: Content) -> Picture | None:
    lines = [line for line in content.followed if line.track]
    if not lines:
        return None
    scale = _Scale(content.term)
    rows = [_row(scale, line, number, content.on) for number, line in enumerate(lines)]
    is_within = scale.first_day <= content.on <= scale.last_day
    return Picture(rows, scale.columns(), TOP + ROW * len(rows) + 6, scale.x(content.on) if is_within else None)


class _Scale:
    def __init__(self, term: Term) -> None:
        self.halves = term.halves
        self.first_day, self.last_day = self.halves[0].first_day, self.halves[-1].last_day
        self.days = (self.last_day - self.first_day).days + 1

    def x(self, day: date) -> float:
        inside = min(max((day - self.first_day).days, 0), self.days)
        return round(LEFT + (WIDTH - LEFT) * inside / self.days, 1)

    def bar(self, first: date, last: date) -> Bar:
        begins = self.x(first)
        return Bar(begins, round(max(self.x(last) - begins, 4), 1))

    def columns(self) -> list[Column]:
        return [
            Column(self.x(half.first_day), str(half.year) if half.half == 1 else "", half.half == 1)
            for half in self.halves
        ]


def _row(scale: _Scale, line: Line, number: int, today: date) -> Row:
    assert line.track
    track = line.track
    last = line.ends or line.begins
    first = line.begins or line.ends
    promised = scale.bar(first.first_day, last.last_day) if first and last else None
    told = {"plan": line.name, "promised": span_words(line.begins, line.ends) or _("ikke tidfestet")}
    said = _("%(plan)s: lovet %(promised)s") % told + f". {standing_words(track)}."
    return Row(
        line.name if len(line.name) <= 40 else f"{line.name[:38]}…",
        TOP + ROW * number,
        promised,
        _actual(scale, line, today),
        track.standing.value,
        track.group.value,
        said,
    )


def _actual(scale: _Scale, line: Line, today: date) -> Bar | None:
    """From when work began to when it ended, or today. Where nobody has said when it began, from what was promised."""
    assert line.track
    adopted = line.adopted
    if not (line.begun_on or adopted or line.track.standing in (*DONE, Standing.UNDER_WAY)):
        return None
    until = adopted.last_day() if adopted else today
    began = line.begun_on or (line.begins.first_day if line.begins else None)
    if began is None or began > until:
        began = adopted.first_day() if adopted else HalfYear.of(until).first_day
    return scale.bar(began, min(until, today))
