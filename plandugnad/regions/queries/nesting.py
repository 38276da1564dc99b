"""Where a collaboration is among those it is part of, and those that are parts of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Nesting


@dataclass(frozen=True)
class Placed:
    """`may_see`: whether there is a page of it for who asks. `may_read`: its goals and its agreement, too."""

    id: UUID
    name: str
    may_see: bool
    may_read: bool


@dataclass(frozen=True)
class Branch:
    placed: Placed
    is_here: bool
    below: Sequence["Branch"] = ()


@dataclass(frozen=True)
class Tree:
    """`above`: from the largest to the nearest. `root` is the largest, or the one it is asked of. Not told: other parts
    of what it is part of."""

    above: Sequence[Placed]
    inside: Sequence[Placed]
    root: Branch

    @property
    def is_alone(self) -> bool:
        return not self.above and not self.inside


def tree_of(actor: Actor, collaboration: Collaboration) -> Tree:
    """One query. What she may see is worked out from her own part alone: being nested opens nothing."""
    rows = Nesting.objects.standing().values_list("inner_id", "outer_id", "inner__name", "outer__name")
    above: dict[UUID, UUID] = {}
    names = {collaboration.id: collaboration.name}
    for inner, outer, inner_name, outer_name in rows.order_by("inner__name"):
        above[inner] = outer
        names[inner], names[outer] = inner_name, outer_name
    chain = [collaboration.id]
    while chain[-1] in above:
        chain.append(above[chain[-1]])
    placed = {id: Placed(id, name, id in actor.collaborations, id in actor.has_part_in) for id, name in names.items()}
    branch = _branch(collaboration.id, above, placed, is_here=True)
    inside = [one.placed for one in branch.below]
    for id in chain[1:]:
        branch = Branch(placed[id], False, [branch])
    return Tree([placed[id] for id in reversed(chain[1:])], inside, branch)


def _branch(id: UUID, above: Mapping[UUID, UUID], placed: Mapping[UUID, Placed], *, is_here: bool) -> Branch:
    below = [one for one, outer in above.items() if outer == id]
    return Branch(placed[id], is_here, [_branch(one, above, placed, is_here=False) for one in below])


def nestings_of(collaboration: Collaboration) -> list[Nesting]:
    """Those that stand, and those that are asked about."""
    either = Q(inner=collaboration) | Q(outer=collaboration)
    rows = Nesting.objects.filter(either, ended_at=None, declined_at=None)
    return list(rows.select_related("inner", "outer", "asked_by").order_by("made_at"))


def find_nesting(collaboration: Collaboration, id: UUID) -> Nesting | None:
    return next((one for one in nestings_of(collaboration) if one.pk == id), None)


def others_she_sees(actor: Actor, collaboration: Collaboration) -> list[Collaboration]:
    rows = Collaboration.objects.filter(pk__in=actor.collaborations).exclude(pk=collaboration.pk)
    return list(rows.order_by("name")[:200])
