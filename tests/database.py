"""One real PostgreSQL for the whole test run: the embedded one, unless DATABASE_URL names another.

A plugin (see `addopts`), because the address must stand in the environment before Django's settings are read.
"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from unittest import mock

import pytest

from plandugnad.launch import tuning
from plandugnad.launch.postgres import EmbeddedPostgres

# It is thrown away, so nothing of it need be on the disk. Those tests/launch starts are as the product starts them.
THROWN_AWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "4GB"}

_running: list[EmbeddedPostgres] = []
_made: list[str] = []
_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--with-database", action="store_true", help="only the tests that use the database")
    parser.addoption("--one-in", type=int, default=1, help="every so many of those in a file, the first among them")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that asks no database says nothing about which one it is, and need not be run on each."""
    if config.getoption("--with-database"):
        items[:] = [item for item in items if _uses_database(item)]
    apart, places = config.getoption("--one-in"), Counter[Path]()
    kept = []
    for item in items:
        if places[item.path] % apart == 0:
            kept.append(item)
        places[item.path] += 1
    items[:] = kept


def _uses_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not names.isdisjoint(_FIXTURES)


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """Workers of a parallel run find the address of the first process in their environment."""
    os.environ.setdefault("PLANDUGNAD_SECRET_KEY", "en-nøkkel-som-bare-brukes-i-tester-og-aldri-ellers")
    # Never the folder of a real installation, whatever `make` says, nor another worker's: some tests empty theirs.
    os.environ["PLANDUGNAD_DATA"] = _new_folder("plandugnad-test-")
    (Path(os.environ["PLANDUGNAD_DATA"]) / "static").mkdir()  # its absence is warned about, and warnings are errors
    if "DATABASE_URL" not in os.environ:
        folder = Path(_new_folder("plandugnad-db-"))
        folder.chmod(0o755)  # as root the database runs as an account that must get through here
        database = EmbeddedPostgres(folder)
        with mock.patch.dict(tuning.SETTINGS, THROWN_AWAY):
            database.start()
        _running.append(database)
        os.environ["DATABASE_URL"] = database.url
    return (yield)


def _new_folder(prefix: str) -> str:
    _made.append(tempfile.mkdtemp(prefix=prefix))
    return _made[-1]


def pytest_unconfigure() -> None:
    for database in _running:
        database.stop()
    for folder in _made:
        shutil.rmtree(folder, ignore_errors=True)
