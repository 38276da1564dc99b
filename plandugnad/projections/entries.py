"""Entries as features write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from plandugnad.core.norwegian import search_key, sort_key
from plandugnad.engines.tables.when import When
from plandugnad.projections.lexemes import vector_of
from plandugnad.projections.models import AttentionEntry, CalendarEntry, FoundEntry


@dataclass(frozen=True)
class Keys:
    """What a thing is put in order by and found by, as its own table may hold already."""

    sort: str
    search: str

    @classmethod
    def of(cls, title: str, *more: str) -> "Keys":
        """`more` is found as well as the title: numbers and other names."""
        return cls(sort_key(title)[:440], search_key(" ".join((title, *more)))[:900])


@dataclass(frozen=True)
class About:
    """The thing an entry tells of, and where its page is. Its place is the organisation or collaboration it is in."""

    source: str
    source_id: UUID
    place_id: UUID
    title: str
    address: str
    owners: str = ""  # of what is several places' together, and is told of in each
    which: str = ""  # of its events, when it has several of one kind
    facts: Mapping[str, Any] = field(default_factory=dict)  # for `words.title`

    def found(self, audience: Iterable[str], keys: Keys | None = None, **facts: Any) -> FoundEntry:
        """`facts` help to tell it from others of the same name, in no language: codes, and names of places."""
        by = keys or Keys.of(self.title)
        return FoundEntry(
            **self._shared(audience), facts=facts, sort_key=by.sort, search_key=by.search, words=vector_of(by.search)
        )

    def on(self, audience: Iterable[str], kind: str, when: When) -> CalendarEntry:
        return CalendarEntry(
            **self._timed(audience),
            kind=kind,
            when=when,
            first_on=when.first_day(),
            last_on=when.last_day(),
        )

    def at(self, audience: Iterable[str], kind: str, starts_at: datetime, ends_at: datetime | None) -> CalendarEntry:
        first, last = timezone.localdate(starts_at), timezone.localdate(ends_at or starts_at)
        return CalendarEntry(
            **self._timed(audience),
            kind=kind,
            when=When.on(first),
            first_on=first,
            last_on=last,
            starts_at=starts_at,
            ends_at=ends_at,
        )

    def needs(self, audience: Iterable[str], kind: str, due: When | None = None) -> AttentionEntry:
        due_on = due.last_day() if due else None
        return AttentionEntry(**self._timed(audience), kind=kind, due=due, due_on=due_on)

    def _timed(self, audience: Iterable[str]) -> dict[str, Any]:
        own = {"owners": self.owners[:900], "which": self.which, "facts": dict(self.facts)}
        return self._shared(audience) | own

    def _shared(self, audience: Iterable[str]) -> dict[str, Any]:
        return {
            "source": self.source,
            "source_id": self.source_id,
            "place_id": self.place_id,
            "audience": sorted(set(audience)),
            "title": self.title[:400],
            "address": self.address,
        }
