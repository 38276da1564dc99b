"""What is said about a plan in a few words, and what the groups of the hierarchy are called."""

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.due import Due
from plandugnad.plans.hierarchy import WITHOUT_TYPE, Group, PlanCard
from plandugnad.plans.kinds import PlanStatus, PlanType

GROUP_NAMES = {
    PlanType.REGIONAL_PLAN: _("Regionale planer"),
    PlanType.PLANNING_STRATEGY: _("Kommunal planstrategi"),
    PlanType.COMMUNITY_PART: _("Kommuneplanens samfunnsdel"),
    PlanType.LAND_USE_PART: _("Kommuneplanens arealdel"),
    PlanType.PARTIAL_PLAN_AREA: _("Kommunedelplaner for areal"),
    PlanType.PARTIAL_PLAN_THEME: _("Kommunedelplaner for tema"),
    PlanType.THEME_PLAN: _("Temaplaner"),
    PlanType.ZONING_AREA: _("Områdereguleringer"),
    PlanType.ZONING_DETAIL: _("Detaljreguleringer"),
    PlanType.ACTION_PART: _("Kommuneplanens handlingsdel"),
    PlanType.ECONOMY_PLAN: _("Økonomiplan og årsbudsjett"),
    PlanType.SERVICE_PLAN: _("Virksomhetsplaner"),
    PlanType.ANNUAL_REPORT: _("Årsrapporter"),
    PlanType.KNOWLEDGE_BASE: _("Kunnskapsgrunnlag"),
    PlanType.OTHER: _("Andre dokumenter"),
    WITHOUT_TYPE: _("Uten plantype"),
}


MAIN_TYPE_NAMES = {
    PlanType.PLANNING_STRATEGY: _("Planstrategi"),
    PlanType.COMMUNITY_PART: _("Samfunnsdel"),
    PlanType.LAND_USE_PART: _("Arealdel"),
    PlanType.ACTION_PART: _("Handlingsdel"),
    PlanType.ECONOMY_PLAN: _("Økonomiplan"),
}


def group_name(plan_type: str) -> str:
    return str(GROUP_NAMES.get(plan_type, GROUP_NAMES[WITHOUT_TYPE]))


def type_name(plan_type: str) -> str:
    return capfirst(str(PlanType(plan_type).label)) if plan_type in PlanType.values else ""


def status_name(status: str) -> str:
    return capfirst(str(PlanStatus(status).label)) if status in PlanStatus.values else gettext("Status ikke oppgitt")


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


def finding(total: int, overdue: int, with_due: int) -> str:
    """The one sentence the portfolio opens with."""
    if total == 0:
        return gettext("Ingen planer er lagt inn")
    if with_due == 0:
        text = ngettext(
            "%(total)s plan, uten dato for revisjon", "%(total)s planer, ingen med dato for revisjon", total
        )
        return text % {"total": total}
    if overdue == 0:
        text = ngettext("Planen er innenfor fristen", "Ingen av %(total)s planer er over fristen", total)
        return text % {"total": total}
    if total == 1:
        return gettext("Planen er over fristen")
    return gettext("%(overdue)s av %(total)s planer er over fristen") % {"overdue": overdue, "total": total}


def count_words(total: int, ended: int) -> str:
    """'60 planer, 1 opphevet eller erstattet'. `total` does not count what has ended, which is said beside it."""
    number = total + ended
    plans = ngettext("%(number)s plan", "%(number)s planer", number) % {"number": number}
    if not ended:
        return plans
    said = ngettext(
        "%(plans)s, %(ended)s opphevet eller erstattet", "%(plans)s, %(ended)s opphevet eller erstattet", ended
    )
    return said % {"plans": plans, "ended": ended}


def group_title(group: Group) -> str:
    """'Temaplaner (7)'."""
    name, count = group_name(group.plan_type), len(group.nodes)
    return gettext("%(group)s (%(count)s)") % {"group": name, "count": count} if count > 1 else name


def group_note(group: Group) -> str:
    """What is special about the whole group, under its name in the drawing."""
    if not group.is_used and group.nodes:
        return gettext("Brukes ikke i eget plansystem")
    placed = group.placed_by_type
    if not placed:
        return ""
    if group.is_placed_by_type:
        return gettext("Plassert etter type")
    return ngettext("%(count)s er plassert etter type", "%(count)s er plassert etter type", placed) % {"count": placed}
