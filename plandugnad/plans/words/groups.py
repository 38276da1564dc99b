"""What the groups of the hierarchy are called, and what is special about them."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.hierarchy.placing import WITHOUT_TYPE, Group
from plandugnad.plans.kinds import PlanType

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
