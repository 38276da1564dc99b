"""Typed readers of environment variables. A value that cannot be used stops the start with a sentence."""

import os
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


class WrongSetting(SystemExit):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"Innstillingen {name} kan ikke brukes: {why}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


_LARGEST_SECRET_BYTES = 64 * 1024


def secret(name: str) -> str:
    """From NAME, or from the file that NAME_FILE names, as systemd's LoadCredential and containers' secrets give it.

    Empty when neither is set. What the file holds is never part of a complaint about it.
    """
    value, place = os.environ.get(name, ""), os.environ.get(file_name(name), "")
    if value and place:
        raise WrongSetting(name, f"den er satt både direkte og med {file_name(name)}. Ta bort den ene.")
    return _read_secret(file_name(name), Path(place)) if place else value


def file_name(name: str) -> str:
    return f"{name}_FILE"


def _read_secret(name: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_SECRET_BYTES + 1)
    except FileNotFoundError:
        raise WrongSetting(name, f"filen {path} finnes ikke.") from None
    except OSError as error:
        why = "er en mappe" if isinstance(error, IsADirectoryError) else f"kan ikke leses ({error.strerror})"
        raise WrongSetting(
            name, f"{path} {why}. Den må være en fil som kontoen Plandugnad kjører som, kan lese."
        ) from None
    if len(content) > _LARGEST_SECRET_BYTES:
        raise WrongSetting(name, f"filen {path} er for stor til å holde en hemmelighet.")
    return _one_line(name, path, content)


def _one_line(name: str, path: Path, content: bytes) -> str:
    try:
        value = content.decode("utf-8-sig").rstrip("\r\n")  # what an editor or `echo` leaves at the end
    except UnicodeDecodeError:
        raise WrongSetting(name, f"filen {path} er ikke tekst i UTF-8.") from None
    if not value.strip():
        raise WrongSetting(name, f"filen {path} er tom.")
    if any(not letter.isprintable() for letter in value):
        raise WrongSetting(name, f"filen {path} må ha hemmeligheten på én linje og ikke noe annet.")
    return value


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


# While the database is away, a page says so soon: a page worker that waits keeps others waiting. How long it goes on
# trying on its own is short too, for its pauses grow, and it is asked anew by the next page anyway.
_WAITS = {"timeout": 3, "reconnect_timeout": 5}


def database(name: str, pool_size: int) -> dict[str, Any]:
    """A PostgreSQL address as libpq reads it, in the shape Django wants. `host` may be a socket folder."""
    try:
        parts = conninfo_to_dict(secret(name))
    except ProgrammingError:  # the driver's own words repeat the address, password and all
        raise WrongSetting(
            name, "den er ingen adresse til en database. Skriv postgresql://bruker:passord@vert/navn."
        ) from None
    known = {key: str(parts.pop(key, "") or "") for key in ("dbname", "user", "password", "host", "port")}
    options: dict[str, Any] = {key: part for key, part in parts.items() if part is not None}
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, **_WAITS}
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
