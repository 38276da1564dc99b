"""Files and folders moved within a room and between rooms, and back: nothing is lost, and nobody reads more unasked."""

from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plandugnad.archive.actions import files, folders
from plandugnad.archive.actions.moving import NamesTaken, move, move_back
from plandugnad.archive.jobs import read_text
from plandugnad.archive.kinds import RoomAudience, WhenTaken
from plandugnad.archive.limits import DEEPEST_FOLDER
from plandugnad.archive.models import File, FileVersion, Folder, Room
from plandugnad.archive.queries.moving import moves_of
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.projections.models import ActivityEntry, AttentionEntry, FoundEntry
from tests.archive.builders import make_room, put, put_file, word
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FOR_LEADERS = {"readers": RoomAudience.ROLES, "reader_roles": ["leader"]}


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def by(cast: Cast, name: str) -> By:
    return cast.actor(name).by


def where(one: File | Folder) -> tuple[str, str]:
    one.refresh_from_db()
    inside = one.parent if isinstance(one, Folder) else one.folder
    return one.room.name, inside.name if inside else ""


def test_a_file_that_is_moved_to_another_room_keeps_its_versions_its_date_and_its_text(cast: Cast) -> None:
    room, other = make_room(cast.fjordvik), make_room(cast.fjordvik, "Høringer")
    file = put_file(room, "Notat.docx", word("Vi trenger en beredskapsordning."))
    put(room, "Notat.docx", word("Vi trenger en interkommunal beredskapsordning."))
    files.set_retention(SYSTEM, file, When.parse("2030"))
    for version in FileVersion.objects.all():
        read_text(version.stored_id)
    folder = folders.create_folder(SYSTEM, other, None, "2027")
    move(SYSTEM, room, [file], other, folder)
    assert where(file) == ("Høringer", "2027")
    assert (file.versions.count(), file.delete_after and file.delete_after.iso) == (2, "2030")
    page = signed_in(cast, "Ingrid").get(reverse("archive_room", args=[other.id]), {"q": "beredskapsordning"})
    assert "Notat.docx" in page.content.decode()
    assert AttentionEntry.objects.get(source_id=file.id).title == "Notat.docx"


def test_who_reads_the_file_is_who_reads_the_room_it_came_to_also_of_what_was_told_before(cast: Cast) -> None:
    room, closed = make_room(cast.fjordvik), make_room(cast.fjordvik, "Ledelsen", **FOR_LEADERS)
    file = put_file(room, "Notat.txt")
    folder = folders.create_folder(SYSTEM, room, None, "Mappe")
    followed = put_file(room, "Med mappen.txt", folder=folder)
    move(SYSTEM, room, [file, folder], closed, None)
    for one in (file, followed):
        assert FoundEntry.objects.get(source_id=one.id).audience == closed.reader_keys
        assert {tuple(entry.audience) for entry in ActivityEntry.objects.filter(source_id=one.id)} == {
            tuple(closed.reader_keys)
        }


def test_a_folder_takes_along_all_that_lies_in_it_also_what_is_deleted(cast: Cast) -> None:
    room, other = make_room(cast.fjordvik), make_room(cast.ytre_fjord, "Felles")
    outer = folders.create_folder(SYSTEM, room, None, "Ytre")
    inner = folders.create_folder(SYSTEM, room, outer, "Indre")
    file, gone = put_file(room, "a.txt", folder=inner), put_file(room, "b.txt", b"b", folder=inner)
    files.delete_file(SYSTEM, gone)
    move(SYSTEM, room, [outer], other, None)
    assert [where(one) for one in (outer, inner, file)] == [("Felles", ""), ("Felles", "Ytre"), ("Felles", "Indre")]
    with pytest.raises(ValidationError, match="flyttet til et annet rom"):
        files.undelete_file(SYSTEM, gone)  # as it was before the move
    files.undelete_file(SYSTEM, File.objects.get(pk=gone.pk))
    assert where(gone) == ("Felles", "Indre")
    events = AuditEvent.objects.filter(verb__in=("folder_moved", "file_followed"))
    assert {event.subject_id for event in events} == {outer.id, file.id}
    assert {event.organisation_id for event in events} == {cast.fjordvik.id}


