"""How much an archive takes, and what is said when there is no room for more: how much is lacking, and what to do."""

from collections import namedtuple
from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plandugnad.archive.actions.files import delete_file, destroy_file
from plandugnad.archive.actions.moving import move
from plandugnad.archive.models import File
from plandugnad.archive.space import read_space
from plandugnad.core.audit import SYSTEM
from tests.archive.builders import make_room, put, put_file
from tests.archive.test_pages import said, send, signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db
MEGABYTE = 1024**2
Usage = namedtuple("Usage", "total used free")


def test_older_versions_and_what_is_deleted_take_room_until_it_is_gone_for_good(cast: Cast) -> None:
    room, other = make_room(cast.ytre_fjord), make_room(cast.ytre_fjord, "Annet")
    file = put_file(room, "a.txt", b"a" * 100)
    put(room, "a.txt", b"b" * 50)
    put(other, "kopi.txt", b"a" * 100)
    put(make_room(cast.fjordvik), "kommunens.txt", b"c" * 1_000)
    assert read_space(cast.ytre_fjord).used_bytes == 150
    delete_file(SYSTEM, file)
    assert read_space(cast.ytre_fjord).used_bytes == 150
    destroy_file(SYSTEM, File.objects.get(pk=file.pk))
    assert read_space(cast.ytre_fjord).used_bytes == 100


def test_an_archive_that_is_full_says_how_much_is_lacking_and_takes_nothing(cast: Cast, settings: Any) -> None:
    settings.ARCHIVE_MEGABYTES = 1
    room = make_room(cast.ytre_fjord)
    put(room, "a.bin", b"a" * (MEGABYTE - 100 * 1024))
    kare = signed_in(cast, "Kåre")
    answer = send(kare, room, SimpleUploadedFile("b.bin", b"b" * 300 * 1024))
    assert answer.status_code == HTTPStatus.INSUFFICIENT_STORAGE
    [words] = said(answer)
    assert "Arkivet til Ytre Fjord har plass til 1,0\xa0MB og bruker 924,0\xa0KB" in words
    assert "det mangler 200," in words
    assert "Slett filer for godt" in words
    assert File.objects.count() == 1
    page = kare.get(reverse("archive_collaboration", args=[cast.ytre_fjord.id])).content.decode()
    assert "Arkivet bruker 924,0\xa0KB av 1,0\xa0MB" in page


def test_the_limit_holds_for_what_has_come_too_but_the_same_bytes_take_no_more_room(cast: Cast, settings: Any) -> None:
    settings.ARCHIVE_MEGABYTES = 1
    room = make_room(cast.ytre_fjord)
    put(room, "a.bin", b"a" * (MEGABYTE - 10))
    put(room, "samme.bin", b"a" * (MEGABYTE - 10))
    with pytest.raises(ValidationError, match="det mangler 10"):
        put(room, "b.bin", b"b" * 20)
    put(make_room(cast.fjordvik), "kommunens.bin", b"b" * 20)
    assert File.objects.count() == 3


def test_what_is_moved_from_another_archive_must_have_room_too(cast: Cast, settings: Any) -> None:
    room, other, inside = make_room(cast.fjordvik), make_room(cast.ytre_fjord), make_room(cast.ytre_fjord, "Annet")
    file = put_file(room, "a.bin", b"a" * (MEGABYTE - 10))
    own = put_file(other, "b.bin", b"b" * 30)
    settings.ARCHIVE_MEGABYTES = 1
    with pytest.raises(ValidationError, match="arkivet til Ytre Fjord: det mangler 20"):
        move(SYSTEM, room, [file], other, None)
    assert File.objects.get(pk=file.pk).room == room
    move(SYSTEM, other, [own], inside, None)


def test_what_the_disk_has_no_room_for_is_refused_before_it_is_sent(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is to lie there twice for a moment, and something is kept for the database."""
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(100_000 * MEGABYTE, 0, 257 * MEGABYTE))
    room = make_room(cast.fjordvik)
    ingrid = signed_in(cast, "Ingrid")
    answer = send(ingrid, room, SimpleUploadedFile("a.bin", b"a" * MEGABYTE))
    assert answer.status_code == HTTPStatus.INSUFFICIENT_STORAGE
    assert "ikke plass på tjeneren til det du sendte (1,0\xa0MB): det mangler 1,0\xa0MB" in said(answer)[0]
    assert not File.objects.exists()
    assert send(ingrid, room, SimpleUploadedFile("a.bin", b"a" * 1024)).status_code == HTTPStatus.OK
