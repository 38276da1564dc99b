"""Who sees, reads and writes meetings; one table for pages and overviews."""

import pytest

from plandugnad.meetings.access import body_abilities, place_abilities
from plandugnad.meetings.actions import agenda
from plandugnad.meetings.actions.bodies import change_body
from plandugnad.meetings.queries.meetings import people_in
from plandugnad.projections.models import AttentionEntry, CalendarEntry, FoundEntry
from tests.cast import NAMES, Cast
from tests.meetings.builders import INGRID, a_body, a_meeting

pytestmark = pytest.mark.django_db

# The council of Fjordvik; a working group there; a group of the collaboration Ytre Fjord. C: the calendar only,
# R: agenda and minutes too, W: writes.
RIGHTS = {
    "Ingrid": ("W", "W", "W"),
    "Tore": ("W", "W", "W"),
    "Åse": ("R", "R", "-"),
    "Marit": ("C", "-", "W"),
    "Kåre": ("R", "R", "W"),
    "Guri": ("C", "-", "-"),
    "Per": ("C", "-", "-"),
    "Lars": ("-", "-", "-"),
    "Nina": ("-", "-", "-"),
    "Even": ("-", "-", "-"),
    "Anna": ("-", "-", "-"),
}


@pytest.mark.parametrize("name", NAMES)
def test_rights_are_as_in_the_table_and_the_overviews_say_the_same(cast: Cast, name: str) -> None:
    actor = cast.actor(name)
    bodies = [
        a_body(cast.fjordvik),
        a_body(cast.fjordvik, "Plangruppa", "group"),
        a_body(cast.ytre_fjord, "Fagnettverket", "group"),
    ]
    for body, right in zip(bodies, RIGHTS[name], strict=True):
        meeting = a_meeting(body)
        abilities = body_abilities(actor, body)
        assert (abilities.can_see, abilities.can_read, abilities.can_write) == (
            right != "-",
            right in "RW",
            right == "W",
        )
        for entries in (CalendarEntry.objects, FoundEntry.objects):
            assert entries.visible_to(actor.keys).filter(source_id=meeting.id).exists() is (right != "-"), body


@pytest.mark.parametrize("name", NAMES)
def test_what_was_promised_is_on_the_calendar_of_those_who_read_the_minutes(cast: Cast, name: str) -> None:
    meeting = a_meeting(a_body(cast.fjordvik))
    row = agenda.promise(INGRID, meeting, {"what": "Ringe", "due": meeting.when, "person_id": cast.person("Åse").id})
    actor = cast.actor(name)
    seen = CalendarEntry.objects.visible_to(actor.keys).filter(source_id=row.id).exists()
    assert seen is place_abilities(actor, cast.fjordvik).can_read
    asked = AttentionEntry.objects.visible_to(actor.keys).filter(source_id=row.id).exists()
    assert asked is (name == "Åse")


def test_a_council_made_a_working_group_is_taken_from_the_neighbours_calendar(cast: Cast) -> None:
    body = a_body(cast.fjordvik)
    a_meeting(body)
    marit = cast.actor("Marit")
    assert CalendarEntry.objects.visible_to(marit.keys).exists()
    change_body(INGRID, body, body.name, "group")
    assert not CalendarEntry.objects.visible_to(marit.keys).exists()


def test_those_who_may_be_asked_work_there(cast: Cast) -> None:
    people = [cast.person(name) for name in NAMES]
    names = {person.id: name for person, name in zip(people, NAMES, strict=True)}
    assert {names[id] for id, _name in people_in(cast.fjordvik)} == {"Ingrid", "Tore", "Åse"}
    assert {names[id] for id, _name in people_in(cast.ytre_fjord)} == {"Ingrid", "Tore", "Marit", "Kåre"}
