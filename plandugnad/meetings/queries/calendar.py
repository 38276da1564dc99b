"""What happens when, over everything a reader may see: few queries, however much there is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.db.models.functions import ExtractMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.marks import month_name
from plandugnad.engines.tables.when import When
from plandugnad.meetings import words
from plandugnad.meetings.access import workers_of
from plandugnad.meetings.calendar_file import Line, uid_of
from plandugnad.meetings.leading import leaders_of, until_of
from plandugnad.meetings.models import AgendaItem, Meeting
from plandugnad.meetings.telling import CANCELLED, MEETING
from plandugnad.projections.models import CalendarEntry, EntryQuerySet
from plandugnad.projections.words import title
from plandugnad.regions.models import Collaboration, Organisation

PAGE_SIZE = 200
MOST_IN_A_FILE = 2_000
BACK, AHEAD = timedelta(days=366), timedelta(days=5 * 366)
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Choice:
    """What the address says."""

    year: int
    place_id: UUID | None = None
    kind: str = ""


@dataclass(frozen=True)
class Shown:
    title: str
    address: str
    kind: str
    place: str
    when: When
    starts: time | None
    ends: time | None
    led_by: str = ""

    @property
    def day(self) -> date | None:
        return self.when.day

    @property
    def is_cancelled(self) -> bool:
        return self.kind == CANCELLED

    @property
    def weekday(self) -> str:
        return str(words.WEEKDAYS[self.day.weekday()]) if self.day else ""

    @property
    def kind_words(self) -> str:
        return words.kind_in_words(self.kind)

    @property
    def hours(self) -> str:
        return words.hours(self.starts, self.ends)


@dataclass(frozen=True)
class Week:
    number: int
    entries: tuple[Shown, ...]


@dataclass(frozen=True)
class Month:
    number: int
    name: str
    weeks: tuple[Week, ...]


@dataclass(frozen=True)
class InMonth:
    """A month on the line over the year."""

    number: int
    name: str
    count: int
    page: int
    is_now: bool


@dataclass(frozen=True)
class Year:
    months: tuple[Month, ...]
    some_time: tuple[Shown, ...]  # what has a year and no day
    some_time_count: int
    line: tuple[InMonth, ...]
    page: Page[CalendarEntry]
    places: tuple[tuple[UUID, str], ...]
    this_month: int = 0  # none when it is another year

    @property
    def past(self) -> tuple[Month, ...]:
        """The months that are over, this year: whoever opens a calendar looks ahead. All are if nothing is to come."""
        over = tuple(month for month in self.months if month.number < self.this_month)
        return over if len(over) < len(self.months) else ()

    @property
    def ahead(self) -> tuple[Month, ...]:
        return self.months[len(self.past) :]

    @property
    def past_count(self) -> int:
        return sum(len(week.entries) for month in self.past for week in month.weeks)

    @property
    def is_empty(self) -> bool:
        return not self.page.paginator.count and not self.some_time


if TYPE_CHECKING:
    _Pages = Paginator[CalendarEntry]
else:
    _Pages = Paginator


class _Counted(_Pages):
    """How many there are is known from the months already."""

    def __init__(self, entries: EntryQuerySet, count: int) -> None:
        super().__init__(entries, PAGE_SIZE)
        self._known = count

    @property
    def count(self) -> int:
        return self._known


def read_year(keys: Iterable[str], choice: Choice, page: str | None, today: date) -> Year:
    visible = CalendarEntry.objects.visible_to(keys)
    first, last = date(choice.year, 1, 1), date(choice.year, 12, 31)
    in_year = visible.filter(first_on__lte=last, last_on__gte=first)
    places = named_places(set(in_year.order_by().values_list("place_id", flat=True).distinct()))
    chosen = narrowed(in_year, choice)
    dated = chosen.filter(when__regex="^[0-9]{4}-")
    counts = dict(dated.order_by().annotate(month=ExtractMonth("first_on")).values_list("month").annotate(Count("pk")))
    paginator = _Counted(dated.order_by("first_on", "starts_at", "title", "pk"), sum(counts.values()))
    rows = paginator.get_page(page)
    led = _led_by(rows, frozenset(keys))
    whole = chosen.exclude(when__regex="^[0-9]{4}-")
    some_time = list(whole.order_by("last_on", "title", "pk")[: PAGE_SIZE + 1])
    return Year(
        months=tuple(_months(_shown(entry, places, led) for entry in rows)),
        some_time=tuple(_shown(entry, places, {}) for entry in some_time[:PAGE_SIZE]),
        some_time_count=whole.count() if len(some_time) > PAGE_SIZE else len(some_time),
        line=_line(counts, choice.year, today),
        page=rows,
        places=tuple(sorted(places.items(), key=lambda each: each[1])),
        this_month=today.month if choice.year == today.year else 0,
    )


def narrowed(entries: EntryQuerySet, choice: Choice) -> EntryQuerySet:
    if choice.kind:
        entries = entries.filter(kind__in=words.KINDS_OF.get(choice.kind, (choice.kind, f"{choice.kind}_cancelled")))
    return entries.filter(place_id=choice.place_id) if choice.place_id else entries.once()


def named_places(ids: Collection[UUID]) -> dict[UUID, str]:
    organisations = Organisation.objects.order_by().filter(id__in=ids).values_list("id", "name")
    return dict(organisations.union(Collaboration.objects.order_by().filter(id__in=ids).values_list("id", "name")))


def _meetings_of(entries: Iterable[CalendarEntry]) -> dict[UUID, Meeting]:
    ids = [entry.source_id for entry in entries if entry.kind in {MEETING, CANCELLED}]
    rows = Meeting.objects.select_related("body", "chair_organisation", "preparer_organisation")
    return rows.in_bulk(ids) if ids else {}


def _readable(meetings: Iterable[Meeting], keys: frozenset[str]) -> list[Meeting]:
    """Whose agenda, and who leads them, those with these keys may see; a fellow member sees when they are."""
    return [meeting for meeting in meetings if not keys.isdisjoint(workers_of(meeting.body))]


def _led_by(entries: Iterable[CalendarEntry], keys: frozenset[str]) -> dict[UUID, str]:
    found = _readable(_meetings_of(entries).values(), keys)
    until = until_of(found)
    return {meeting.id: leaders_of(meeting, until).words for meeting in found}


def _shown(entry: CalendarEntry, places: dict[UUID, str], led: Mapping[UUID, str]) -> Shown:
    begins, ends = (timezone.localtime(each).time() if each else None for each in (entry.starts_at, entry.ends_at))
    place = entry.owners or places.get(entry.place_id, "")
    told = led.get(entry.source_id, "")
    return Shown(title(entry), entry.address, entry.kind, place, _when(entry), begins, ends, told)


def _when(entry: CalendarEntry) -> When:
    assert entry.when is not None
    return entry.when


def _months(shown: Iterable[Shown]) -> Iterable[Month]:
    """Weeks as the calendar on the wall numbers them; a week over two months stands in both."""
    by_month: dict[int, dict[int, list[Shown]]] = defaultdict(lambda: defaultdict(list))
    for each in shown:
        assert each.day is not None
        by_month[each.day.month][each.day.isocalendar().week].append(each)
    for month, weeks in by_month.items():
        yield Month(month, month_name(month), tuple(Week(week, tuple(rows)) for week, rows in weeks.items()))


def _line(counts: dict[int, int], year: int, today: date) -> tuple[InMonth, ...]:
    found, before = [], 0
    for number in range(1, 13):
        count = counts.get(number, 0)
        is_now = (year, number) == (today.year, today.month)
        found.append(InMonth(number, month_name(number), count, before // PAGE_SIZE + 1, is_now))
        before += count
    return tuple(found)


def lines_of(keys: Iterable[str], today: date, choice: Choice | None = None) -> list[Line]:
    """For a calendar file: from a year back to five years ahead, or one year as it was chosen."""
    entries = CalendarEntry.objects.visible_to(keys)
    if choice is None:
        entries = entries.filter(last_on__gte=today - BACK, last_on__lte=today + AHEAD).once()
    else:
        first, last = date(choice.year, 1, 1), date(choice.year, 12, 31)
        entries = narrowed(entries.filter(first_on__lte=last, last_on__gte=first), choice)
    rows = list(entries.order_by("last_on", "source", "source_id", "kind", "which")[:MOST_IN_A_FILE])
    places = named_places({entry.place_id for entry in rows})
    meetings = _meetings_of(rows)
    texts = _texts(_readable(meetings.values(), frozenset(keys)))
    return [_file_line(entry, places, meetings.get(entry.source_id), texts) for entry in rows]


def _texts(meetings: Iterable[Meeting]) -> dict[UUID, str]:
    """Who chairs and prepares, and the agenda. Two queries."""
    by_id = {meeting.id: meeting for meeting in meetings}
    until = until_of(by_id.values())
    told = {id: leaders_of(one, until).sentences for id, one in by_id.items()}
    rows = AgendaItem.objects.filter(meeting__in=by_id, deleted_at=None).order_by("meeting_id", "order", "id")
    titles: dict[UUID, list[str]] = defaultdict(list)
    for id, name in rows.values_list("meeting_id", "title"):
        titles[id].append(f"{len(titles[id]) + 1}. {name}")
    for id, items in titles.items():
        agenda = _("Saksliste")
        told[id] += [f"{agenda}:", *items]
    return {id: "\n".join(lines) for id, lines in told.items()}


def _file_line(
    entry: CalendarEntry, places: dict[UUID, str], meeting: Meeting | None, texts: Mapping[UUID, str]
) -> Line:
    when = _when(entry)
    place = entry.owners or places.get(entry.place_id, "")
    told = words.title_of(entry.kind, title(entry), when)
    return Line(
        uid=uid_of(entry.event_id, entry.kind),
        title=f"{told} ({place})" if place else told,
        when=when,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        venue=meeting.venue if meeting else "",
        text=texts.get(entry.source_id, ""),
        address=f"{settings.BASE_URL}{entry.address}",
        is_cancelled=entry.kind == CANCELLED,
        is_deadline=entry.kind not in {MEETING, CANCELLED},
        version=meeting.version if meeting else 1,
        changed_at=_changed_at(meeting),
    )


def _changed_at(meeting: Meeting | None) -> datetime | None:
    return meeting.changed_at if meeting else None
