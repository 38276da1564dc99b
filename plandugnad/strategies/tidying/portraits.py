"""From the plans of a municipality to what the engine asks of them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from plandugnad.engines.tidying import Portrait, Stage
from plandugnad.plans.kinds import ENDED, KINDS, PlanStatus, PlanType
from plandugnad.plans.models import PlanHere

T = PlanType
ZONING = (T.ZONING_AREA, T.ZONING_DETAIL)
# A zoning plan hangs under the land-use part by its type, is nobody's to follow up, and holds until it is changed.
_FOLLOWED = (
    *(T.PLANNING_STRATEGY, T.COMMUNITY_PART, T.LAND_USE_PART, T.PARTIAL_PLAN_AREA, T.PARTIAL_PLAN_THEME),
    *(T.THEME_PLAN, T.SERVICE_PLAN, T.KNOWLEDGE_BASE, T.OTHER, ""),
)
_ANCHORED = (T.PARTIAL_PLAN_AREA, T.PARTIAL_PLAN_THEME, T.THEME_PLAN, T.SERVICE_PLAN)
_WITH_GOAL = (T.PARTIAL_PLAN_THEME, T.THEME_PLAN)
_STAGES = {
    PlanStatus.IDEA: Stage.UNDER_WAY,
    PlanStatus.DECIDED: Stage.UNDER_WAY,
    PlanStatus.IN_PROCESS: Stage.UNDER_WAY,
    PlanStatus.IN_CONSULTATION: Stage.UNDER_WAY,
    PlanStatus.ADOPTED: Stage.IN_FORCE,
    PlanStatus.UNDER_REVISION: Stage.REVISED_NOW,
    PlanStatus.REPEALED: Stage.ENDED,
    PlanStatus.REPLACED: Stage.ENDED,
}
# What a portrait is made from, so that it is one query without what takes room.
FIELDS = (
    *("id", "row_id", "name", "plan_type", "status", "legal_basis", "owner_unit", "responsible", "adopted"),
    *("last_revised", "revision_due", "period", "valid_until", "decision", "goal", "themes", "parent_id", "sort_key"),
    *("organisation_id", "led_by_id", "is_led"),
)


def portraits_of(
    plans: Mapping[UUID, PlanHere],
    heard_of: Mapping[UUID, date],
    ended: frozenset[UUID],
    not_private: frozenset[UUID],
    anchored: Collection[UUID] = (),
) -> list[Portrait]:
    """`ended` are repealed or replaced; `not_private` those whose process says they are the municipality's own;
    `anchored` those that follow up a goal in the red thread."""
    found = (_portrait(plan, heard_of.get(plan.id), ended, plan.id in not_private) for plan in plans.values())
    return [_with_goal(one) if UUID(one.id) in anchored else one for one in found]


def _with_goal(one: Portrait) -> Portrait:
    """A plan in a goal is anchored: the goal stands in the community part, whether that is named as its parent too."""
    return replace(one, has_goal=True, has_parent=True)


def _portrait(plan: PlanHere, heard_of: date | None, ended: frozenset[UUID], is_not_private: bool) -> Portrait:
    parent_ended = plan.parent_id is not None and plan.parent_id in ended
    return Portrait(
        id=str(plan.id),
        stage=_STAGES.get(PlanStatus(plan.status), Stage.UNKNOWN) if plan.status else Stage.UNKNOWN,
        has_type=bool(plan.plan_type),
        act=_act(plan.plan_type),
        legal_basis=plan.legal_basis,
        adopted=plan.adopted,
        last_revised=plan.last_revised,
        revision_due=plan.revision_due,
        period=plan.period,
        valid_until=plan.valid_until,
        is_owned=bool(plan.owner_unit.strip() or plan.responsible.strip()),
        needs_owner=plan.plan_type not in ZONING,
        needs_parent=plan.plan_type in _ANCHORED,
        needs_goal=plan.plan_type in _WITH_GOAL,
        has_parent=plan.parent_id is not None,
        parent_ended=str(plan.parent_id) if parent_ended else "",
        has_goal=bool(plan.goal.strip()),
        is_followed=plan.plan_type in _FOLLOWED,
        last_heard_of=heard_of,
        may_be_private=plan.plan_type == T.ZONING_DETAIL and not is_not_private,
    )


def _act(plan_type: str) -> str:
    """`pbl` or `koml`, where the type is one of theirs and the plan itself says nothing."""
    section = KINDS[PlanType(plan_type)].section if plan_type else ""
    return section.split(".")[0] if section else ""


def is_ended(plan: PlanHere) -> bool:
    return plan.status in ENDED
