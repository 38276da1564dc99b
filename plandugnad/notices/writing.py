"""Writing down whom an event may concern, in the transaction of the event. Rather one too many: `digest` asks again."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.notices.models import Notice
from plandugnad.projections.audience import is_of_adopted, person_of, place_of
from plandugnad.projections.filling import Ask
from plandugnad.projections.models import ActivityEntry, AttentionEntry
from plandugnad.projections.words import Reminder, ask_family, reminder_due
from plandugnad.regions.models import Membership

_FIRST_REMINDER = timedelta(days=max(Reminder))
_REMINDERS = {Reminder.MONTH: "soon", Reminder.WEEK: "week", Reminder.DAY: "now", Reminder.OVER: "over"}
# A worker that was away some days still tells; what was over long ago is no news.
_STILL_NEWS = timedelta(days=7)
_AT_A_TIME = 1_000


def note_activity(entries: Sequence[ActivityEntry]) -> None:
    """The lines come from one act, and so are for the same readers."""
    if not entries:
        return
    readers = people_at(entries[0].audience) - {entries[0].by_id}
    rows = [
        Notice(person_id=reader, event=f"activity:{entry.pk}", activity=entry)
        for entry in entries
        for reader in readers
    ]
    Notice.objects.bulk_create(rows, batch_size=_AT_A_TIME, ignore_conflicts=True)


def note_asks(asks: Sequence[Ask], by: By | None) -> None:
    """For those who were not asked before. The same ask given again is the same event, so it is not told twice."""
    itself = {by.id} if by else set()
    rows = [
        Notice(
            person_id=reader,
            event=event_of_ask(ask.entry),
            source=ask.entry.source,
            source_id=ask.entry.source_id,
            which=ask.entry.which,
            kind=ask.entry.kind,
        )
        for ask in asks
        for reader in people_at(ask.keys) - (people_at(ask.keys_before) if ask.keys_before else set()) - itself
    ]
    Notice.objects.bulk_create(rows, batch_size=_AT_A_TIME, ignore_conflicts=True)


def event_of_ask(entry: AttentionEntry) -> str:
    return f"asked:{entry.source}:{ask_family(entry.kind)}:{uuid5(entry.source_id, entry.address)}"


@transaction.atomic
def note_due(today: date) -> int:
    """Each reminder of a kind once for the same day of the same event, however it is moved to and fro: the row of what
    was told stands. Returns how many were found."""
    last = today + _FIRST_REMINDER
    entries = AttentionEntry.objects.filter(due_on__range=(today - _STILL_NEWS, last)).order_by("id")
    readers: dict[tuple[str, ...], set[UUID]] = {}
    rows: list[Notice] = []
    for entry in entries.iterator(chunk_size=_AT_A_TIME):
        keys = tuple(entry.audience)
        if keys not in readers:
            readers[keys] = people_at(keys)
        rows += [_of_date(entry, reader, today) for reader in readers[keys]]
    Notice.objects.bulk_create(rows, batch_size=_AT_A_TIME, ignore_conflicts=True)
    return len(rows)


def _of_date(entry: AttentionEntry, reader: UUID, today: date) -> Notice:
    assert entry.due_on is not None  # as it was asked for
    reminder = _REMINDERS[reminder_due(entry.kind, (entry.due_on - today).days)]
    return Notice(
        person_id=reader,
        event=f"{reminder}:{entry.source}:{entry.event_id}:{entry.kind}:{entry.due_on}",
        source=entry.source,
        source_id=entry.source_id,
        which=entry.which,
        kind=entry.kind,
        due_on=entry.due_on,
    )


def people_at(keys: Iterable[str]) -> set[UUID]:
    """Everybody an audience may reach through a role, and some it does not.

    Two kinds of reader are left out on purpose, who may see it on the page but did not ask for mail about it: those
    the open key lets in, and neighbours and counties who read what is adopted.
    """
    told = [key for key in keys if not is_of_adopted(key)]
    places = {place for key in told if (place := place_of(key))}
    people = {person for key in told if (person := person_of(key))}
    return people | (_with_roles(places) if places else set())


def _with_roles(places: set[UUID]) -> set[UUID]:
    """In these places, in collaborations they are members of, and in the members when they are collaborations."""
    rows = Membership.objects.filter(ended_at=None, person__is_active=True).filter(
        Q(organisation_id__in=places)
        | Q(collaboration_id__in=places)
        | Q(collaboration__memberships__organisation_id__in=places)
        | Q(organisation__member_of__collaboration_id__in=places)
    )
    return set(rows.values_list("person_id", flat=True).distinct())


def forget_old(kept: timedelta) -> int:
    """After the days given nobody is told any more. The row is what keeps an event from being told twice."""
    return Notice.objects.filter(made_at__lt=timezone.now() - kept).delete()[0]


def waiting_people() -> list[UUID]:
    rows = Notice.objects.filter(taken_at=None, person__is_active=True)
    return list(rows.values_list("person_id", flat=True).distinct().order_by("person_id"))
