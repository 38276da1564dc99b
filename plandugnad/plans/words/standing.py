"""How a plan stands, in a few words: its status, its age, when it is due."""

from django.utils.translation import gettext

from plandugnad.plans.due import Due
from plandugnad.plans.hierarchy.placing import PlanCard
from plandugnad.plans.kinds import PlanStatus
from plandugnad.plans.words.names import status_name


def standing(plan: PlanCard, *, has_age: bool = True) -> str:
    """'Vedtatt 2019, 7 år' or 'Under revisjon, vedtatt 2019'."""
    if plan.adopted is None:
        return status_name(plan.status)
    year = plan.adopted.last_year
    if plan.status not in (PlanStatus.ADOPTED, ""):
        return gettext("%(status)s, vedtatt %(year)s") % {"status": status_name(plan.status), "year": year}
    if plan.age_years and has_age:
        return gettext("Vedtatt %(year)s, %(age)s år") % {"year": year, "age": plan.age_years}
    return gettext("Vedtatt %(year)s") % {"year": year}


def age(plan: PlanCard) -> str:
    """'2019, 7 år', or where there is no adoption the status; for a narrow column."""
    if plan.adopted is None:
        return status_name(plan.status)
    year = plan.adopted.last_year
    if not plan.age_years:
        return str(year)
    return gettext("%(year)s, %(age)s år") % {"year": year, "age": plan.age_years}


def due_words(plan: PlanCard) -> str:
    """Said of what is overdue or soon due; a date far ahead needs no words in the drawing."""
    if plan.revision_due is None:
        return ""
    year = plan.revision_due.last_year
    if plan.due is Due.OVERDUE:
        return gettext("Fristen var i %(year)s") % {"year": year}
    return gettext("Frist i %(year)s") % {"year": year} if plan.due is Due.SOON else ""


def short_due_words(plan: PlanCard) -> str:
    """Where there is little room; a mark beside it tells what is late."""
    if plan.revision_due is None:
        return ""
    return gettext("Frist %(year)s") % {"year": plan.revision_due.last_year}
