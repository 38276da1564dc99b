"""Features fill, readers read: a feature adds a source per kind of thing, and says which things have changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Protocol
from uuid import UUID

from django.db import transaction

from plandugnad.core.bulk import insert_rows
from plandugnad.projections.models import AttentionEntry, CalendarEntry, Entry, FoundEntry

FILLED: tuple[type[Entry], ...] = (FoundEntry, CalendarEntry, AttentionEntry)
# Things read and written at a time, so that filling all of Norway needs no more memory than filling one municipality.
_AT_A_TIME = 2_000


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


def sources() -> list[Source]:
    return [_sources[key] for key in sorted(_sources)]


@transaction.atomic
def refresh(key: str, ids: Iterable[UUID]) -> None:
    """Within the transaction that changed the things. What stood about them goes; what their source says now comes."""
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), _AT_A_TIME):
        some = wanted[start : start + _AT_A_TIME]
        for model in FILLED:
            model.objects.filter(source=key, source_id__in=some).delete()
        _insert(_sources[key].entries(some))


@transaction.atomic
def fill_anew(key: str = "") -> int:
    """Everything from its source once more: after an upgrade, or when in doubt. Returns how many entries stand."""
    for name in [key] if key else sorted(_sources):
        for model in FILLED:
            model.objects.filter(source=name).delete()
        refresh(name, _sources[name].ids())
    return sum(model.objects.count() for model in FILLED)


def _insert(entries: Iterable[Entry]) -> None:
    by_table: dict[type[Entry], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_table[type(entry)].append(entry)
    for rows in by_table.values():
        insert_rows(rows)
