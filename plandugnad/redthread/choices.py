"""Lists to choose from, as the forms show them."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from plandugnad.plans.models import PlanHere
from plandugnad.redthread.models import CommunityGoal

Choices = list[tuple[str, str]]


def in_tree(goals: Sequence[CommunityGoal]) -> list[tuple[CommunityGoal, list[CommunityGoal]]]:
    """Each main goal with its sub goals, in their order. A sub goal whose main goal is not seen stands alone."""
    ids = {goal.id for goal in goals}
    below: dict[UUID, list[CommunityGoal]] = {}
    for goal in goals:
        if goal.parent_id in ids:
            below.setdefault(goal.parent_id, []).append(goal)
    return [(goal, below.get(goal.id, [])) for goal in goals if goal.parent_id not in ids]


def goal_choices(goals: Sequence[CommunityGoal]) -> Choices:
    found: Choices = []
    for main, subs in in_tree(goals):
        found.append((str(main.id), main.name))
        found += [(str(sub.id), f"{main.name} → {sub.name}") for sub in subs]
    return found


def plan_choices(plans: Iterable[PlanHere]) -> Choices:
    return [(str(plan.id), plan.name) for plan in plans]
