"""The kinds of plan and where each stands in the hierarchy. Sources: domain of pbl. ch. 7–12, koml. ch. 14."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanType(models.TextChoices):
    REGIONAL_PLAN = "regional_plan", _("regional plan")
    PLANNING_STRATEGY = "planning_strategy", _("kommunal planstrategi")
    COMMUNITY_PART = "community_part", _("kommuneplanens samfunnsdel")
    LAND_USE_PART = "land_use_part", _("kommuneplanens arealdel")
    PARTIAL_PLAN_AREA = "partial_plan_area", _("kommunedelplan for areal")
    PARTIAL_PLAN_THEME = "partial_plan_theme", _("kommunedelplan for tema")
    THEME_PLAN = "theme_plan", _("temaplan")
    ZONING_AREA = "zoning_area", _("områderegulering")
    ZONING_DETAIL = "zoning_detail", _("detaljregulering")
    ACTION_PART = "action_part", _("kommuneplanens handlingsdel")
    ECONOMY_PLAN = "economy_plan", _("økonomiplan og årsbudsjett")
    SERVICE_PLAN = "service_plan", _("virksomhetsplan")
    ANNUAL_REPORT = "annual_report", _("årsrapport")
    KNOWLEDGE_BASE = "knowledge_base", _("kunnskapsgrunnlag")
    OTHER = "other", _("annet dokument")


@dataclass(frozen=True)
class Kind:
    """`above` are the types a plan of this type hangs under when nothing is stated, nearest first."""

    above: tuple[PlanType, ...] = ()
    section: str = ""
    is_land: bool = False
    is_required: bool = False


KINDS: dict[PlanType, Kind] = {
    PlanType.REGIONAL_PLAN: Kind(section="pbl. § 8-1"),
    PlanType.PLANNING_STRATEGY: Kind(section="pbl. § 10-1", is_required=True),
    PlanType.COMMUNITY_PART: Kind((PlanType.PLANNING_STRATEGY,), "pbl. § 11-2", is_required=True),
    PlanType.LAND_USE_PART: Kind((PlanType.COMMUNITY_PART,), "pbl. § 11-5", is_land=True, is_required=True),
    PlanType.PARTIAL_PLAN_AREA: Kind((PlanType.LAND_USE_PART, PlanType.COMMUNITY_PART), "pbl. § 11-5", is_land=True),
    PlanType.PARTIAL_PLAN_THEME: Kind((PlanType.COMMUNITY_PART,), "pbl. § 11-1"),
    PlanType.THEME_PLAN: Kind((PlanType.COMMUNITY_PART,)),
    PlanType.ZONING_AREA: Kind((PlanType.LAND_USE_PART,), "pbl. § 12-2", is_land=True),
    PlanType.ZONING_DETAIL: Kind((PlanType.LAND_USE_PART,), "pbl. § 12-3", is_land=True),
    PlanType.ACTION_PART: Kind((PlanType.COMMUNITY_PART,), "pbl. § 11-1", is_required=True),
    PlanType.ECONOMY_PLAN: Kind((PlanType.ACTION_PART, PlanType.COMMUNITY_PART), "koml. § 14-4", is_required=True),
    PlanType.SERVICE_PLAN: Kind((PlanType.ECONOMY_PLAN, PlanType.ACTION_PART, PlanType.COMMUNITY_PART)),
    PlanType.ANNUAL_REPORT: Kind((PlanType.SERVICE_PLAN, PlanType.ECONOMY_PLAN, PlanType.ACTION_PART), "koml. § 14-7"),
    PlanType.KNOWLEDGE_BASE: Kind(),
    PlanType.OTHER: Kind(),
}


def missing_by_law(present: Collection[str]) -> tuple[PlanType, ...]:
    """The kinds every municipality shall have, less those it has.

    The economy plan may be the action part, or hold it (koml. § 14-4, pbl. § 11-1): with it, neither is missing.
    """
    has = set(present) | ({PlanType.ACTION_PART} if PlanType.ECONOMY_PLAN in present else set())
    return tuple(kind for kind, about in KINDS.items() if about.is_required and kind not in has)


def is_land(plan_type: str) -> bool:
    return plan_type in PlanType.values and KINDS[PlanType(plan_type)].is_land


class PlanStatus(models.TextChoices):
    IDEA = "idea", _("idé")
    DECIDED = "decided", _("besluttet")
    IN_PROCESS = "in_process", _("under arbeid")
    IN_CONSULTATION = "in_consultation", _("på høring")
    ADOPTED = "adopted", _("vedtatt")
    UNDER_REVISION = "under_revision", _("under revisjon")
    REPEALED = "repealed", _("opphevet")
    REPLACED = "replaced", _("erstattet")


# In force, and so public: what county and state see without being shown it.
IN_FORCE = (PlanStatus.ADOPTED, PlanStatus.UNDER_REVISION)
ENDED = (PlanStatus.REPEALED, PlanStatus.REPLACED)
DECIDED = (*IN_FORCE, *ENDED)


class Decision(models.TextChoices):
    CONTINUE = "continue", _("videreføres")
    REVISE = "revise", _("revideres")
    NEW = "new", _("ny plan")
    MERGE = "merge", _("slås sammen")
    EXPIRE = "expire", _("utløper")
    REPEAL = "repeal", _("oppheves")


class LinkKind(models.TextChoices):
    REPLACES = "replaces", _("erstatter")
    ELABORATES = "elaborates", _("utdyper")
    CONFLICTS = "conflicts", _("er i strid med")
    KNOWLEDGE_FOR = "knowledge_for", _("er kunnskapsgrunnlag for")
