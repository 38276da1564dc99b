"""The days a series would have, before anything is written: who takes the turn, and what stands in the way."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.core.marks import written_day
from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.laying_out import Laid, Place, Steps, steps_of
from plandugnad.meetings.leading import led_by
from plandugnad.meetings.models import Meeting, Series
from plandugnad.meetings.queries.listed import visible_meetings
from plandugnad.meetings.recurrence import IN_JULY, TAKEN_OUT
from plandugnad.meetings.words import day_in_words, holiday_name, hours
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class PreviewDay:
    """`what`: new, stays, changed, own (somebody's own, not touched), falls (no meeting)."""

    words: str
    what: str
    chair: str = ""
    preparer: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    days: list[PreviewDay]
    gone: list[str]
    digest: str

    def count(self, what: str) -> int:
        return sum(day.what == what for day in self.days)

    @property
    def new(self) -> int:
        return self.count("new")

    @property
    def changed(self) -> int:
        return self.count("changed")

    @property
    def own(self) -> int:
        return self.count("own")

    @property
    def held(self) -> int:
        return len(self.days) - self.count("falls")


def preview_of(actor: Actor, series: Series, names: Mapping[UUID, str], today: date) -> Preview:
    """Of a series as the form says it, saved or not. Seven queries at most."""
    steps = steps_of(series, today)
    councils = _councils(actor, [one.laid.day for one in steps.places if one.laid], list(names))
    shown = _Shown(series, steps, names, councils)
    days = [shown.day(place) for place in steps.places]
    gone = [f"{day_in_words(one.first_on)} {hours(*one.hours)}".strip() for one in steps.gone]
    said = repr((days, gone, [getattr(series, name) for name in ("starts", "ends", "venue", "agenda")]))
    return Preview(days, gone, sha256(said.encode()).hexdigest())


class _Shown:
    def __init__(self, series: Series, steps: Steps, names: Mapping[UUID, str], councils: Mapping[date, list[str]]):
        self.series, self.names, self.councils = series, names, councils
        self.made = {one.asked for one in steps.made}
        self.stay = {one.asked: meeting for meeting, one in steps.stay}
        self.own = {day: meeting for meeting in steps.own for day in self._days_of(meeting)}

    def _days_of(self, meeting: Meeting) -> list[date]:
        is_here = meeting.deleted_at is None
        own_day = [meeting.series_day] if meeting.series_day and meeting.series_id == self.series.pk else []
        return [*own_day, *([meeting.first_on] if is_here else [])]

    def day(self, place: Place) -> PreviewDay:
        asked, laid = place.asked, place.laid
        if laid is None:
            return PreviewDay(day_in_words(asked.asked), "falls", marks=(_fallen(asked.why),))
        marks = [*self._marks(place), *self.councils.get(laid.day, ())]
        if laid.asked in self.made or laid.asked in self.stay:
            stands = self.stay.get(laid.asked)
            what = "new" if stands is None else self._what(stands, laid)
            chair, preparer = self._led(laid)
            return PreviewDay(day_in_words(laid.day), what, chair, preparer, tuple(marks))
        mine = self.own.get(laid.asked) or self.own.get(laid.day)
        chair, preparer = (led_by(mine, part) if mine else "" for part in ("chair", "preparer"))
        return PreviewDay(day_in_words(laid.day), "own", chair, preparer, (*marks, _own(mine, self.series)))

    def _led(self, laid: Laid) -> tuple[str, str]:
        chair = self.names.get(laid.turn.chair, "") if laid.turn.chair else self.series.chair
        preparer = self.names.get(laid.turn.preparer, "") if laid.turn.preparer else self.series.preparer
        return chair, preparer

    def _what(self, meeting: Meeting, laid: Laid) -> str:
        series = self.series
        same = ("starts", "ends", "venue", "digital_address")
        is_same = all(getattr(meeting, name) == getattr(series, name) for name in same)
        is_led = (meeting.chair_organisation_id, meeting.preparer_organisation_id) == (
            laid.turn.chair,
            laid.turn.preparer,
        )
        written = (
            "" if laid.turn.chair else series.chair,
            "" if laid.turn.preparer else series.preparer,
        ) == (meeting.chair, meeting.preparer)
        has_agenda = [item.title for item in meeting.items.all()] == series.agenda
        return "stays" if is_same and is_led and written and has_agenda else "changed"

    def _marks(self, place: Place) -> list[str]:
        asked = place.asked
        if not asked.why or asked.day is None:
            return []
        name = holiday_name(asked.why)
        if asked.day == asked.asked:
            return [_("helligdag: %(name)s") % {"name": name}]
        about = {"day": written_day(asked.asked), "name": name}
        return [_("flyttet fra %(day)s, som er %(name)s") % about]


def _fallen(why: str) -> str:
    if why == IN_JULY:
        return _("ikke møte i juli")
    if why == TAKEN_OUT:
        return _("tatt ut")
    return _("ikke møte: %(name)s") % {"name": holiday_name(why)} if why else _("ikke møte: dagen er opptatt")


def _own(meeting: Meeting | None, series: Series) -> str:
    if meeting is not None and meeting.deleted_at is not None:
        return _("slettet av noen, kommer ikke tilbake")
    if meeting is not None and meeting.series_id != series.pk:
        return _("gruppen møtes alt denne dagen")
    if meeting is not None and meeting.series_day and meeting.first_on != meeting.series_day:
        return _("flyttet av noen til %(day)s, står") % {"day": written_day(meeting.first_on)}
    return _("endret av noen, står som det er")


def _councils(actor: Actor, days: Collection[date], members: Collection[UUID]) -> dict[date, list[str]]:
    """The councils of members that meet on these days, as far as she may see their calendars."""
    rows = visible_meetings(actor).filter(
        body__kind=BodyKind.COUNCIL, body__organisation__in=members, first_on__in=days, is_cancelled=False
    )
    found: dict[date, list[str]] = defaultdict(list)
    for meeting in rows.order_by("first_on", "body__organisation__name"):
        about = {"body": meeting.body.name, "place": meeting.body.place.name}
        found[meeting.first_on].append(_("%(body)s i %(place)s møtes samme dag") % about)
    return found
