"""The folder of the database's socket: short enough for the kernel, and nobody else's."""

import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path

from plandugnad.launch.account import Account
from plandugnad.launch.errors import LaunchError

SOCKET_NAME = ".s.PGSQL.5432"
# The kernel takes 107 bytes on Linux and 103 on macOS.
_LONGEST_PATH_BYTES = 100
# PostgreSQL reads commas and quotation marks in the path as a list.
_PLAIN = re.compile(r"[^,\"'\\\n]+")


def choose_socket_folder(home: Path) -> Path:
    folder = home / "socket"
    if _fits(folder):
        return folder
    name = f"plandugnad-{os.geteuid()}-{hashlib.sha256(os.fsencode(home)).hexdigest()[:12]}"
    places = (Path(tempfile.gettempdir()), Path("/tmp"))  # noqa: S108  checked for its owner before use
    fitting = [place / name / "socket" for place in places if _fits(place / name / "socket")]
    if not fitting:
        raise LaunchError(f"Mappa {home} har for lang sti til databasen. Velg en kortere med --data.")
    return fitting[0]


def _fits(folder: Path) -> bool:
    path = folder / SOCKET_NAME
    return len(os.fsencode(path)) <= _LONGEST_PATH_BYTES and bool(_PLAIN.fullmatch(str(path)))


def make_socket_folder(folder: Path, account: Account | None) -> None:
    """The folder above is ours, so nobody can swap what is inside it; the folder itself belongs to the database."""
    _make_private(folder.parent, os.geteuid(), 0o711 if account else 0o700)
    folder.mkdir(mode=0o700, exist_ok=True)
    if account and folder.lstat().st_uid == 0:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    _check(folder, account.uid if account else os.geteuid())
    folder.chmod(0o700)


def _make_private(folder: Path, owner: int, mode: int) -> None:
    try:
        folder.mkdir(mode=mode)
    except FileExistsError:
        _check(folder, owner)


def _check(folder: Path, owner: int) -> None:
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner:
        raise LaunchError(f"Mappa {folder} er laget av noen andre, og brukes ikke. Fjern den, og prøv igjen.")
    if folder.name != "socket" and status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise LaunchError(f"Mappa {folder} kan skrives av andre. Fjern den retten (chmod go-w), og prøv igjen.")
