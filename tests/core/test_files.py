from pathlib import Path

import pytest
from pytest_django import Settings

from plandugnad.core import files
from plandugnad.core.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_FOLDER = tmp_path / "files"
    return tmp_path / "files"


def test_a_file_is_kept_and_read_back() -> None:
    file = files.store([b"plan", b"kart"])
    assert file.size_bytes == 8
    assert files.read(file) == b"plankart"


def test_the_same_content_twice_is_one_file(folder: Path) -> None:
    assert files.store([b"plankart"]) == files.store([b"plan", b"kart"])
    assert StoredFile.objects.count() == 1
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_an_upload_that_breaks_off_leaves_nothing_behind(folder: Path) -> None:
    def broken() -> object:
        yield b"halve plan"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.store(broken())  # type: ignore[arg-type]
    assert not any(path.is_file() for path in folder.rglob("*"))
    assert not StoredFile.objects.exists()
