import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from plandugnad.launch.errors import LaunchError


@dataclass(frozen=True)
class Account:
    """The operating system's account that PostgreSQL runs as when we are root; PostgreSQL itself refuses to be root."""

    uid: int
    gid: int

    def can_reach(self, folder: Path) -> bool:
        """Every folder on the way down may be entered by the account."""
        return all(self._can_enter(place) for place in (folder, *folder.parents))

    def _can_enter(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)


def database_account(cluster: Path) -> Account | None:
    """None: as ourselves. As root: whoever owns the cluster already, else nobody."""
    if os.geteuid() != 0:
        return None
    if cluster.exists():
        status = cluster.stat()
        if status.st_uid != 0:
            return Account(status.st_uid, status.st_gid)
        raise LaunchError(
            f"Databasemappa {cluster} eies av root, og da vil ikke PostgreSQL starte. "
            f"Gi den til kontoen nobody: chown -R nobody {cluster}"
        )
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise LaunchError(
            "Kontoen nobody finnes ikke på denne maskinen, og databasen kan ikke kjøre som root. "
            "Start Plandugnad som en vanlig bruker."
        ) from None
    return Account(entry.pw_uid, entry.pw_gid)
