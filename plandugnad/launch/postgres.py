"""A PostgreSQL of our own: made, started as a direct child, found again after a crash, stopped."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg

from plandugnad.launch.account import Account, database_account
from plandugnad.launch.binaries import Programs, copy_programs, find_programs
from plandugnad.launch.child import end, spawn
from plandugnad.launch.errors import LaunchError
from plandugnad.launch.home import CLUSTER, find_home
from plandugnad.launch.initdb import create_cluster
from plandugnad.launch.leftover import clear_socket, stop_leftover
from plandugnad.launch.lock import FolderLock
from plandugnad.launch.log import ChildLog
from plandugnad.launch.postgres_errors import explain
from plandugnad.launch.socket_folder import choose_socket_folder, make_socket_folder
from plandugnad.launch.tuning import command_line

_NAME = "plandugnad"
# After a crash the database reads its log again before it answers; that may take minutes on a slow disk.
_START_SECONDS = 300
_HARD_STOP = ((signal.SIGQUIT, 20.0),)
_FAST_STOP = ((signal.SIGINT, 60.0), *_HARD_STOP)
_FREE_BYTES_NEEDED = 150_000_000


class EmbeddedPostgres:
    """The database of one data folder. `url` is a DATABASE_URL; it is the same every time."""

    def __init__(
        self,
        folder: Path,
        *,
        log: Path | None = None,
        show: Callable[[str], None] | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self.folder = folder.absolute()
        self._log = ChildLog(log, show, database=True)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: FolderLock | None = None
        self._check = check  # called while waiting; may raise to give up

    @property
    def home(self) -> Path:
        return find_home(self.folder, self._account)

    @property
    def cluster(self) -> Path:
        return self.home / CLUSTER

    @property
    def socket_folder(self) -> Path:
        return choose_socket_folder(self.home)

    @property
    def url(self) -> str:
        return f"postgresql://{_NAME}@/{_NAME}?host={quote(str(self.socket_folder))}"

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def has_cluster(self) -> bool:
        return self.folder.exists() and self.cluster.exists()

    @property
    def _account(self) -> Account | None:
        signpost = find_home(self.folder, None)
        return database_account(signpost / CLUSTER)

    def start(self) -> None:
        """Start, making the database first when there is none; raises LaunchError in words."""
        if self.is_running:
            return
        try:
            self._take_folder()
            programs = self._programs()
            stop_leftover(self.cluster)
            if not self.cluster.exists():
                create_cluster(self.cluster, programs, _NAME, self._account)
            self._start_process(programs)
            self._wait_for_start()
            self._make_database()
        except OSError as error:
            self.stop(hard=True)
            raise LaunchError(_in_words(error, self.folder)) from error
        except BaseException:
            self.stop(hard=True)
            raise

    def stop(self, *, hard: bool = False, is_urgent: Callable[[], bool] = bool) -> None:
        """Fast shutdown: connections are cut, everything saved is kept. Hard: at once; the next start tidies up."""
        if self._process is not None:
            end(self._process, _HARD_STOP if hard else _FAST_STOP, is_urgent)
            self._log.finish()
            self._process = None
        if self._lock is not None:
            self._lock.give_back()
            self._lock = None

    def wait_until_ready(self) -> None:
        """For a database that another process has started: wait until it answers."""
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline:
                raise LaunchError(f"Databasen i {self.home} svarer ikke. Stopp Plandugnad, og start på nytt.")
            time.sleep(0.1)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _take_folder(self) -> None:
        if self._lock is not None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        home = self.home
        if self._account is not None:
            home.chmod(0o755)
        lock = FolderLock(
            home / "database.lock",
            f"Databasen i {home} er i bruk av et annet Plandugnad. Stopp det, eller velg en annen mappe med --data.",
        )
        lock.take()
        self._lock = lock

    def _programs(self) -> Programs:
        version = self.cluster / "PG_VERSION"
        programs = find_programs(int(version.read_text("ascii")) if version.exists() else None)
        if self._account is None:
            return programs
        return copy_programs(programs, self.home / "programs")

    def _start_process(self, programs: Programs) -> None:
        if shutil.disk_usage(self.cluster).free < _FREE_BYTES_NEEDED:
            raise LaunchError(
                f"Disken er full: databasen i {self.home} trenger minst 150 MB ledig. Frigjør plass, og prøv igjen."
            )
        make_socket_folder(self.socket_folder, self._account)
        clear_socket(self.socket_folder)
        self._process = spawn(
            [programs.path("postgres"), *command_line(self.cluster, self.socket_folder)],
            environment=plain_environment(),
            account=self._account,
            death_signal=signal.SIGINT,
            folder=self.cluster if self._account is None else Path("/"),
        )
        self._log.follow(self._process.stdout)

    def _wait_for_start(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            self._check()
            if not self.is_running or time.monotonic() > deadline:
                self._log.finish()
                raise LaunchError(explain(self._log.tail(), self.home, self._log.path))
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            with self._connect():
                return True
        except psycopg.OperationalError:
            return False

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            dbname="postgres", user=_NAME, host=str(self.socket_folder), port=5432, connect_timeout=5, autocommit=True
        )

    def _make_database(self) -> None:
        with self._connect() as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_NAME]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {_NAME}")


def plain_environment() -> dict[str, str]:
    """The surroundings without PostgreSQL's own variables: a PGPORT or PGDATA from elsewhere must not steer us."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}


def _in_words(error: OSError, folder: Path) -> str:
    return explain(error.strerror or str(error), Path(error.filename) if error.filename else folder, None)
