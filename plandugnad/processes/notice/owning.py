"""Whose plan it is: the municipality that leads it, and in a joint plan all who have agreed to own it with her."""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from plandugnad.boundaries.neighbours import neighbours_of
from plandugnad.plans.models import PlanOwner
from plandugnad.processes.models import Process
from plandugnad.regions.models import Organisation


def owners_of(process: Process) -> list[Organisation]:
    """The leading one first. Read once for each process that is shown."""
    plan = process.plan
    if not hasattr(plan, "standing_owners"):
        rows = PlanOwner.objects.standing().select_related("organisation").order_by("organisation__sort_key")
        prefetch_related_objects([plan], Prefetch("owners", rows, to_attr="standing_owners"))
    standing: list[PlanOwner] = getattr(plan, "standing_owners", [])
    return [plan.organisation, *(row.organisation for row in standing)]


def names_of(names: list[str]) -> str:
    """'A, B og C', in either written standard."""
    return " og ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


@dataclass(frozen=True)
class Around:
    """Those that border on the owners, by number, and what that is read from."""

    numbers: frozenset[str]
    source: str
    year: int

    @property
    def told(self) -> dict[str, object]:
        return {"source": self.source, "year": self.year}


def around_of(owners: list[Organisation]) -> Around | None:
    """Nothing unless the outline of every owner is known: a half list would look whole."""
    found = [neighbours_of(owner.number) for owner in owners]
    known = [one for one in found if one]
    if not known or len(known) < len(found):
        return None
    ours = {owner.number for owner in owners}
    return Around(frozenset().union(*(one.numbers for one in known)) - ours, known[0].source, known[0].year)
