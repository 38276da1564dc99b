"""Council calendars in all six municipalities and the collaboration's meetings, counted from the day of the demo."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from dateutil.easter import easter

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.meetings.actions.agenda import add_item, change_item, promise, set_done, set_minutes
from plandugnad.meetings.actions.bodies import make_body
from plandugnad.meetings.actions.meetings import cancel_meeting, change_meeting, make_meeting
from plandugnad.meetings.actions.series import make_series
from plandugnad.meetings.kinds import BodyKind, Ordinal, Rhythm
from plandugnad.meetings.models import AgendaItem, Body, Meeting
from plandugnad.regions.models import Collaboration, Organisation
from plandugnad.web.demo.people import planner_of
from plandugnad.web.demo.region import PLACES, Region

TUESDAY, WEDNESDAY, THURSDAY = 1, 2, 3


@dataclass(frozen=True)
class Comes:
    """On a weekday of the month, as people say it."""

    weekday: int
    ordinal: Ordinal
    starts: time
    ends: time
    every: int = 1


# (bokmål, nynorsk, kind, when)
ELECTED = (
    ("Kommunestyret", "Kommunestyret", BodyKind.COUNCIL, Comes(THURSDAY, Ordinal.THIRD, time(18), time(21))),
    ("Formannskapet", "Formannskapet", BodyKind.EXECUTIVE_BOARD, Comes(TUESDAY, Ordinal.SECOND, time(12), time(15))),
    (
        "Utvalg for plan og miljø",
        "Utval for plan og miljø",
        BodyKind.COMMITTEE,
        Comes(WEDNESDAY, Ordinal.FIRST, time(10), time(13)),
    ),
)


def make_meetings(region: Region, people: dict[str, Person], today: date) -> None:
    for place in PLACES:
        _make_council_calendar(region.municipalities[place.name], place.centre, planner_of(people, place.name), today)
    _tell_of_fjordvik(region.municipalities["Fjordvik"], people, today)
    _make_forum(region.collaboration, people, today)
    _make_steering_group(region.collaboration, _by(people["Kåre"]), today)


def _make_council_calendar(municipality: Organisation, centre: str, by: By, today: date) -> None:
    """As they are adopted in the autumn: for the rest of the year, and from September for the next one too."""
    for nb, nn, kind, comes in ELECTED:
        body = make_body(by, municipality, nn if municipality.language == "nn" else nb, kind)
        _make_series(by, body, comes, f"Kommunehuset, {centre}", today)


def _make_series(by: By, body: Body, comes: Comes, venue: str, today: date) -> None:
    first, last = _half_a_year_before(today), date(today.year + (today.month >= 9), 12, 31)
    holidays = [day for year in range(first.year, last.year + 1) for day in days_off(year)]
    rule = {"rhythm": Rhythm.MONTHS, "every": comes.every, "weekday": comes.weekday, "ordinal": comes.ordinal}
    span = {"first_on": first, "last_on": last, "except_on": holidays, "has_july_off": True}
    hours = {"starts": comes.starts, "ends": comes.ends}
    make_series(by, body, {"title": "", "venue": venue, **rule, **span, **hours})


def _half_a_year_before(today: date) -> date:
    return (today - timedelta(days=183)).replace(day=1)


def days_off(year: int) -> list[date]:
    """Also the days around them, on which no council is called together."""
    sunday = easter(year)
    around_easter = [sunday + timedelta(days=number) for number in (*range(-7, 2), 39, 50)]
    return [date(year, 1, 1), date(year, 5, 1), date(year, 5, 17), *around_easter, *_of_christmas(year)]


def _of_christmas(year: int) -> list[date]:
    return [date(year, 12, day) for day in range(20, 32)]


def _tell_of_fjordvik(fjordvik: Organisation, people: dict[str, Person], today: date) -> None:
    by = _by(people["Ingrid"])
    council, board, committee = (
        Body.objects.kept().at(fjordvik).get(kind=kind)
        for kind in (BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD, BodyKind.COMMITTEE)
    )
    held = _last(committee, today)
    item = add_item(by, held, _item("Arealdelen: rekkefølge på temaene i revisjonen", "Ingrid Eksempel", 40))
    minutes = "Utvalget gikk gjennom de sju temaene i arealdelen. Strandsonen og myr tas først."
    decision = "Utvalget slutter seg til rekkefølgen."
    change_item(by, item, {"minutes": minutes, "decision": decision})
    set_minutes(by, held, "Ingrid Eksempel, Tore Eksempel og medlemmene av utvalget", is_done=True)
    _take_on(by, held, item, "Sende temalisten til de andre kommunene", people["Ingrid"], today + timedelta(days=9))
    to_come = _next(council, today)
    add_item(by, to_come, _item("Kommuneplanens arealdel: hva høringen har vist så langt", "Tore Eksempel", 30))
    add_item(by, to_come, _item("Planstrategien: status for planarbeidet", "Ingrid Eksempel", 15))
    _move_a_day(by, _next(board, today))
    cancel_meeting(by, _next(committee, today + timedelta(days=35)))


def _move_a_day(by: By, meeting: Meeting) -> None:
    assert meeting.day is not None
    day = meeting.day + timedelta(days=1)
    change_meeting(by, meeting, {"when": When.on(day), "venue": "Grendehuset på Nes"})


def _make_forum(collaboration: Collaboration, people: dict[str, Person], today: date) -> None:
    """Once a month: one that has been held, with what was promised there, and the next with its agenda."""
    by = _by(people["Kåre"])
    forum = make_body(by, collaboration, "Planlederforum", BodyKind.GROUP)
    _make_series(by, forum, Comes(WEDNESDAY, Ordinal.SECOND, time(9), time(11, 30)), "Digitalt", today)
    held, to_come = _last(forum, today), _next(forum, today)
    _hold(by, held, people, today)
    for title, responsible, minutes in (
        ("Runde rundt bordet: hva holder dere på med?", "", 30),
        ("Felles mal for planprogram", "Marit Eksempel", 45),
        ("Hvem kan hjelpe hvem i vår?", "Kåre Eksempel", 30),
    ):
        add_item(by, to_come, _item(title, responsible, minutes))
    learning = {"title": "Fagdag om arealregnskap", "when": When.of_year(today.year + 1)}
    make_meeting(by, forum, learning)


def _hold(by: By, held: Meeting, people: dict[str, Person], today: date) -> None:
    shared = add_item(by, held, _item("Felles kunnskapsgrunnlag", "Kåre Eksempel", 45))
    told = "Fire kommuner har oppdatert boligbehovsanalyse. Elvanes og Granheim bruker tall fra 2021."
    change_item(by, shared, {"minutes": told, "decision": "Vi bruker samme oppsett, og deler tallene i arkivet."})
    due = add_item(by, held, _item("Planer som skal revideres neste år", "", 60))
    told = "Lyngmo og Fjordvik skal revidere klimaplanen samtidig, og vil gjøre det sammen."
    change_item(by, due, {"minutes": told})
    set_minutes(by, held, "Ingrid, Marit, Siv og Kåre Eksempel. Guri Eksempel fra fylkeskommunen.", is_done=True)
    _take_on(by, held, shared, "Legge boligbehovsanalysen i arkivet", people["Ingrid"], today - timedelta(days=4))
    _take_on(by, held, due, "Skrive utkast til felles klimakapittel", people["Marit"], today + timedelta(days=18))
    _take_on(by, held, due, "Spørre Elvanes om de vil være med på klimakapitlet", people["Kåre"], None)
    done = promise(by, held, {"what": "Booke rom til fagdagen", "person": people["Siv"], "who": "", "due": None})
    set_done(by, done, is_done=True)


def _make_steering_group(collaboration: Collaboration, by: By, today: date) -> None:
    group = make_body(by, collaboration, "Styringsgruppen", BodyKind.GROUP)
    comes = Comes(TUESDAY, Ordinal.FOURTH, time(13), time(15), every=2)
    _make_series(by, group, comes, "Rådhuset i Vikasund", today)


def _take_on(by: By, meeting: Meeting, item: AgendaItem, what: str, person: Person, due: date | None) -> None:
    promise(
        by, meeting, {"item": item, "what": what, "person": person, "who": "", "due": When.on(due) if due else None}
    )


def _item(title: str, responsible: str, minutes: int) -> dict[str, object]:
    return {"title": title, "text": "", "responsible": responsible, "planned_minutes": minutes}


def _last(body: Body, today: date) -> Meeting:
    return Meeting.objects.kept().filter(body=body, first_on__lt=today).order_by("-first_on")[0]


def _next(body: Body, today: date) -> Meeting:
    return Meeting.objects.kept().filter(body=body, first_on__gt=today).order_by("first_on")[0]


def _by(person: Person) -> By:
    return By(person.id, str(person))
