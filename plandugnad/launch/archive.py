"""A backup: one .tar file with a manifest, the database as PostgreSQL's own dump, and every file by its path."""

import hashlib
import json
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath

from plandugnad.launch.dump import dump_database, load_database
from plandugnad.launch.errors import LaunchError

_FORMAT = 1
_MANIFEST = "manifest.json"
_DATABASE = "database.dump"
_FILES = "files"
_LIST = "files.txt"
# Files are named by what is in them (`core.files`), so a damaged one can be told.
_BY_CONTENT = re.compile(r"[0-9a-f]{64}")
_LARGEST_MANIFEST_BYTES = 100_000


def write_archive(target: Path, url: str, files: Path) -> None:
    """While people work. Files never change and are written before the row that names them, so what is there after
    the database was read is enough, with what was there before: the nightly sweep may take one away in between.
    """
    if target.exists():
        raise LaunchError(f"Fila {target} finnes fra før. Velg et annet navn, så ingen kopi går tapt.")
    try:
        with tempfile.TemporaryDirectory(prefix=".plandugnad-", dir=target.absolute().parent) as name:
            folder = Path(name)
            with _held(files) as before:
                dump_database(url, folder / _DATABASE)
                packed = _found(files) | before
                (folder / _LIST).write_text("".join(f"{path}\n" for path in sorted(packed)), "utf-8")
                (folder / _MANIFEST).write_text(json.dumps(_manifest(folder), indent=2), "utf-8")
                _pack(folder, packed)
            (folder / "whole.tar").rename(target)
    except OSError as error:
        raise LaunchError(f"Sikkerhetskopien kunne ikke skrives til {target}: {error.strerror}.") from error


@contextmanager
def _held(files: Path) -> Iterator[dict[str, Path]]:
    """Each file by its place, under a second name, so that it stays until we are done."""
    if not files.exists():
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=files.parent) as name:
        held = {}
        for number, (place, path) in enumerate(_found(files).items()):
            held[place] = Path(name, str(number))
            with suppress(OSError):  # a file system without such names; or the file has just gone
                os.link(path, held[place])
        yield {place: path for place, path in held.items() if path.exists()}


def _found(files: Path) -> dict[str, Path]:
    paths = files.rglob("*") if files.exists() else ()
    return {
        path.relative_to(files).as_posix(): path
        for path in paths
        # What begins with a dot is on its way in.
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    }


def _manifest(folder: Path) -> dict[str, object]:
    return {
        "format": _FORMAT,
        "plandugnad": _version(),
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database_sha256": _sha256(folder / _DATABASE),
        "list_sha256": _sha256(folder / _LIST),
    }


def _pack(folder: Path, files: dict[str, Path]) -> None:
    descriptor = os.open(folder / "whole.tar", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w") as archive:
            archive.add(folder / _MANIFEST, _MANIFEST)
            archive.add(folder / _DATABASE, _DATABASE)
            archive.add(folder / _LIST, _LIST)
            for place in sorted(files):
                archive.add(files[place], f"{_FILES}/{place}")
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
            _check_files(archive, folder, source)
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


_KNOWN = (_MANIFEST, _DATABASE, _LIST, _FILES)


def _check_database(archive: tarfile.TarFile, database: Path, source: Path) -> None:
    wanted = _read_manifest(archive, source).get("database_sha256")
    if not database.exists() or _sha256(database) != wanted:
        raise LaunchError(f"Sikkerhetskopien {source} er skadet: databasen i den er ikke den som ble lagt inn.")


def _check_files(archive: tarfile.TarFile, folder: Path, source: Path) -> None:
    """All that was packed is here, and each file is what its name says."""
    wanted = _read_manifest(archive, source).get("list_sha256")
    found = _found(folder / _FILES)
    if wanted is not None:  # copies from before there was a list have none
        path = folder / _LIST
        if not path.exists() or _sha256(path) != wanted:
            raise LaunchError(f"Sikkerhetskopien {source} er skadet: listen over filene er ikke den som ble lagt inn.")
        missing = set(path.read_text("utf-8").splitlines()) - found.keys()
        if missing:
            raise LaunchError(f"Sikkerhetskopien {source} er skadet: {len(missing)} av filene mangler.")
    damaged = [path for path in found.values() if _BY_CONTENT.fullmatch(path.name) and _sha256(path) != path.name]
    if damaged:
        raise LaunchError(f"Sikkerhetskopien {source} er skadet: {len(damaged)} av filene i den er endret.")


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
