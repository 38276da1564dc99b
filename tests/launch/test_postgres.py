import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from plandugnad.launch.errors import AlreadyRunningError, LaunchError
from plandugnad.launch.postgres import EmbeddedPostgres


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
        return row[0] if row else None


def postmaster(database: EmbeddedPostgres) -> psutil.Process:
    return psutil.Process(int((database.cluster / "postmaster.pid").read_text("ascii").split()[0]))


def test_a_database_is_made_answers_and_stops(folder: Path) -> None:
    with EmbeddedPostgres(folder) as database:
        assert ask(database.url, "SELECT current_database()") == "plandugnad"
        assert ask(database.url, "SHOW server_encoding") == "UTF8"
        running = postmaster(database)
    assert not running.is_running()


@pytest.fixture(scope="module")
def running() -> Iterator[EmbeddedPostgres]:
    """For the tests that only ask."""
    place = Path(tempfile.mkdtemp(prefix="pd-"))
    place.chmod(0o755)
    with EmbeddedPostgres(place) as database:
        yield database
    shutil.rmtree(place)


def test_what_is_committed_is_on_the_disk(running: EmbeddedPostgres) -> None:
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        assert ask(running.url, f"SHOW {setting}") == "on"


def test_it_listens_only_on_a_socket_in_a_closed_folder(running: EmbeddedPostgres) -> None:
    assert ask(running.url, "SHOW listen_addresses") == ""
    assert running.socket_folder.stat().st_mode & 0o077 == 0
    assert not [one for one in postmaster(running).net_connections("inet") if one.status == psutil.CONN_LISTEN]


def test_norwegian_letters_are_letters(running: EmbeddedPostgres) -> None:
    assert ask(running.url, "SELECT upper('blåbærøy') || lower('ÁČĐŊŠŦŽ')") == "BLÅBÆRØYáčđŋšŧž"
    assert ask(running.url, "SELECT to_tsvector('norwegian', 'Ålesunds planer')::text") == "'plan':2 'ålesund':1"


def test_a_second_one_on_the_same_folder_is_refused(running: EmbeddedPostgres) -> None:
    with pytest.raises(AlreadyRunningError, match="i bruk av et annet Plandugnad"):
        EmbeddedPostgres(running.folder).start()
    assert ask(running.url, "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another account to run the database as")
def test_as_root_the_database_runs_as_nobody(running: EmbeddedPostgres) -> None:
    assert postmaster(running).username() == "nobody"


def test_a_strangers_environment_variables_do_not_steer_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPORT", "6000")
    monkeypatch.setenv("PGDATA", "/nowhere")
    with EmbeddedPostgres(folder) as database:
        assert (database.socket_folder / ".s.PGSQL.5432").exists()


@pytest.mark.parametrize("name", ["Øvre Årdal, med 'fnutt'", "lang" * 30])
def test_any_name_of_the_data_folder_will_do(folder: Path, name: str) -> None:
    with EmbeddedPostgres(folder / name) as database:
        assert ask(database.url, "SELECT 1") == 1
    shutil.rmtree(database.socket_folder.parent if "plandugnad-" in str(database.socket_folder) else folder)


def test_rows_are_there_after_kill_9_of_the_database(folder: Path) -> None:
    database = EmbeddedPostgres(folder)
    database.start()
    with psycopg.connect(database.url) as connection:
        connection.execute("CREATE TABLE plan (name text)")
        connection.execute("INSERT INTO plan VALUES ('Kommuneplanens arealdel')")
    postmaster(database).send_signal(signal.SIGKILL)
    database.stop()
    with EmbeddedPostgres(folder) as again:
        assert ask(again.url, "SELECT name FROM plan") == "Kommuneplanens arealdel"


_LEAVE_BEHIND = """
import os, signal, sys
from pathlib import Path
from plandugnad.launch import child, postgres
child._LIBC = None  # as on macOS, where nothing tells the database that its supervisor died
postgres.EmbeddedPostgres(Path(sys.argv[1])).start()
os.kill(os.getpid(), signal.SIGKILL)
"""


def leave_behind(folder: Path, environment: dict[str, str]) -> psutil.Process:
    subprocess.run([sys.executable, "-c", _LEAVE_BEHIND, str(folder)], env=environment, check=False)
    return postmaster(EmbeddedPostgres(folder))


def test_a_database_left_behind_is_found_and_stopped_first(folder: Path, environment: dict[str, str]) -> None:
    left = leave_behind(folder, environment)
    assert left.is_running()
    with EmbeddedPostgres(folder) as database:
        assert not left.is_running() or left.status() == psutil.STATUS_ZOMBIE
        assert postmaster(database).pid != left.pid
        assert ask(database.url, "SELECT 1") == 1


def test_a_number_in_postmaster_pid_that_belongs_to_another_program_is_no_hindrance(folder: Path) -> None:
    with EmbeddedPostgres(folder) as database:
        cluster = database.cluster
    owner = cluster.stat()
    innocent = subprocess.Popen(["sleep", "60"], user=owner.st_uid if os.geteuid() == 0 else None)
    try:
        note = cluster / "postmaster.pid"
        note.write_text(f"{innocent.pid}\n{cluster}\n1700000000\n5432\n\n\n\n", "ascii")
        os.chown(note, owner.st_uid, owner.st_gid)
        with EmbeddedPostgres(folder) as database:
            assert ask(database.url, "SELECT 1") == 1
        assert innocent.poll() is None, "somebody else's program was stopped"
    finally:
        innocent.kill()
        innocent.wait()


def test_files_of_another_postgresql_version_are_refused_in_words(folder: Path) -> None:
    with EmbeddedPostgres(folder) as database:
        cluster = database.cluster
    (cluster / "PG_VERSION").write_text("14\n", "ascii")
    with pytest.raises(LaunchError, match=r"laget av PostgreSQL 14.*plandugnad backup.*plandugnad restore"):
        EmbeddedPostgres(folder).start()


def test_a_making_that_was_cut_off_is_begun_again(folder: Path) -> None:
    half = folder / "cluster.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n", "ascii")
    with EmbeddedPostgres(folder) as database:
        assert ask(database.url, "SELECT 1") == 1


def test_a_file_in_the_way_is_told_in_words(folder: Path) -> None:
    folder.write_text("not a folder", "utf-8")
    with pytest.raises(LaunchError, match="Databasen i"):
        EmbeddedPostgres(folder).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_runs_the_programs_where_they_are(folder: Path, environment: dict[str, str]) -> None:
    folder.mkdir()
    account = pwd.getpwnam("nobody")
    os.chown(folder, account.pw_uid, account.pw_gid)
    python = next(path for path in ("/usr/bin/python3.11", "/usr/bin/python3") if Path(path).exists())
    code = (
        "import sys; from pathlib import Path; from plandugnad.launch.postgres import EmbeddedPostgres\n"
        "with EmbeddedPostgres(Path(sys.argv[1])) as database: print(database.url)"
    )
    paths = os.pathsep.join(["/", *environment["PYTHONPATH"].split(os.pathsep), *sys.path])
    ran = subprocess.run(
        [python, "-c", code, str(folder)],
        env=environment | {"PYTHONPATH": paths, "HOME": "/"},
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if "ermission denied" in ran.stderr:
        pytest.skip("the checkout or its Python cannot be read by an ordinary user here")
    assert ran.stdout.startswith("postgresql://plandugnad@/plandugnad?host="), ran.stderr
    assert (folder / "cluster").stat().st_uid == account.pw_uid
    assert not (folder / "programs").exists()
