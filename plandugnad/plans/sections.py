"""What features have to say of a plan, as links on its page: they add themselves, the plan does not know them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Exists

from plandugnad.plans.models import Plan
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class Section:
    """`words` is what stands now, in a sentence; `label` what one can do about it, at `address`."""

    heading: str
    words: str
    label: str
    address: str


class PlanSections(Protocol):
    """`flag` is a name for whether the plan has any of it, which its page asks for with the plan itself."""

    flag: str

    def exists(self) -> Exists:
        """Of a plan, as `OuterRef("pk")`."""
        ...

    def section(self, actor: Actor, plan: Plan) -> Section | None:
        """None where there is nothing for this reader."""
        ...


_added: list[PlanSections] = []


def add_sections(of: PlanSections) -> None:
    """Called as the feature's own module is loaded."""
    _added.append(of)


def flags() -> dict[str, Exists]:
    return {of.flag: of.exists() for of in _added}


def sections_of(actor: Actor, plan: Plan) -> Iterator[Section]:
    for of in _added:
        if (found := of.section(actor, plan)) is not None:
            yield found
