"""What the database says it is: nothing yet, a demo, or an ordinary installation. Written once, by the product."""

from enum import Enum
from urllib.parse import urlsplit

import psycopg

from plandugnad.launch.errors import LaunchError

_OLDEST_SERVER = 150_000


class Kind(Enum):
    EMPTY = "empty"
    DEMO = "demo"
    ORDINARY = "ordinary"
    FOREIGN = "foreign"


def read_kind(url: str) -> Kind:
    """Also checks that the server is one we can use."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            _check_server(connection)
            return _read(connection)
    except psycopg.OperationalError as error:
        raise LaunchError(
            f"Får ikke kontakt med databasen på {_place(url)}: «{_first_line(error)}». "
            "Sjekk at den kjører, og at DATABASE_URL stemmer."
        ) from error
    except psycopg.ProgrammingError:
        raise LaunchError(
            # The driver's own words repeat the address, password and all.
            "DATABASE_URL kan ikke leses. Skriv den som postgresql://bruker:passord@tjener:5432/database."
        ) from None


def _read(connection: psycopg.Connection[tuple[object, ...]]) -> Kind:
    if _has_table(connection, "core_installation"):
        row = connection.execute("SELECT is_demo FROM core_installation LIMIT 1").fetchone()
        if row is not None:
            return Kind.DEMO if row[0] else Kind.ORDINARY
    if _has_table(connection, "django_migrations"):
        return Kind.EMPTY  # an earlier start was cut off before the installation was made
    return Kind.FOREIGN if _has_any_table(connection) else Kind.EMPTY


def has_tables(url: str) -> bool:
    with psycopg.connect(url, connect_timeout=10) as connection:
        return _has_any_table(connection)


def _has_any_table(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    question = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1"
    return connection.execute(question).fetchone() is not None


def _has_table(connection: psycopg.Connection[tuple[object, ...]], name: str) -> bool:
    row = connection.execute("SELECT to_regclass(%s)", [name]).fetchone()
    return row is not None and row[0] is not None


def _check_server(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    if connection.info.server_version < _OLDEST_SERVER:
        raise LaunchError(
            f"Databasen er PostgreSQL {connection.info.server_version // 10_000}. Plandugnad trenger 15 eller nyere."
        )
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise LaunchError(f"Databasen har tegnsettet {encoding}. Lag den på nytt med UTF8.")


def _place(url: str) -> str:
    """Server and name, never the password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "adressen i DATABASE_URL"
    return f"{parts.hostname or 'denne maskinen'}{parts.path}"


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:200]
