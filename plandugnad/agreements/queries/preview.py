"""The days a series would have, before anything is written: who takes the turn, and what stands in the way."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.agreements.queries.group import Group, group_in, said_beside
from plandugnad.core.marks import month_name, written_day
from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.laying_out import Laid, Place, Steps, steps_of
from plandugnad.meetings.leading import led_by
from plandugnad.meetings.models import Body, Meeting, Series
from plandugnad.meetings.queries.listed import visible_meetings
from plandugnad.meetings.quiet import CHRISTMAS, EASTER_WEEK, quiet_time
from plandugnad.meetings.recurrence import IN_JULY, TAKEN_OUT, Asked
from plandugnad.meetings.words import day_in_words, holiday_name, hours, meetings_count
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class PreviewDay:
    """`what`: new, stays, changed, own (somebody's own, not touched), group (the group met that day already), falls (no
    meeting). `asked` is the day of the rhythm where it can be taken out, or put back when `is_out`."""

    words: str
    on: date
    what: str
    asked: date | None = None
    is_out: bool = False
    chair: str = ""
    preparer: str = ""
    marks: tuple[str, ...] = ()

    @property
    def needs_choice(self) -> bool:
        """Somebody is to say whether they meet: there is a reason not to, or it is taken out."""
        return self.asked is not None and (self.is_out or bool(self.marks))


@dataclass(frozen=True)
class PreviewMonth:
    """`days` are those nobody has to choose about; `choices` are told by their number, and stand by themselves."""

    name: str
    days: list[PreviewDay]
    meetings: int
    choices: int

    @property
    def words(self) -> str:
        """«Mars 2027: 4 møter, og 1 dag å ta stilling til»."""
        meetings = meetings_count(self.meetings) if self.meetings else _("ingen møter")
        said = f"{self.name}: {meetings}"
        if not self.choices:
            return said
        words = ngettext(
            "%(said)s, og %(number)s dag å ta stilling til",
            "%(said)s, og %(number)s dager å ta stilling til",
            self.choices,
        )
        return words % {"said": said, "number": self.choices}


@dataclass(frozen=True)
class Preview:
    """`past`: how many new ones are on days that have been. `group`: how the group meets already beside these."""

    days: list[PreviewDay]
    gone: list[str]
    digest: str
    past: int
    group: Group

    def count(self, what: str) -> int:
        return sum(day.what == what for day in self.days)

    @property
    def choices(self) -> list[PreviewDay]:
        return [day for day in self.days if day.needs_choice]

    @property
    def by_month(self) -> list[PreviewMonth]:
        """All of it, folded: a year of weeks is long to read."""
        found: dict[tuple[int, int], list[PreviewDay]] = defaultdict(list)
        for day in self.days:
            found[day.on.year, day.on.month].append(day)
        return [
            PreviewMonth(
                f"{capfirst(month_name(month))} {year}",
                [day for day in days if not day.needs_choice],
                sum(day.what != "falls" for day in days),
                sum(day.needs_choice for day in days),
            )
            for (year, month), days in sorted(found.items())
        ]

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
    def shared(self) -> int:
        return self.count("group")

    @property
    def is_news(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    @property
    def counted(self) -> int:
        """Those that would be the series', without the group's own."""
        return len(self.days) - self.count("falls") - self.shared


def preview_of(actor: Actor, series: Series, names: Mapping[UUID, str], since: date, today: date) -> Preview:
    """Of a series as the form says it, saved or not. Eight queries at most."""
    steps = steps_of(series, since)
    councils = _councils(actor, [one.laid.day for one in steps.places if one.laid], list(names))
    group = group_in(series.body, series.first_on, series.last_on, series)
    shown = _Shown(series, steps, names, councils, group)
    days = [shown.day(place) for place in steps.places]
    gone = [f"{day_in_words(one.first_on)} {hours(*one.hours)}".strip() for one in steps.gone]
    said = repr((days, gone, [getattr(series, name) for name in ("starts", "ends", "venue", "agenda")]))
    past = sum(one.day < today for one in steps.made)
    return Preview(days, gone, sha256(said.encode()).hexdigest(), past, group)


class _Shown:
    def __init__(
        self,
        series: Series,
        steps: Steps,
        names: Mapping[UUID, str],
        councils: Mapping[date, str],
        group: Group,
    ) -> None:
        self.series, self.names, self.councils, self.group = series, names, councils, group
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
            out = asked.why == TAKEN_OUT
            shown = asked.asked if out else None
            return PreviewDay(day_in_words(asked.asked), asked.asked, "falls", shown, out, marks=(_fallen(asked),))
        beside = said_beside(self.series, self.group, laid.day)
        marks = tuple(filter(None, (*self._marks(place), beside, self.councils.get(laid.day, ""))))
        if laid.asked in self.made or laid.asked in self.stay:
            stands = self.stay.get(laid.asked)
            what = "new" if stands is None else self._what(stands, laid)
            return PreviewDay(day_in_words(laid.day), laid.day, what, laid.asked, False, *self._led(laid), marks)
        return self._taken(laid, marks)

    def _taken(self, laid: Laid, marks: tuple[str, ...]) -> PreviewDay:
        """A day that is somebody's own by now, or the group's from before."""
        mine = self.own.get(laid.asked) or self.own.get(laid.day)
        words, said = day_in_words(laid.day), (*marks, _own(mine, self.series))
        if mine is None or mine.deleted_at is not None:
            return PreviewDay(words, laid.day, "falls", marks=said)
        what = "own" if mine.series_id == self.series.pk else "group"
        return PreviewDay(words, laid.day, what, None, False, led_by(mine, "chair"), led_by(mine, "preparer"), said)

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
        if asked.day is None:
            return []
        if not asked.why:
            return [_quiet(asked.day)]
        name = holiday_name(asked.why)
        if asked.day == asked.asked:
            return [_("helligdag: %(name)s") % {"name": name}]
        about = {"day": written_day(asked.asked), "name": name}
        return [_("flyttet fra %(day)s, som er %(name)s") % about]


def _fallen(asked: Asked) -> str:
    why = asked.why
    if why == IN_JULY:
        return _("ikke møte i juli")
    if why == TAKEN_OUT:
        quiet = _quiet(asked.asked)
        return _("tatt ut: %(why)s") % {"why": quiet} if quiet else _("tatt ut")
    return _("ikke møte: %(name)s") % {"name": holiday_name(why)} if why else _("ikke møte: dagen er opptatt")


def _quiet(day: date) -> str:
    return {EASTER_WEEK: _("i påskeuken"), CHRISTMAS: _("i julen")}.get(quiet_time(day), "")


def _own(meeting: Meeting | None, series: Series) -> str:
    if meeting is not None and meeting.deleted_at is not None:
        return _("slettet av noen, kommer ikke tilbake")
    if meeting is not None and meeting.series_id != series.pk:
        return _("gruppen møtes alt denne dagen")
    if meeting is not None and meeting.series_day and meeting.first_on != meeting.series_day:
        return _("flyttet av noen til %(day)s, står") % {"day": written_day(meeting.first_on)}
    return _("endret av noen, står som det er")


def _councils(actor: Actor, days: Collection[date], members: Collection[UUID]) -> dict[date, str]:
    """The councils of members that meet on these days, as far as she may see their calendars: one line a day."""
    rows = visible_meetings(actor).filter(
        body__kind=BodyKind.COUNCIL, body__organisation__in=members, first_on__in=days, is_cancelled=False
    )
    found: dict[date, list[Body]] = defaultdict(list)
    for meeting in rows.order_by("first_on", "body__organisation__name"):
        if meeting.body not in found[meeting.first_on]:
            found[meeting.first_on].append(meeting.body)
    return {day: _meet(bodies) for day, bodies in found.items()}


def _meet(bodies: Sequence[Body]) -> str:
    """«Kommunestyret møtes samme dag i Elvanes, Fjordvik og 4 til»."""
    called = {body.name for body in bodies}
    name = bodies[0].name if len(called) == 1 else _("kommunestyrene")
    places = [body.place.name for body in bodies]
    if len(places) == 1:
        return _("%(body)s i %(place)s møtes samme dag") % {"body": name, "place": places[0]}
    if len(places) > 3:
        shown = _("%(names)s og %(rest)s til") % {"names": ", ".join(places[:2]), "rest": len(places) - 2}
    else:
        shown = _("%(first)s og %(last)s") % {"first": ", ".join(places[:-1]), "last": places[-1]}
    return _("%(body)s møtes samme dag i %(places)s") % {"body": name, "places": shown}
