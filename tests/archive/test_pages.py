"""The pages of the archive as people use them, and as those who mean harm do."""

from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plandugnad.accounts.actions import choose_language
from plandugnad.archive import uploading
from plandugnad.archive.actions import files, folders
from plandugnad.archive.actions.rooms import open_room
from plandugnad.archive.jobs import read_text
from plandugnad.archive.models import File, FileVersion, Folder, Room
from plandugnad.core.audit import SYSTEM
from tests.archive.builders import make_room, put, put_file, word
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def send(client: Client, room: Room, *uploaded: SimpleUploadedFile, **more: str) -> Any:
    address = reverse("archive_upload", args=[room.id])
    return client.post(address, {"file": list(uploaded), **more}, headers={"Accept": "application/json"})


def said(answer: Any) -> list[str]:
    return [line["words"] for line in answer.json()["files"]]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_an_empty_archive_offers_rooms_and_makes_them_with_one_click(cast: Cast) -> None:
    kare = signed_in(cast, "Kåre")
    address = reverse("archive_collaboration", args=[cast.ytre_fjord.id])
    page = kare.get(address).content.decode()
    assert "Arkivet er tomt ennå" in page
    assert "Styringsdokumenter" in page
    answer = kare.post(address, {"name": "Styringsdokumenter", "purpose": "Avtalen"})
    assert answer.headers["Location"] == reverse("archive_room", args=[Room.objects.get().id])
    again = kare.post(address, {"name": "Styringsdokumenter"})
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "heter «Styringsdokumenter» her fra før" in again.content.decode()


def test_who_works_in_the_collaboration_but_does_not_steer_it_is_told_who_does(cast: Cast) -> None:
    marit = signed_in(cast, "Marit")
    address = reverse("archive_collaboration", args=[cast.ytre_fjord.id])
    assert "Den som styrer arkivet her, lagar romma." in marit.get(address).content.decode()
    assert marit.post(address, {"name": "Mitt"}).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["Even", "Anna", "Lars", "Guri"])
def test_a_place_where_nothing_is_open_to_her_has_no_archive_for_her(cast: Cast, name: str) -> None:
    room = make_room(cast.ytre_fjord)
    client = signed_in(cast, name)
    for address in (
        reverse("archive_collaboration", args=[cast.ytre_fjord.id]),
        reverse("archive_room", args=[room.id]),
    ):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_room_opened_for_the_county_stands_on_the_countys_own_page(cast: Cast) -> None:
    room = make_room(cast.ytre_fjord, "Planforum")
    open_room(SYSTEM, room, cast.county)
    page = signed_in(cast, "Guri").get(reverse("archive_organisation", args=[cast.county.id]))
    assert "Planforum" in page.content.decode()


