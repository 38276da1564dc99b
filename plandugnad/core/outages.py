"""What went wrong because something we stand on is away or full, and not because of an error of ours."""

import errno
from collections.abc import Iterator
from enum import Enum

import psycopg

# PostgreSQL's own codes: lost connections, too many of them, and a server that is stopping, starting or has crashed.
_AWAY = ("08", "53300", "57P")
_FULL = frozenset({"53100"})
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NoRoom(Exception):
    """Raised in the place of an OSError where such a one would be taken for a caller who hung up."""


class Outage(Enum):
    DATABASE_AWAY = "database"
    DISK_FULL = "disk"


def outage_behind(error: BaseException | None) -> Outage | None:
    for each in _chain(error):
        if isinstance(each, NoRoom) or is_no_room(each):
            return Outage.DISK_FULL
        if isinstance(each, psycopg.OperationalError):
            if each.sqlstate in _FULL:
                return Outage.DISK_FULL
            if each.sqlstate is None or each.sqlstate.startswith(_AWAY):
                return Outage.DATABASE_AWAY
    return None


def is_no_room(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in _NO_ROOM


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and what it came of. What merely happened before it is none of its causes."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__
