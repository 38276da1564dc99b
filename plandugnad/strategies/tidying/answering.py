"""The five questions, asked of a plan that stands in the portfolio: on its page, and on a page of their own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.plans.kinds import PlanStatus
from plandugnad.plans.models import Plan, PlanTypeUse
from plandugnad.plans.sections import Section, add_sections
from plandugnad.plans.views.asked import plan_crumbs, plan_to_see
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.actions import ChangedMeanwhile
from plandugnad.strategies.question_form import QuestionsForm
from plandugnad.strategies.questions import QUESTIONS, answers_of, count_answered
from plandugnad.strategies.tidying.models import PlanAnswers

FORM = ["GET", "HEAD", "POST"]
# Whose plan is not begun on, or is in the making: later the answers are history.
ASKED_OF = ("", PlanStatus.IDEA, PlanStatus.DECIDED, PlanStatus.IN_PROCESS)


def answers_to(plan: Plan) -> PlanAnswers | None:
    return PlanAnswers.objects.filter(plan=plan).first()


@transaction.atomic
def answer_questions(by: By, plan: Plan, answers: dict[str, dict[str, str]], *, seen_version: int = 0) -> None:
    """`seen_version` is that of the answers the person had before her; 0 where there were none."""
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    row = answers_to(plan) or PlanAnswers(plan=plan, version=0)
    if row.answers == answers:
        return
    if seen_version != row.version:
        raise ChangedMeanwhile(row)
    before = row.answers
    row.answers, row.version = answers, row.version + 1
    row.save()
    about: dict[str, Any] = {"before": before, "after": answers}
    audit.record(by, "plan_questions_answered", row, organisation_id=plan.organisation_id, **about)


class QuestionsSection:
    """Offered where the municipality has begun on a plan system of its own: never demanded."""

    flag = "has_plan_system"

    def exists(self) -> Exists:
        return Exists(PlanTypeUse.objects.filter(organisation=OuterRef("organisation_id")))

    def section(self, actor: Actor, plan: Plan) -> Section | None:
        id = plan.organisation_id
        if not getattr(plan, self.flag, True) or plan.status not in ASKED_OF or id not in actor.reads:
            return None
        kept = answers_to(plan)
        count = count_answered(kept.answers) if kept else 0
        if count == 0 and id not in actor.writes:
            return None
        address = reverse("plan_questions", args=[plan.id])
        if count == 0:
            words = _("Fem spørsmål før dere går i gang. Det tar et minutt, og dere kan la være.")
            return Section(_("Trenger dere planen?"), words, _("Svar på spørsmålene"), address)
        return Section(_("Trenger dere planen?"), _words(kept, count), _("Se svarene"), address)


def _words(kept: PlanAnswers | None, count: int) -> str:
    noes = sum(one.is_no for one in answers_of(kept.answers)) if kept else 0
    said = _("%(count)s av %(all)s spørsmål er besvart.") % {"count": count, "all": len(QUESTIONS)}
    if noes == 0:
        return said
    no = ngettext("Ett svar er nei.", "%(noes)s svar er nei.", noes) % {"noes": noes}
    return f"{said} {no}"


add_sections(QuestionsSection())


@require_http_methods(FORM)
@signed_in
def plan_questions(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan, can = plan_to_see(request.actor, id)
    not_found_unless(plan.organisation_id in request.actor.reads and (can.can_write or request.method != "POST"))
    row = answers_to(plan)
    kept, seen = (row.answers, row.version) if row else ({}, 0)
    form = QuestionsForm(kept, request.POST if request.method == "POST" else None, seen=seen)
    theirs: PlanAnswers | None = None
    if form.is_bound and form.is_valid():
        try:
            answer_questions(request.actor.by, plan, form.kept, seen_version=form.cleaned_data["seen"] or 0)
        except ChangedMeanwhile as meanwhile:
            theirs = meanwhile.stands
            given = {**request.POST.dict(), "seen": str(meanwhile.stands.version)}
            form = QuestionsForm(theirs.answers if theirs else {}, given)
        else:
            messages.success(request, _("Svarene er lagret."))
            return redirect("plan_questions", id)
    about = {
        "plan": plan,
        "form": form,
        "can_write": can.can_write,
        "answers": answers_of(kept),
        "theirs": answers_of(theirs.answers) if theirs else (),
        "is_example": plan.organisation.is_example,
        "crumbs": plan_crumbs(plan, _("Trenger dere planen?")),
    }
    return render(request, "strategies/tidying/questions.html", about, status=422 if form.is_bound else None)
