"""A collaboration's members side by side: what each has, how old it is, what is due, and what one may not see."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404

from plandugnad.plans.area.rows import MAIN_TYPES, Sight
from plandugnad.plans.hierarchy.placing import PlanCard
from plandugnad.plans.kinds import missing_by_law
from plandugnad.plans.models import PlanHere, PlanHereQuerySet
from plandugnad.plans.queries.comparing import PlanCount, joint_rows, main_plans, once
from plandugnad.plans.queries.comparing import counts as counted
from plandugnad.plans.queries.narrowing import with_due, with_internal
from plandugnad.plans.words.groups import MAIN_TYPE_NAMES
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Member, Organisation


@dataclass(frozen=True)
class MemberColumn:
    """One member and its main plans, in the order of MAIN_TYPES; None where one sees no such plan."""

    member: Member
    municipality: Organisation
    sight: Sight
    total: int  # not counting what has ended
    ended: int
    overdue: int
    soon: int
    with_due: int
    main: tuple[PlanCard | None, ...]
    can_consent: bool
    can_import: bool

    @property
    def cells(self) -> list[tuple[str, PlanCard | None, bool]]:
        """The short name of each main type, the plan, and whether the lack of one is a lack."""
        missing = missing_by_law({plan.plan_type for plan in self.main if plan}) if self.sight == Sight.ALL else ()
        pairs = zip(MAIN_TYPES, self.main, strict=True)
        return [(str(MAIN_TYPE_NAMES[plan_type]), plan, plan_type in missing) for plan_type, plan in pairs]


@dataclass(frozen=True)
class CollaborationCard:
    id: UUID
    name: str
    members: int
    plans: int
    overdue: int


def find_collaboration(id: UUID) -> Collaboration:
    return get_object_or_404(Collaboration, pk=id)


def read_collaborations(actor: Actor, today: date) -> list[CollaborationCard]:
    """Those one is in, with counts of what one may see. Four queries, however many."""
    collaborations = list(Collaboration.objects.filter(id__in=actor.collaborations).order_by("name"))
    members: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Member.objects.filter(collaboration__in=collaborations).values_list("collaboration_id", "organisation_id")
    for collaboration_id, organisation_id in rows:
        members[collaboration_id].append(organisation_id)
    plans = _plans(actor, {id for ids in members.values() for id in ids})
    counts, joint = counted(plans, today), joint_rows(plans, today)
    together = {id: once((counts[one] for one in ids), joint, ids) for id, ids in members.items()}
    return [
        CollaborationCard(
            id=collaboration.id,
            name=collaboration.name,
            members=len(members[collaboration.id]),
            plans=together.get(collaboration.id, PlanCount()).total,
            overdue=together.get(collaboration.id, PlanCount()).overdue,
        )
        for collaboration in collaborations
    ]


def name_of_member(collaboration: Collaboration, number: str) -> str:
    """The name of the member with this number; the number itself where none has it."""
    members = Member.objects.filter(collaboration=collaboration, organisation__number=number)
    return members.values_list("organisation__name", flat=True).first() or number


def municipalities_of(collaboration: Collaboration) -> list[Organisation]:
    members = Member.objects.filter(collaboration=collaboration).select_related("organisation")
    return [member.organisation for member in members.order_by("organisation__sort_key", "organisation__name")]


def plans_of_members(actor: Actor, collaboration: Collaboration) -> PlanHereQuerySet:
    """Of a joint plan one row for each member that owns it; `once` makes them one."""
    members = Member.objects.filter(collaboration=collaboration).values_list("organisation_id", flat=True)
    return with_internal(_plans(actor, members), actor)


def _plans(actor: Actor, organisations: Iterable[UUID]) -> PlanHereQuerySet:
    return with_due(PlanHere.objects.visible_to(actor).filter(organisation_id__in=organisations))


@dataclass(frozen=True)
class SideBySide:
    members: list[MemberColumn]
    together: PlanCount  # what several own, counted once


def read_members(actor: Actor, collaboration: Collaboration, today: date) -> SideBySide:
    """Four queries, however many members and plans."""
    members = Member.objects.filter(collaboration=collaboration).select_related("organisation")
    plans = plans_of_members(actor, collaboration)
    counts, main, joint = counted(plans, today), main_plans(plans, today), joint_rows(plans, today)
    columns = [
        MemberColumn(
            member=member,
            municipality=member.organisation,
            sight=_sight(actor, member.organisation_id),
            total=counts[member.organisation_id].total,
            ended=counts[member.organisation_id].ended,
            overdue=counts[member.organisation_id].overdue,
            soon=counts[member.organisation_id].soon,
            with_due=counts[member.organisation_id].with_due,
            main=tuple(main.get((member.organisation_id, plan_type)) for plan_type in MAIN_TYPES),
            can_consent=member.organisation_id in actor.writes,
            can_import=member.organisation_id in actor.imports,
        )
        for member in members.order_by("organisation__sort_key", "organisation__name")
    ]
    ids = {column.municipality.id for column in columns}
    return SideBySide(columns, once((counts[id] for id in ids), joint, ids))


def _sight(actor: Actor, organisation_id: UUID) -> Sight:
    if organisation_id in actor.reads:
        return Sight.ALL
    return Sight.ADOPTED if organisation_id in actor.reads_adopted else Sight.SHARED
