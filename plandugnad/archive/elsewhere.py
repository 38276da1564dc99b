"""What a place keeps in other systems than its archive here, said by whoever knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from plandugnad.archive.access import Place
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class KeptElsewhere:
    """`what` may be empty, and so may who answers for it."""

    system: str
    what: str
    owner: str = ""


class Elsewhere(Protocol):
    """Those the reader may see, in the order they were agreed on. One query."""

    def kept(self, actor: Actor, place: Place) -> Sequence[KeptElsewhere]: ...


_added: list[Elsewhere] = []


def add_elsewhere(part: Elsewhere) -> None:
    _added.append(part)


def read_elsewhere(actor: Actor, place: Place) -> list[KeptElsewhere]:
    return [one for part in _added for one in part.kept(actor, place)]
