"""Folders, files and versions: nothing overwritten unseen, nothing lost, everything brought back."""

import contextlib

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from plandugnad.archive.actions import files, folders, rooms
from plandugnad.archive.actions.conflict import ChangedMeanwhile
from plandugnad.archive.actions.moving import move
from plandugnad.archive.models import File, FileVersion, Folder
from plandugnad.archive.queries.folder import kept_folders, way_to
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.projections.models import AttentionEntry, FoundEntry
from tests.archive.builders import content, make_room, put, put_file
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db
MARIT = By(None, "Marit")


def test_the_same_name_makes_a_version_and_the_same_bytes_make_none(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    first = put(room, "Referat.txt", b"en")
    again = put(room, "referat.TXT", b"to")
    same = put(room, "Referat.txt", b"to")
    assert (first.is_new_file, again.is_new_file, again.is_new_version, same.is_new_version) == (
        True,
        False,
        True,
        False,
    )
    assert list(FileVersion.objects.filter(file=first.file).values_list("number", flat=True)) == [2, 1]


def test_an_older_version_comes_back_as_a_new_one(cast: Cast) -> None:
    file = put_file(make_room(cast.fjordvik), "Referat.txt", b"en")
    put(file.room, "Referat.txt", b"to")
    oldest = FileVersion.objects.get(file=file, number=1)
    assert files.restore_version(SYSTEM, file, oldest).is_new_version
    file.refresh_from_db()
    assert file.latest is not None
    assert (file.latest.number, file.latest.stored_id) == (3, oldest.stored_id)
    assert not files.restore_version(SYSTEM, file, oldest).is_new_version


def test_who_did_not_see_the_newest_name_overwrites_nothing(cast: Cast) -> None:
    file = put_file(make_room(cast.fjordvik), "Referat.txt")
    seen = file.version
    files.rename_file(MARIT, file, "Referat fra juni.txt", seen_version=seen)
    with pytest.raises(ChangedMeanwhile) as conflict:
        files.rename_file(SYSTEM, file, "Noe annet.txt", seen_version=seen)
    assert (conflict.value.by_name, conflict.value.current.name) == ("Marit", "Referat fra juni.txt")
    assert File.objects.get(pk=file.pk).name == "Referat fra juni.txt"


def test_two_files_of_one_name_do_not_lie_in_one_folder(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    put(room, "a.txt", b"a")
    other = put_file(room, "b.txt", b"b")
    with pytest.raises(ValidationError, match=r"heter «A\.TXT» her fra før"):
        files.rename_file(SYSTEM, other, "A.TXT")


def test_a_file_is_not_given_the_name_of_a_program(cast: Cast) -> None:
    file = put_file(make_room(cast.fjordvik), "a.txt")
    with pytest.raises(ValidationError, match="er et program"):
        files.rename_file(SYSTEM, file, "a.exe")


def test_a_folder_goes_and_comes_back_with_just_what_lay_in_it(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    top = folders.create_folder(SYSTEM, room, None, "2027")
    inner = folders.create_folder(SYSTEM, room, top, "Juni")
    kept, gone = put_file(room, "a.txt", folder=inner), put_file(room, "b.txt", b"b", folder=inner)
    files.delete_file(SYSTEM, gone)
    assert folders.delete_folder(SYSTEM, top) == 1
    assert not File.objects.kept().exists()
    assert not FoundEntry.objects.filter(source="archive.file").exists()
    folders.create_folder(SYSTEM, room, None, "2027")
    top.refresh_from_db()
    assert folders.undelete_folder(SYSTEM, top).name == "2027 (2)"
    assert list(File.objects.kept()) == [kept]
    assert FoundEntry.objects.filter(source="archive.file").count() == 1


def test_a_deleted_file_comes_back_with_its_versions_and_a_free_name(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    file = put_file(room, "a.txt", b"1")
    put(room, "a.txt", b"2")
    files.delete_file(SYSTEM, file)
    put(room, "a.txt", b"3")
    back = files.undelete_file(SYSTEM, file)
    assert back.name == "a (2).txt"
    assert back.versions.count() == 2


def test_only_what_is_deleted_can_be_destroyed_and_the_history_remembers_it(cast: Cast) -> None:
    file = put_file(make_room(cast.fjordvik), "a.txt")
    with pytest.raises(ValidationError, match="Slett filen først"):
        files.destroy_file(SYSTEM, file)
    files.delete_file(SYSTEM, file)
    files.destroy_file(MARIT, file)
    assert not File.objects.filter(pk=file.pk).exists()
    assert AuditEvent.objects.filter(subject_id=file.pk, verb="file_destroyed", by_name="Marit").exists()


def test_what_may_be_deleted_needs_those_who_write_and_is_never_deleted_by_itself(cast: Cast) -> None:
    room = make_room(cast.fjordvik, delete_after=When.of_year(2030))
    file = put_file(room, "a.txt")
    files.set_retention(SYSTEM, file, When.parse("2027-06-12"))
    told = {entry.kind: (entry.due_on.isoformat(), entry.audience) for entry in AttentionEntry.objects.all()}
    writers = [f"write:{cast.fjordvik.id}"]
    assert told == {"room_retention": ("2030-12-31", writers), "file_retention": ("2027-06-12", writers)}


def test_a_folder_of_another_room_takes_nothing_in(cast: Cast) -> None:
    other = folders.create_folder(SYSTEM, make_room(cast.fjordvik, "Et annet"), None, "2027")
    room = make_room(cast.fjordvik)
    with pytest.raises(ValidationError, match="finnes ikke lenger"):
        files.add_file(SYSTEM, room, other, content(b"x", "b.txt"))


def test_a_room_that_was_deleted_comes_back_unless_its_name_is_taken(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    put(room, "a.txt")
    rooms.delete_room(SYSTEM, room)
    assert not FoundEntry.objects.filter(source__startswith="archive.").exists()
    with pytest.raises(ValidationError, match="Rommet er slettet"):
        put(room, "b.txt")
    other = make_room(cast.fjordvik)
    with pytest.raises(ValidationError, match="heter «Møter» her fra før"):
        rooms.undelete_room(SYSTEM, room)
    rooms.change_room(SYSTEM, other, {"name": "Andre møter"})
    rooms.undelete_room(SYSTEM, room)
    assert FoundEntry.objects.filter(source="archive.file").count() == 1


class FolderTree(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 5)), max_size=20))
    def test_however_folders_are_moved_each_is_reached_from_the_room(self, moves: list[tuple[int, int]]) -> None:
        room = make_room(make_cast().fjordvik)
        made = [folders.create_folder(SYSTEM, room, None, f"Mappe {number}") for number in range(6)]
        for what, where in moves:
            with contextlib.suppress(ValidationError):
                move(SYSTEM, room, [made[what]], room, made[where] if where >= 0 else None)
        kept = kept_folders(room)
        assert all(way_to(kept, folder)[0].parent_id is None for folder in kept.values())
        assert Folder.objects.count() == 6
