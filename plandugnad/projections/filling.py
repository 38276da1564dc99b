"""Features fill, readers read: a feature adds a source per kind of thing, and says which things have changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet, Value

from plandugnad.core.audit import By
from plandugnad.core.bulk import insert_rows
from plandugnad.projections.models import AttentionEntry, CalendarEntry, Entry, FoundEntry
from plandugnad.projections.words import ask_family, is_ask

FILLED: tuple[type[Entry], ...] = (FoundEntry, CalendarEntry, AttentionEntry)
_CLEARED = [
    f'DELETE FROM "{model._meta.db_table}" WHERE source = %s AND source_id = ANY(%s)'  # noqa: S608 (our own tables)
    for model in FILLED
]
# All three in one question, since it is part of every change and of each lot of an import.
_CLEARING = f"WITH found AS ({_CLEARED[0]}), dated AS ({_CLEARED[1]}) {_CLEARED[2]}"
# Things read and written at a time, so that filling all of Norway needs no more memory than filling one municipality.
_AT_A_TIME = 2_000
# Tells our advisory locks from those of others.
_LOCKS_OF_OVERVIEWS = 8_001


class Source(Protocol):
    key: str  # as 'plans.plan'; never changed, rows hold it

    def ids(self) -> Iterable[UUID]:
        """Of everything there is to tell of, for filling anew."""
        ...

    def entries(self, ids: Collection[UUID]) -> Iterable[Entry]:
        """What is to stand of these things now; nothing for those that are gone."""
        ...


_sources: dict[str, Source] = {}


def add_source(source: Source) -> None:
    """Called as a feature's module `telling` is loaded."""
    _sources[source.key] = source


Follower = Callable[[Collection[UUID]], None]
_followers: defaultdict[str, list[Follower]] = defaultdict(list)
Resting = Callable[[Collection[UUID]], QuerySet[Any, Any]]
_resting: defaultdict[str, list[tuple[str, Resting]]] = defaultdict(list)


def follow(key: str, follower: Follower) -> None:
    """Called with each lot of things of this kind as they change, in the transaction of the change."""
    _followers[key].append(follower)


def let_rest_on(key: str, own: str, resting: Resting) -> None:
    """Some of what the source `own` tells rests on things of this kind: `resting` gives the rows, of those that change.

    They are told anew in the transaction of the change. All are asked for in one question, since it is part of every
    change.
    """
    _resting[key].append((own, resting))


def sources() -> list[Source]:
    return [_sources[key] for key in sorted(_sources)]


@dataclass(frozen=True)
class Ask:
    """Something that is now asked of those who carry `keys` and were not asked before, however it is worded."""

    entry: AttentionEntry
    keys: frozenset[str]
    keys_before: frozenset[str]


Listener = Callable[[Sequence[Ask], By | None], None]
_listeners: list[Listener] = []


def listen_to_asks(listener: Listener) -> None:
    """Called with what is newly asked of somebody, in the transaction of what asks it, and with who did that."""
    _listeners.append(listener)


@transaction.atomic
def refresh(key: str, ids: Iterable[UUID], by: By | None = None) -> None:
    """Within the transaction that changed the things. What stood about them goes; what their source says now comes.

    `by` is who changed them, and is not told of what they ask of themselves.
    """
    _take_turns(key, alone=False)
    for some in _some_at_a_time(ids):
        entries = list(_sources[key].entries(some))
        asks = _newly_asked(key, some, entries)
        _replace(key, some, entries)
        for listener in _listeners if asks else ():
            listener(asks, by)


@transaction.atomic
def mend(key: str, ids: Iterable[UUID]) -> None:
    """As `refresh`, when nothing has happened: nobody is told."""
    _take_turns(key, alone=True)
    for some in _some_at_a_time(ids):
        _replace(key, some, list(_sources[key].entries(some)))


def fill_source(source: Source) -> None:
    """One lot at a time, each made to last by itself, so that nobody who writes has to wait for all of them."""
    known = set(source.ids())
    for some in _some_at_a_time(known):
        mend(source.key, some)
    mend(source.key, told_of(source.key) - known)


def told_of(key: str) -> set[UUID]:
    """Also things that are gone, which their source no longer names."""
    rows = (model.objects.filter(source=key).values_list("source_id", flat=True).distinct() for model in FILLED)
    return set(chain.from_iterable(rows))


def _tell_what_rests_on(key: str, ids: Collection[UUID]) -> None:
    asked = [
        resting(ids).order_by().annotate(own=Value(own)).values_list("own", "id") for own, resting in _resting[key]
    ]
    if not asked:
        return
    first, *others = asked
    found: defaultdict[str, list[UUID]] = defaultdict(list)
    for own, id in first.union(*others, all=True) if others else first:
        found[own].append(id)
    for own, theirs in found.items():
        refresh(own, theirs)


def _take_turns(key: str, *, alone: bool) -> None:
    """Who mends waits for those who are changing things of this kind, and they for the lot that is being mended.

    Else it could write what it read before a change beside what the change wrote.
    """
    name = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name}(%s, hashtext(%s))", [_LOCKS_OF_OVERVIEWS, key])


def _some_at_a_time(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), _AT_A_TIME):
        yield wanted[start : start + _AT_A_TIME]


def _replace(key: str, ids: list[UUID], entries: Iterable[Entry]) -> None:
    _clear(key, ids)
    by_table: dict[type[Entry], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_table[type(entry)].append(entry)
    for rows in by_table.values():
        insert_rows(rows)
    _tell_what_rests_on(key, ids)
    for follower in _followers[key]:
        follower(ids)


def _clear(key: str, ids: list[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CLEARING, [key, ids] * len(FILLED))


def _newly_asked(key: str, ids: list[UUID], entries: Iterable[Entry]) -> list[Ask]:
    """Only of the kinds somebody is asked for by name; that a date draws near is not an ask."""
    asking = [entry for entry in entries if isinstance(entry, AttentionEntry) and is_ask(entry)]
    if not asking:
        return []
    stood: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    rows = AttentionEntry.objects.filter(source=key, source_id__in=ids)
    for row in rows.only("kind", "address", "audience", "facts"):
        if is_ask(row):
            stood[ask_family(row.kind), row.address].update(row.audience)
    found = [(entry, frozenset(stood[ask_family(entry.kind), entry.address])) for entry in asking]
    return [
        Ask(entry, frozenset(entry.audience) - before, before)
        for entry, before in found
        if not before.issuperset(entry.audience)
    ]
