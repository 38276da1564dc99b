import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launch.serving import Serving

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that does not exist yet, in a place the database's account can get to (pytest's own is closed)."""
    place = Path(tempfile.mkdtemp(prefix="pd-"))
    place.chmod(0o755)
    yield place / "var"
    shutil.rmtree(place)


def bare_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLANDUGNAD_", "PG", "DJANGO"))}
    kept.pop("DATABASE_URL", None)
    return kept | {"PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def environment() -> dict[str, str]:
    """As on a machine where nothing has been set."""
    return bare_environment()


@pytest.fixture(autouse=True)
def _no_database_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test run's own database must not be taken for the installation's."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("PLANDUGNAD_DATA", raising=False)


@pytest.fixture
def serving(folder: Path, environment: dict[str, str]) -> Iterator[Serving]:
    """Nothing made yet."""
    one = Serving(folder, environment)
    yield one
    one.end()


@pytest.fixture(scope="session")
def a_demo() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="pd-"))
    place.chmod(0o755)
    one = Serving(place / "var", bare_environment())
    one.start("--demo")
    one.end()
    yield place / "var"
    shutil.rmtree(place)


@pytest.fixture
def demo(serving: Serving, a_demo: Path) -> Serving:
    """An installation made as a demo, stopped."""
    subprocess.run(["cp", "-a", a_demo, serving.folder], check=True)
    return serving
