"""Which plans come first when one is to be chosen: those most likely meant. Pure: no database, no clock."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from plandugnad.core.norwegian import search_key
from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import ENDED, KINDS, PlanType, is_land

MOST_FOUND = 20
MOST_OFFERED = 8  # before anybody has searched: a list one sees at a glance
_SHORTEST_WORD = 4
# Words that stand in the names of all sorts of plans, and tell nothing of what a plan is about.
_EMPTY_WORDS = frozenset({
    "plan", "planen", "planer", "temaplan", "delplan", "kommunedelplan", "kommunedelplanen", "kommunal", "kommunale",
    "kommuneplan", "kommuneplanens", "kommunens", "handlingsplan", "handlingsdel", "hovedplan", "hovudplan",
    "detaljregulering", "omraderegulering", "reguleringsplan", "virksomhetsplan", "verksemdsplan", "strategi",
})  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """A plan that may be chosen. `place` is its municipality where that is another; `key` is what one searches in."""

    id: UUID
    name: str
    plan_type: str
    status: str
    adopted: When | None = None
    themes: tuple[str, ...] = ()
    parent_id: UUID | None = None
    place: str = ""
    key: str = ""


@dataclass(frozen=True)
class Choices:
    """`likely` come first with a heading of their own; `total` counts all there were to choose among."""

    likely: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    total: int

    @property
    def shown(self) -> tuple[Candidate, ...]:
        return self.likely + self.others

    @property
    def has_more(self) -> bool:
        return self.total > len(self.shown)


def parents_for(
    plan_type: str, name: str, themes: Collection[str], candidates: Iterable[Candidate], query: str = ""
) -> Choices:
    """Likely are those of the types a plan of this type hangs under: the place the hierarchy gives it comes first."""
    above = list(types_above(plan_type))
    found = [each for each in candidates if _matches(each, query)]
    likely = sorted((each for each in found if each.plan_type in above), key=lambda each: _as_parent(each, above))
    about = about_words(name, themes)
    others = [each for each in found if each.plan_type not in above]
    return _cut(likely, sorted(others, key=lambda each: (-len(about & _about(each)), _rank(each))), query)


def linked_to(
    plan_type: str, name: str, themes: Collection[str], candidates: Iterable[Candidate], query: str = ""
) -> Choices:
    """Likely are those about the same: an older or newer edition, or another plan on the same theme or place."""
    about = about_words(name, themes)
    found = [each for each in candidates if _matches(each, query)]
    shared = {each.id: len(about & _about(each)) for each in found}
    for each in found:
        # A school's zoning plan is not about the same as the plan against bullying in schools.
        if shared[each.id] == 1 and is_land(each.plan_type) != is_land(plan_type):
            shared[each.id] = 0
    likely = sorted(
        (each for each in found if shared[each.id]), key=lambda each: (-shared[each.id], each.plan_type != plan_type)
    )
    others = [each for each in found if not shared[each.id]]
    others.sort(key=lambda each: (bool(each.place), each.plan_type != plan_type, _rank(each)))
    return _cut(likely, others, query)


def _cut(likely: list[Candidate], others: list[Candidate], query: str) -> Choices:
    most = MOST_FOUND if query.strip() else MOST_OFFERED
    first = likely[:most]
    return Choices(tuple(first), tuple(others[: most - len(first)]), len(likely) + len(others))


def types_above(plan_type: str) -> Iterator[str]:
    """Nearest first, and so on upwards."""
    seen: set[str] = set()
    waiting = [PlanType(plan_type)] if plan_type in PlanType.values else []
    while waiting:
        for above in KINDS[waiting.pop(0)].above:
            if above not in seen:
                seen.add(above)
                waiting.append(above)
                yield above


def _as_parent(each: Candidate, above: list[str]) -> tuple[int, bool, int]:
    """Nearest type first; of several of one type the one in force, and of those the newest."""
    return above.index(each.plan_type), each.status in ENDED, -(each.adopted.last_year if each.adopted else 0)


def _rank(each: Candidate) -> int:
    """The plans that lead the others first."""
    return list(PlanType).index(PlanType(each.plan_type)) if each.plan_type in PlanType.values else len(PlanType)


def _matches(each: Candidate, query: str) -> bool:
    words = search_key(query).split()
    if not words:
        return True
    key = f"{each.key or search_key(each.name)} {search_key(each.place)} {each.adopted.iso if each.adopted else ''}"
    return all(word in key for word in words)


def _about(each: Candidate) -> frozenset[str]:
    return about_words(each.name, each.themes)


def about_words(name: str, themes: Collection[str] = ()) -> frozenset[str]:
    """The words that say what a plan is about: «Temaplan for friluftsliv 2020–2024» is about «friluftsliv»."""
    words = search_key(" ".join((name, *themes))).replace("-", " ").split()
    return frozenset(
        word for word in words if len(word) >= _SHORTEST_WORD and word not in _EMPTY_WORDS and not word[0].isdigit()
    )
