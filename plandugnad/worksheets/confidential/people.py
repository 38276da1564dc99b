"""Who may be asked to be in a private sheet: people with a part of the work in the place, and an account already."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from plandugnad.core.norwegian import sort_key
from plandugnad.regions.models import Collaboration, Grant, Member, Membership, Organisation
from plandugnad.worksheets.actions import Place
from plandugnad.worksheets.models import ParticipantRole


@dataclass(frozen=True)
class Somebody:
    id: UUID
    name: str
    home: str

    @property
    def words(self) -> str:
        return f"{self.name}, {self.home}"


def people_of(place: Place) -> Mapping[UUID, Somebody]:
    """By name. A test holds this together with `access`."""
    return _named(_within(place))


def who_may_mediate(place: Place) -> Mapping[UUID, Somebody]:
    """In one organisation also those it works with: a neutral one may be hard to find among colleagues."""
    within = _within(place)
    if isinstance(place, Organisation):
        around = Member.objects.filter(organisation=place).values("collaboration_id")
        members = Member.rows.taking_part().filter(collaboration_id__in=around).values("organisation_id")
        within |= Q(collaboration_id__in=around) | Q(organisation_id__in=members)
    return _named(within)


def people_for(place: Place, role: str) -> Mapping[UUID, Somebody]:
    return who_may_mediate(place) if role == ParticipantRole.MEDIATOR else people_of(place)


def _within(place: Place) -> Q:
    if isinstance(place, Collaboration):
        members = Member.rows.taking_part().filter(collaboration=place).values("organisation_id")
        return Q(collaboration=place) | Q(organisation_id__in=members)
    return Q(organisation=place)


def _named(within: Q) -> Mapping[UUID, Somebody]:
    rows = Membership.objects.filter(within, ended_at=None, person__is_active=True)
    found: dict[UUID, Somebody] = {}
    for row in rows.select_related("person", "role", "organisation", "collaboration").order_by("made_at", "id"):
        if set(row.role.grants) - {Grant.READ_SHARED} and row.place is not None:
            found.setdefault(row.person_id, Somebody(row.person_id, str(row.person), row.place.name))
    return dict(sorted(found.items(), key=lambda one: sort_key(one[1].name)))
