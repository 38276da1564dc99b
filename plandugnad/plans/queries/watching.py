"""What those who guide many municipalities keep an eye on: main plans over their date, and what the law wants."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from plandugnad.plans.due import Due
from plandugnad.plans.hierarchy.placing import PlanCard
from plandugnad.plans.kinds import IN_FORCE, PlanType, missing_by_law
from plandugnad.plans.models import PlanHere
from plandugnad.plans.queries.area import in_area
from plandugnad.plans.queries.comparing import main_plans
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation, OrganisationKind

_AREAS = (OrganisationKind.COUNTY, OrganisationKind.STATE_ADMINISTRATOR)


@dataclass(frozen=True)
class Watched:
    """One municipality. `late` stands with what has waited longest first."""

    name: str
    number: str
    late: tuple[PlanCard, ...]
    missing: tuple[PlanType, ...]

    @property
    def is_calm(self) -> bool:
        return not self.late and not self.missing


@dataclass(frozen=True)
class Watch:
    """Of the area one works for. `calm` are those where nothing is late or missing; of the `unseen` nothing is said."""

    area: Organisation
    rows: tuple[Watched, ...]
    calm: int
    unseen: int
    coming: tuple[tuple[str, PlanCard], ...]  # each with its municipality

    @property
    def seen(self) -> int:
        return len(self.rows) + self.calm

    @property
    def late_count(self) -> int:
        return sum(bool(row.late) for row in self.rows)

    @property
    def missing_count(self) -> int:
        return sum(bool(row.missing) for row in self.rows)


def watch(actor: Actor, today: date) -> Watch | None:
    """None for those who have no area. Two queries: its municipalities, and their main plans."""
    area = next((place for place in actor.places if isinstance(place, Organisation) and place.kind in _AREAS), None)
    if area is None:
        return None
    visible = PlanHere.objects.visible_to(actor)
    rows = in_area(area).in_norwegian_order()
    places = rows.values_list("id", "name", "number", Exists(visible.filter(organisation_id=OuterRef("id"))))
    within = Q(organisation__county=area) | Q(organisation__state_administrator=area)
    cards: defaultdict[UUID, list[PlanCard]] = defaultdict(list)
    for (id, _plan_type), card in main_plans(visible.filter(within), today).items():
        cards[id].append(card)
    watched = [_watched(name, number, cards[id]) for id, name, number, has_plans in places if has_plans]
    to_watch = [row for row in watched if not row.is_calm]
    return Watch(
        area=area,
        rows=tuple(sorted(to_watch, key=lambda row: (-len(row.late), -len(row.missing)))),
        calm=len(watched) - len(to_watch),
        unseen=len(places) - len(watched),
        coming=tuple((name, card) for id, name, *_ in places for card in cards[id] if card.due == Due.SOON),
    )


def _watched(name: str, number: str, cards: list[PlanCard]) -> Watched:
    in_force = {card.plan_type for card in cards if card.status in IN_FORCE}
    late = sorted((card for card in cards if card.due == Due.OVERDUE), key=_last_day)
    return Watched(name, number, tuple(late), missing_by_law(in_force))


def _last_day(card: PlanCard) -> tuple[date, str]:
    assert card.revision_due is not None
    return card.revision_due.last_day(), card.name
