"""What the start-up guide is besides its worksheets: why, what to prepare, its four parts and its eight principles."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plandugnad.engines.sheet.blocks import Definition
from plandugnad.engines.sheet.definitions import read_yaml
from plandugnad.engines.sheet.entry import TOP, Entry
from plandugnad.engines.sheet.texts import Text
from plandugnad.worksheets.definitions import every_definition

_FILE = Path(__file__).with_name("guide.yaml")


@dataclass(frozen=True, slots=True)
class Saying:
    """A reason, a preparation, a part or a principle. `id` is kept where somebody has answered about it."""

    id: str
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Guide:
    """All in the order they are told."""

    why: tuple[Saying, ...]
    prepare: tuple[Saying, ...]
    parts: tuple[Saying, ...]
    principles: tuple[Saying, ...]

    def worksheets_of(self, part: str) -> tuple[Definition, ...]:
        return tuple(one for one in every_definition() if one.part == part)

    def worksheets_for(self, principle: str) -> tuple[Definition, ...]:
        """Those that help where the principle is weak."""
        return tuple(one for one in every_definition() if principle in one.principles)


@cache
def guide() -> Guide:
    return read_guide(_FILE)


def read_guide(path: Path) -> Guide:
    """Raises Refused, with what to mend and where."""
    top = Entry(read_yaml(path.read_text(encoding="utf-8"), path.name), path.name, TOP)
    names = ("why", "prepare", "parts", "principles")
    top.only(set(names))
    return Guide(*(_sayings(top, name) for name in names))


def _sayings(top: Entry, name: str) -> tuple[Saying, ...]:
    found = []
    for one in top.list(name):
        one.only({"id", "title", "text"})
        found.append(Saying(one.id(), one.text("title"), one.text("text")))
    top.distinct(name, [one.id for one in found])
    return tuple(found)
