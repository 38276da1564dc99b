import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.cast import Cast, make_cast
from tests.launch.serving import wait_until
from tests.worksheets.live.serving import Mortal, Server

_OTHERS = "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"


@pytest.fixture(scope="package")
def _server(django_db_setup: None, django_db_blocker: Any) -> Iterator[Server]:
    server = Server().start()
    yield server
    server.end()
    with django_db_blocker.unblock():  # the database is taken away next, which it cannot be while somebody is in it
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {_OTHERS}")
        wait_until(lambda: _nobody("TRUE"), "its connections to be gone")
        connection.close()


@pytest.fixture
def server(_server: Server, transactional_db: None) -> Iterator[Server]:
    yield _server
    wait_until(is_quiet, "the rooms to have left what they leave")


def is_quiet() -> bool:
    """The tables are emptied next, and must not be waited for by somebody who holds others."""
    return all(_nobody_asks() for _ in range(3))


def _nobody_asks() -> bool:
    time.sleep(0.05)
    return _nobody("state <> 'idle'")


def _nobody(who: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE {_OTHERS} AND {who})")
        found: bool = cursor.fetchone()[0]
        return found


@pytest.fixture
def mortal(transactional_db: None) -> Iterator[Mortal]:
    server = Mortal().start()
    yield server
    server.end()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()
