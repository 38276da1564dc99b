"""The worksheets, a file each. A new one is a new file here and nothing else. In `beside` are those that are no part of
the guide, and that other apps begin.

A sheet keeps a copy of the mapping it began with (`mapping_of`), so a later change of a file changes no sheet. Ids in
the files are kept in sheets, and never renamed or reused.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from plandugnad.engines.sheet.blocks import Definition
from plandugnad.engines.sheet.definitions import read_definition, read_yaml
from plandugnad.engines.sheet.refusal import Refused
from plandugnad.worksheets.definitions.law import with_steps_of_law

FOLDER = Path(__file__).parent
BESIDE = FOLDER / "beside"


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it stands, with the law's steps written out, and what it means."""

    file: str
    mapping: Mapping[str, Any]
    definition: Definition


def every_definition() -> tuple[Definition, ...]:
    """Those of the guide, in its order."""
    return tuple(one.definition for one in _guides().values())


def definition_named(id: str) -> Definition | None:
    found = _ours().get(id)
    return found.definition if found else None


def file_of(id: str) -> str:
    return _ours()[id].file


def mapping_of(id: str) -> dict[str, Any]:
    """As JSON can keep it; a copy of its own. Raises KeyError."""
    return copy.deepcopy(dict(_ours()[id].mapping))


def read_folder(folder: Path) -> Mapping[str, Read]:
    """Id → what was read, in their order. Raises Refused: of a file that is wrong, or two with one id."""
    found: dict[str, Read] = {}
    for path in sorted(folder.glob("*.yaml")):
        read = _read(path)
        if read.definition.id in found:
            raise Refused("twice", file=path.name, at="id", name=read.definition.id)
        found[read.definition.id] = read
    return dict(sorted(found.items(), key=lambda one: (one[1].definition.order or 1_000, one[0])))


def _read(path: Path) -> Read:
    try:
        written = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Refused("unreadable", file=path.name, line=1) from error
    mapping = with_steps_of_law(read_yaml(written, path.name), path.name)
    return Read(path.name, mapping, read_definition(mapping, path.name))


@cache
def _guides() -> Mapping[str, Read]:
    return read_folder(FOLDER)


@cache
def _ours() -> Mapping[str, Read]:
    return {**read_folder(BESIDE), **_guides()}
