"""The data folder: where one installation keeps what is its own."""

import json
import os
import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from plandugnad.launch.errors import LaunchError
from plandugnad.launch.lock import FolderLock

ROOTS_FOLDER = Path("/var/lib/plandugnad/installation")


def usual_folder() -> Path:
    """Where the data goes when nobody says otherwise."""
    if os.geteuid() == 0:
        return ROOTS_FOLDER
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Plandugnad"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "plandugnad"


@dataclass(frozen=True)
class Installation:
    folder: Path

    @classmethod
    def choose(cls, wanted: str | None) -> "Installation":
        """By --data, else PLANDUGNAD_DATA, else the person's own folder for data."""
        chosen = wanted or os.environ.get("PLANDUGNAD_DATA")
        return cls(Path(chosen).expanduser().absolute() if chosen else usual_folder())

    @property
    def database_folder(self) -> Path:
        return self.folder / "database"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def incoming(self) -> Path:
        """What is being sent to us lies here meanwhile, where there is room: /tmp is often memory, and a small one."""
        return self.folder / "incoming"

    def empty_incoming(self) -> None:
        """A process that was killed leaves what it was reading."""
        shutil.rmtree(self.incoming, ignore_errors=True)
        self.incoming.mkdir(mode=0o700, exist_ok=True)

    def forget_counts(self) -> None:
        """What the pages of an earlier run counted for `/helse/tall` (`config.counts`)."""
        shutil.rmtree(self.folder / "counts", ignore_errors=True)

    @property
    def prepared(self) -> Path:
        return self.folder / "prepared.json"

    def make(self) -> None:
        """Root lets others pass through (the database runs as another account); what is inside is closed."""
        try:
            self.folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
            for folder in (self.logs, self.files):
                folder.mkdir(mode=0o700, exist_ok=True)
            self.secret_key()
        except OSError as error:
            raise LaunchError(
                f"Kan ikke lage datamappa {self.folder}: {_reason(error)}. Rett det, eller velg en annen med --data."
            ) from error

    def serve_lock(self) -> FolderLock:
        return FolderLock(
            self.folder / "serve.lock",
            f"Plandugnad kjører allerede med datamappa {self.folder}. "
            "Bruk det vinduet, stopp det med Ctrl-C, eller velg en annen mappe med --data.",
        )

    def secret_key(self) -> str:
        """Made once; signs sessions and links, so only we may read it."""
        path = self.folder / "secret.key"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            key = path.read_text("ascii").strip()
            if key:
                return key
            path.unlink()  # a disk that was full, or a power cut, between making and writing
            return self.secret_key()
        key = secrets.token_urlsafe(50)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key)
        return key

    @property
    def base_url(self) -> str | None:
        try:
            value = json.loads((self.folder / "installation.json").read_text("utf-8")).get("base_url")
        except FileNotFoundError:
            return None
        except (ValueError, AttributeError):
            raise LaunchError(
                f"Fila {self.folder / 'installation.json'} er ødelagt. Rett den, eller slett den og oppgi "
                "adressen i PLANDUGNAD_BASE_URL."
            ) from None
        return value if isinstance(value, str) else None

    def remember_base_url(self, base_url: str) -> None:
        path = self.folder / "installation.json"
        unfinished = path.with_suffix(".new")
        unfinished.write_text(json.dumps({"base_url": base_url}, indent=2) + "\n", "utf-8")
        unfinished.replace(path)


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "du har ikke lov til å skrive der"
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return "det ligger en fil i veien"
    return error.strerror or "ukjent feil"
