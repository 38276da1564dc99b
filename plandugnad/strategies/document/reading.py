"""What a document is laid out from."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Count, F, Q
from django.utils.text import capfirst

from plandugnad.plans.kinds import ENDED, IN_FORCE, KINDS, PlanType
from plandugnad.plans.models import Plan, PlanHere, PlanOwner, PlanTypeUse
from plandugnad.plans.words.names import listed
from plandugnad.regions.models import Organisation
from plandugnad.strategies.asking.models import AskedParty
from plandugnad.strategies.document.generated import Material, RegionalPlan, TypeInUse
from plandugnad.strategies.document.models import DocumentSection
from plandugnad.strategies.document.rows import rows_of
from plandugnad.strategies.models import Strategy

_MOST = 200
# The strategy itself, and plans that are others': types a municipality uses only when it says so.
_NOT_TOLD = (PlanType.REGIONAL_PLAN, PlanType.PLANNING_STRATEGY)


def read_material(strategy: Strategy, today: date) -> Material:
    return Material(
        strategy=strategy,
        rows=rows_of(strategy),
        types=_types(strategy.organisation),
        regional=_regional(strategy.organisation),
        asked=asked_of(strategy),
        joint=_joint(strategy.organisation),
        own={section.code: section.text for section in sections_of(strategy).values()},
        today=today,
    )


def sections_of(strategy: Strategy) -> Mapping[str, DocumentSection]:
    return {section.code: section for section in DocumentSection.objects.filter(strategy=strategy)}


def asked_of(strategy: Strategy) -> list[AskedParty]:
    rows = AskedParty.objects.filter(strategy=strategy, deleted_at=None)
    order = {"state": 0, "region": 1, "neighbour": 2}
    return sorted(rows[:_MOST], key=lambda one: (order.get(one.kind, 3), one.made_at, one.id))


def _types(organisation: Organisation) -> list[TypeInUse]:
    """Those the municipality has said it uses; where it has said nothing, those it has plans of."""
    uses = {row.plan_type: row for row in PlanTypeUse.objects.filter(organisation=organisation)}
    plans = PlanHere.objects.kept().of(organisation).exclude(status__in=ENDED)
    counts = dict(plans.order_by().values_list("plan_type").annotate(count=Count("id")))
    found = []
    for plan_type in PlanType:
        use, count = uses.get(plan_type.value), counts.get(plan_type.value, 0)
        if plan_type in _NOT_TOLD and use is None:
            continue
        if use.is_used if use else count > 0:
            name = str(capfirst(plan_type.label))
            found.append(TypeInUse(name, KINDS[plan_type].section, count, use.text if use else ""))
    return found


def _regional(organisation: Organisation) -> list[RegionalPlan]:
    """In force: the county's own, and those the municipality has listed itself."""
    mine = Q(organisation=organisation) | (Q(organisation=organisation.county) if organisation.county_id else Q())
    rows = Plan.objects.kept().filter(mine, plan_type=PlanType.REGIONAL_PLAN, status__in=IN_FORCE)
    return [RegionalPlan(plan.name, plan.adopted) for plan in rows.in_norwegian_order()[:_MOST]]


def _joint(organisation: Organisation) -> list[tuple[str, str]]:
    """Name, and who else owns it."""
    standing = PlanOwner.objects.standing().filter(plan__deleted_at=None)
    ours = standing.filter(Q(organisation=organisation) | Q(plan__organisation=organisation)).values("plan_id")
    rows = standing.filter(plan_id__in=ours).annotate(leader=F("plan__organisation__name"))
    names: defaultdict[str, set[str]] = defaultdict(set)
    for name, leader, other in rows.values_list("plan__name", "leader", "organisation__name")[: _MOST * 10]:
        names[name] |= {leader, other} - {organisation.name}
    return [(name, listed(sorted(others))) for name, others in sorted(names.items())]
