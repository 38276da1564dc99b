"""What is restored is what was kept: every row, every file, also from an older PostgreSQL and while people write."""

import hashlib
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from plandugnad.launch import archive
from plandugnad.launch.archive import read_archive, write_archive
from plandugnad.launch.binaries import find_programs
from plandugnad.launch.dump import dump_database
from plandugnad.launch.errors import LaunchError
from plandugnad.launch.postgres import EmbeddedPostgres
from plandugnad.launch.surroundings import django_command
from tests.launch.conftest import bare_environment

OLD = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
# Which server it came from, and words pg_dump makes up anew each time.
_UNEQUAL = re.compile(r"^(-- Dumped |\\(un)?restrict |SET transaction_timeout)")


@pytest.fixture
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="pd-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def new(place: Path) -> Iterator[str]:
    """An empty database of the version that comes with us."""
    with EmbeddedPostgres(place / "new") as database:
        yield database.url


@pytest.fixture
def old(place: Path) -> Iterator[str]:
    """An empty database of the oldest PostgreSQL on the machine."""
    if not OLD or os.geteuid() != 0:
        pytest.skip("needs root and Debian's package postgresql")
    folder = place / "old"
    folder.mkdir()
    shutil.chown(folder, "nobody")

    def as_nobody(program: str, *words: str) -> None:
        command = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", str(OLD[0] / program)]
        subprocess.run([*command, *words], check=True, cwd="/", stdout=subprocess.DEVNULL, env={"LC_ALL": "C.UTF-8"})

    cluster, quiet = str(folder / "cluster"), ("-l", str(folder / "log"))
    as_nobody("initdb", "-D", cluster, "-U", "plandugnad", "-E", "UTF8", "-A", "trust")
    as_nobody("pg_ctl", "-D", cluster, "-w", *quiet, "-o", f"-c listen_addresses='' -k {folder} -c fsync=off", "start")
    try:
        as_nobody("createdb", "-h", str(folder), "-U", "plandugnad", "plandugnad")
        yield f"postgresql://plandugnad@/plandugnad?host={folder}"
    finally:
        as_nobody("pg_ctl", "-D", cluster, "-m", "fast", "-w", "stop")


def fill(url: str, data: Path) -> None:
    """The example region, with all that it has, and two files."""
    data.mkdir()
    environment = bare_environment() | {
        "DATABASE_URL": url,
        "PLANDUGNAD_DATA": str(data),
        "PLANDUGNAD_SECRET_KEY": "bare-til-prøven",
        "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
    }
    for words in (("migrate", "-v0"), ("createcachetable",), ("collectstatic", "--noinput", "-v0"), ("load_register",)):
        subprocess.run(django_command(*words), env=environment, check=True, capture_output=True)
    subprocess.run(django_command("make_demo"), env=environment, check=True, capture_output=True)
    for content in (b"%PDF-1.7 plankart", "Møteprotokoll på nynorsk".encode()):
        keep(data / "files", content)


def keep(files: Path, content: bytes) -> Path:
    name = hashlib.sha256(content).hexdigest()
    path = files / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def dump(url: str) -> list[str]:
    program = str(find_programs().path("pg_dump"))
    command = [program, "--no-owner", "--no-privileges", "-d", url]
    environment = os.environ | {"PGTZ": "UTC"}  # the servers may stand in different zones
    text = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout
    return [_as_both_write(line) for line in text.splitlines() if not _UNEQUAL.match(line)]


def _as_both_write(line: str) -> str:
    """A choice among words is written back with its conversions in another place each time it has been read.

    Only those of the words and of their list are taken out; all else on the line must be the same.
    """
    if " = ANY (" not in line:
        return line
    bare = re.sub(r"\(?('(?:[^']|'')*')::character varying\)?(?:::text)?", r"\1", line)
    return re.sub(r"ANY \(\((ARRAY\[[^\]]*\])\)::text\[\]\)", r"ANY (\1)", bare)


def sums(files: Path) -> dict[str, str]:
    return {
        str(path.relative_to(files)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def target(place: Path) -> Path:
    files = place / "ny" / "files"
    files.mkdir(parents=True)
    return files


def test_the_example_region_comes_back_the_same_from_the_oldest_postgresql_to_ours(
    old: str, new: str, place: Path, target: Path
) -> None:
    fill(old, place / "data")
    write_archive(place / "kopi.tar", old, place / "data" / "files")
    read_archive(place / "kopi.tar", new, target)
    before, after = dump(old), dump(new)
    assert len(before) > 1000
    assert after == before
    assert sums(target) == sums(place / "data" / "files")
    assert len(sums(target)) >= 2


def test_a_copy_taken_while_people_write_has_every_file_that_its_rows_name(new: str, place: Path, target: Path) -> None:
    files = place / "data" / "files"
    files.mkdir(parents=True)
    with psycopg.connect(new, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (name text PRIMARY KEY)")
    has_stopped = threading.Event()

    def write() -> None:
        with psycopg.connect(new, autocommit=True) as connection:
            for number in range(10_000):
                path = keep(files, f"Vedlegg {number}".encode())
                connection.execute("INSERT INTO kept VALUES (%s)", [path.name])
                if has_stopped.is_set():
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(sums(files)) < 50:
            pass
        write_archive(place / "kopi.tar", new, files)
    finally:
        has_stopped.set()
        writer.join()
    with psycopg.connect(new, autocommit=True) as connection:
        connection.execute("DROP TABLE kept")
    read_archive(place / "kopi.tar", new, target)
    with psycopg.connect(new) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM kept")}
    assert len(names) >= 49
    assert names <= {Path(path).name for path in sums(target)}


def test_a_file_that_is_swept_away_meanwhile_is_in_the_copy(
    new: str, place: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = place / "data" / "files"
    swept = keep(files, b"Utkast")

    def dump_and_sweep(url: str, path: Path) -> None:
        dump_database(url, path)
        swept.unlink()

    monkeypatch.setattr(archive, "dump_database", dump_and_sweep)
    write_archive(place / "kopi.tar", new, files)
    read_archive(place / "kopi.tar", new, target)
    assert [Path(path).name for path in sums(target)] == [swept.name]
    assert not list(files.parent.glob(".backup-*"))


def _without(member: str, source: Path, target: Path) -> None:
    with tarfile.open(source) as whole, tarfile.open(target, "w") as copy:
        for one in whole:
            if not one.name.startswith(member):
                copy.addfile(one, whole.extractfile(one))


@pytest.mark.parametrize(("gone", "sentence"), [("files/", "1 av filene mangler"), ("files.txt", "listen over filene")])
def test_a_copy_that_lacks_something_is_refused_whole(
    gone: str, sentence: str, new: str, place: Path, target: Path
) -> None:
    keep(place / "files", b"Plankart")
    write_archive(place / "kopi.tar", new, place / "files")
    _without(gone, place / "kopi.tar", place / "mangelfull.tar")
    with pytest.raises(LaunchError, match=sentence):
        read_archive(place / "mangelfull.tar", new, target)
    assert sums(target) == {}


def test_a_file_that_is_not_what_its_name_says_is_found_out(new: str, place: Path, target: Path) -> None:
    keep(place / "files", b"Plankart").write_bytes(b"Plankarx")
    write_archive(place / "kopi.tar", new, place / "files")
    with pytest.raises(LaunchError, match="1 av filene i den er endret"):
        read_archive(place / "kopi.tar", new, target)
