"""A plan in one or two sentences, as one would say it across the table."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.engines.tables.when import When
from plandugnad.plans.due import Due, due
from plandugnad.plans.kinds import ENDED, PlanStatus
from plandugnad.plans.models import Plan
from plandugnad.plans.words.dates import written


def summary(plan: Plan, today: date) -> str:
    parts = (_what_it_is(plan), _last_revised(plan), _due(plan, today), _ending(plan, today))
    return " ".join(part for part in parts if part)


def _what_it_is(plan: Plan) -> str:
    kind = capfirst(plan.get_plan_type_display()) if plan.plan_type else _("Plan uten type")
    about = {"plan": kind, "status": plan.get_status_display(), "adopted": _adopted(plan.adopted)}
    if plan.adopted and plan.status in {"", PlanStatus.ADOPTED}:
        return _("%(plan)s, %(adopted)s.") % about
    if plan.adopted:
        return _("%(plan)s, %(adopted)s, nå %(status)s.") % about
    if plan.status:
        return _("%(plan)s, %(status)s.") % about
    return _("%(plan)s uten status.") % about


def _adopted(when: When | None) -> str:
    if when is None:
        return ""
    said = _("vedtatt %(when)s") if when.day else _("vedtatt i %(when)s")
    return said % {"when": written(when)}


def _last_revised(plan: Plan) -> str:
    when = plan.last_revised
    if when is None or when == plan.adopted:
        return ""
    said = _("Sist revidert %(when)s.") if when.day else _("Sist revidert i %(when)s.")
    return said % {"when": written(when)}


def _due(plan: Plan, today: date) -> str:
    when = plan.revision_due
    if when is None or plan.status in ENDED:
        return ""
    if due(when, plan.status, today) is Due.OVERDUE:
        said = _("Skulle vært revidert innen %(when)s.") if when.day else _("Skulle vært revidert i %(when)s.")
    elif when.precision == "year" and when.year == today.year:
        said = _("Skal revideres i år (%(when)s).")
    else:
        said = _("Skal revideres innen %(when)s.") if when.day else _("Skal revideres i %(when)s.")
    return said % {"when": written(when)}


def _ending(plan: Plan, today: date) -> str:
    when = plan.valid_until
    if when is None:
        return ""
    said = _("Gjaldt til %(when)s.") if when.last_day() < today else _("Gjelder til %(when)s.")
    return said % {"when": written(when)}
