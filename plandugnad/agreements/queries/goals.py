"""The goals of a collaboration with how it goes with each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from plandugnad.agreements.kinds import AgreementKind, GoalStatus
from plandugnad.agreements.models import Goal, GoalReview
from plandugnad.agreements.telling import latest_reviews
from plandugnad.agreements.words import GOAL_MARKS
from plandugnad.regions.models import Collaboration

SHOWN_ON_FRONT, AT_A_TIME, REVIEWS_AT_A_TIME = 6, 50, 20
_OPEN = (GoalStatus.NOT_STARTED, GoalStatus.ON_THE_WAY)


@dataclass(frozen=True)
class GoalNow:
    """Features read goals as this."""

    goal: Goal
    status: GoalStatus
    value: str  # where it stands: what was last said, else as it was when it was adopted
    review: GoalReview | None
    is_late: bool

    @property
    def mark(self) -> str:
        return GOAL_MARKS[self.status]

    @property
    def words(self) -> str:
        return str(self.status.label)


@dataclass(frozen=True)
class GoalsOnFront:
    goals: list[GoalNow]
    count: int
    finding: str


def goals_on_front(collaboration_id: UUID, today: date) -> GoalsOnFront:
    """Those that are open first. One query."""
    latest = GoalReview.objects.filter(goal=OuterRef("pk"), undone_at=None).order_by("-reviewed_on", "-made_at")
    said = Subquery(latest.values(said=JSONObject(status="status", value="value"))[:1])
    goals = [_now(goal, goal.said or {}, today) for goal in _standing(collaboration_id).annotate(said=said)]
    goals.sort(key=lambda each: each.status not in _OPEN)  # keeps the order otherwise
    return GoalsOnFront(goals[:SHOWN_ON_FRONT], len(goals), finding(goals))


def goals_of(collaboration: Collaboration, page: str | None, today: date) -> tuple[Page[GoalNow], str]:
    """With the sentence that sums them all up. Two queries."""
    goals = list(_standing(collaboration.id))
    reviews = latest_reviews([goal.id for goal in goals])
    found = [_reviewed(goal, reviews.get(goal.id), today) for goal in goals]
    return Paginator(found, AT_A_TIME).get_page(page), finding(found)


def find_goal(collaboration: Collaboration, id: UUID, today: date) -> GoalNow | None:
    """Also one that is ended, whose history is still to be read."""
    rows = Goal.objects.filter(pk=id, agreement__collaboration=collaboration, agreement__withdrawn_at=None)
    goal = rows.select_related("agreement__collaboration").first()
    return _reviewed(goal, latest_reviews([goal.id]).get(goal.id), today) if goal else None


def next_goal(goal: Goal) -> Goal | None:
    rows = Goal.objects.filter(agreement=goal.agreement_id, ended_at=None, order__gt=goal.order)
    return rows.order_by("order").first()


def reviews_of(goal: Goal, page: str | None) -> Page[GoalReview]:
    rows = GoalReview.objects.filter(goal=goal, undone_at=None).order_by("-reviewed_on", "-made_at")
    return Paginator(rows, REVIEWS_AT_A_TIME).get_page(page)


def find_review(goal: Goal, id: UUID) -> GoalReview | None:
    return GoalReview.objects.filter(pk=id, goal=goal).select_related("goal__agreement__collaboration").first()


def finding(goals: Sequence[GoalNow]) -> str:
    """'1 av 4 mål er nådd, og 2 er på vei'"""
    if not goals:
        return ""
    counted = Counter(each.status for each in goals)
    told = {"reached": counted[GoalStatus.REACHED], "total": len(goals), "moving": counted[GoalStatus.ON_THE_WAY]}
    return _("%(reached)s av %(total)s mål er nådd, og %(moving)s er på vei") % told


def _standing(collaboration_id: UUID) -> "QuerySet[Goal]":
    rows = Goal.objects.filter(
        agreement__collaboration=collaboration_id,
        agreement__kind=AgreementKind.PURPOSE,
        agreement__withdrawn_at=None,
        ended_at=None,
    )
    return rows.order_by("agreement__part", "order", "id")


def _reviewed(goal: Goal, review: GoalReview | None, today: date) -> GoalNow:
    said = {"status": review.status, "value": review.value} if review else {}
    return _now(goal, said, today, review)


def _now(goal: Goal, said: dict[str, str], today: date, review: GoalReview | None = None) -> GoalNow:
    status = GoalStatus(said.get("status", GoalStatus.NOT_STARTED))
    is_late = goal.due is not None and status in _OPEN and goal.due.last_day() < today
    return GoalNow(goal, status, said.get("value") or goal.baseline, review, is_late)
