"""Goals and what follows them up, to test with."""

from typing import Any

from plandugnad.redthread.models import Anchor, BudgetLine, CommunityGoal, Measure
from plandugnad.regions.models import Organisation


def a_goal(place: Organisation, name: str = "Trygg alderdom hjemme", **values: Any) -> CommunityGoal:
    return CommunityGoal.objects.create(organisation=place, name=name, **values)


def a_measure(
    place: Organisation, name: str = "Hverdagsrehabilitering", goal: CommunityGoal | None = None, **values: Any
) -> Measure:
    made = Measure.objects.create(organisation=place, name=name, **values)
    if goal:
        Anchor.objects.create(organisation=place, goal=goal, measure=made)
    return made


def a_line(
    place: Organisation, name: str = "To årsverk", goal: CommunityGoal | None = None, **values: Any
) -> BudgetLine:
    made = BudgetLine.objects.create(organisation=place, name=name, **({"amounts": {"2026": 1640}} | values))
    if goal:
        Anchor.objects.create(organisation=place, goal=goal, line=made)
    return made
