"""An installation from an earlier day, with one of everything, taken into use today: nothing lost, all of it read.

`earlier/<day>.tar.gz` is a backup made by the code of that day. New ones are added; none is made again.
"""

import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from plandugnad.launch.archive import read_archive
from plandugnad.launch.postgres import EmbeddedPostgres
from plandugnad.launch.surroundings import django_command
from tests.launch.conftest import bare_environment

EARLIER = sorted((Path(__file__).parent / "earlier").glob("*.tar.gz"))
# Told in a migration, each with what becomes of it instead.
MOVED = {("meetings_followup", "done_by"): "done_by_name"}
# Made anew at each start, or the framework's own account of what there is.
MADE_ANEW = {"auth_permission", "django_content_type", "django_migrations", "django_session"}
Table = dict[str, Any]


@pytest.fixture(params=EARLIER, ids=lambda path: path.name.partition(".")[0])
def database(request: pytest.FixtureRequest) -> Iterator[tuple[str, Path]]:
    """Its address, and the data folder beside it."""
    with tempfile.TemporaryDirectory(prefix="pd-") as name:
        place = Path(name)
        place.chmod(0o755)
        (place / "data" / "files").mkdir(parents=True)
        (place / "data" / "static").mkdir()
        (place / "backup.tar").write_bytes(gzip.decompress(request.param.read_bytes()))
        with EmbeddedPostgres(place / "database") as postgres:
            read_archive(place / "backup.tar", postgres.url, place / "data" / "files")
            yield postgres.url, place / "data"


def everything(url: str) -> dict[str, list[Table]]:
    found: dict[str, list[Table]] = {}
    with psycopg.connect(url) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (name,) in names:
            question = sql.SQL("SELECT row_to_json(it)::text FROM {} it").format(sql.Identifier(name))
            found[name] = [json.loads(row[0]) for row in connection.execute(question)]
    return found


def counted(rows: list[Table], columns: Iterable[str]) -> Counter[str]:
    return Counter(json.dumps([row[name] for name in columns]) for row in rows)


def test_every_row_of_an_earlier_day_is_there_and_every_page_opens(database: tuple[str, Path]) -> None:
    url, data = database
    environment = bare_environment() | {
        "DATABASE_URL": url,
        "PLANDUGNAD_DATA": str(data),
        "PLANDUGNAD_SECRET_KEY": "bare-til-prøven",
        "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
    }
    before = everything(url)
    for words in (("migrate", "-v0"), ("collectstatic", "--noinput", "-v0")):
        subprocess.run(django_command(*words), env=environment, check=True, capture_output=True)
    after = everything(url)
    assert sum(len(rows) for rows in before.values()) > 100
    for table, rows in before.items():
        if rows and table not in MADE_ANEW:
            now = [MOVED.get((table, name), name) for name in rows[0]]
            assert counted(rows, rows[0]) == counted(after[table], now), table
    subprocess.run(django_command("fill_overviews"), env=environment, check=True, capture_output=True)
    command = [sys.executable, "-m", "tests.launch.earlier.pages"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(said) > 50
    assert [line for line in said if not line.startswith("200 ")] == []
