"""Whole portfolios for tests: one plan of each kind where a municipality has it, and as many more as asked for."""

from itertools import cycle, islice
from typing import Any

from plandugnad.plans.kinds import PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation

THEMES = (
    "friluftsliv og folkehelse",
    "oppvekst",
    "kultur",
    "næring og sysselsetting",
    "trafikksikkerhet",
    "vann og avløp",
    "landbruk",
    "bolig",
    "klima og energi",
    "helse og omsorg",
    "beredskap",
    "frivillighet",
    "kulturminner og kulturmiljø langs den gamle postveien",
)
_MORE = (
    (PlanType.THEME_PLAN, "Temaplan for {}", "adopted"),
    (PlanType.PARTIAL_PLAN_THEME, "Kommunedelplan for {}", "adopted"),
    (PlanType.ZONING_DETAIL, "Detaljregulering for {}", "adopted"),
    (PlanType.SERVICE_PLAN, "Virksomhetsplan for {}", "in_process"),
    (PlanType.KNOWLEDGE_BASE, "Kunnskapsgrunnlag om {}", ""),
    (PlanType.PARTIAL_PLAN_AREA, "Kommunedelplan for {}", "in_consultation"),
    (PlanType.ZONING_DETAIL, "Reguleringsplan for {}", "under_revision"),
    ("", "Retningslinjer for {}", "decided"),
)


def plan_in(place: Organisation, name: str, plan_type: str = "", status: str = "adopted", **fields: Any) -> Plan:
    return Plan.objects.create(organisation=place, name=name, plan_type=plan_type, status=status, **fields)


def make_main_plans(organisation: Organisation) -> dict[str, Plan]:
    strategy = plan_in(
        organisation, "Kommunal planstrategi 2024–2028", PlanType.PLANNING_STRATEGY, adopted="2024-09-12"
    )
    community = plan_in(
        organisation,
        "Kommuneplanens samfunnsdel 2023–2035",
        PlanType.COMMUNITY_PART,
        adopted="2023-06-15",
        revision_due="2027",
        parent=strategy,
    )
    land = plan_in(
        organisation,
        "Kommuneplanens arealdel 2014–2026",
        PlanType.LAND_USE_PART,
        PlanStatus.UNDER_REVISION,
        adopted="2014",
        revision_due="2022",
        parent=community,
    )
    return {"strategy": strategy, "community": community, "land": land}


def make_many(organisation: Organisation, count: int) -> None:
    """Rows written at once, so that a test with hundreds of plans stays quick."""
    plans = []
    for index, (plan_type, name, status) in enumerate(islice(cycle(_MORE), count)):
        plan = Plan(
            organisation=organisation,
            name=name.format(THEMES[index % len(THEMES)]) + (f" {index}" if index >= len(THEMES) else ""),
            plan_type=plan_type,
            status=status,
            adopted=str(2008 + index % 17) if status in ("adopted", "under_revision") else None,
            revision_due=str(2021 + index % 9) if index % 3 else None,
            responsible="Plan og miljø" if index % 2 else "",
            section="Oppvekst" if index % 4 == 0 else "",
        )
        plan.set_keys()
        plans.append(plan)
    Plan.objects.bulk_create(plans)
