"""The municipalities of a county, of a state administrator's area or of all Norway, with what one may see of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Q, Value
from django.db.models.functions import Coalesce

from plandugnad.plans.area.rows import MAIN_TYPES, AreaRow, Place, Sight
from plandugnad.plans.hierarchy.placing import PlanCard
from plandugnad.plans.models import PlanHere
from plandugnad.plans.queries.comparing import PlanCount, counts, main_plans
from plandugnad.plans.queries.narrowing import with_due
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import CouncilMember, Member, Organisation, OrganisationKind, OrganisationQuerySet

_PLACE_FIELDS = (
    "id",
    "name",
    "number",
    "sort_key",
    Coalesce("county__name", Value("")),
    Coalesce("county__number", Value("")),
    "is_example",
    "facts__centrality_class",
    "facts__population_2026",
    "facts__longitude",
    "facts__latitude",
)


@dataclass(frozen=True)
class Together:
    """A collaboration or a regional council of the register, whose members one may choose to see alone."""

    id: str
    name: str
    members: frozenset[UUID]
    is_council: bool


def find_county(actor: Actor, number: str) -> Organisation | None:
    """Those who work in a county bring it with them."""
    own = (place for place in actor.places if isinstance(place, Organisation) and place.number == number)
    if found := next((place for place in own if place.kind == OrganisationKind.COUNTY), None):
        return found
    if not (number.isascii() and number.isdecimal()):
        return None
    return Organisation.objects.filter(kind=OrganisationKind.COUNTY, number=number).current().first()


def find_state_administrator(actor: Actor, id: UUID) -> Organisation | None:
    own = (place for place in actor.places if isinstance(place, Organisation) and place.id == id)
    if found := next((place for place in own if place.kind == OrganisationKind.STATE_ADMINISTRATOR), None):
        return found
    return Organisation.objects.filter(kind=OrganisationKind.STATE_ADMINISTRATOR, pk=id).first()


def in_area(area: Organisation | None) -> OrganisationQuerySet:
    """All of Norway when there is no area."""
    rows = Organisation.objects.municipalities().current()
    if area is None:
        return rows
    return rows.filter(county=area) if area.kind == OrganisationKind.COUNTY else rows.filter(state_administrator=area)


def read_area(actor: Actor, area: Organisation | None, today: date) -> list[AreaRow]:
    """Three queries, however many municipalities and plans."""
    places = [Place(*values) for values in in_area(area).values_list(*_PLACE_FIELDS)]
    plans = with_due(PlanHere.objects.visible_to(actor))
    if area is not None:
        plans = plans.filter(organisation_id__in=[place.id for place in places])
    counted, main = counts(plans, today), main_plans(plans, today)
    return [_row(actor, place, counted[place.id], main) for place in places]


def _row(actor: Actor, place: Place, count: PlanCount, main: Mapping[tuple[UUID, str], PlanCard]) -> AreaRow:
    return AreaRow(
        place,
        _sight(actor, place.id, count),
        count.total,
        count.ended,
        count.overdue,
        count.soon,
        count.with_due,
        tuple(main.get((place.id, plan_type)) for plan_type in MAIN_TYPES),
    )


def _sight(actor: Actor, id: UUID, count: PlanCount) -> Sight:
    if id in actor.reads:
        return Sight.ALL
    if id in actor.reads_adopted:
        return Sight.ADOPTED
    return Sight.SHARED if count.total + count.ended else Sight.NONE


def read_together(actor: Actor, rows: Iterable[AreaRow]) -> list[Together]:
    """The collaborations one is in, and the register's regional councils, that have members here. One query."""
    here = [row.place.id for row in rows]
    own = Member.objects.filter(collaboration_id__in=actor.collaborations).values_list(
        "collaboration_id", "collaboration__name", "organisation_id", Value(False, BooleanField())
    )
    councils = CouncilMember.objects.filter(Q(council__valid_to=None)).values_list(
        "council_id", "council__name", "municipality_id", Value(True, BooleanField())
    )
    members: dict[tuple[str, str, bool], set[UUID]] = defaultdict(set)
    for id, name, organisation_id, is_council in own.union(councils):
        members[str(id), name, is_council].add(organisation_id)
    found = [Together(id, name, frozenset(ids), is_council) for (id, name, is_council), ids in members.items()]
    names = {one.name for one in found if not one.is_council}
    kept = [one for one in found if one.members & set(here) and not (one.is_council and one.name in names)]
    return sorted(kept, key=lambda one: (one.is_council, one.name))
