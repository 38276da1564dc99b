"""What features above have for a step of a process, as links in its row: they add themselves, the process does not know
them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from plandugnad.processes.access import ProcessAbilities
from plandugnad.processes.models import Process


@dataclass(frozen=True)
class StepLink:
    """`is_there`: it leads to something that has been made, not to making it."""

    label: str
    address: str
    icon: str
    is_there: bool = True


class StepLinks(Protocol):
    def links(self, process: Process, abilities: ProcessAbilities) -> Mapping[str, Sequence[StepLink]]:
        """By the code of the step, in one question at most."""
        ...


_added: list[StepLinks] = []


def add_step_links(of: StepLinks) -> None:
    """Called as the feature's own module is loaded."""
    _added.append(of)


def step_links(process: Process, abilities: ProcessAbilities) -> dict[str, list[StepLink]]:
    found: defaultdict[str, list[StepLink]] = defaultdict(list)
    for of in _added:
        for code, links in of.links(process, abilities).items():
            found[code].extend(links)
    return dict(found)
