"""Our kinds as the national code lists of land plans have them (SOSI plantype and planstatus, register.geonorge.no).

Only where the lists have a code that means the same; a theme plan or a budget has none.
"""

from plandugnad.plans.kinds import PlanStatus, PlanType, is_land

PLAN_TYPES = {
    PlanType.LAND_USE_PART: "20",
    PlanType.PARTIAL_PLAN_AREA: "21",
    PlanType.ZONING_AREA: "34",
    PlanType.ZONING_DETAIL: "35",
}
# Under revision it is still the plan that was finally adopted.
PLAN_STATUSES = {
    PlanStatus.IN_PROCESS: "1",
    PlanStatus.IN_CONSULTATION: "2",
    PlanStatus.ADOPTED: "3",
    PlanStatus.UNDER_REVISION: "3",
    PlanStatus.REPEALED: "4",
    PlanStatus.REPLACED: "5",
}


def sosi_plan_type(plan_type: str) -> str | None:
    return PLAN_TYPES.get(PlanType(plan_type)) if plan_type in PlanType.values else None


def sosi_plan_status(plan_type: str, status: str) -> str | None:
    if not is_land(plan_type) or status not in PlanStatus.values:
        return None
    return PLAN_STATUSES.get(PlanStatus(status))
