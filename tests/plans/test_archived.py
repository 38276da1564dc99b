"""A plan and its papers in the archive: linked from the plan, and the plan's status beside the files."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plandugnad.archive.actions import files, folders
from plandugnad.archive.actions.moving import move
from plandugnad.archive.actions.rooms import delete_room
from plandugnad.archive.models import File, Folder, Room
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.plans import actions
from plandugnad.plans.models import Plan, PlanArchiveLink
from plandugnad.plans.queries.archived import archive_links_of
from plandugnad.projections.models import ActivityEntry
from tests.archive.builders import make_room, put, put_file
from tests.cast import NAMES, Cast
from tests.plans.builders import browser, make_plan

pytestmark = pytest.mark.django_db
ONLY_TORE: dict[str, Any] = {"readers": "roles", "reader_roles": ["municipal_director"]}


def address_of(plan: Plan) -> str:
    return reverse("plan_archived", args=[plan.pk])


def page(cast: Cast, name: str, view: str, *arguments: object) -> str:
    return browser(cast.person(name)).get(reverse(view, args=arguments)).content.decode()


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.fjordvik, "Trafikksikkerhetsplan", status="adopted", revision_due=When.of_year(2019))


def test_a_plan_is_linked_to_a_room_and_stands_there_with_its_status(cast: Cast, plan: Plan) -> None:
    room = make_room(cast.fjordvik, "Trafikk")
    ingrid = browser(cast.person("Ingrid"))
    assert "Trafikk" in ingrid.get(address_of(plan)).content.decode()
    answer = ingrid.post(address_of(plan), {"valgt": f"rom:{room.pk}"})
    assert answer.status_code == HTTPStatus.FOUND
    assert reverse("archive_room", args=[room.pk]) in page(cast, "Ingrid", "plan", plan.pk)
    beside = page(cast, "Ingrid", "archive_room", room.pk)
    for words in ("Trafikksikkerhetsplan", "Vedtatt", "2019", "Over fristen"):
        assert words in beside


def test_a_file_of_the_plan_brings_the_plan_beside_it_in_the_room_and_in_its_folder_only(
    cast: Cast, plan: Plan
) -> None:
    room = make_room(cast.fjordvik)
    folder = folders.create_folder(SYSTEM, room, None, "Høring")
    other = folders.create_folder(SYSTEM, room, None, "Annet")
    actions.link_to_archive(SYSTEM, plan, put_file(room, "forslag.txt", folder=folder))
    assert plan.name in page(cast, "Ingrid", "archive_room", room.pk)
    assert plan.name in page(cast, "Ingrid", "archive_folder", room.pk, folder.pk)
    assert plan.name not in page(cast, "Ingrid", "archive_folder", room.pk, other.pk)


def test_who_may_not_open_the_room_is_not_told_that_there_is_a_link(cast: Cast, plan: Plan) -> None:
    room = make_room(cast.fjordvik, "Personalsaker", **ONLY_TORE)
    file = put_file(room, "Varslingssak.txt")
    for thing in (room, file):
        actions.link_to_archive(SYSTEM, plan, thing)
    seen = {name for name in NAMES if archive_links_of(cast.actor(name), plan)}
    assert seen == {"Tore"}
    for view in ("plan", "plan_archived", "plan_history"):
        shown = page(cast, "Ingrid", view, plan.pk)
        assert "Personalsaker" not in shown
        assert "Varslingssak" not in shown
    kept = [*AuditEvent.objects.filter(subject_id=plan.pk), *ActivityEntry.objects.filter(source_id=plan.pk)]
    assert "Varslingssak" not in str([vars(each) for each in kept])


def test_who_may_not_see_the_plan_does_not_see_it_beside_the_files(cast: Cast) -> None:
    draft = make_plan(cast.fjordvik, "Utkast til beredskapsplan", status="in_process")
    room = make_room(cast.ytre_fjord, "Felles")
    actions.link_to_archive(SYSTEM, draft, room)
    assert draft.name in page(cast, "Ingrid", "archive_room", room.pk)
    assert draft.name not in page(cast, "Marit", "archive_room", room.pk)


@pytest.mark.parametrize("name", ["Ingrid", "Marit"])
def test_what_she_may_not_open_cannot_be_linked_to_by_guessing(cast: Cast, plan: Plan, name: str) -> None:
    own = plan if name == "Ingrid" else make_plan(cast.lyngmo, "Plan i Lyngmo")
    room = make_room(cast.storoy, "Hemmelig")
    folder, file = folders.create_folder(SYSTEM, room, None, "Mappe"), put_file(room, "a.txt")
    for code in (f"rom:{room.pk}", f"mappe:{folder.pk}", f"fil:{file.pk}", "fil:tull", "", f"plan:{plan.pk}"):
        answer = browser(cast.person(name)).post(address_of(own), {"valgt": code})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not PlanArchiveLink.objects.exists()


def test_the_link_follows_the_file_when_it_is_renamed_and_moved(cast: Cast, plan: Plan) -> None:
    room = make_room(cast.fjordvik)
    file = put_file(room, "gammelt.txt")
    actions.link_to_archive(SYSTEM, plan, file)
    files.rename_file(SYSTEM, file, "nytt.txt")
    move(SYSTEM, room, [file], room, folders.create_folder(SYSTEM, room, None, "Høring"))
    move(SYSTEM, room, [file], make_room(cast.fjordvik, "Et annet rom"), None)
    (link,) = archive_links_of(cast.actor("Ingrid"), plan)
    assert (link.name, link.address) == ("nytt.txt", reverse("archive_file", args=[file.pk]))


def test_it_is_said_when_what_it_leads_to_is_deleted_and_the_link_stands_again_when_it_is_brought_back(
    cast: Cast, plan: Plan
) -> None:
    room = make_room(cast.fjordvik, "Trafikk")
    folder, file = folders.create_folder(SYSTEM, room, None, "Høring"), put_file(room, "a.txt")
    for thing in (room, folder, file):
        actions.link_to_archive(SYSTEM, plan, thing)
    files.delete_file(SYSTEM, file)
    folders.delete_folder(SYSTEM, folder)
    told = {link.name: (link.note, link.address) for link in archive_links_of(cast.actor("Ingrid"), plan)}
    assert told["a.txt"] == ("filen er slettet i arkivet", "")
    assert told["Høring"] == ("mappen er slettet i arkivet", "")
    assert told["Trafikk"][1]
    files.undelete_file(SYSTEM, file)
    delete_room(SYSTEM, room)
    told = {link.name: (link.note, link.address) for link in archive_links_of(cast.actor("Ingrid"), plan)}
    assert told["Trafikk"] == ("rommet er slettet i arkivet", "")
    assert told["a.txt"] == ("filen er slettet i arkivet", "")


def test_a_file_that_is_destroyed_takes_its_link_along_and_the_plan_stands(cast: Cast, plan: Plan) -> None:
    file = put_file(make_room(cast.fjordvik), "a.txt")
    actions.link_to_archive(SYSTEM, plan, file)
    files.delete_file(SYSTEM, file)
    files.destroy_file(SYSTEM, file)
    assert archive_links_of(cast.actor("Ingrid"), plan) == []
    assert page(cast, "Ingrid", "plan", plan.pk)


def test_what_was_adopted_stays_the_version_that_was_adopted(cast: Cast, plan: Plan) -> None:
    room = make_room(cast.fjordvik)
    file = put_file(room, "plan.txt", b"vedtatt")
    ingrid = browser(cast.person("Ingrid"))
    ingrid.post(address_of(plan), {"valgt": f"fil:{file.pk}", "versjon": "denne"})
    put(room, "plan.txt", b"rettet etterpaa")
    (link,) = archive_links_of(cast.actor("Ingrid"), plan)
    assert link.note == "versjon 1, i Møter (det finnes en nyere)"
    assert b"".join(ingrid.get(link.address).streaming_content) == b"vedtatt"  # type: ignore[attr-defined]
    ingrid.post(address_of(plan), {"valgt": f"fil:{file.pk}", "versjon": "nyeste"})
    (link,) = archive_links_of(cast.actor("Ingrid"), plan)
    assert link.note == "nyeste versjon, i Møter"


def test_taking_a_link_away_can_be_undone_from_the_message_however_often_it_is_pressed(cast: Cast, plan: Plan) -> None:
    room = make_room(cast.fjordvik)
    link = actions.link_to_archive(SYSTEM, plan, room)
    ingrid = browser(cast.person("Ingrid"))
    remove, undo = (reverse(view, args=[plan.pk, link.pk]) for view in ("plan_archived_remove", "plan_archived_return"))
    assert undo in ingrid.post(remove, follow=True).content.decode()
    assert archive_links_of(cast.actor("Ingrid"), plan) == []
    actions.link_to_archive(SYSTEM, plan, room)
    for _time in range(2):
        assert ingrid.post(undo).status_code == HTTPStatus.FOUND
    assert len(archive_links_of(cast.actor("Ingrid"), plan)) == 1


def test_many_links_and_many_plans_ask_no_more(
    cast: Cast, plan: Plan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    room = make_room(cast.fjordvik)
    things: list[Room | Folder | File] = [room]
    for number in range(8):
        things += [folders.create_folder(SYSTEM, room, None, f"M{number}"), put_file(room, f"{number}.txt")]
    plans = [
        plan,
        *(make_plan(cast.fjordvik, f"Plan {number}", valid_until=When.on(date(2031, 1, 1))) for number in range(8)),
    ]
    for each in plans:
        for thing in things:
            actions.link_to_archive(SYSTEM, each, thing)
    ingrid = browser(cast.person("Ingrid"))
    ingrid.get("/meg/")
    with django_assert_max_num_queries(10):
        assert "Plan 7" in ingrid.get(reverse("archive_room", args=[room.pk])).content.decode()
    actor = cast.actor("Ingrid")
    with django_assert_max_num_queries(1):
        assert len(archive_links_of(actor, plan)) == len(things)