def test_a_name_that_is_in_use_is_asked_about_and_nothing_is_moved_meanwhile(cast: Cast) -> None:
    room, other = make_room(cast.fjordvik), make_room(cast.fjordvik, "Høringer")
    taken, free = put_file(room, "Referat.txt", b"en"), put_file(room, "Notat.txt", b"to")
    put(other, "REFERAT.txt", b"tre")
    with pytest.raises(NamesTaken) as clash:
        move(SYSTEM, room, [taken, free], other, None)
    assert clash.value.names == ["Referat.txt"]
    assert (where(free), where(taken)) == (("Møter", ""), ("Møter", ""))
    moved = move(SYSTEM, room, [taken, free], other, None, WhenTaken.LEAVE)
    assert (moved.moved, moved.left) == (["Notat.txt"], ["Referat.txt"])
    assert move(SYSTEM, room, [taken], other, None, WhenTaken.NUMBER).renamed == ["Referat (2).txt"]
    assert File.objects.kept().filter(room=other).count() == 3


def test_a_move_is_undone_to_the_name_and_place_it_had(cast: Cast) -> None:
    room, other = make_room(cast.fjordvik), make_room(cast.fjordvik, "Høringer")
    folder = folders.create_folder(SYSTEM, room, None, "2027")
    file = put_file(room, "Referat.txt", b"en", folder=folder)
    put(other, "Referat.txt", b"to")
    marit = By(cast.person("Marit").id, "Marit")
    moved = move(marit, room, [file], other, None, WhenTaken.NUMBER)
    assert moves_of(SYSTEM, moved.batch_id) == []
    move_back(marit, moves_of(marit, moved.batch_id))
    assert (*where(file), file.name) == ("Møter", "2027", "Referat.txt")
    assert move_back(marit, moves_of(marit, moved.batch_id)).left == ["Referat (2).txt"]


def test_undoing_leaves_what_was_moved_on_and_numbers_what_would_hide_another(cast: Cast) -> None:
    room, other = make_room(cast.fjordvik), make_room(cast.fjordvik, "Høringer")
    first, second = put_file(room, "a.txt", b"a"), put_file(room, "b.txt", b"b")
    marit = By(cast.person("Marit").id, "Marit")
    moved = move(marit, room, [first, second], other, None)
    move(SYSTEM, other, [first], other, folders.create_folder(SYSTEM, other, None, "Videre"))
    put(room, "b.txt", b"ny")
    back = move_back(marit, moves_of(marit, moved.batch_id))
    assert (back.left, back.renamed) == (["a.txt"], ["b (2).txt"])
    assert (where(first), where(second)) == (("Høringer", "Videre"), ("Møter", ""))


def test_a_folder_fits_where_it_is_moved_or_is_not_moved(cast: Cast) -> None:
    room, other = make_room(cast.fjordvik), make_room(cast.fjordvik, "Høringer")
    folder = folders.create_folder(SYSTEM, room, None, "Ytre")
    inner = folders.create_folder(SYSTEM, room, folder, "Indre")
    with pytest.raises(ValidationError, match="i seg selv"):
        move(SYSTEM, room, [folder], room, inner)
    deep: Folder | None = None
    for number in range(DEEPEST_FOLDER - 1):
        deep = folders.create_folder(SYSTEM, other, deep, str(number))
    with pytest.raises(ValidationError, match="nivåer ned"):
        move(SYSTEM, room, [folder], other, deep)
    move(SYSTEM, room, [inner], other, deep)
    assert where(inner)[0] == "Høringer"


def test_what_others_have_moved_meanwhile_is_not_moved_from_under_them(cast: Cast) -> None:
    room, other = make_room(cast.fjordvik), make_room(cast.fjordvik, "Høringer")
    file = put_file(room, "a.txt")
    move(SYSTEM, room, [file], other, None)
    with pytest.raises(ValidationError, match="flyttet eller slettet av andre"):
        move(SYSTEM, room, [file], room, folders.create_folder(SYSTEM, room, None, "Mappe"))
    with pytest.raises(ValidationError, match="finnes ikke lenger"):
        move(SYSTEM, other, [file], other, folders.create_folder(SYSTEM, room, None, "I feil rom"))


def send(client: Client, room: Room, **form: Any) -> Any:
    return client.post(reverse("archive_move", args=[room.id]), form)


