"""A year of the collaboration's meetings on one sheet: each group's days month by month, the hours, and whose turns."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.agreements.arenas import RHYTHMS
from plandugnad.agreements.models import Arena, ArenaSeries
from plandugnad.core.marks import decimal_mark, month_name
from plandugnad.meetings import words
from plandugnad.meetings.leading import Leaders, leaders_of, until_of
from plandugnad.meetings.models import Body, Meeting
from plandugnad.regions.models import Collaboration

MOST = 1_500
MONTHS = range(1, 13)


@dataclass(frozen=True)
class InYear:
    """A meeting of the year."""

    meeting: Meeting
    led_by: Leaders

    @property
    def name(self) -> str:
        return self.meeting.title or self.meeting.body.name

    @property
    def words(self) -> str:
        assert self.meeting.when is not None
        return words.when_in_words(self.meeting.when, *self.meeting.hours)

    @property
    def day(self) -> int:
        return self.meeting.first_on.day


@dataclass(frozen=True)
class InMonth:
    number: int
    name: str
    meetings: list[InYear]


@dataclass(frozen=True)
class Line:
    """One group through the year. `hours` is what it asks of each who takes part."""

    body: Body
    months: list[InMonth]
    count: int
    hours: str


@dataclass(frozen=True)
class Turns:
    name: str
    chairs: int
    prepares: int


@dataclass(frozen=True)
class Year:
    year: int
    months: list[tuple[int, str]]
    lines: list[Line]
    listed: list[InMonth]
    some_time: list[InYear]  # what has a year and no day
    hours: list[tuple[str, str]]
    has_guesses: bool  # some of the hours are of arenas whose meetings are not set up
    turns: list[Turns]
    needing: int
    years: list[int]

    @property
    def count(self) -> int:
        return sum(line.count for line in self.lines)


def year_of(place: Collaboration, year: int, today: date) -> Year:
    """Six queries, however many meetings."""
    rows = Meeting.objects.kept().at(place).select_related("body", "chair_organisation", "preparer_organisation")
    meetings = list(rows.filter(first_on__year=year).in_order()[:MOST])
    until = until_of(meetings)
    found = [InYear(meeting, leaders_of(meeting, until)) for meeting in meetings]
    dated = [one for one in found if one.meeting.day is not None]
    held = [one for one in dated if not one.meeting.is_cancelled]
    years = {day.year for day in Meeting.objects.kept().at(place).dates("first_on", "year")}
    hours, has_guesses = _hours_by_people(place, held)
    return Year(
        year=year,
        months=[(month, month_name(month)) for month in MONTHS],
        lines=_lines(dated),
        listed=[month for month in _months(dated) if month.meetings],
        some_time=[one for one in found if one.meeting.day is None],
        hours=hours,
        has_guesses=has_guesses,
        turns=_turns(held),
        needing=sum(one.led_by.needs_somebody for one in held if one.meeting.first_on >= today),
        years=sorted(years | {year, today.year}),
    )


def _lines(dated: Iterable[InYear]) -> list[Line]:
    """Those who meet most, first."""
    by_body: dict[UUID, list[InYear]] = defaultdict(list)
    for one in dated:
        by_body[one.meeting.body_id].append(one)
    lines = [_line(rows) for rows in by_body.values()]
    return sorted(lines, key=lambda line: (-line.count, line.body.sort_key))


def _line(rows: list[InYear]) -> Line:
    held = [one for one in rows if not one.meeting.is_cancelled]
    return Line(rows[0].meeting.body, _months(rows), len(held), hours_said(sum(map(_length, held))))


def _months(rows: Iterable[InYear]) -> list[InMonth]:
    by_month: dict[int, list[InYear]] = defaultdict(list)
    for one in rows:
        by_month[one.meeting.first_on.month].append(one)
    return [InMonth(month, month_name(month), by_month[month]) for month in MONTHS]


def _length(one: InYear) -> float:
    """In hours; a meeting whose end nobody has said costs nothing."""
    starts, ends = one.meeting.hours
    if starts is None or ends is None:
        return 0
    return (datetime.combine(date.min, ends) - datetime.combine(date.min, starts)).total_seconds() / 3600


def hours_said(hours: float) -> str:
    """«12,5 timer»; '' for none."""
    if not hours:
        return ""
    return _("%(hours)s timer") % {"hours": f"{round(hours, 1):g}".replace(".", decimal_mark())}


def _hours_by_people(place: Collaboration, held: Iterable[InYear]) -> tuple[list[tuple[str, str]], bool]:
    """For one of each kind of people, as the meeting model counts it: by the meetings there are, else by the rhythm."""
    by_body: dict[UUID, float] = defaultdict(float)
    for one in held:
        by_body[one.meeting.body_id] += _length(one)
    standing = Arena.objects.filter(agreement__collaboration=place, agreement__withdrawn_at=None, ended_at=None)
    bodies = dict(ArenaSeries.objects.filter(arena__in=standing).values_list("arena", "body"))
    spent: dict[str, float] = defaultdict(float)
    has_guesses = False
    for arena in standing.order_by("order", "id"):
        hours = by_body.get(bodies.get(arena.pk, arena.pk), 0)
        if not hours and arena.minutes and arena.rhythm_code in RHYTHMS:
            hours = arena.minutes / 60 * RHYTHMS[arena.rhythm_code][2]
            has_guesses = has_guesses or bool(arena.participants)
        for who in filter(None, arena.participants.split(", ")):
            spent[who] += hours
    most_first = sorted(spent.items(), key=lambda one: -one[1])
    return [(who, hours_said(hours)) for who, hours in most_first if hours], has_guesses


def _turns(held: Iterable[InYear]) -> list[Turns]:
    chairs: Counter[str] = Counter()
    prepares: Counter[str] = Counter()
    for one in held:
        meeting, led = one.meeting, one.led_by
        for organisation, leader, counted in (
            (meeting.chair_organisation_id, led.chair, chairs),
            (meeting.preparer_organisation_id, led.preparer, prepares),
        ):
            if organisation and leader is not None and not leader.has_left:
                counted[leader.name] += 1
    return [Turns(name, chairs[name], prepares[name]) for name in sorted(chairs | prepares)]
