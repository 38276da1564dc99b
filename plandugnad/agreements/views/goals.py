"""The goals, and following one of them up."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.agreements.actions.goals import review_goal, undo_review
from plandugnad.agreements.forms import ReviewForm
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.queries.goals import GoalNow, find_goal, find_review, goals_of, next_goal, reviews_of
from plandugnad.agreements.views.asked import FORM, UNPROCESSABLE, Asked, to_see
from plandugnad.core.pieces import Crumb
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

_CRUMB_WORDS = 6


@require_safe
@signed_in
def goals(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked, today = to_see(request, id), timezone.localdate()
    page, finding = goals_of(asked.collaboration, request.GET.get("side"), today)
    about = asked.about_kind(AgreementKind.PURPOSE, today) | {"page": page, "finding": finding}
    return render(request, "agreements/goals.html", about)


@require_http_methods(FORM)
@signed_in
def goal(request: SignedInRequest, id: UUID, goal: UUID) -> HttpResponse:
    asked, found = _goal(request, id, goal)
    may_follow_up = asked.abilities.can_follow_up and found.goal.ended_at is None
    not_found_unless(request.method != "POST" or may_follow_up)
    holder = ("goal_review", found.goal.id, request.actor.person_id)
    initial = {"token": new_token(*holder), "value": found.value, "reviewed_on": timezone.localdate()}
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=initial | {"status": found.status})
    if form.is_bound and form.is_valid():
        made = id_of(form.cleaned_data["token"], *holder)
        try:
            review = review_goal(request.actor.by, found.goal, id=made, **form.values())
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            undo = f"undo:{asked.address('goal_review_undo', found.goal.id, review.id)}"
            messages.success(request, _("Målet er fulgt opp."), extra_tags=undo)
            return redirect(f"{asked.address('agreed_goals')}#mal-{found.goal.id}")
    about = asked.about_kind(AgreementKind.PURPOSE, timezone.localdate(), _crumb(found))
    about |= {"now": found, "goal": found.goal, "form": form if may_follow_up else None}
    about |= {"reviews": reviews_of(found.goal, request.GET.get("side")), "next": next_goal(found.goal)}
    return render(request, "agreements/goal.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_POST
@signed_in
def review_undo(request: SignedInRequest, id: UUID, goal: UUID, review: UUID) -> HttpResponse:
    asked, found = _goal(request, id, goal)
    not_found_unless(asked.abilities.can_follow_up)
    made = find_review(found.goal, review)
    if made is None:
        raise Http404
    undo_review(request.actor.by, made)
    messages.success(request, _("Oppfølgingen er angret. Det som sto før, gjelder igjen."))
    return redirect("agreed_goal", id, goal)


def _goal(request: SignedInRequest, id: UUID, goal: UUID) -> tuple[Asked, GoalNow]:
    asked = to_see(request, id)
    found = find_goal(asked.collaboration, goal, timezone.localdate())
    if found is None:
        raise Http404
    return asked, found


def _crumb(found: GoalNow) -> Crumb:
    return Crumb(Truncator(found.goal.text).words(_CRUMB_WORDS))
