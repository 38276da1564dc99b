"""The red thread of Fjordvik, with one of each thing in it that has an address."""

from dataclasses import dataclass

from plandugnad.core.audit import SYSTEM
from plandugnad.redthread.jointly.actions import begin_section
from plandugnad.redthread.models import BudgetLine, CommunityGoal, Measure, SectionOwner
from tests.cast import Cast


@dataclass
class OfRedThread:
    goal: CommunityGoal
    measure: Measure
    line: BudgetLine
    owner: SectionOwner


def make_red_thread(cast: Cast, secret: str) -> OfRedThread:
    here = cast.fjordvik
    section = begin_section(SYSTEM, here, secret, secret, [])
    return OfRedThread(
        goal=CommunityGoal.objects.create(organisation=here, name=secret, text=secret),
        measure=Measure.objects.create(organisation=here, name=secret, unit=secret, follow_up=secret),
        line=BudgetLine.objects.create(organisation=here, name=secret, account=secret, amounts={"2026": 300}),
        owner=SectionOwner.objects.get(section=section),
    )
