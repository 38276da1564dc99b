"""What stands beside the files of a room, said by whoever knows: the archive does not know what links to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from plandugnad.archive.models import Folder, Room
from plandugnad.core.pieces import Words
from plandugnad.engines.tables.when import When
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class Case:
    """Something under way that the files are about: where it stands, and what comes next."""

    name: str
    address: str
    place: str
    status: str
    next_words: str
    next_on: When | None
    is_late: bool


class Beside(Protocol):
    """`cases` are those the reader may see, in a folder or in all of the room. One query."""

    @property
    def heading(self) -> Words: ...

    def cases(self, actor: Actor, room: Room, folder: Folder | None) -> Sequence[Case]: ...


@dataclass(frozen=True)
class Shown:
    heading: Words
    cases: Sequence[Case]


_added: list[Beside] = []


def add_beside(part: Beside) -> None:
    _added.append(part)


def read_beside(actor: Actor, room: Room, folder: Folder | None) -> list[Shown]:
    read = (Shown(part.heading, part.cases(actor, room, folder)) for part in _added)
    return [shown for shown in read if shown.cases]
