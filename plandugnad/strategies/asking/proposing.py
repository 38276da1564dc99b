"""Whom a municipality ought to ask, from the register of bodies and the outlines of municipalities."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.boundaries.neighbours import neighbours_of
from plandugnad.processes.models import Process
from plandugnad.processes.notice.addressees import in_full, proposals
from plandugnad.regions.models import Organisation
from plandugnad.strategies.asking.models import DEMANDED, AskedKind, AskedParty
from plandugnad.strategies.models import Strategy

CHAIN, VIEWS = "KPS-STRAT", "KPS-STRAT-3"
_KINDS = {
    "state_administrator": AskedKind.STATE,
    "sector_bodies": AskedKind.STATE,
    "county": AskedKind.REGION,
    "bordering": AskedKind.NEIGHBOUR,
    "fellows": AskedKind.NEIGHBOUR,
    "same_county": AskedKind.NEIGHBOUR,
}
_MOST = 400


@dataclass(frozen=True)
class Proposed:
    """`is_usual`: ticked from the start. The law names the three kinds, not the bodies within them."""

    key: str
    kind: AskedKind
    name: str
    why: str
    is_usual: bool
    address: str = ""
    label: str = ""  # the name in the reader's language, where that is another

    @property
    def shown(self) -> str:
        return self.label or self.name

    @property
    def organisation_id(self) -> UUID | None:
        source, _colon, id = self.key.partition(":")
        return UUID(id) if source in _KINDS and id else None


def knows_neighbours(strategy: Strategy) -> bool:
    return neighbours_of(strategy.organisation.number) is not None


def proposed(strategy: Strategy) -> list[Proposed]:
    """Those who are not asked already, the ones the law names first."""
    there = set(AskedParty.objects.filter(strategy=strategy, deleted_at=None).values_list("key", flat=True))
    order = {kind: place for place, kind in enumerate((*DEMANDED, AskedKind.OTHER))}
    found = {one.key: one for one in _all(strategy) if one.key not in there}
    return sorted(found.values(), key=lambda one: (order[one.kind], not one.is_usual))


def _all(strategy: Strategy) -> Iterator[Proposed]:
    process = Process(plan=strategy.plan, chain=CHAIN)
    taken: set[str] = set()
    for one in proposals(process, VIEWS):
        source, _colon, id = one.key.partition(":")
        kind = _KINDS.get(source, AskedKind.OTHER)
        # Councils of its own are part of how it works together, and are asked another way.
        is_usual = one.is_always and kind is not AskedKind.OTHER
        taken.add(id)
        yield Proposed(one.key, kind, one.name, one.reason, is_usual, one.address, one.label)
    if not knows_neighbours(strategy):
        yield from _of_county(strategy.organisation, taken)


def _of_county(place: Organisation, taken: set[str]) -> Iterator[Proposed]:
    """Who the neighbours are is not known: the municipality chooses among those near."""
    if not place.county_id:
        return
    rows = Organisation.objects.municipalities().filter(county=place.county_id).exclude(pk=place.pk)
    for other in rows.current().in_norwegian_order()[:_MOST]:
        if str(other.pk) not in taken:
            name = in_full(other, place.language)
            yield Proposed(f"same_county:{other.pk}", AskedKind.NEIGHBOUR, name, _("i samme fylke"), False)
