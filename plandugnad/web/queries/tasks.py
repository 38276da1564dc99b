"""What needs this person, by its day: one query over what all features ask for, and one over what she only follows."""

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
from plandugnad.projections.words import kind_label
from plandugnad.regions.actor import Actor

SHOWN = 8
LATE, THIS_WEEK, THIS_MONTH, LATER, ANY_DAY = range(5)
NAMES: dict[int, Promise] = {
    LATE: _("Over fristen"),
    THIS_WEEK: _("Denne uka"),
    THIS_MONTH: _("De neste 30 dagene"),
    LATER: _("Senere, i år eller neste år"),
    ANY_DAY: _("Uten frist"),
}


@dataclass(frozen=True)
class Task:
    source_id: UUID
    title: str
    address: str
    kind: str
    place_id: UUID
    due: Date | None
    day: date | None
    place: str = ""


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


def tasks_of(actor: Actor, today: date) -> tuple[Group, ...]:
    asked = AttentionEntry.objects.visible_to(actor.keys).annotate(day=F("due_on"), told=F("due"))
    lists = [_first_of_each(asked, today)]
    if followed := [audience.readers_of(id) for id in actor.reads - actor.writes]:
        # Somebody else writes there, so nobody asks her; but she reads it all, to see that it is done.
        plans = CalendarEntry.objects.visible_to(followed).filter(kind=DUE)
        lists.append(_first_of_each(plans.annotate(day=F("last_on"), told=F("when")), today))
    return tuple(group for number in NAMES if (group := _group_of(number, lists)).tasks)


def late_plans(actor: Actor, today: date) -> dict[UUID, int]:
    """How many plans are over their date, by whose they are."""
    plans = CalendarEntry.objects.visible_to(audience.readers_of(id) for id in actor.reads)
    late = plans.filter(kind=DUE, last_on__lt=today).order_by()
    return dict(late.values_list("place_id").annotate(count=Count("id")))


def _first_of_each(entries: Any, today: date) -> list[dict[str, Any]]:
    """The first few of each group, each with how many there are in all. What is farther off than next year waits."""
    group = [F("group")]
    numbered = (
        entries.filter(Q(day=None) | Q(day__lt=date(today.year + 2, 1, 1)))
        .annotate(group=_group(today))
        .annotate(number=Window(RowNumber(), partition_by=group, order_by=["day", "title", "id"]))
        .annotate(count=Window(Count("id"), partition_by=group))
    )
    names = ("source_id", "title", "address", "kind", "place_id", "told", "day", "group", "count")
    return list(numbered.filter(number__lte=SHOWN).order_by("day", "title", "id").values(*names))


def _group(today: date) -> Case:
    sunday = today + timedelta(days=6 - today.weekday())
    return Case(
        When(day=None, then=Value(ANY_DAY)),
        When(day__lt=today, then=Value(LATE)),
        When(day__lte=sunday, then=Value(THIS_WEEK)),
        When(day__lte=today + timedelta(days=30), then=Value(THIS_MONTH)),
        default=Value(LATER),
        output_field=IntegerField(),
    )


def _group_of(number: int, lists: list[list[dict[str, Any]]]) -> Group:
    here = [[row for row in rows if row["group"] == number] for rows in lists]
    tasks = [_task(row) for rows in here for row in rows]
    tasks.sort(key=lambda task: (task.day or date.max, task.title))
    return Group(number, tuple(tasks[:SHOWN]), sum(rows[0]["count"] for rows in here if rows))


def _task(row: dict[str, Any]) -> Task:
    return Task(
        source_id=row["source_id"],
        title=row["title"],
        address=row["address"],
        kind=kind_label(row["kind"]),
        place_id=row["place_id"],
        due=row["told"],
        day=row["day"],
    )
