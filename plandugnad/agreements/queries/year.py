"""A year of the collaboration's meetings on one sheet: each group's days month by month, the hours, and whose turns."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plandugnad.agreements.queries.hours import Hours, hours_of, hours_said, length
from plandugnad.core.marks import month_name
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
    hours: Hours
    turns: list[Turns]
    needing: int
    years: list[int]

    @property
    def count(self) -> int:
        return sum(line.count for line in self.lines)


def year_of(place: Collaboration, year: int, today: date) -> Year:
    """Seven queries, however many meetings."""
    rows = Meeting.objects.kept().at(place).select_related("body", "chair_organisation", "preparer_organisation")
    meetings = list(rows.filter(first_on__year=year).in_order()[:MOST])
    until = until_of(meetings)
    found = [InYear(meeting, leaders_of(meeting, until)) for meeting in meetings]
    dated = [one for one in found if one.meeting.day is not None]
    held = [one for one in dated if not one.meeting.is_cancelled]
    years = {day.year for day in Meeting.objects.kept().at(place).dates("first_on", "year")}
    return Year(
        year=year,
        months=[(month, month_name(month)) for month in MONTHS],
        lines=_lines(dated),
        listed=[month for month in _months(dated) if month.meetings],
        some_time=[one for one in found if one.meeting.day is None],
        hours=hours_of(place, [one.meeting for one in held]),
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
    hours = sum(length(one.meeting) for one in held)
    return Line(rows[0].meeting.body, _months(rows), len(held), hours_said(hours))


def _months(rows: Iterable[InYear]) -> list[InMonth]:
    by_month: dict[int, list[InYear]] = defaultdict(list)
    for one in rows:
        by_month[one.meeting.first_on.month].append(one)
    return [InMonth(month, month_name(month), by_month[month]) for month in MONTHS]


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
