"""A backup: one .tar file with a manifest, the database as PostgreSQL's own dump, and every file by its path."""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath

from plandugnad.launch.dump import dump_database, load_database
from plandugnad.launch.errors import LaunchError

_FORMAT = 1
_MANIFEST = "manifest.json"
_DATABASE = "database.dump"
_FILES = "files"
_LARGEST_MANIFEST_BYTES = 100_000


def write_archive(target: Path, url: str, files: Path) -> None:
    """The database first: a file is written before the row that names it, so the files may be more, never fewer."""
    if target.exists():
        raise LaunchError(f"Fila {target} finnes fra før. Velg et annet navn, så ingen kopi går tapt.")
    try:
        with tempfile.TemporaryDirectory(prefix=".plandugnad-", dir=target.absolute().parent) as name:
            folder = Path(name)
            dump_database(url, folder / _DATABASE)
            (folder / _MANIFEST).write_text(json.dumps(_manifest(folder / _DATABASE), indent=2), "utf-8")
            _pack(folder, files)
            (folder / "whole.tar").rename(target)
    except OSError as error:
        raise LaunchError(f"Sikkerhetskopien kunne ikke skrives til {target}: {error.strerror}.") from error


def _manifest(database: Path) -> dict[str, object]:
    return {
        "format": _FORMAT,
        "plandugnad": _version(),
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database_sha256": _sha256(database),
    }


def _pack(folder: Path, files: Path) -> None:
    descriptor = os.open(folder / "whole.tar", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w") as archive:
            archive.add(folder / _MANIFEST, _MANIFEST)
            archive.add(folder / _DATABASE, _DATABASE)
            for path in sorted(files.rglob("*")) if files.exists() else ():
                if path.is_file() and not path.is_symlink():
                    archive.add(path, f"{_FILES}/{path.relative_to(files).as_posix()}")
        stream.flush()
        os.fsync(stream.fileno())


def read_archive(source: Path, url: str, files: Path) -> None:
    """Into an empty database and an empty folder; either all of it, or nothing."""
    try:
        with (
            tarfile.open(source, "r:") as archive,
            tempfile.TemporaryDirectory(prefix=".restore-", dir=files.parent) as name,
        ):
            folder = Path(name)
            _check_manifest(archive, source)
            _unpack(archive, folder)
            _check_database(archive, folder / _DATABASE, source)
            load_database(folder / _DATABASE, url)
            _move_files(folder / _FILES, files)
    except tarfile.TarError as error:
        raise LaunchError(f"Fila {source} er ikke en hel sikkerhetskopi fra Plandugnad.") from error
    except OSError as error:
        raise LaunchError(f"Sikkerhetskopien kunne ikke hentes inn: {error.strerror or error}.") from error


def _check_manifest(archive: tarfile.TarFile, source: Path) -> None:
    if _read_manifest(archive, source).get("format") != _FORMAT:
        raise LaunchError(f"Sikkerhetskopien {source} er laget av en nyere utgave av Plandugnad. Oppgrader først.")


def _read_manifest(archive: tarfile.TarFile, source: Path) -> dict[str, object]:
    try:
        stream = archive.extractfile(_MANIFEST)
        manifest = json.loads(stream.read(_LARGEST_MANIFEST_BYTES)) if stream else None
    except (KeyError, ValueError):
        manifest = None
    if not isinstance(manifest, dict):
        raise LaunchError(f"Fila {source} er ikke en sikkerhetskopi fra Plandugnad.")
    return manifest


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    (folder / _FILES).mkdir()
    for member in archive:
        place = PurePosixPath(member.name)
        if not member.isfile() or place.is_absolute() or ".." in place.parts or place.parts[0] not in _KNOWN:
            raise LaunchError(
                f"Sikkerhetskopien inneholder «{member.name}», som ikke hører hjemme der. Ingenting er hentet inn."
            )
        stream = archive.extractfile(member)
        if stream is None:
            continue
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        with stream, target.open("wb") as file:
            shutil.copyfileobj(stream, file)


_KNOWN = (_MANIFEST, _DATABASE, _FILES)


def _check_database(archive: tarfile.TarFile, database: Path, source: Path) -> None:
    wanted = _read_manifest(archive, source).get("database_sha256")
    if not database.exists() or _sha256(database) != wanted:
        raise LaunchError(f"Sikkerhetskopien {source} er skadet: databasen i den er ikke den som ble lagt inn.")


def _move_files(unpacked: Path, files: Path) -> None:
    files.rmdir()  # empty: the caller has checked
    unpacked.chmod(0o700)
    unpacked.rename(files)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version() -> str:
    try:
        return version("plandugnad")
    except PackageNotFoundError:
        return "?"
