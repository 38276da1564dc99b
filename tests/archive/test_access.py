"""Who reads, writes and steers each kind of room. The table is the rule; a person without a row fails."""

from typing import Any

import pytest
from django.utils import timezone

from plandugnad.archive.access import room_abilities
from plandugnad.archive.actions.rooms import change_room, close_room, open_room
from plandugnad.archive.models import Room
from plandugnad.core.audit import SYSTEM
from plandugnad.projections.models import ActivityEntry, FoundEntry
from plandugnad.regions.models import Membership
from tests.archive.builders import make_room, put_file
from tests.cast import EVERYBODY, NAMES, Cast

pytestmark = pytest.mark.django_db
READS, WRITES, STEERS = "reads", "writes", "steers"

# person: (in Ytre Fjord's room, in Fjordvik's room, in Fjordvik's room for the municipal director only)
TABLE: dict[str, tuple[set[str], set[str], set[str]]] = {
    "Ingrid": ({READS, WRITES}, {READS, WRITES, STEERS}, {STEERS}),
    "Tore": ({READS, WRITES}, {READS, WRITES, STEERS}, {READS, WRITES, STEERS}),
    "Åse": (set(), {READS}, set()),
    "Marit": ({READS, WRITES}, set(), set()),
    "Kåre": ({READS, WRITES, STEERS}, set(), set()),
    "Guri": (set(), set(), set()),
    "Per": (set(), set(), set()),
    "Lars": (set(), set(), set()),
    "Nina": (set(), set(), set()),
    "Even": (set(), set(), set()),
    "Anna": (set(), set(), set()),
}


def may(cast: Cast, name: str, room: Room) -> set[str]:
    actor = cast.actor(name)
    abilities = room_abilities(actor, room)
    said = {READS: abilities.can_see, WRITES: abilities.can_write, STEERS: abilities.can_manage}
    return {word for word, is_so in said.items() if is_so}


def only(*roles: str) -> dict[str, Any]:
    return {"readers": "roles", "reader_roles": list(roles), "writers": "roles", "writer_roles": list(roles)}


@pytest.mark.parametrize("name", NAMES)
def test_a_role_gives_what_the_table_says(cast: Cast, name: str) -> None:
    rooms = (
        make_room(cast.ytre_fjord),
        make_room(cast.fjordvik),
        make_room(cast.fjordvik, "Personalsaker", **only("municipal_director")),
    )
    assert tuple(may(cast, name, room) for room in rooms) == TABLE[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_list_of_rooms_is_those_one_may_read(cast: Cast, name: str) -> None:
    rooms = [make_room(cast.ytre_fjord), make_room(cast.fjordvik), make_room(cast.fjordvik, "P", **only("planner"))]
    seen = set(Room.objects.visible_to(cast.actor(name).keys))
    assert seen == {room for room in rooms if READS in may(cast, name, room)}


def test_a_role_in_a_member_counts_in_the_collaboration(cast: Cast) -> None:
    room = make_room(cast.ytre_fjord, **only("municipal_director"))
    assert {name for name in NAMES if READS in may(cast, name, room)} == {"Tore"}


def test_a_room_is_opened_for_others_and_closed_again(cast: Cast) -> None:
    room = make_room(cast.ytre_fjord)
    opening = open_room(SYSTEM, room, cast.county)
    room.refresh_from_db()
    assert may(cast, "Guri", room) == {READS}
    open_room(SYSTEM, room, cast.county, can_write=True)
    room.refresh_from_db()
    assert may(cast, "Guri", room) == {READS, WRITES}
    close_room(SYSTEM, opening)
    room.refresh_from_db()
    assert may(cast, "Guri", room) == set()


def test_partners_and_guests_read_what_is_opened_for_their_place_and_never_write(cast: Cast) -> None:
    room = make_room(cast.ytre_fjord)
    open_room(SYSTEM, room, cast.ytre_fjord, can_write=True)
    open_room(SYSTEM, room, cast.fjordvik, can_write=True)
    room.refresh_from_db()
    assert may(cast, "Lars", room) == {READS}
    assert may(cast, "Nina", room) == {READS}


def test_a_right_that_ends_is_gone_at_once(cast: Cast) -> None:
    room = make_room(cast.fjordvik, **only("planner"))
    ingrid = cast.person("Ingrid")
    assert READS in may(cast, "Ingrid", room)
    Membership.objects.filter(person=ingrid).update(ended_at=timezone.now())
    assert may(cast, "Ingrid", room) == set()


def test_what_is_told_follows_the_rights_of_the_room_also_what_was_told_before(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    put_file(room, "Varslingssak.txt")
    change_room(SYSTEM, room, only("municipal_director"))
    room.refresh_from_db()
    for entries in (FoundEntry.objects.all(), ActivityEntry.objects.filter(source__startswith="archive.")):
        told = list(entries)
        assert told
        assert all(set(entry.audience) == set(room.reader_keys) for entry in told)


# role: (who has it in Fjordvik, who has it in Ytre Fjord, there or in a member)
HOLDERS: dict[str, tuple[set[str], set[str]]] = {
    "planner": ({"Ingrid"}, {"Ingrid", "Marit"}),
    "municipal_director": ({"Tore"}, {"Tore"}),
    "elected_representative": ({"Åse"}, {"Åse"}),
    "coordinator": (set(), {"Kåre"}),
    "partner": (set(), {"Lars"}),
    "guest": ({"Nina"}, set()),  # what is shared with her municipality is not shared with her elsewhere
    "county_planning_director": (set(), set()),
}


@pytest.mark.parametrize("role", HOLDERS)
def test_the_search_finds_a_file_for_just_those_whose_role_the_room_is_for(cast: Cast, role: str) -> None:
    rooms = [make_room(cast.fjordvik, "Her", **only(role)), make_room(cast.ytre_fjord, "Sammen", **only(role))]
    for room, holders in zip(rooms, HOLDERS[role], strict=True):
        file = put_file(room, "Varslingssak.txt")
        found = FoundEntry.objects.filter(source_id=file.pk)
        assert {name for name in EVERYBODY if found.visible_to(cast.actor(name).keys).exists()} == holders
        assert {name for name in EVERYBODY if READS in may(cast, name, room)} == holders
