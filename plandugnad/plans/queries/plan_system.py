"""The municipality's own plan system: each type, whether it is used, its text, and how many plans there are of it."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.plans.kinds import ENDED, KINDS, PlanType
from plandugnad.plans.models import PlanHere, PlanTypeUse
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation


@dataclass(frozen=True)
class TypeRow:
    plan_type: str
    label: str
    section: str
    is_described: bool
    is_used: bool
    text: str
    count: int


@dataclass(frozen=True)
class PlanSystem:
    rows: tuple[TypeRow, ...]

    @property
    def used(self) -> tuple[TypeRow, ...]:
        return tuple(row for row in self.rows if row.is_used)

    @property
    def unused(self) -> tuple[TypeRow, ...]:
        return tuple(row for row in self.rows if not row.is_used)

    @property
    def is_begun(self) -> bool:
        return any(row.is_described for row in self.rows)


def read_plan_system(actor: Actor, organisation: Organisation) -> PlanSystem:
    described = {row.plan_type: row for row in PlanTypeUse.objects.filter(organisation=organisation)}
    counts = _counts(actor, organisation)
    return PlanSystem(
        tuple(_row(plan_type, described.get(plan_type), counts.get(plan_type, 0)) for plan_type in PlanType)
    )


def read_type(actor: Actor, organisation: Organisation, plan_type: str) -> TypeRow:
    return _row(
        PlanType(plan_type), find_type_use(organisation, plan_type), _counts(actor, organisation).get(plan_type, 0)
    )


def find_type_use(organisation: Organisation, plan_type: str) -> PlanTypeUse | None:
    return PlanTypeUse.objects.filter(organisation=organisation, plan_type=plan_type).first()


def _counts(actor: Actor, organisation: Organisation) -> dict[str, int]:
    plans = PlanHere.objects.visible_to(actor).of(organisation).exclude(status__in=ENDED)
    return dict(plans.order_by().values_list("plan_type").annotate(count=Count("id")))


def _row(plan_type: PlanType, use: PlanTypeUse | None, count: int) -> TypeRow:
    return TypeRow(
        plan_type=plan_type.value,
        label=str(capfirst(plan_type.label)),
        section=KINDS[plan_type].section,
        is_described=use is not None,
        is_used=use.is_used if use else True,
        text=use.text if use else "",
        count=count,
    )


def example_text(plan_type: str) -> str:
    """An example to begin from, shown as one. Only for the types that municipalities most often set rules about."""
    examples = {
        PlanType.COMMUNITY_PART: _(
            "Samfunnsdelen revideres hver valgperiode. Alle temaplaner skal ha grunnlag i ett av målene her."
        ),
        PlanType.THEME_PLAN: _(
            "Temaplaner lages bare når samfunnsdelen peker på et behov. Planen har én eier, gjelder i fire år, "
            "og tiltakene tas inn i handlingsdelen."
        ),
        PlanType.ACTION_PART: _("Rulleres hvert år sammen med økonomiplanen. Bare tiltak herfra får penger."),
        PlanType.ZONING_DETAIL: _("Private forslag behandles innen tolv uker. Oppstartsmøte er obligatorisk."),
    }
    return examples.get(PlanType(plan_type), "")
