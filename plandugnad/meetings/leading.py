"""Who chairs and prepares a meeting, in words, and whether somebody is needed because one has left."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.marks import written_day
from plandugnad.meetings.models import Meeting, Place
from plandugnad.regions.models import Collaboration, Member, MemberKind

# By collaboration and organisation: the last day it is a member, as far as it is known.
Until = Mapping[tuple[UUID, UUID], date]


# What a phrase begins with, where somebody is described and not named: «den som eier saken», «two municipalities».
_BEGINS = frozenset(
    {
        *("den", "det", "de", "dei", "en", "én", "ein", "éin", "ei", "et", "ett", "eit", "to", "tre", "fire"),
        *("noen", "nokon", "alle", "hver", "kvar", "hvert", "kvart"),
        *("a", "an", "the", "one", "two", "three", "four", "some", "somebody", "someone", "those", "each", "all"),
    }
)


def is_phrase(words: str) -> bool:
    """Said of somebody, and nobody's name: «De Vries» begins so too, and goes on with a capital."""
    first, _space, rest = words.strip().partition(" ")
    return first.casefold() in _BEGINS and rest[:1].islower()


@dataclass(frozen=True, slots=True)
class Leader:
    name: str
    has_left: bool = False
    is_phrase: bool = False

    @property
    def words(self) -> str:
        """A phrase stands within a sentence: «Forberedes av den som eier saken»."""
        if self.is_phrase:
            return self.name[:1].lower() + self.name[1:]
        return _("%(name)s (ute, trenger noen)") % {"name": self.name} if self.has_left else self.name


@dataclass(frozen=True, slots=True)
class Leaders:
    chair: Leader | None
    preparer: Leader | None

    @property
    def needs_somebody(self) -> bool:
        return any(one is not None and one.has_left for one in (self.chair, self.preparer))

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each with what it is, which the words go on from: «Leder» – «Lyngmo», «Forberedes av» – «den som …»."""
        told = ((_("Leder"), _("Ledes av"), self.chair), (_("Forbereder"), _("Forberedes av"), self.preparer))
        return [(by if one.is_phrase else label, one.words) for label, by, one in told if one is not None]

    @property
    def sentences(self) -> list[str]:
        """«Leder: Lyngmo», «Forberedes av den som eier saken»."""
        colons = ["" if one.is_phrase else ":" for one in (self.chair, self.preparer) if one is not None]
        return [f"{label}{colon} {name}" for (label, name), colon in zip(self.lines, colons, strict=True)]

    @property
    def words(self) -> str:
        """«Leder: Lyngmo. Forbereder: Fjordvik»."""
        return ". ".join(self.sentences)


NOBODY = Leaders(None, None)


def members_until(collaborations: Collection[UUID]) -> Until:
    """One query, of however many."""
    if not collaborations:
        return {}
    rows = Member.rows.filter(collaboration__in=collaborations, accepted_at__isnull=False, kind=MemberKind.MEMBER)
    found = rows.values_list("collaboration_id", "organisation_id", "ends_on", "left_at")
    return {(place, organisation): _last_day(ends, left) for place, organisation, ends, left in found}


def _last_day(ends: date | None, left: datetime | None) -> date:
    """Also of one who has left: what it led while it was a member, it led."""
    gone = timezone.localdate(left) - timedelta(days=1) if left else date.max
    return min(ends or date.max, gone)


def until_of(meetings: Iterable[Meeting]) -> Until:
    """For those of `meetings` that somebody in a collaboration leads."""
    led = [one for one in meetings if one.chair_organisation_id or one.preparer_organisation_id]
    return members_until({one.body.collaboration_id for one in led if one.body.collaboration_id})


def members_of(place: Place) -> list[tuple[UUID, str]]:
    """Those who may take a turn in a collaboration; a municipality has nobody but words."""
    if not isinstance(place, Collaboration):
        return []
    rows = Member.objects.filter(collaboration=place).order_by("organisation__name")
    return list(rows.values_list("organisation_id", "organisation__name"))


def leaving(place: Collaboration) -> dict[UUID, date]:
    """Members on their way out, and the last day of each."""
    rows = Member.objects.filter(collaboration=place, ends_on__isnull=False)
    return {id: last for id, last in rows.values_list("organisation_id", "ends_on") if last}


def with_last_day(place: Place) -> list[tuple[UUID, str]]:
    """Members to choose among; of one on its way out it is said how long it is there."""
    last = leaving(place) if isinstance(place, Collaboration) else {}
    said = _("%(name)s (med til %(day)s)")
    return [
        (id, said % {"name": name, "day": written_day(last[id])} if id in last else name)
        for id, name in members_of(place)
    ]


def leaders_of(meeting: Meeting, until: Until) -> Leaders:
    """Needs `body`, `chair_organisation` and `preparer_organisation` beside the meeting."""
    return Leaders(_leader(meeting, "chair", until), _leader(meeting, "preparer", until))


def led_by(meeting: Meeting, part: str) -> str:
    """`part`: chair or preparer. As it is taken out of here, without whether one has left."""
    organisation, written = getattr(meeting, f"{part}_organisation"), getattr(meeting, part)
    return organisation.name if organisation else str(written)


def _leader(meeting: Meeting, part: str, until: Until) -> Leader | None:
    organisation, words = getattr(meeting, f"{part}_organisation"), getattr(meeting, part)
    if organisation is None:
        return Leader(words, is_phrase=is_phrase(words)) if words else None
    place = meeting.body.collaboration_id
    last = until.get((place, organisation.id), date.min) if place else date.max
    return Leader(organisation.name, has_left=last < meeting.first_on)
