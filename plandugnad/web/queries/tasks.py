"""What needs this person, by its day: what all features ask her for, and what she only follows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plandugnad.engines.tables.when import When as Date
from plandugnad.plans.telling import DUE
from plandugnad.projections import audience
from plandugnad.projections.models import AttentionEntry, CalendarEntry
from plandugnad.projections.words import kind_label, title
from plandugnad.regions.actor import Actor
from plandugnad.web.queries.rows import Row, of_entries

SHOWN = 8
LATE, THIS_WEEK, THIS_MONTH, LATER, ANY_DAY = range(5)
NAMES: dict[int, Promise] = {
    LATE: _("Over fristen"),
    THIS_WEEK: _("Denne uken"),
    THIS_MONTH: _("De neste 30 dagene"),
    LATER: _("Senere, i år eller neste år"),
    ANY_DAY: _("Uten frist"),
}


@dataclass(frozen=True)
class Task:
    source_id: UUID
    which: str
    title: str
    address: str
    kind: str
    place_id: UUID
    place: str
    due: Date | None
    day: date | None


@dataclass(frozen=True)
class Group:
    number: int
    tasks: tuple[Task, ...]
    count: int

    @property
    def name(self) -> Promise:
        return NAMES[self.number]

    @property
    def is_late(self) -> bool:
        return self.number == LATE

    @property
    def has_days(self) -> bool:
        return self.number != ANY_DAY

    @property
    def left_out(self) -> int:
        return self.count - len(self.tasks)


def task_parts(actor: Actor, today: date, asked: int, followed: int) -> Iterator[Any]:
    """To be read with others under these two numbers, and made groups of by `groups_of`."""
    entries = AttentionEntry.objects.visible_to(actor.keys).once()
    yield of_entries(asked, _first_of_each(entries, today, "due_on"), told="due", **_PLACED)
    if keys := [audience.readers_of(id) for id in actor.reads - actor.writes]:
        # Somebody else writes there, so nobody asks her; but she reads it all, to see that it is done.
        plans = CalendarEntry.objects.visible_to(keys).filter(kind=DUE).once()
        yield of_entries(followed, _first_of_each(plans, today, "last_on"), told="when", **_PLACED)


_PLACED = {"day": "on", "number": "group", "count": "in_group"}


def groups_of(asked: Iterable[Row], followed: Iterable[Row]) -> tuple[Group, ...]:
    lists = [list(asked), list(followed)]
    return tuple(group for number in NAMES if (group := _group_of(number, lists)).tasks)


def _first_of_each(entries: Any, today: date, day: str) -> Any:
    """The first few of each group, each with how many there are in all. What is farther off than next year waits."""
    group = [F("group")]
    numbered = (
        entries.annotate(on=F(day))
        .filter(Q(on=None) | Q(on__lt=date(today.year + 2, 1, 1)))
        .annotate(group=_group(today))
        .annotate(line=Window(RowNumber(), partition_by=group, order_by=["on", "title", "id"]))
        .annotate(in_group=Window(Count("id"), partition_by=group))
    )
    return numbered.filter(line__lte=SHOWN)


def _group(today: date) -> Case:
    sunday = today + timedelta(days=6 - today.weekday())
    return Case(
        When(on=None, then=Value(ANY_DAY)),
        When(on__lt=today, then=Value(LATE)),
        When(on__lte=sunday, then=Value(THIS_WEEK)),
        When(on__lte=today + timedelta(days=30), then=Value(THIS_MONTH)),
        default=Value(LATER),
        output_field=IntegerField(),
    )


def _group_of(number: int, lists: list[list[Row]]) -> Group:
    here = [[row for row in rows if row.number == number] for rows in lists]
    tasks = [_task(row) for rows in here for row in rows]
    tasks.sort(key=lambda task: (task.day or date.max, task.title))
    return Group(number, tuple(tasks[:SHOWN]), sum(rows[0].count for rows in here if rows))


def _task(row: Row) -> Task:
    return Task(
        source_id=row.source_id,
        which=row.which,
        title=title(row),
        address=row.address,
        kind=kind_label(row.kind),
        place_id=row.place_id,
        place=row.place,
        due=row.told,
        day=row.day,
    )
