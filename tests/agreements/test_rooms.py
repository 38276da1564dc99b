"""The rooms that are agreed on become rooms in the archive, and are held in step with it."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Agreement, SharedRoom
from plandugnad.agreements.published import SharedRoom as Published
from plandugnad.agreements.published import StayingSystem
from plandugnad.agreements.rooms.audiences import choice_words
from plandugnad.agreements.rooms.kept import read_until
from plandugnad.agreements.rooms.making import Wish, make_rooms
from plandugnad.agreements.rooms.planning import RoomPlan, read_plans
from plandugnad.archive.access import room_abilities
from plandugnad.archive.actions.rooms import change_room, open_room
from plandugnad.archive.models import Room
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from tests.agreements.builders import agree
from tests.archive.builders import make_room, put_file
from tests.cast import EVERYBODY, Cast

TODAY = date(2026, 12, 1)
TEMPLATES = Published(
    item="room-0001",
    name="Maler",
    documents="Maler og sjekklister",
    naming="dato_kommune_tittel",
    readers="Planleggerne",
    reader_choice="planners",
    editors="Planleggerne",
    editor_choice="planners",
    kept="til 31.12.2032",
)
WORKING = {"Ingrid", "Tore", "Marit", "Kåre"}
PLANNERS = {"Ingrid", "Marit"}
READ = {
    "members": WORKING,
    "planners": PLANNERS,
    "leaders": {"Tore"},
    "members_and_guides": WORKING | {"Guri", "Per", "Hanne"},
    "everybody": WORKING,
}
EDIT = {"owner": WORKING, "planners": PLANNERS, "coordinator": {"Kåre"}, "members": WORKING}


def agreed(cast: Cast, *rows: Published, **about: Any) -> Agreement:
    return agree(cast.ytre_fjord, AgreementKind.ROOMS, *rows, **about)


def plan_of(cast: Cast, name: str) -> RoomPlan:
    return next(one for one in read_plans(cast.ytre_fjord, TODAY) if one.name == name)


def made(cast: Cast, *rows: Published) -> Agreement:
    agreement = agreed(cast, *rows)
    make_rooms(cast.actor("Kåre").by, agreement, [Wish(one) for one in read_plans(cast.ytre_fjord, TODAY)])
    return agreement


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def page(cast: Cast, name: str, address: str = "agreed_rooms") -> str:
    answer = signed_in(cast, name).get(reverse(address, args=[cast.ytre_fjord.id]))
    return answer.content.decode() if answer.status_code == HTTPStatus.OK else ""


def send(cast: Cast, plan: RoomPlan, name: str = "Kåre", **fields: str) -> Any:
    sent = {
        "chosen": "on",
        "room": str(plan.room.pk) if plan.room else "ny",
        "readers": plan.readers.audience,
        "editors": plan.editors.audience,
        "regel": plan.rule_words,
        "seen": plan.seen,
        **fields,
    }
    address = reverse("agreed_rooms_make", args=[cast.ytre_fjord.id])
    return signed_in(cast, name).post(address, {f"{field}-{plan.key}": value for field, value in sent.items()})


def undo(cast: Cast, name: str = "Kåre") -> str:
    """The last that was made, by the address that the page gave."""
    batch = _last_batch()
    client = signed_in(cast, name)
    answer = client.post(reverse("agreed_rooms_undo", args=[cast.ytre_fjord.id, batch]), follow=True)
    return answer.content.decode()


def _last_batch() -> Any:
    return AuditEvent.objects.filter(verb="agreed_rooms_made").latest("made_at").batch_id


@pytest.mark.django_db
def test_each_choice_of_the_worksheet_lets_in_those_it_names_and_nobody_else(cast: Cast) -> None:
    actors = {name: cast.actor(name) for name in EVERYBODY}
    rows = [
        Published(item=f"room-{number:04}", name=f"Rom {reader}", reader_choice=reader, editor_choice="members")
        for number, reader in enumerate(READ)
    ]
    rows += [
        Published(item=f"room-1{number:03}", name=f"Rom {editor}", reader_choice="members", editor_choice=editor)
        for number, editor in enumerate(EDIT)
        if editor not in READ
    ]
    made(cast, *rows)
    rooms = {room.name.removeprefix("Rom "): room for room in Room.objects.all()}
    can = {code: {name: room_abilities(actors[name], room) for name in EVERYBODY} for code, room in rooms.items()}
    assert {code: {name for name in EVERYBODY if can[code][name].can_see} for code in READ} == READ
    editing = {code: {name for name in EVERYBODY if can[code][name].can_write} for code in ("owner", "coordinator")}
    assert editing == {code: EDIT[code] for code in editing}


@pytest.mark.django_db
def test_a_room_is_made_with_the_rights_the_rule_and_the_date_that_were_agreed(cast: Cast) -> None:
    agreed(cast, TEMPLATES)
    assert "Fjordvik" in page(cast, "Kåre", "agreed_rooms_make")
    assert send(cast, plan_of(cast, "Maler")).status_code == HTTPStatus.FOUND
    room = Room.objects.get()
    assert (room.name_parts, room.name_separator) == (["date", "place", "title"], "_")
    assert (room.reader_roles, room.writer_roles, room.delete_after) == (
        ["planner"],
        ["planner"],
        When.parse("2032-12-31"),
    )
    assert room.purpose == "Maler og sjekklister. Oppbevares: til 31.12.2032."
    assert SharedRoom.objects.get().room == room
    assert plan_of(cast, "Maler").is_in_step
    assert send(cast, plan_of(cast, "Maler")).status_code == HTTPStatus.FOUND
    assert Room.objects.count() == 1


def test_a_choice_is_said_by_its_code_whatever_language_it_was_published_in() -> None:
    assert choice_words("planners", "Planleggjarane") == "Planleggerne"
    assert choice_words("", "Leiarane") == "Lederne"
    assert choice_words("elected", "Folkevalde") == "Folkevalde"


@pytest.mark.django_db
def test_the_coordinator_makes_rooms_a_planner_reads_of_them_and_a_stranger_finds_nothing(cast: Cast) -> None:
    made(cast, TEMPLATES)
    address = reverse("agreed_rooms_make", args=[cast.ytre_fjord.id])
    may = {name: signed_in(cast, name).get(address).status_code for name in ("Kåre", "Ingrid", "Åse", "Guri", "Even")}
    assert may == {"Kåre": 200, "Ingrid": 404, "Åse": 404, "Guri": 404, "Even": 404}
    assert send(cast, plan_of(cast, "Maler"), "Ingrid").status_code == HTTPStatus.NOT_FOUND
    room = reverse("archive_room", args=[Room.objects.get().pk])
    assert room in page(cast, "Ingrid")
    assert "Maler" in page(cast, "Åse")
    assert room not in page(cast, "Åse") + page(cast, "Even")


@pytest.mark.django_db
def test_what_the_archive_does_not_know_is_asked_and_the_answer_is_remembered(cast: Cast) -> None:
    row = Published(item="room-0001", name="Utvalget", readers="Folkevalgte", reader_choice="elected", editors="Alle")
    agreed(cast, row)
    plan = plan_of(cast, "Utvalget")
    assert "Arkivet vet ikke hvem «Folkevalgte» er" in page(cast, "Kåre", "agreed_rooms_make")
    answer = send(cast, plan)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Velg hvem, så rommet får rettigheter." in answer.content.decode()
    assert send(cast, plan, readers="leaders", editors="leaders").status_code == HTTPStatus.FOUND
    assert plan_of(cast, "Utvalget").is_in_step
    agreed(cast, Published(**{**vars(row), "readers": "Alle", "reader_choice": "everybody"}))
    assert not plan_of(cast, "Utvalget").is_in_step


@pytest.mark.django_db
def test_what_was_published_before_the_choices_were_is_understood_by_its_words(cast: Cast) -> None:
    agreed(cast, Published(item="room-0001", name="Maler", readers="Planleggjarane", editors="Den som la det inn"))
    plan = plan_of(cast, "Maler")
    assert (plan.readers.audience, plan.editors.audience) == ("planners", "planners")
    assert "skiller ikke mellom egne og andres filer" in str(plan.editors.note)


@pytest.mark.django_db
def test_a_room_of_the_same_name_is_tied_and_nobody_more_reads_it_before_somebody_says_so(cast: Cast) -> None:
    room = make_room(cast.ytre_fjord, "  MALER", readers="roles", reader_roles=["planner"], writer_roles=["planner"],
                     writers="roles")  # fmt: skip
    agreed(cast, Published(**{**vars(TEMPLATES), "reader_choice": "members", "naming": "", "kept": ""}))
    plan = plan_of(cast, "Maler")
    assert plan.room == room
    assert send(cast, plan).status_code == HTTPStatus.FOUND
    room.refresh_from_db()
    assert (room.readers, SharedRoom.objects.get().room_id) == ("roles", room.pk)
    plan = plan_of(cast, "Maler")
    answer = send(cast, plan, fit="on")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    said = answer.content.decode()
    assert "Da leser også alle andre som arbeider i samarbeidet alt som ligger i rommet. Nå leser planleggerne." in said
    assert f'href="#id_confirmed-{plan.key}"' in said
    assert send(cast, plan, fit="on", confirmed="planners.planners").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert send(cast, plan, fit="on", confirmed=plan.grants).status_code == HTTPStatus.FOUND
    room.refresh_from_db()
    assert (room.readers, room.name) == ("everybody", "Maler")


@pytest.mark.django_db
def test_what_has_changed_since_it_was_shown_is_shown_again_first(cast: Cast) -> None:
    made(cast, TEMPLATES)
    room = change_room(SYSTEM, Room.objects.get(), {"name_parts": ["title"]})
    plan = plan_of(cast, "Maler")
    change_room(SYSTEM, room, {"name": "Malene"})
    answer = send(cast, plan, fit="on")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Dette er ikke som da du så på det" in answer.content.decode()


@pytest.mark.django_db
def test_undo_takes_away_the_rooms_nobody_has_used_and_says_which_stay(cast: Cast) -> None:
    second = Published(**{**vars(TEMPLATES), "item": "room-0002", "name": "Møter"})
    made(cast, TEMPLATES, second)
    put_file(Room.objects.get(name="Møter"), "a.txt")
    assert "Sist gjort av Kåre" in page(cast, "Kåre")
    assert "Sist gjort av" not in page(cast, "Ingrid")
    told = undo(cast)
    assert "Sist gjort av" not in told
    assert "«Møter» blir stående, for noe er lagt inn der siden." in told
    assert [room.name for room in Room.objects.kept()] == ["Møter"]
    assert {row.name: row.room_id is not None for row in SharedRoom.objects.all()} == {"Maler": False, "Møter": True}
    assert "Det er angret før." in undo(cast)


@pytest.mark.django_db
def test_adopted_again_the_page_shows_what_differs_and_brings_the_room_in_step_and_back(cast: Cast) -> None:
    made(cast, TEMPLATES, Published(**{**vars(TEMPLATES), "item": "room-0002", "name": "Møter"}))
    room = Room.objects.get(name="Maler")
    put_file(room, "2027-01-01_Fjordvik_Mal.docx")
    put_file(Room.objects.get(name="Møter"), "a.txt")
    again = {**vars(TEMPLATES), "name": "Våre maler", "naming": "tittel – år", "reader_choice": "members_and_guides"}
    agreed(cast, Published(**again))
    plan = plan_of(cast, "Våre maler")
    assert [one.label for one in plan.differences] == ["Navn", "Hvem leser", "Navneregel"]
    told = page(cast, "Kåre")
    assert "Avtalen og rommet er ulike" in told
    assert "Tatt ut av avtalen" in told
    assert Room.objects.kept().filter(name="Møter").exists()
    assert "Avtalen og rommet er ulike" not in page(cast, "Ingrid")
    assert send(cast, plan, fit="on", confirmed=plan.grants).status_code == HTTPStatus.FOUND
    room.refresh_from_db()
    assert (room.name, room.name_parts, room.openings.count()) == ("Våre maler", ["title", "year"], 2)
    assert plan_of(cast, "Våre maler").is_in_step
    undo(cast)
    room.refresh_from_db()
    assert (room.name, room.name_parts, room.openings.count()) == ("Maler", ["date", "place", "title"], 0)


@pytest.mark.django_db
def test_it_is_said_whom_a_room_is_open_to_now_and_who_is_added(cast: Cast) -> None:
    guides = Published(item="room-0001", name="Tall", reader_choice="members_and_guides", editor_choice="members")
    room = make_room(cast.ytre_fjord, "Tall")
    open_room(SYSTEM, room, cast.county)
    agreed(cast, guides)
    plan = plan_of(cast, "Tall")
    now = f"alle som arbeider i samarbeidet og {cast.county.name}"
    assert [one.now for one in plan.differences] == [now]
    assert plan.widening == f"Da leser også {cast.state_administrator.name} alt som ligger i rommet. Nå leser {now}."
    agreed(cast, Published(**{**vars(guides), "reader_choice": "members"}))
    plan = plan_of(cast, "Tall")
    assert [(one.label, one.now) for one in plan.differences] == [("Hvem leser", now)]
    assert plan.widening == ""


@pytest.mark.django_db
def test_whoever_put_it_in_is_understood_anew_when_the_readers_are_others(cast: Cast) -> None:
    row = Published(**{**vars(TEMPLATES), "editors": "Den som la det inn", "editor_choice": "owner"})
    made(cast, row)
    assert plan_of(cast, "Maler").editors.audience == "planners"
    agreed(cast, Published(**{**vars(row), "reader_choice": "members_and_guides"}))
    plan = plan_of(cast, "Maler")
    assert (plan.editors.audience, "skiller ikke mellom" in str(plan.editors.note)) == ("members", True)
    assert "Da kan også alle andre som arbeider i samarbeidet endre og slette filene. Nå kan planleggerne." in (
        plan.widening
    )


@pytest.mark.django_db
def test_a_room_that_gets_the_name_of_another_can_use_that_one(cast: Cast) -> None:
    """Once as one that stands alone, once as one that another row stands for."""
    made(cast, TEMPLATES)
    other = make_room(cast.ytre_fjord, "Skjemaer")
    agreed(cast, Published(**{**vars(TEMPLATES), "name": "Skjemaer"}))
    plan = plan_of(cast, "Skjemaer")
    told = page(cast, "Kåre", "agreed_rooms_make")
    assert f'name="bruk" value="{plan.key}:{other.pk}"' in told
    make = reverse("agreed_rooms_make", args=[cast.ytre_fjord.id])
    shown = signed_in(cast, "Kåre").post(make, {"bruk": f"{plan.key}:{other.pk}"}).content.decode()
    assert "Rommet «Skjemaer» finnes. Knytt avtalen til det" in shown
    assert "Avtalen bruker da rommet «Skjemaer». Blir stående med det som ligger der: «Maler»." in shown
    assert send(cast, plan, room=str(other.pk), seen=f"{other.pk}:{other.version}").status_code == HTTPStatus.FOUND
    assert SharedRoom.objects.get().room == other
    undo(cast)
    second = Published(**{**vars(TEMPLATES), "item": "room-0002", "name": "Møter"})
    made(cast, Published(**{**vars(TEMPLATES), "name": "Maler"}), second)
    agreed(cast, Published(**{**vars(TEMPLATES), "name": "Møter"}), second)
    assert [one.name for one in read_plans(cast.ytre_fjord, TODAY)] == ["Møter"]
    plan = plan_of(cast, "Møter")
    assert [one.label for one in plan.differences] == ["Rom i arkivet"]
    assert send(cast, plan, fit="on", confirmed=plan.grants).status_code == HTTPStatus.FOUND
    assert {row.room.name for row in SharedRoom.objects.all() if row.room} == {"Møter"}
    assert plan_of(cast, "Møter").is_in_step


@pytest.mark.django_db
def test_the_page_counts_files_that_follow_the_rule_and_asks_no_more_for_many_rooms(cast: Cast) -> None:
    made(cast, TEMPLATES)
    ingrid, address = signed_in(cast, "Ingrid"), reverse("agreed_rooms", args=[cast.ytre_fjord.id])
    room = Room.objects.get()
    put_file(room, "2027-01-01_Fjordvik_Mal.docx")
    put_file(room, "mal.docx")
    told = ingrid.get(address).content.decode()
    assert "1 av 2 filer følger navneregelen." in told
    assert reverse("archive_room_names", args=[room.pk]) in told
    before = _counted(ingrid, address)
    many = [Published(**{**vars(TEMPLATES), "item": f"room-2{n:03}", "name": f"Rom {n}"}) for n in range(6)]
    made(cast, TEMPLATES, *many)
    assert _counted(ingrid, address) == before


def _counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.django_db
def test_what_stays_in_other_systems_is_told_on_the_front_page_of_the_archive(cast: Cast) -> None:
    systems = [StayingSystem(item="syst-0001", name="Planregisteret", stays_for="Gjeldende planer")]
    agreed(cast, TEMPLATES, systems=systems)
    assert "Gjeldende planer" in page(cast, "Ingrid", "archive_collaboration")
    agreed(cast, TEMPLATES)
    assert "Gjeldende planer" not in page(cast, "Ingrid", "archive_collaboration")


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("til 31.12.2032", "2032-12-31"),
        ("Kan slettes etter 2030", "2030"),
        ("2030-06-01", "2030-06-01"),
        ("ut året 2031", "2031"),
        ("5 år", None),
        ("så lenge planen gjelder", None),
        ("31.02.2030", None),
        ("", None),
    ],
)
def test_only_a_date_is_taken_as_when_files_may_be_deleted(words: str, until: str | None) -> None:
    assert read_until(words) == (When.parse(until) if until else None)