def test_each_file_sent_is_told_of_by_itself(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    answer = send(
        signed_in(cast, "Ingrid"),
        room,
        SimpleUploadedFile("Referat.txt", b"Referat"),
        SimpleUploadedFile("virus.exe", b"MZ\x00"),
        SimpleUploadedFile("referat.pdf", b"#!/bin/sh"),
        SimpleUploadedFile("tom.txt", b""),
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said(answer) == [
        "«Referat.txt» er lagt inn.",
        "«virus.exe» er et program eller noe som kan starte et. Slike filer tar arkivet ikke imot.",
        "«referat.pdf» er et program eller noe som kan starte et. Slike filer tar arkivet ikke imot.",
        "«tom.txt» er tom. Se etter om det er rett fil.",
    ]
    assert [file.name for file in File.objects.all()] == ["Referat.txt"]


def test_a_name_that_leads_elsewhere_or_turns_around_is_made_plain(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    send(signed_in(cast, "Ingrid"), room, SimpleUploadedFile("..\\..\\etc\\Plan\u202efdp.txt", b"a"))
    assert File.objects.get().name == "Planfdp.txt"


def test_a_plain_form_without_script_is_led_back_to_the_folder(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    folder = folders.create_folder(SYSTEM, room, None, "2027")
    uploaded = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.exe", b"MZ\x00")]
    address = reverse("archive_upload", args=[room.id])
    page = signed_in(cast, "Ingrid").post(address, {"file": uploaded, "mappe": str(folder.id)}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("archive_folder", args=[room.id, folder.id])
    text = page.content.decode()
    assert "«a.txt» er lagt inn." in text
    assert "«b.exe» er et program" in text


def test_too_large_a_file_is_refused_and_the_next_one_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "UPLOAD_LIMIT_BYTES", 1000)
    room = make_room(cast.fjordvik)
    answer = send(
        signed_in(cast, "Ingrid"), room, SimpleUploadedFile("stor.txt", b"x" * 2000), SimpleUploadedFile("a.txt", b"a")
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [line["wrong"] for line in answer.json()["files"]] == [False, True]
    assert "«stor.txt» er for stor" in said(answer)[1]


def test_the_last_file_being_too_large_takes_nothing_from_the_first(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "UPLOAD_LIMIT_BYTES", 1000)
    room = make_room(cast.fjordvik)
    answer = send(
        signed_in(cast, "Ingrid"), room, SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("stor.txt", b"x" * 2000)
    )
    assert [line["wrong"] for line in answer.json()["files"]] == [False, True]
    assert File.objects.get().name == "a.txt"


def test_a_full_disk_is_told_in_words_and_nothing_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(28, "No space left on device")

    class Full:
        def __init__(self, **_about: Any) -> None:
            raise full

    monkeypatch.setattr("tempfile.NamedTemporaryFile", Full)
    room = make_room(cast.fjordvik)
    answer = send(signed_in(cast, "Ingrid"), room, SimpleUploadedFile("a.txt", b"a"))
    assert answer.status_code == HTTPStatus.INSUFFICIENT_STORAGE
    assert "ikke plass til flere filer" in said(answer)[0]
    assert not File.objects.exists()


def test_uploading_asks_for_the_token_of_the_form(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.person("Ingrid"))
    assert send(client, room, SimpleUploadedFile("a.txt", b"a")).status_code == HTTPStatus.FORBIDDEN
    assert not File.objects.exists()


def test_who_only_reads_sends_and_changes_nothing(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    file = put_file(room, "a.txt")
    ase = signed_in(cast, "Åse")
    assert ase.get(reverse("archive_file", args=[file.id])).status_code == HTTPStatus.OK
    assert send(ase, room, SimpleUploadedFile("b.txt", b"b")).status_code == HTTPStatus.NOT_FOUND
    for name in ("archive_file_delete", "archive_file_edit", "archive_file_name", "archive_file_upload"):
        assert ase.post(reverse(name, args=[file.id]), {"name": "stjålet"}).status_code == HTTPStatus.NOT_FOUND


def test_a_file_is_handed_over_as_an_attachment_whatever_it_is(cast: Cast) -> None:
    file = put_file(make_room(cast.fjordvik), "Side å.html", b"<html><script>alert(1)</script>")
    answer = signed_in(cast, "Ingrid").get(reverse("archive_version", args=[file.id, 1]))
    assert body(answer) == b"<html><script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_only_pictures_are_sent_as_pictures(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    ingrid = signed_in(cast, "Ingrid")
    picture = put_file(room, "kart.png", PNG)
    drawing = put_file(room, "kart.svg", b'<svg onload="alert(1)"></svg>')
    answer = ingrid.get(reverse("archive_picture", args=[picture.id, 1]))
    assert (answer.headers["Content-Type"], body(answer)) == ("image/png", PNG)
    assert ingrid.get(reverse("archive_picture", args=[drawing.id, 1])).status_code == HTTPStatus.NOT_FOUND


def test_a_name_that_promises_something_else_is_told_in_words(cast: Cast) -> None:
    file = put_file(make_room(cast.fjordvik), "kart.pdf", PNG)
    page = signed_in(cast, "Ingrid").get(reverse("archive_file", args=[file.id])).content.decode()
    assert "Filen heter .pdf, men innholdet er noe annet: Bilde (PNG)" in page


def test_a_suggested_name_is_taken_with_one_click(cast: Cast) -> None:
    room = make_room(cast.fjordvik, name_parts=["date", "place", "title"])
    file = put_file(room, "Planforum 12.06.2027.txt")
    ingrid = signed_in(cast, "Ingrid")
    page = ingrid.get(reverse("archive_room", args=[room.id])).content.decode()
    assert "2027-06-12_Fjordvik_Planforum.txt" in page
    ingrid.post(reverse("archive_names", args=[room.id]))
    assert File.objects.get(pk=file.pk).name == "2027-06-12_Fjordvik_Planforum.txt"


def test_a_changed_name_is_not_overwritten_unseen_and_what_was_typed_stays(cast: Cast) -> None:
    file = put_file(make_room(cast.fjordvik), "a.txt")
    ingrid = signed_in(cast, "Ingrid")
    address = reverse("archive_file_edit", args=[file.id])
    files.rename_file(cast.actor("Tore").by, file, "fra Tore.txt")
    answer = ingrid.post(address, {"name": "fra Ingrid.txt", "folder": "", "version": file.version})
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Tore Eksempel endret dette mens du holdt på" in page
    assert 'value="fra Ingrid.txt"' in page
    saved = ingrid.post(address, {"name": "fra Ingrid.txt", "folder": "", "version": File.objects.get().version})
    assert saved.status_code == HTTPStatus.FOUND
    assert File.objects.get().name == "fra Ingrid.txt"


def test_name_and_date_are_changed_together(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    file = put_file(room, "a.txt")
    form = {"name": "b.txt", "delete_after": "12.06.2032", "version": file.version}
    answer = signed_in(cast, "Ingrid").post(reverse("archive_file_edit", args=[file.id]), form)
    assert answer.status_code == HTTPStatus.FOUND
    file.refresh_from_db()
    assert (file.name, file.delete_after and file.delete_after.iso) == ("b.txt", "2032-06-12")


def test_deleting_can_be_undone_from_the_message(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    file = put_file(room, "a.txt")
    ingrid = signed_in(cast, "Ingrid")
    page = ingrid.post(reverse("archive_file_delete", args=[file.id]), follow=True).content.decode()
    undo = reverse("archive_file_undelete", args=[file.id])
    assert f'action="{undo}"' in page
    for _pressed_twice in range(2):
        assert ingrid.post(undo).status_code == HTTPStatus.FOUND
    assert File.objects.kept().filter(pk=file.pk).exists()


def test_what_stands_inside_a_file_is_found_by_those_who_may_read_it_and_by_nobody_else(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    put_file(room, "Notat.docx", word("Vi trenger en interkommunal beredskapsordning i fjellet."))
    read_text(FileVersion.objects.get().stored_id)
    address = reverse("archive_municipality", args=["9901"])
    page = signed_in(cast, "Ingrid").get(address, {"q": "beredskapsordningen"}).content.decode()
    assert "Notat.docx" in page
    assert "<mark>beredskapsordning</mark>" in page
    for query in ("beredskapsordning", "Notat"):
        assert "Notat.docx" not in signed_in(cast, "Marit").get(reverse("search"), {"q": query}).content.decode()


def test_a_file_whose_text_holds_markup_is_shown_as_text(cast: Cast) -> None:
    file = put_file(make_room(cast.fjordvik), "a.docx", word("beredskap <script>alert(1)</script>"))
    read_text(FileVersion.objects.get().stored_id)
    ingrid = signed_in(cast, "Ingrid")
    pages = [ingrid.get(reverse("archive_file", args=[file.id]))]
    pages += [ingrid.get(reverse("archive_room", args=[file.room_id]), {"q": "beredskap"})]
    for page in pages:
        assert "<script>alert" not in page.content.decode()
        assert "beredskap" in page.content.decode()


def test_the_pages_ask_no_more_with_many_files(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    room = make_room(cast.ytre_fjord, name_parts=["date", "title"])
    for number in range(12):
        folder = folders.create_folder(SYSTEM, room, None, f"Mappe {number}")
        put(room, f"fil {number}.txt", b"%d" % number)
        put(room, f"fil {number}.txt", b"%d" % number, folder=folder)
    kare = signed_in(cast, "Kåre")
    kare.get("/meg/")
    place = reverse("archive_collaboration", args=[cast.ytre_fjord.id])
    with django_assert_max_num_queries(10):
        assert "fil 11.txt" in kare.get(reverse("archive_room", args=[room.id])).content.decode()
    folder = Folder.objects.all()[0]
    in_folder = File.objects.filter(folder=folder)[0]
    with django_assert_max_num_queries(10):
        assert "fil 0.txt" in kare.get(reverse("archive_folder", args=[room.id, folder.id])).content.decode()
    with django_assert_max_num_queries(10):
        kare.get(reverse("archive_file", args=[in_folder.id]))
    with django_assert_max_num_queries(10):
        kare.get(place, {"q": "fil"})
    with django_assert_max_num_queries(11):
        kare.get(place)
    assert Folder.objects.count() == 12


def test_rooms_are_suggested_in_the_norwegian_of_the_place_whoever_reads(client: Client, cast: Cast) -> None:
    """The name becomes everybody's, so Marit in English still makes it in nynorsk, and is told what it means."""
    marit = cast.person("Marit")
    client.force_login(marit)
    choose_language(marit, "en")
    page = client.get(f"/kommuner/{cast.lyngmo.number}/arkiv/").content.decode()
    assert 'name="name" value="Vedtekne planar"' in page
    assert (
        '<div lang="nn"><strong>Vedtekne planar</strong> <span class="pd-quiet" lang="en">(Adopted plans)</span>'
        in page
    )
