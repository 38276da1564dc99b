"""Everything out again: from the room's own page, and with all a municipality owns."""

import io
import json
import zipfile
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from plandugnad.archive.actions import files, folders
from plandugnad.core.audit import SYSTEM
from tests.archive.builders import make_room, put, put_file
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def unpacked(cast: Cast, name: str, address: str) -> zipfile.ZipFile:
    client = Client()
    client.force_login(cast.person(name))
    answer = client.post(address)
    assert answer.status_code == HTTPStatus.OK
    return zipfile.ZipFile(io.BytesIO(b"".join(answer)))


def test_a_room_is_taken_out_with_folders_and_older_versions(cast: Cast) -> None:
    room = make_room(cast.ytre_fjord, "Møter: 2027")
    folder = folders.create_folder(SYSTEM, room, None, "Juni")
    put(room, "Referat.txt", b"en", folder=folder)
    put(room, "Referat.txt", b"to", folder=folder)
    files.delete_file(SYSTEM, put_file(room, "Slettet.txt", b"tre"))
    archive = unpacked(cast, "Marit", reverse("archive_room_takeout", args=[room.id]))
    top = "Møter_ 2027/"
    assert set(archive.namelist()) == {
        "arkiv.json",
        f"{top}Juni/Referat.txt",
        f"{top}Juni/eldre versjoner/Referat (1).txt",
    }
    assert archive.read(f"{top}Juni/Referat.txt") == b"to"
    told = json.loads(archive.read("arkiv.json"))
    assert [version["number"] for version in told["rooms"][0]["files"][0]["versions"]] == [2, 1]


def test_a_municipality_takes_its_rooms_along_but_not_those_for_some_roles(cast: Cast) -> None:
    put(make_room(cast.fjordvik, "Åpent"), "a.txt", b"a")
    limited = {"readers": "roles", "reader_roles": ["municipal_director"]}
    put(make_room(cast.fjordvik, "Lukket", **limited), "b.txt", b"b")
    archive = unpacked(cast, "Ingrid", reverse("takeout", args=["9901"]))
    assert "arkiv/Åpent/a.txt" in archive.namelist()
    assert not any("Lukket" in name or "b.txt" in name for name in archive.namelist())
    assert "arkiv.json" in archive.read("LES-MEG.txt").decode("utf-8-sig")