def test_she_chooses_a_place_by_going_there_and_undoes_it_from_the_message(cast: Cast) -> None:
    room, other = make_room(cast.fjordvik), make_room(cast.fjordvik, "Høringer")
    folder = folders.create_folder(SYSTEM, other, None, "2027")
    file = put_file(room, "a.txt")
    ingrid = signed_in(cast, "Ingrid")
    address = reverse("archive_move", args=[room.id])
    page = ingrid.get(address, {"fil": str(file.id)}).content.decode()
    assert f"?fil={file.id}&amp;til={other.id}" in page
    page = ingrid.get(address, {"fil": str(file.id), "til": str(other.id)}).content.decode()
    assert f"&amp;til={other.id}&amp;i={folder.id}" in page
    assert "Alle som arbeider i Fjordvik, leser filene." in page
    form = {"fil": str(file.id), "til": str(other.id), "i": str(folder.id)}
    page = ingrid.post(address, form, follow=True).content.decode()
    assert "«a.txt» er flyttet til Høringer / 2027." in page
    event = AuditEvent.objects.get(verb="file_moved")
    undo = reverse("archive_move_undo", args=[event.batch_id])
    assert f'action="{undo}"' in page
    assert (
        "flyttet filen fra et annet rom til 2027"
        in ingrid.get(reverse("archive_file", args=[file.id])).content.decode()
    )
    assert signed_in(cast, "Åse").post(undo).status_code == HTTPStatus.NOT_FOUND
    assert "«a.txt» er flyttet tilbake." in ingrid.post(undo, follow=True).content.decode()
    assert where(file) == ("Møter", "")


def test_the_page_asks_what_to_do_when_the_name_is_in_use(cast: Cast) -> None:
    room, other = make_room(cast.fjordvik), make_room(cast.fjordvik, "Høringer")
    file = put_file(room, "a.txt")
    put(other, "a.txt", b"annet")
    ingrid = signed_in(cast, "Ingrid")
    form = {"fil": str(file.id), "til": str(other.id), "i": ""}
    answer = send(ingrid, room, **form)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Ingenting er flyttet ennå" in answer.content.decode()
    assert send(ingrid, room, **form, navn="tull").status_code == HTTPStatus.CONFLICT
    assert send(ingrid, room, **form, navn="nummer").status_code == HTTPStatus.FOUND
    assert (*where(file), file.name) == ("Høringer", "", "a (2).txt")


@pytest.mark.parametrize("name", ["Marit", "Åse", "Kåre"])
def test_who_does_not_write_in_both_rooms_moves_nothing(cast: Cast, name: str) -> None:
    theirs, other = make_room(cast.fjordvik), make_room(cast.ytre_fjord, "Felles")
    file = put_file(theirs, "a.txt")
    client = signed_in(cast, name)
    assert send(client, theirs, fil=str(file.id), til=str(other.id), i="").status_code == HTTPStatus.NOT_FOUND
    shared = put_file(other, "b.txt")
    assert send(client, other, fil=str(shared.id), til=str(theirs.id), i="").status_code == HTTPStatus.NOT_FOUND
    assert (where(file), where(shared)) == (("Møter", ""), ("Felles", ""))


def test_a_right_that_has_ended_undoes_nothing(cast: Cast) -> None:
    room, other = make_room(cast.fjordvik), make_room(cast.fjordvik, "Høringer")
    file = put_file(room, "a.txt")
    moved = move(by(cast, "Ingrid"), room, [file], other, None)
    other.writer_keys = []
    other.save()
    undo = reverse("archive_move_undo", args=[moved.batch_id])
    assert signed_in(cast, "Ingrid").post(undo).status_code == HTTPStatus.NOT_FOUND
    assert where(file) == ("Høringer", "")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "Kryss av for det du vil flytte"),
        ({"fil": "tull"}, "flyttet eller slettet av andre"),
        ({"mappe": "00000000-0000-0000-0000-000000000000"}, "flyttet eller slettet av andre"),
    ],
)
def test_a_choice_of_nothing_or_of_what_is_gone_is_told_in_words(cast: Cast, chosen: dict[str, str], said: str) -> None:
    room = make_room(cast.fjordvik)
    answer = signed_in(cast, "Ingrid").get(reverse("archive_move", args=[room.id]), chosen, follow=True)
    assert said in answer.content.decode()


def test_the_page_asks_no_more_with_many_rooms_and_folders(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    room = make_room(cast.fjordvik)
    for number in range(12):
        make_room(cast.fjordvik, f"Rom {number}")
        folders.create_folder(SYSTEM, room, None, f"Mappe {number}")
        put(room, f"fil {number}.txt", b"%d" % number)
    ingrid = signed_in(cast, "Ingrid")
    ingrid.get("/meg/")
    chosen = {"fil": [str(id) for id in File.objects.values_list("id", flat=True)]}
    with django_assert_max_num_queries(12):
        page = ingrid.get(reverse("archive_move", args=[room.id]), chosen).content.decode()
    assert "Flytt 12 filer og mapper" in page
