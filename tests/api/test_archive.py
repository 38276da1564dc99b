"""The archive read and filled by another program: what a page gives a person, a token of hers gives, and no more."""

import hashlib
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plandugnad.archive.actions.files import add_version, delete_file
from plandugnad.archive.actions.folders import create_folder
from plandugnad.archive.actions.rooms import create_room
from plandugnad.archive.models import File, FileVersion, Room
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from tests.api.builders import Program, make_secret
from tests.archive.builders import content, make_room, put_file
from tests.cast import EVERYBODY, Cast


def rooms(cast: Cast) -> list[Room]:
    limited = {"readers": "roles", "reader_roles": ["municipal_director"], "writers": "roles"}
    return [
        make_room(cast.ytre_fjord),
        make_room(cast.fjordvik),
        create_room(SYSTEM, cast.fjordvik, {"name": "Personal", **limited, "writer_roles": ["municipal_director"]}),
    ]


@pytest.fixture
def ingrid(cast: Cast) -> Program:
    return Program(make_secret(cast.person("Ingrid")))


def send(program: Program, path: str, name: str = "Referat.txt", data: bytes = b"Nytt", **fields: str) -> Any:
    sent = {"file": SimpleUploadedFile(name, data), **fields}
    headers = {"Authorization": f"Bearer {program.secret}"}
    return program.client.post(f"/api/v1/{path}", sent, headers=headers)


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_opens_by_token_the_rooms_that_they_open_on_the_pages(cast: Cast, name: str) -> None:
    person, found = cast.person(name), rooms(cast)
    files = [put_file(room, "Referat.txt") for room in found]
    program, browser = Program(make_secret(person)), Client()
    browser.force_login(person)
    answer = program.get("rooms")
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        assert not cast.actor(name).places
        return
    listed = {each["id"] for each in answer.json()["items"]}
    for room, file in zip(found, files, strict=True):
        room_page, file_page = reverse("archive_room", args=[room.id]), reverse("archive_file", args=[file.id])
        ways = [
            (room_page, f"rooms/{room.id}"),
            (room_page, f"rooms/{room.id}/files"),
            (room_page, f"rooms/{room.id}/folders"),
            (file_page, f"files/{file.id}"),
            (file_page, f"files/{file.id}/versions"),
            (reverse("archive_version", args=[file.id, 1]), f"files/{file.id}/versions/1/content"),
        ]
        for page, path in ways:
            is_seen = browser.get(page).status_code == HTTPStatus.OK
            said = program.get(path).status_code
            assert said == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND), (page, path)
            assert (str(room.id) in listed) == is_seen


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_puts_files_by_token_where_they_put_them_on_the_pages(cast: Cast, name: str) -> None:
    person, found = cast.person(name), rooms(cast)
    program, browser = Program(make_secret(person)), Client()
    browser.force_login(person)
    for number, room in enumerate(found):
        page = browser.post(
            reverse("archive_upload", args=[room.id]), {"file": SimpleUploadedFile(f"{number}.txt", b"Side")}
        )
        may = page.status_code != HTTPStatus.NOT_FOUND
        has_part = cast.actor(name).places or cast.actor(name).is_administrator
        refused = HTTPStatus.NOT_FOUND if has_part else HTTPStatus.UNAUTHORIZED
        assert send(program, f"rooms/{room.id}/files").status_code == (HTTPStatus.CREATED if may else refused)
        file = put_file(room, "Vedtekter.txt")
        assert send(program, f"files/{file.id}/versions").status_code == (HTTPStatus.CREATED if may else refused)
        if has_part and program.get(f"rooms/{room.id}").status_code == HTTPStatus.OK:
            assert program.get(f"rooms/{room.id}").json()["can_write"] == may


def test_each_scope_gives_the_archive_and_nothing_else(cast: Cast) -> None:
    file = put_file(make_room(cast.fjordvik), "Referat.txt")
    scopes = ("read:archive", "write:archive")
    reading, writing = (Program(make_secret(cast.person("Ingrid"), [scope])) for scope in scopes)
    assert reading.get(f"files/{file.id}").status_code == HTTPStatus.OK
    assert reading.get(f"rooms/{file.room_id}").json()["can_write"] is False
    refused = send(reading, f"files/{file.id}/versions")
    assert (refused.status_code, refused.json()["scope"]) == (HTTPStatus.FORBIDDEN, "write:archive")
    assert send(writing, f"files/{file.id}/versions").status_code == HTTPStatus.CREATED
    assert writing.get(f"files/{file.id}").status_code == HTTPStatus.OK
    for program in (reading, writing):
        for path in ("plans", "meetings", "collaborations"):
            assert program.get(path).status_code == HTTPStatus.FORBIDDEN
    plans = Program(make_secret(cast.person("Ingrid"), ["write:plans"]))
    assert plans.get("rooms").status_code == HTTPStatus.FORBIDDEN


