"""Files whose names break the rule of their room: found in all of it, told of as they come, renamed many at once."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plandugnad.archive.actions import files
from plandugnad.archive.actions.folders import create_folder
from plandugnad.archive.models import File, Room
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from plandugnad.projections.models import ActivityEntry
from tests.archive.builders import make_room, put_file
from tests.cast import Cast

pytestmark = pytest.mark.django_db
RULE = ["date", "place", "title"]
GOOD, BAD, INNER = "2027-06-12_Fjordvik_Kart.txt", "Planforum 12.06.2027.txt", "Kart 1.7.2027.txt"


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def a_room(cast: Cast) -> Room:
    """With a file that follows the rule, one that does not, and one more in a folder."""
    room = make_room(cast.fjordvik, name_parts=RULE)
    put_file(room, GOOD)
    put_file(room, BAD, b"Planforum")
    put_file(room, INNER, b"Kart", folder=create_folder(SYSTEM, room, None, "Eldre"))
    return room


def shown(client: Client, room: Room) -> dict[str, Any]:
    """What the page would send as it stands."""
    page: Any = client.get(reverse("archive_room_names", args=[room.id]))
    rows = [one.row for one in page.context["files"]]
    named = {f"navn-{row.id}": row.suggestion for row in rows}
    return {"fil": [str(row.id) for row in rows], **named, **{f"versjon-{row.id}": str(row.version) for row in rows}}


def names() -> set[str]:
    return set(File.objects.kept().values_list("name", flat=True))


def test_all_in_the_room_are_renamed_as_they_were_shown_told_of_once_and_named_back(cast: Cast) -> None:
    room, ingrid = a_room(cast), signed_in(cast, "Ingrid")
    address = reverse("archive_room_names", args=[room.id])
    ingrid.post(address, shown(ingrid, room))
    assert names() == {GOOD, "2027-06-12_Fjordvik_Planforum.txt", "2027-07-01_Fjordvik_Kart.txt"}
    assert ActivityEntry.objects.filter(verb="files_renamed").count() == 1
    assert not ActivityEntry.objects.filter(verb="file_renamed").exists()
    assert "Alle filene følger navneregelen" in ingrid.get(address).content.decode()
    batch = AuditEvent.objects.filter(verb="file_renamed").latest("made_at").batch_id
    assert signed_in(cast, "Tore").post(reverse("archive_names_undo", args=[batch])).status_code == 404
    files.rename_file(SYSTEM, File.objects.get(name="2027-07-01_Fjordvik_Kart.txt"), "Beholdt.txt")
    told = ingrid.post(reverse("archive_names_undo", args=[batch]), follow=True).content.decode()
    assert names() == {GOOD, BAD, "Beholdt.txt"}
    assert "er endret eller slettet siden, og er latt være" in told


def test_one_that_cannot_have_its_name_is_left_and_the_others_are_renamed(cast: Cast) -> None:
    room, ingrid = a_room(cast), signed_in(cast, "Ingrid")
    sent = shown(ingrid, room)
    files.rename_file(SYSTEM, File.objects.get(name=BAD), "Noe annet.txt")
    put_file(make_room(cast.storoy, "Andres"), "andres.txt")
    other = File.objects.get(name="andres.txt")
    sent = {**sent, "fil": [*sent["fil"], str(other.id), "tull"], f"navn-{other.id}": "stjålet.txt"}
    told = ingrid.post(reverse("archive_room_names", args=[room.id]), sent, follow=True).content.decode()
    assert names() == {GOOD, "Noe annet.txt", "2027-07-01_Fjordvik_Kart.txt", "andres.txt"}
    assert "er endret av noen andre i mellomtiden" in told
    guest = signed_in(cast, "Åse")
    assert guest.get(reverse("archive_room_names", args=[room.id])).status_code == 200
    assert guest.post(reverse("archive_room_names", args=[room.id]), sent).status_code == 404


def test_a_file_that_comes_with_a_name_that_breaks_the_rule_is_told_what_it_would_be_called(cast: Cast) -> None:
    room, ingrid = make_room(cast.fjordvik, name_parts=RULE), signed_in(cast, "Ingrid")
    address, suggested = reverse("archive_upload", args=[room.id]), "2027-06-12_Fjordvik_Planforum.txt"
    sent = {"file": SimpleUploadedFile(BAD, b"a")}
    line = ingrid.post(address, sent, headers={"Accept": "application/json"}).json()["files"][0]
    assert line["suggestion"] == suggested
    plain = ingrid.post(address, {"file": SimpleUploadedFile(INNER, b"b")}, follow=True).content.decode()
    assert "Etter navneregelen i rommet heter den «2027-07-01_Fjordvik_Kart.txt»." in plain
    good = {"file": SimpleUploadedFile(GOOD, b"c")}
    assert ingrid.post(address, good, headers={"Accept": "application/json"}).json()["files"][0]["suggestion"] == ""


def test_a_rule_shows_what_it_makes_of_names_to_those_who_see_the_archive(cast: Cast) -> None:
    address = reverse("archive_rule", args=[cast.ytre_fjord.id])
    asked = {"regel-1": "dato_kommune_tittel"}
    told = signed_in(cast, "Ingrid").get(address, asked, headers={"Accept": "application/json"}).json()
    assert told["example"].endswith("_Fjordvik_Oppstartsmøte.docx")
    assert "får forslaget" in signed_in(cast, "Kåre").get(address, asked).content.decode()
    assert signed_in(cast, "Even").get(address, asked).status_code == 404
