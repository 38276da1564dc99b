from pathlib import Path

import psycopg
import pytest

from plandugnad.launch.errors import LaunchError
from plandugnad.launch.mark import Kind, read_kind
from plandugnad.launch.postgres import EmbeddedPostgres
from plandugnad.launch.preparation import database_fingerprint


def test_the_database_tells_what_it_is(folder: Path) -> None:
    with EmbeddedPostgres(folder) as database, psycopg.connect(database.url, autocommit=True) as connection:
        url = database.url
        assert read_kind(url) is Kind.EMPTY
        connection.execute("CREATE TABLE invoices ()")
        assert read_kind(url) is Kind.FOREIGN
        connection.execute("CREATE TABLE django_migrations (id int, app text, name text)")
        assert read_kind(url) is Kind.EMPTY, "a start that was cut off"
        connection.execute("CREATE TABLE core_installation (is_demo boolean)")
        assert read_kind(url) is Kind.EMPTY
        connection.execute("INSERT INTO core_installation VALUES (true)")
        assert read_kind(url) is Kind.DEMO
        connection.execute("UPDATE core_installation SET is_demo = false")
        assert read_kind(url) is Kind.ORDINARY

        before = database_fingerprint(url)
        connection.execute("INSERT INTO django_migrations VALUES (1, 'plans', '0001_initial')")
        assert database_fingerprint(url) != before
        connection.execute("CREATE DATABASE another")
        assert database_fingerprint(url.replace("/plandugnad?", "/another?")) not in (before, database_fingerprint(url))


@pytest.mark.parametrize(
    "url", ["postgresql://anna:hemmelig@127.0.0.1:1/plan", "postgresql://anna:hemmelig@[/plan", "tull"]
)
def test_an_address_that_does_not_work_is_told_without_the_password(url: str) -> None:
    with pytest.raises(LaunchError, match="DATABASE_URL") as told:
        read_kind(url)
    assert "hemmelig" not in str(told.value)