def test_a_room_is_read_folder_by_folder_and_its_files_fetched(ingrid: Program, cast: Cast) -> None:
    room = make_room(cast.fjordvik, delete_after=None)
    folder = create_folder(SYSTEM, room, None, "2027")
    file, other = put_file(room, "Referat.txt", b"En", folder=folder), put_file(room, "Vedtekter.txt")
    add_version(SYSTEM, file, content(b"To", "Referat.txt"))
    delete_file(SYSTEM, put_file(room, "Slettet.txt"))
    [told] = ingrid.get(f"rooms/{room.id}/folders").json()["items"]
    assert (told["name"], told["parent_id"]) == ("2027", None)
    both = ingrid.get(f"rooms/{room.id}/files").json()["items"]
    assert {each["id"] for each in both} == {str(file.id), str(other.id)}
    [inside] = ingrid.get(f"rooms/{room.id}/files?folder={folder.id}").json()["items"]
    assert (inside["id"], inside["latest"]["number"]) == (str(file.id), 2)
    assert inside["latest"]["sha256"] == hashlib.sha256(b"To").hexdigest()
    versions = ingrid.get(f"files/{file.id}/versions").json()["items"]
    assert [each["number"] for each in versions] == [1, 2]
    got = [ingrid.get(f"files/{file.id}/versions/{number}/content") for number in (1, 2, 3)]
    assert [each.status_code for each in got] == [HTTPStatus.OK, HTTPStatus.OK, HTTPStatus.NOT_FOUND]
    assert [b"".join(each.streaming_content) for each in got[:2]] == [b"En", b"To"]
    assert "Referat" in got[0].headers["Content-Disposition"]
    assert "RateLimit" in got[0].headers
    assert got[0].headers["X-Content-Type-Options"] == "nosniff"


def test_rooms_are_chosen_by_place_and_read_a_page_at_a_time(ingrid: Program, cast: Cast) -> None:
    for number in range(3):
        make_room(cast.fjordvik, f"Rom {number}")
    make_room(cast.ytre_fjord)
    assert len(ingrid.get("rooms?municipality=9901").json()["items"]) == 3
    assert len(ingrid.get(f"rooms?collaboration={cast.ytre_fjord.id}").json()["items"]) == 1
    first = ingrid.get("rooms?limit=3").json()
    rest = ingrid.get(first["next"].partition("/api/v1/")[2]).json()
    assert len({each["id"] for each in [*first["items"], *rest["items"]]}) == 4
    assert rest["next"] is None


def test_the_number_of_questions_does_not_grow_with_the_files(ingrid: Program, cast: Cast) -> None:
    room, counts = make_room(cast.fjordvik), []
    for number in range(3):
        put_file(room, f"Referat {number}.txt", b"%d" % number)
        ingrid.get("rooms")  # notes that the token is used
        with CaptureQueriesContext(connection) as queries:
            assert len(ingrid.get(f"rooms/{room.id}/files").json()["items"]) == number + 1
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 6


def test_a_file_sent_again_gets_a_version_or_nothing_and_the_history_says_which_key(
    ingrid: Program, cast: Cast
) -> None:
    room = make_room(cast.fjordvik)
    folder = create_folder(SYSTEM, room, None, "2027")
    way = f"rooms/{room.id}/files"
    answers = [send(ingrid, way, data=data, folder=str(folder.id), comment="Godkjent") for data in (b"1", b"2", b"2")]
    assert [each.status_code for each in answers] == [HTTPStatus.CREATED, HTTPStatus.CREATED, HTTPStatus.OK]
    file = File.objects.get()
    assert answers[0].headers["Location"] == f"/api/v1/files/{file.id}"
    assert answers[2].json()["latest"]["number"] == 2
    assert answers[2].json()["folder_id"] == str(folder.id)
    assert set(FileVersion.objects.values_list("comment", "by_name")) == {
        ("Godkjent", "Ingrid Eksempel (nøkkelen «Sak og arkiv»)")
    }
    assert AuditEvent.objects.filter(subject_id=file.id, by_name__contains="Sak og arkiv").count() == 2


def test_what_cannot_be_kept_is_told_in_words_and_nothing_is_kept(ingrid: Program, cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    way = f"rooms/{room.id}/files"
    about: dict[str, Any] = {"headers": {"Authorization": f"Bearer {ingrid.secret}"}}
    for answer, field in (
        (send(ingrid, way, data=b""), "body.file"),
        (send(ingrid, way, "Vedlegg.exe", b"MZ\x90\x00"), "body.file"),
        (send(ingrid, way, comment="a" * 301), "body.comment"),
        (ingrid.client.post(f"/api/v1/{way}", {"comment": "x"}, **about), "body.file"),
        (ingrid.post(way, {"file": "Referat"}), "body.file"),
    ):
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert [each["field"] for each in answer.json()["errors"]] == [field]
    for folder in ("x", str(room.id)):
        assert send(ingrid, way, folder=folder).status_code == HTTPStatus.NOT_FOUND
    broken = ingrid.client.generic("POST", f"/api/v1/{way}", b"--x", "multipart/form-data", **about)
    assert broken.status_code == HTTPStatus.BAD_REQUEST
    assert "multipart/form-data" in broken.json()["detail"]
    huge = ingrid.client.generic(
        "POST", f"/api/v1/{way}", b"", "multipart/form-data; boundary=x", CONTENT_LENGTH="999999999", **about
    )
    assert huge.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert File.objects.count() == 0
