"""Where the embedded database lives: in the data folder when its account can get there, else below /var/lib."""

import hashlib
import os
from pathlib import Path

from plandugnad.launch.account import Account
from plandugnad.launch.errors import LaunchError

ELSEWHERE = Path("/var/lib/plandugnad")
CLUSTER = "cluster"
_SIGNPOST = "place.txt"
# initdb runs its sister programs, which we copy to the home, through a shell with no more than quotation marks around.
_MISREAD = frozenset('"$`\\\n')


def find_home(folder: Path, account: Account | None, elsewhere: Path = ELSEWHERE) -> Path:
    """The folder itself, or the place chosen once and written down, so that changed rights hide no database."""
    signpost = folder / _SIGNPOST
    if signpost.exists():
        return Path(signpost.read_text("utf-8").strip())
    if account is None or (folder / CLUSTER).exists():
        return _reachable(folder, account)
    if account.can_reach(folder) and not _MISREAD.intersection(str(folder)):
        return folder
    home = elsewhere / f"{folder.parent.name}-{_short_hash(folder)}"
    _make_own_folder(elsewhere)
    _make_own_folder(home)
    _write_whole(signpost, f"{home}\n")
    return home


def _reachable(folder: Path, account: Account | None) -> Path:
    if account is not None and not account.can_reach(folder):
        raise LaunchError(
            f"Databasen i {folder} kan ikke nås av kontoen den kjører som. "
            f"Gi andre lov til å gå gjennom mappene over den (chmod o+x), eller start som eieren."
        )
    return folder


def _make_own_folder(folder: Path) -> None:
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise LaunchError(f"Mappa {folder} er laget av noen andre. Fjern den, og prøv igjen.")
    folder.chmod(0o755)


def _write_whole(path: Path, text: str) -> None:
    unfinished = path.with_suffix(".new")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
