"""Reading what stands in files, in a job: done once, found afterwards, forgotten with the file."""

import pytest

from plandugnad.archive.actions import files
from plandugnad.archive.jobs import forget_unused_texts, read_text
from plandugnad.archive.kinds import TextState
from plandugnad.archive.models import FileText, FileVersion
from plandugnad.core.audit import SYSTEM
from plandugnad.projections.making import fill_anew
from plandugnad.projections.models import FoundEntry
from tests.archive.builders import make_room, put_file
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_text_is_read_once_for_all_files_of_the_same_bytes(cast: Cast) -> None:
    room = make_room(cast.fjordvik)
    put_file(room, "a.txt", b"Kulturminner i strandsonen")
    put_file(room, "b.txt", b"Kulturminner i strandsonen")
    text = FileText.objects.get()
    assert text.state == TextState.WAITING
    assert read_text(text.sha256) == TextState.READ
    assert read_text(text.sha256) == ""
    assert FoundEntry.objects.filter(text__isnull=False).count() == 2


def test_filling_anew_changes_nothing(cast: Cast) -> None:
    put_file(make_room(cast.fjordvik), "a.txt", b"Kulturminner")
    read_text(FileText.objects.get().sha256)
    ours = FoundEntry.objects.filter(source__startswith="archive.").order_by("source_id")
    before = list(ours.values("title", "text", "audience", "facts"))
    fill_anew()
    assert list(ours.values("title", "text", "audience", "facts")) == before


def test_a_text_with_more_words_than_the_index_holds_is_found_by_its_beginning(cast: Cast) -> None:
    words = "beredskap " + " ".join(f"ordæøå{number:07}" for number in range(28_000))
    put_file(make_room(cast.fjordvik), "a.txt", words.encode())
    assert read_text(FileText.objects.get().sha256) in {TextState.READ, TextState.PARTLY}
    assert FoundEntry.objects.filter(source="archive.file", text__isnull=False).exists()


def test_a_program_asks_for_no_reading(cast: Cast) -> None:
    put_file(make_room(cast.fjordvik), "a.zip", b"PK\x05\x06" + bytes(18))
    assert FileText.objects.get().state == TextState.UNSUPPORTED


def test_the_text_goes_with_the_file(cast: Cast) -> None:
    file = put_file(make_room(cast.fjordvik), "a.txt", b"Kulturminner")
    assert forget_unused_texts(0) == 0
    files.delete_file(SYSTEM, file)
    files.destroy_file(SYSTEM, file)
    assert not FileVersion.objects.exists()
    assert forget_unused_texts(0) == 1
