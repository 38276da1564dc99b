"""A goal is looked at: how it goes, where it stands, and what was said."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.agreements import telling
from plandugnad.agreements.access import readers_of
from plandugnad.agreements.kinds import GoalStatus
from plandugnad.agreements.models import Goal, GoalReview
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.projections.activity import tell
from plandugnad.projections.filling import refresh


@transaction.atomic
def review_goal(
    by: By, goal: Goal, *, status: str, note: str = "", value: str = "", reviewed_on: date, id: UUID | None = None
) -> GoalReview:
    """With the `id` of its form, a form sent twice makes one."""
    current = Goal.objects.select_for_update(of=("self",), no_key=True).select_related("agreement__collaboration")
    goal = current.get(pk=goal.pk)
    if id is not None and (made := GoalReview.objects.filter(pk=id, goal=goal).first()):
        return made
    if goal.ended_at or goal.agreement.withdrawn_at:
        raise ValidationError(_("Målet gjelder ikke lenger. Se hva som står nå."))
    if status == GoalStatus.GIVEN_UP and not note.strip():
        raise ValidationError({"note": _("Skriv hvorfor dere gir opp målet. De som kommer etter, trenger å vite det.")})
    review = GoalReview.objects.create(
        goal=goal,
        status=GoalStatus(status),
        value=value,
        note=note.strip(),
        reviewed_on=reviewed_on,
        by_id=by.id,
        by_name=by.name,
        **({"id": id} if id else {}),
    )
    _record(by, "goal_reviewed", goal, review)
    return review


@transaction.atomic
def undo_review(by: By, review: GoalReview) -> None:
    """What was said before it, stands again. It is kept in the history."""
    if GoalReview.objects.filter(pk=review.pk, undone_at=None).update(undone_at=timezone.now()):
        _record(by, "goal_review_undone", review.goal, review)


def _record(by: By, verb: str, goal: Goal, review: GoalReview) -> None:
    said = {"review": str(review.pk), "status": str(review.status), "value": review.value, "note": review.note}
    audit.record(by, verb, goal, after=said)
    refresh(telling.GoalSource.key, [goal.pk], by)
    tell(by, verb, [telling.about_goal(goal)], readers_of(goal.agreement.collaboration))
