"""What is done with a planning strategy as a whole. Each is one transaction; the caller has asked `access`."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import create_plan, one_at_a_time
from plandugnad.plans.kinds import PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.terms import Term


class ChangedMeanwhile(Exception):
    """Somebody saved the same after this person opened it. `stands` is the row as it is now."""

    def __init__(self, stands: Any, by_name: str = "") -> None:
        super().__init__(_("Noen andre har endret dette mens du skrev."))
        self.stands = stands
        self.by_name = by_name


@transaction.atomic
def begin_strategy(
    by: By, organisation: Organisation, term: Term, plan: Plan | None = None, *, id: UUID | None = None
) -> Strategy:
    """`plan` is the one the municipality has listed already; without it a plan is made. With the `id` its form was
    given, a form sent twice begins one."""
    one_at_a_time(organisation.pk)
    if id is not None and (made := Strategy.objects.filter(pk=id, organisation=organisation).first()):
        return made
    if Strategy.objects.kept().filter(organisation=organisation, first_year=term.first_year).exists():
        raise ValidationError(_("Det er begynt på en planstrategi for %(term)s. Åpne den.") % {"term": term.name})
    if plan is None:
        plan = create_plan(by, organisation, _of_new_plan(term))
    elif plan.organisation_id != organisation.pk or plan.plan_type != PlanType.PLANNING_STRATEGY:
        raise ValidationError(_("«%(plan)s» er ikke en planstrategi for kommunen.") % {"plan": plan.name})
    elif Strategy.objects.filter(plan=plan, deleted_at=None).exists():
        raise ValidationError(_("«%(plan)s» er planstrategien for en annen periode.") % {"plan": plan.name})
    Strategy.objects.filter(plan=plan).delete()  # one taken away before; its plan begins anew
    strategy = Strategy(organisation=organisation, first_year=term.first_year, plan=plan, **({"id": id} if id else {}))
    strategy.save(force_insert=True)
    record(by, "strategy_begun", strategy, after={"term": term.name, "plan": plan.name})
    return strategy


def _of_new_plan(term: Term) -> dict[str, Any]:
    return {
        "name": _("Planstrategi %(term)s") % {"term": term.name},
        "plan_type": PlanType.PLANNING_STRATEGY,
        "status": PlanStatus.IN_PROCESS,
        "legal_basis": "pbl. § 10-1",
        "period": When.of_years(term.first_year, term.last_year),
    }


def locked(strategy: Strategy) -> Strategy:
    """As it stands now, and nobody else's until the transaction is over."""
    return Strategy.objects.select_for_update(of=("self",), no_key=True).select_related("plan").get(pk=strategy.pk)


@transaction.atomic
def delete_strategy(by: By, strategy: Strategy) -> None:
    """The plan in the portfolio stands; what was weighed is kept, and comes back with `undelete_strategy`."""
    current = locked(strategy)
    if current.is_adopted:
        raise ValidationError(_("Planstrategien er vedtatt, og kan ikke slettes."))
    if current.deleted_at is None:
        current.deleted_at = timezone.now()
        current.save(update_fields=["deleted_at"])
        record(by, "strategy_deleted", current)


@transaction.atomic
def undelete_strategy(by: By, strategy: Strategy) -> None:
    one_at_a_time(strategy.organisation_id)
    current = locked(strategy)
    if current.deleted_at is None:
        return
    others = Strategy.objects.kept().filter(organisation_id=current.organisation_id, first_year=current.first_year)
    if others.exists():
        raise ValidationError(_("Det er begynt på en ny planstrategi for den samme perioden."))
    current.deleted_at = None
    current.save(update_fields=["deleted_at"])
    record(by, "strategy_undeleted", current)


def record(by: By, verb: str, strategy: Strategy, **about: Any) -> None:
    audit.record(by, verb, strategy, organisation_id=strategy.organisation_id, **about)
