"""Bodies, meetings, and people at their screens."""

from datetime import date, time
from typing import Any
from uuid import uuid4

from django.test import Client

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.meetings.actions.bodies import make_body
from plandugnad.meetings.actions.meetings import make_meeting
from plandugnad.meetings.models import Body, Meeting, Place

INGRID = By(uuid4(), "Ingrid Eksempel")
TORE = By(uuid4(), "Tore Eksempel")


def a_body(place: Place, name: str = "Kommunestyret", kind: str = "council") -> Body:
    return make_body(INGRID, place, name, kind)


def a_meeting(body: Body, on: date | int = date(2027, 2, 18), starts: time | None = time(18), **values: Any) -> Meeting:
    when = When.of_year(on) if isinstance(on, int) else When.on(on)
    hours = {} if isinstance(on, int) else {"starts": starts}
    return make_meeting(INGRID, body, {"when": when, **hours, **values})


def browser(person: Person, *, with_htmx: bool = False) -> Client:
    client = Client(headers={"HX-Request": "true"} if with_htmx else {})
    client.force_login(person)
    return client


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)
