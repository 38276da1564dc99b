"""The arenas with their meetings: what is set up, what comes next, what is said otherwise since, and who is needed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page
from django.utils.translation import gettext_lazy as _

from plandugnad.agreements.arenas import RHYTHMS, WHEN_NEEDED, Change, changes_of
from plandugnad.agreements.kinds import CHANGED, ENDED, MADE, TIED, AgreementKind
from plandugnad.agreements.models import Arena, ArenaSeries
from plandugnad.agreements.queries.rows import ShownRow, rows_of
from plandugnad.core.marks import written_day
from plandugnad.meetings import words
from plandugnad.meetings.leading import Leaders, leaders_of, until_of
from plandugnad.meetings.models import Meeting
from plandugnad.regions.models import Collaboration

DONE = {
    MADE: _("Møtene ble satt opp"),
    CHANGED: _("Møtene ble endret"),
    ENDED: _("Serien ble avsluttet"),
    TIED: _("Møtene gruppen har, ble tatt i bruk"),
}
UNDOES = {
    MADE: _("Møter fram i tid som ingen har endret, blir tatt bort. Resten står."),
    CHANGED: _("Møter fram i tid som ingen har endret, blir slik de var før. Resten står."),
    ENDED: _("Møtene fram i tid kommer tilbake."),
    TIED: _("Møtene gruppen har, står som de er."),
}


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
    """`coming` are the group's, also those it had from before; `own` of them are the series'.

    `changes` is what the arena says otherwise than when its meetings were set up.
    """

    row: ArenaSeries
    coming: tuple[Coming, ...]
    changes: list[Change]

    @property
    def is_live(self) -> bool:
        return self.row.is_live

    @property
    def is_tied(self) -> bool:
        return self.row.is_tied

    @property
    def own(self) -> list[Coming]:
        return [one for one in self.coming if one.meeting.series_id and one.meeting.series_id == self.row.series_id]

    @property
    def can_undo(self) -> bool:
        return bool(self.row.last_done)

    @property
    def done_words(self) -> str:
        """«Møtene ble satt opp 30. november 2026.»"""
        said, on = DONE.get(self.row.last_done, ""), self.row.before.get("on")
        return f"{said} {written_day(date.fromisoformat(on))}." if on else f"{said}."

    @property
    def undo_words(self) -> str:
        return str(UNDOES.get(self.row.last_done, ""))

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
    def is_set_up(self) -> bool:
        return self.meetings is not None and (self.meetings.is_live or self.meetings.is_tied)

    @property
    def has_rhythm(self) -> bool:
        return self.arena.rhythm_code in RHYTHMS


@dataclass(frozen=True)
class Arenas:
    page: Page[ShownRow]
    now: list[ArenaNow]
    ended: list[ArenaMeetings]  # of arenas that are taken out, or whose agreement is withdrawn

    @property
    def has_ended_coming(self) -> bool:
        return any(told.own for told in self.ended)


def arenas_of(collaboration: Collaboration, page: str | None, today: date, *, with_meetings: bool) -> Arenas:
    """Six queries at most. Who may not read the meetings is told nothing of them."""
    shown = rows_of(collaboration, AgreementKind.ARENAS, page)
    rows = list(shown.object_list)
    rows_set_up = _set_up(collaboration) if with_meetings else []
    found = _coming(rows_set_up, today)
    told = {row.arena_id: ArenaMeetings(row, tuple(found.get(row.body_id, ())), _changes(row)) for row in rows_set_up}
    now = [ArenaNow(row, row.row, told.get(row.row.pk)) for row in rows if isinstance(row.row, Arena)]
    ended = [one for one in told.values() if not _stands(one.row.arena) and (one.own or one.can_undo)]
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


def _set_up(collaboration: Collaboration) -> list[ArenaSeries]:
    """Also those whose series is ended: that can be undone."""
    rows = ArenaSeries.objects.filter(arena__agreement__collaboration=collaboration, body__deleted_at=None)
    return list(rows.select_related("arena__agreement", "body", "series").order_by("arena__order", "id"))


def _coming(rows_set_up: Iterable[ArenaSeries], today: date) -> dict[UUID, list[Coming]]:
    """Those the groups have to come, by group."""
    bodies = {row.body_id for row in rows_set_up}
    if not bodies:
        return {}
    rows = Meeting.objects.kept().filter(body__in=bodies, first_on__gte=today, is_cancelled=False)
    ordered = rows.select_related("body", "chair_organisation", "preparer_organisation").in_order()
    meetings = [one for one in ordered if one.day is not None]
    until = until_of(meetings)
    found: dict[UUID, list[Coming]] = defaultdict(list)
    for meeting in meetings:
        found[meeting.body_id].append(Coming(meeting, leaders_of(meeting, until)))
    return found


def _changes(row: ArenaSeries) -> list[Change]:
    return changes_of(row.said, row.arena) if row.is_live else []
