"""Somebody else is there between the moment a page looks a thing up and the moment it is changed: words, no fault."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from plandugnad.archive.actions import files, folders
from plandugnad.archive.actions.moving import move
from plandugnad.archive.actions.rooms import delete_room
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.space import read_space
from plandugnad.archive.views import files as file_views
from plandugnad.archive.views import folders as folder_views
from plandugnad.core.audit import SYSTEM
from tests.archive.builders import content, make_room, put, put_file
from tests.archive.test_pages import signed_in
from tests.cast import Cast
from tests.plans.test_actions import at_once

MEGABYTE = 1024**2
Meanwhile = Callable[[], object]


def after(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, meanwhile: Meanwhile) -> None:
    """As the page has looked it up, somebody else does this."""
    look_up = getattr(module, name)

    def looked_up(*args: Any, **options: Any) -> Any:
        found = look_up(*args, **options)
        meanwhile()
        return found

    monkeypatch.setattr(module, name, looked_up)


def file_moved(file: File, to: Room) -> Meanwhile:
    def moved() -> None:
        if file.deleted_at is not None:
            File.objects.filter(pk=file.pk).update(room=to)  # along with a folder, as what is deleted is moved
        else:
            move(SYSTEM, file.room, [file], to, None)

    return moved


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["delete", "undelete", "destroy", "restore"])
def test_a_file_that_is_moved_meanwhile(cast: Cast, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    room, other = make_room(cast.ytre_fjord), make_room(cast.ytre_fjord, "Annet")
    file = put_file(room, "a.txt")
    put(room, "a.txt", b"Endret")
    if asked in ("undelete", "destroy"):
        files.delete_file(SYSTEM, file)
    file.refresh_from_db()
    after(monkeypatch, file_views, "file_to_write", file_moved(file, other))
    address = {
        "delete": reverse("archive_file_delete", args=[file.id]),
        "undelete": reverse("archive_file_undelete", args=[file.id]),
        "destroy": reverse("archive_file_destroy", args=[file.id]),
        "restore": reverse("archive_version_restore", args=[file.id, 1]),
    }[asked]
    answer = signed_in(cast, "Kåre").post(address)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Filen er flyttet til et annet rom mens du holdt på." in answer.content.decode()
    still = File.objects.get(pk=file.pk)
    assert (still.room_id, still.deleted_at, still.versions.count()) == (other.id, file.deleted_at, 2)


@pytest.mark.django_db
def test_a_folder_that_is_moved_meanwhile_is_not_deleted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    room, other = make_room(cast.ytre_fjord), make_room(cast.ytre_fjord, "Annet")
    folder = folders.create_folder(SYSTEM, room, None, "Møter")
    after(monkeypatch, folder_views, "find_folder", lambda: move(SYSTEM, room, [folder], other, None))
    answer = signed_in(cast, "Kåre").post(reverse("archive_folder_delete", args=[room.id, folder.id]))
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Mappen er flyttet til et annet rom" in answer.content.decode()
    assert Folder.objects.kept().filter(pk=folder.pk, room=other).exists()


@pytest.mark.django_db
def test_a_folder_is_not_brought_back_to_a_room_that_is_deleted_meanwhile(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = make_room(cast.ytre_fjord)
    folder = folders.create_folder(SYSTEM, room, None, "Møter")
    folders.delete_folder(SYSTEM, folder)
    after(monkeypatch, folder_views, "find_folder", lambda: delete_room(SYSTEM, room))
    answer = signed_in(cast, "Kåre").post(reverse("archive_folder_undelete", args=[room.id, folder.id]))
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Rommet er slettet. Hent det tilbake først." in answer.content.decode()
    assert not Folder.objects.kept().filter(pk=folder.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_fill_the_last_of_an_archive_at_once_from_two_rooms_do_not_pass_the_limit(
    cast: Cast, settings: Any
) -> None:
    settings.ARCHIVE_MEGABYTES = 1
    place = cast.ytre_fjord
    rooms = iter([make_room(place), make_room(place, "Annet")])
    sent = iter([content(b"a" * 600 * 1024, "a.bin"), content(b"b" * 600 * 1024, "b.bin")])

    def add() -> str:
        try:
            return files.add_file(SYSTEM, next(rooms), None, next(sent)).file.name
        except ValidationError:
            return "refused"

    assert at_once(2, add).count("refused") == 1
    assert read_space(place).used_bytes == 600 * 1024 < MEGABYTE
