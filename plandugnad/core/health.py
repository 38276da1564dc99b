"""Is the installation ready to serve people: database, tables and the worker that does the jobs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

# A worker says that it lives every ten seconds.
_SILENT_SECONDS = 60


@dataclass(frozen=True)
class Part:
    name: str
    is_ready: bool


def parts() -> list[Part]:
    """Database, tables, worker, in the order they depend on each other."""
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("database", answers),
        ("tabeller", has_all_tables),
        ("jobber", has_living_worker),
    )
    found: list[Part] = []
    for name, is_ready in checks:
        found.append(Part(name, all(part.is_ready for part in found) and _holds(is_ready)))
    return found


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False
    except Exception as error:  # psycopg_pool's own, when no connection was to be had in time
        if type(error).__name__ == "PoolTimeout":
            return False
        raise


def answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


_seen_whole = False


def has_all_tables() -> bool:
    """Every migration of this code has been run. The code does not change while it runs, so it is asked until so."""
    global _seen_whole
    if not _seen_whole:
        executor = MigrationExecutor(connection)
        _seen_whole = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _seen_whole


def has_living_worker() -> bool:
    seconds = heartbeat_age_seconds()
    return seconds is not None and seconds < _SILENT_SECONDS


def heartbeat_age_seconds() -> float | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM now() - max(last_heartbeat))::float FROM procrastinate_workers")
        age: float | None = cursor.fetchone()[0]
        return age
