"""Whatever is sent: it is read, or refused in the reader's own words; never anything else, and never without end."""

import io
import os
import signal
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from plandugnad.archive.reading.apart import Answer, read_apart
from plandugnad.config import environment
from plandugnad.config.environment import WrongSetting
from plandugnad.launch.archive import read_archive, write_archive
from plandugnad.launch.errors import LaunchError
from tests.fuzz import seeds
from tests.fuzz.conftest import PROFILE
from tests.fuzz.mutation import anything, texts
from tests.fuzz.readers import READERS, Reader

_SECONDS = 20  # far more than any of these files of a few kilobytes takes on a slow machine
_MORE_BYTES = 700 * 1024**2


class TooLong(BaseException):
    """Not an Exception, so that no reader can take it for a fault in the file."""


@contextmanager
def bounded() -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise TooLong(f"more than {_SECONDS} s")

    before, earlier = psutil.Process().memory_info().rss, signal.signal(signal.SIGALRM, ring)
    signal.alarm(_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, earlier)
    assert psutil.Process().memory_info().rss - before < _MORE_BYTES


def told(reader: Reader, content: Any) -> str:
    """What it answers, or how it says no."""
    try:
        with bounded():
            return repr(reader.read(content))
    except reader.refusals as refusal:
        return repr(refusal)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_reader_reads_or_refuses_in_words_and_does_the_same_the_next_time(reader: Reader) -> None:
    for seed in reader.seeds:
        told(reader, seed)

    @settings(PROFILE)
    @given(reader.given)
    def property(content: Any) -> None:
        assert told(reader, content) == told(reader, content)

    property()


@pytest.mark.parametrize("kind", sorted(seeds.documents()))
def test_text_of_a_document_is_found_or_its_state_told_by_the_process_apart(kind: str) -> None:
    """A process for each, so there are fewer of them."""
    made = seeds.documents()[kind]

    @settings(PROFILE, max_examples=max(PROFILE.max_examples // 20, 3))
    @given(anything([made]))
    def property(content: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder, "fil")
            path.write_bytes(content)
            assert isinstance(read_apart(kind, path), Answer)
            assert [one.name for one in Path(folder).iterdir()] == ["fil"]

    property()


@pytest.fixture(scope="module")
def backup() -> bytes:
    """A real one, of this database and two files."""
    with TemporaryDirectory() as folder:
        files = Path(folder, "files")
        (files / "ab").mkdir(parents=True)
        (files / "ab" / "merknad.txt").write_text("Merknad", "utf-8")
        write_archive(Path(folder, "kopi.tar"), os.environ["DATABASE_URL"], files)
        return Path(folder, "kopi.tar").read_bytes()


def test_a_backup_is_taken_in_whole_or_refused_with_nothing_done(backup: bytes) -> None:
    """The database named here is not there, so a copy that stands every check is refused too, at the very last."""
    heads = _headers(backup)

    @settings(PROFILE, max_examples=max(PROFILE.max_examples // 6, 10))
    @given(anything([heads]), some.integers(0, len(backup)))
    def property(start: bytes, cut: int) -> None:
        with TemporaryDirectory() as folder:
            files, copy = Path(folder, "files"), Path(folder, "kopi.tar")
            files.mkdir()
            copy.write_bytes(start + backup[len(heads) : cut])
            with bounded(), pytest.raises(LaunchError):
                read_archive(copy, "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1", files)
            assert sorted(one.name for one in Path(folder).iterdir()) == ["files", "kopi.tar"]
            assert not any(files.iterdir())

    property()


def _headers(backup: bytes) -> bytes:
    """The manifest with what stands around it, up to the dump."""
    with tarfile.open(fileobj=io.BytesIO(backup)) as archive:
        return backup[: archive.getmember("database.dump").offset_data]


ENVIRONMENT: dict[str, Callable[[str], object]] = {
    "text": environment.text,
    "secret": environment.secret,
    "flag": environment.flag,
    "number": lambda name: environment.number(name, 7),
    "choice": lambda name: environment.choice(name, ("line", "json")),
    "words": environment.words,
    "database": lambda name: environment.database(name, 0),
}


@pytest.mark.parametrize("how", sorted(ENVIRONMENT))
def test_a_setting_is_read_or_stops_the_start_with_a_sentence(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    @settings(PROFILE)
    @given(texts(["ja", "8000", "json", "a, b", "postgresql://plan:ord@vert:5432/plan?sslmode=require", "host=/tmp"]))
    def property(value: str) -> None:
        monkeypatch.setenv("PLANDUGNAD_PROVE", value.replace("\x00", ""))
        with suppress(WrongSetting):
            ENVIRONMENT[how]("PLANDUGNAD_PROVE")

    property()
