"""What must be in place before the pages can be shown, and how we know that it is."""

import hashlib
import json
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from subprocess import Popen

import psycopg

from plandugnad.launch.child import end, spawn
from plandugnad.launch.errors import LaunchError
from plandugnad.launch.installation import Installation
from plandugnad.launch.log import ChildLog
from plandugnad.launch.product import Product
from plandugnad.launch.progress import progress
from plandugnad.launch.stop_request import StopRequest
from plandugnad.launch.surroundings import django_command


@dataclass(frozen=True)
class Step:
    sentence: str
    command: tuple[str, ...]


PREPARATION = (
    Step("Lager tabellene i databasen", ("migrate", "--noinput")),
    Step("Gjør plass til det som huskes kort", ("createcachetable",)),
    Step("Legger fram stilark og bilder", ("collectstatic", "--noinput")),
    Step("Leser inn registeret over kommuner og fylker", ("load_register",)),
    Step("Ser etter om søket og kalenderen må fylles på nytt", ("fill_overviews", "--if-behind")),
)
MAKE_DEMO = Step("Lager eksempelregionen", ("make_demo",))
MAKE_ORDINARY = Step("Lager en tom installasjon", ("setup",))

# A change in any of these makes the steps run again.
_WATCHED = ("*/migrations/*.py", "projections/making.py", "*/static/**/*", "config/*.py", "data/**/*", "../data/**/*")


def prepare(installation: Installation, product: Product, environment: dict[str, str], stop: StopRequest) -> None:
    """Run the steps, unless just these were run to the end on just this database."""
    url = environment["DATABASE_URL"]
    code = code_fingerprint(product.folder)
    if _remembered(installation) == [code, database_fingerprint(url)] and (installation.folder / "static").exists():
        return
    installation.prepared.unlink(missing_ok=True)
    for step in PREPARATION:
        run_step(step, installation, environment, stop)
    installation.prepared.write_text(json.dumps([code, database_fingerprint(url)]), "utf-8")


def run_step(step: Step, installation: Installation, environment: dict[str, str], stop: StopRequest) -> None:
    path = installation.logs / "preparation.log"
    log = ChildLog(path)
    with progress(step.sentence):
        process = spawn(django_command(*step.command), environment=environment)
        log.follow(process.stdout)
        try:
            _wait(process, stop)
        finally:
            log.finish()
    if process.returncode != 0:
        last = log.tail().strip().rsplit("\n", 1)[-1][:300]
        raise LaunchError(f"Det stanset ved «{step.sentence}»: «{last}». Hele forklaringen står i {path}.")


def _wait(process: "Popen[bytes]", stop: StopRequest) -> None:
    while process.poll() is None:
        if stop.is_made:
            end(process, [(signal.SIGTERM, 5)])
            stop.check()
        time.sleep(0.05)


def _remembered(installation: Installation) -> object:
    try:
        return json.loads(installation.prepared.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def code_fingerprint(folder: Path) -> str:
    """Of our own files by content (their times change with every checkout), and of the packages by version."""
    total = hashlib.blake2b(digest_size=16)
    for package in sorted(f"{one.name}={one.version}" for one in distributions()):
        total.update(f"{package}\n".encode())
    for path in _watched_files(folder):
        total.update(str(path).encode())
        total.update(hashlib.blake2b(path.read_bytes()).digest())
    return total.hexdigest()


def _watched_files(folder: Path) -> Iterator[Path]:
    found: Iterable[Path] = (path for pattern in _WATCHED for path in folder.glob(pattern))
    yield from sorted({path.resolve() for path in found if path.is_file()})


def database_fingerprint(url: str) -> str:
    """Which database this is, and which migrations it has: another one behind the same address is noticed."""
    with psycopg.connect(url, connect_timeout=10, autocommit=True) as connection:
        parts = [_ask(connection, question) for question in _IDENTITY]
    return " ".join(parts)


_IDENTITY = (
    "SELECT system_identifier::text FROM pg_control_system()",
    "SELECT oid::text FROM pg_database WHERE datname = current_database()",
    "SELECT md5(string_agg(app || '.' || name, ',' ORDER BY id)) FROM django_migrations",
)


def _ask(connection: psycopg.Connection[tuple[object, ...]], question: str) -> str:
    try:
        row = connection.execute(question).fetchone()
    except psycopg.Error:  # no such table yet; or a hosted database that keeps its identity to itself
        return "-"
    return str(row[0]) if row else "-"
