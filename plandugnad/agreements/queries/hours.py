"""The hours a year of meetings asks of each kind of people: of the meetings as they stand, or else by the rhythm.

What is counted and what is not is said by name, so that the sum and the list of meetings agree.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.agreements.arenas import RHYTHMS
from plandugnad.agreements.choices import to_reader
from plandugnad.agreements.models import Arena, ArenaSeries
from plandugnad.core.marks import decimal_mark
from plandugnad.meetings.models import Body, Meeting
from plandugnad.meetings.queries.meetings import LONGEST_NAME
from plandugnad.regions.models import Collaboration


@dataclass(frozen=True)
class Hours:
    """`by_rhythm` are arenas that have no meetings, `nobody` groups nobody is said to take part in, with their hours.

    `endless` is how many meetings have no hour to begin and end at.
    """

    people: list[tuple[str, str]]
    by_rhythm: list[str]
    nobody: list[str]
    endless: int


def hours_of(place: Collaboration, held: Iterable[Meeting]) -> Hours:
    """Two queries. An arena that is taken out is counted as long as its group meets."""
    bodies: dict[UUID, Body] = {}
    by_body: dict[UUID, float] = defaultdict(float)
    meetings = list(held)
    for one in meetings:
        bodies[one.body_id] = one.body
        by_body[one.body_id] += length(one)
    arenas = list(
        Arena.objects.filter(agreement__collaboration=place).select_related("agreement").order_by("order", "id")
    )
    set_up = {row.arena_id: row for row in ArenaSeries.objects.filter(arena__in=arenas).select_related("body")}
    people = _people_of(arenas, set_up, bodies)
    spent: dict[str, float] = defaultdict(float)
    for id, hours in by_body.items():
        for who in people[id]:
            spent[who] += hours
    by_rhythm = []
    for arena in arenas:
        if _stands(arena) and _has_no_meetings(arena, set_up, bodies) and _people(arena) and _by_rhythm(arena):
            by_rhythm.append(arena.name)
            for who in _people(arena):
                spent[who] += _by_rhythm(arena)
    most_first = sorted(spent.items(), key=lambda one: -one[1])
    return Hours(
        people=[(who, hours_said(hours)) for who, hours in most_first if hours],
        by_rhythm=by_rhythm,
        nobody=[_named(bodies[id], hours) for id, hours in by_body.items() if hours and not people[id]],
        endless=sum(not length(one) for one in meetings),
    )


def length(meeting: Meeting) -> float:
    """In hours; a meeting whose end nobody has said costs nothing."""
    starts, ends = meeting.hours
    if starts is None or ends is None:
        return 0
    return (datetime.combine(date.min, ends) - datetime.combine(date.min, starts)).total_seconds() / 3600


def hours_said(hours: float) -> str:
    """«12,5 timer»; '' for none."""
    if not hours:
        return ""
    return _("%(hours)s timer") % {"hours": f"{round(hours, 1):g}".replace(".", decimal_mark())}


def _people_of(
    arenas: Iterable[Arena], set_up: dict[UUID, ArenaSeries], bodies: dict[UUID, Body]
) -> dict[UUID, list[str]]:
    """Of each group that meets: those of the arenas that stand, or else of those that are taken out."""
    named = {body.name: id for id, body in bodies.items()}
    standing: dict[UUID, list[str]] = defaultdict(list)
    before: dict[UUID, list[str]] = defaultdict(list)
    for arena in arenas:
        row = set_up.get(arena.pk)
        id = row.body_id if row and row.body_id in bodies else named.get(_called(arena))
        if id is not None:
            found = standing if _stands(arena) else before
            found[id] += [who for who in _people(arena) if who not in found[id]]
    return defaultdict(list, {id: standing[id] or before[id] for id in bodies})


def _has_no_meetings(arena: Arena, set_up: dict[UUID, ArenaSeries], bodies: dict[UUID, Body]) -> bool:
    row = set_up.get(arena.pk)
    is_set_up = row is not None and (row.is_live or row.is_tied)
    return not is_set_up and _called(arena) not in {body.name for body in bodies.values()}


def _by_rhythm(arena: Arena) -> float:
    return (arena.minutes or 0) / 60 * RHYTHMS[arena.rhythm_code][2] if arena.rhythm_code in RHYTHMS else 0


def _people(arena: Arena) -> list[str]:
    return [who for who in to_reader("participants", arena.participants).split(", ") if who]


def _stands(arena: Arena) -> bool:
    return arena.ended_at is None and arena.agreement.withdrawn_at is None


def _called(arena: Arena) -> str:
    """As its group is called."""
    return " ".join(arena.name.split())[:LONGEST_NAME]


def _named(body: Body, hours: float) -> str:
    return f"{body.name} ({hours_said(hours)})"
