"""The arenas with their meetings: what is set up, what comes next, what is said otherwise since, and who is needed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page

from plandugnad.agreements.arenas import RHYTHMS, WHEN_NEEDED, Change, changes_of
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Arena, ArenaSeries
from plandugnad.agreements.queries.rows import ShownRow, rows_of
from plandugnad.meetings import words
from plandugnad.meetings.leading import Leaders, leaders_of, until_of
from plandugnad.meetings.models import Meeting
from plandugnad.regions.models import Collaboration


@dataclass(frozen=True)
class Coming:
    meeting: Meeting
    led_by: Leaders

    @property
    def words(self) -> str:
        assert self.meeting.when is not None
        return words.when_in_words(self.meeting.when, *self.meeting.hours)


@dataclass(frozen=True)
class ArenaMeetings:
    """`changes` is what the arena says otherwise than when its meetings were set up."""

    row: ArenaSeries
    coming: tuple[Coming, ...]
    changes: list[Change]

    @property
    def next(self) -> Coming | None:
        return self.coming[0] if self.coming else None

    @property
    def needing(self) -> list[Coming]:
        return [one for one in self.coming if one.led_by.needs_somebody]


@dataclass(frozen=True)
class ArenaNow:
    shown: ShownRow
    arena: Arena
    meetings: ArenaMeetings | None

    @property
    def is_when_needed(self) -> bool:
        return self.arena.rhythm_code == WHEN_NEEDED

    @property
    def has_rhythm(self) -> bool:
        return self.arena.rhythm_code in RHYTHMS


@dataclass(frozen=True)
class Arenas:
    page: Page[ShownRow]
    now: list[ArenaNow]
    ended: list[ArenaMeetings]  # of arenas that are taken out, or whose agreement is withdrawn


def arenas_of(collaboration: Collaboration, page: str | None, today: date, *, with_meetings: bool) -> Arenas:
    """Six queries at most. Who may not read the meetings is told nothing of them."""
    shown = rows_of(collaboration, AgreementKind.ARENAS, page)
    rows = list(shown.object_list)
    live = _live(collaboration) if with_meetings else []
    found = _meetings_of(live, today)
    standing = {row.arena_id: row for row in live if _stands(row.arena)}
    now = [ArenaNow(row, row.row, _told(standing.get(row.row.pk), found)) for row in rows if isinstance(row.row, Arena)]
    ended = [told for row in live if not _stands(row.arena) and (told := _told(row, found)) and told.coming]
    return Arenas(shown, now, ended)


def find_arena(collaboration: Collaboration, id: UUID) -> Arena | None:
    """Also one that is taken out: its series may still be ended, and what was done taken back."""
    rows = Arena.objects.select_related("agreement__collaboration")
    return rows.filter(pk=id, agreement__collaboration=collaboration).first()


def find_set_up(arena: Arena) -> ArenaSeries | None:
    rows = ArenaSeries.objects.select_related("arena__agreement__collaboration", "series", "body__collaboration")
    return rows.filter(arena=arena).first()


def is_standing(arena: Arena) -> bool:
    return _stands(arena)


def _stands(arena: Arena) -> bool:
    return arena.ended_at is None and arena.agreement.withdrawn_at is None


def _live(collaboration: Collaboration) -> list[ArenaSeries]:
    rows = ArenaSeries.objects.filter(arena__agreement__collaboration=collaboration, series__isnull=False)
    rows = rows.filter(body__deleted_at=None).select_related("arena__agreement", "body", "series")
    return list(rows.order_by("arena__order", "id"))


def _meetings_of(live: Iterable[ArenaSeries], today: date) -> dict[UUID, list[Coming]]:
    """Those to come, by series."""
    series = [row.series_id for row in live]
    if not series:
        return {}
    rows = Meeting.objects.kept().filter(series__in=series, first_on__gte=today, is_cancelled=False)
    meetings = list(rows.select_related("body", "chair_organisation", "preparer_organisation").in_order())
    until = until_of(meetings)
    found: dict[UUID, list[Coming]] = defaultdict(list)
    for meeting in meetings:
        assert meeting.series_id is not None
        found[meeting.series_id].append(Coming(meeting, leaders_of(meeting, until)))
    return found


def _told(row: ArenaSeries | None, found: dict[UUID, list[Coming]]) -> ArenaMeetings | None:
    if row is None or row.series_id is None:
        return None
    return ArenaMeetings(row, tuple(found.get(row.series_id, ())), changes_of(row.said, row.arena))
