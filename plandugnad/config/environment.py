"""Typed readers of environment variables. A value that cannot be used stops the start with a sentence."""

import os
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


class WrongSetting(SystemExit):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"Innstillingen {name} kan ikke brukes: {why}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if value.lower() in {"1", "ja", "true", "yes"}:
        return True
    if value.lower() in {"0", "nei", "false", "no"}:
        return False
    raise WrongSetting(name, f"«{value}» er verken ja eller nei.")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "")
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise WrongSetting(name, f"«{value}» er ikke et helt tall.") from None


def choice(name: str, known: tuple[str, ...]) -> str:
    """The first when nothing is set."""
    value = os.environ.get(name) or known[0]
    if value not in known:
        raise WrongSetting(name, f"«{value}» er ukjent. Velg blant {', '.join(known)}.")
    return value


def words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def database(name: str, pool_size: int) -> dict[str, Any]:
    """A PostgreSQL address as libpq reads it, in the shape Django wants. `host` may be a socket folder."""
    value = os.environ.get(name, "")
    try:
        parts = conninfo_to_dict(value)
    except ProgrammingError as wrong:
        raise WrongSetting(name, f"{wrong}".strip()) from None
    known = {key: str(parts.pop(key, "") or "") for key in ("dbname", "user", "password", "host", "port")}
    options: dict[str, Any] = {key: part for key, part in parts.items() if part is not None}
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": known["dbname"],
        "USER": known["user"],
        "PASSWORD": known["password"],
        "HOST": known["host"],
        "PORT": known["port"],
        "OPTIONS": options,
        # The pool keeps connections; Django keeping them too would hold one per thread for good.
        "CONN_MAX_AGE": 0,
        # A connection from before the database restarted is found out before it is used.
        "CONN_HEALTH_CHECKS": bool(pool_size),
    }
