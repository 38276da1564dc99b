"""A goal, a measure and a budget line: new, changed, taken out. And the goals of a plan."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.core.pieces import Crumb
from plandugnad.plans.kinds import PlanType
from plandugnad.redthread import actions, queries
from plandugnad.redthread.choices import goal_choices, plan_choices
from plandugnad.redthread.conflicts import Conflict, conflicts_of
from plandugnad.redthread.forms import GoalForm, LineForm, MeasureForm, PlanGoalsForm
from plandugnad.redthread.jointly.queries import owned_sections
from plandugnad.redthread.models import BudgetLine, CommunityGoal, Measure
from plandugnad.redthread.queries import Here
from plandugnad.redthread.views.asked import CONFLICT, FORM, UNPROCESSABLE, Asked, asked_for
from plandugnad.regions.http import SignedInRequest, signed_in

AnyForm = GoalForm | MeasureForm | LineForm


@require_http_methods(FORM)
@signed_in
def goal(request: SignedInRequest, number: str, id: UUID | None = None) -> HttpResponse:
    asked = asked_for(request, number, to_write=True)
    row = queries.find_goal(asked.organisation, id) if id else _new_goal(asked)
    if row is None:
        raise Http404
    here = asked.read()
    form = GoalForm(request.POST if request.method == "POST" else None, initial=_of_goal(row, here, request))
    mains = [one for one in here.goals if one.parent_id is None and one.id != row.id]
    form.choose("parent", [(str(one.id), one.name) for one in mains], _("Ingen, dette er et hovedmål"))
    parts = [plan for plan in queries.plans_to_choose(asked.organisation) if plan.plan_type == PlanType.COMMUNITY_PART]
    form.choose("plan", plan_choices(parts), _("Ikke knyttet til noen samfunnsdel"))
    return _edited(asked, row, form, "redthread/goal.html", _("Mål"))


def _new_goal(asked: Asked) -> CommunityGoal | None:
    """The municipality's own, or of a joint section it owns: then it stands in the thread of each owner."""
    section = asked.request.GET.get("avsnitt", "")
    if not section:
        return CommunityGoal(organisation=asked.organisation)
    owned = next((id for id, _title in owned_sections(asked.organisation) if str(id) == section), None)
    return CommunityGoal(section_id=owned) if owned else None


def _of_goal(row: CommunityGoal, here: Here, request: SignedInRequest) -> dict[str, Any]:
    if row._state.adding:
        parts = [plan.id for plan in here.plans.values() if plan.plan_type == PlanType.COMMUNITY_PART]
        last = max((one.position for one in here.goals), default=0)
        parent = request.GET.get("under", "")
        return {"plan": parts[0] if len(parts) == 1 else "", "position": last + 1, "parent": parent}
    return {
        **{name: getattr(row, name) for name in ("name", "text", "first_year", "last_year", "position")},
        "un_goals": ", ".join(map(str, row.un_goals)),
        "parent": row.parent_id,
        "plan": row.plan_id,
        "seen": row.version,
    }


@require_http_methods(FORM)
@signed_in
def measure(request: SignedInRequest, number: str, id: UUID | None = None) -> HttpResponse:
    asked = asked_for(request, number, to_write=True)
    row = queries.find_measure(asked.organisation, id) if id else Measure(organisation=asked.organisation)
    if row is None:
        raise Http404
    here = asked.read()
    names = ("name", "unit", "first_year", "last_year", "status", "is_free", "follow_up")
    initial = {name: getattr(row, name) for name in names} | {"plan": row.plan_id, "seen": row.version}
    initial["goals"] = queries.goals_of_thing(asked.organisation, measure_id=row.id) or [request.GET.get("mal", "")]
    form = MeasureForm(request.POST if request.method == "POST" else None, initial=initial)
    form.choose("goals", goal_choices(here.goals))
    form.choose("plan", plan_choices(queries.plans_to_choose(asked.organisation)), _("Ingen plan"))
    return _edited(asked, row, form, "redthread/measure.html", _("Tiltak"))


@require_http_methods(FORM)
@signed_in
def line(request: SignedInRequest, number: str, id: UUID | None = None) -> HttpResponse:
    asked = asked_for(request, number, to_write=True)
    row = queries.find_line(asked.organisation, id) if id else BudgetLine(organisation=asked.organisation)
    if row is None:
        raise Http404
    here = asked.read()
    initial = {"name": row.name, "account": row.account, "seen": row.version, "plan": row.plan_id}
    initial["measure"] = row.measure_id or request.GET.get("tiltak", "")
    initial["goals"] = queries.goals_of_thing(asked.organisation, line_id=row.id) or [request.GET.get("mal", "")]
    form = LineForm(here.years, request.POST if request.method == "POST" else None, kept=row.amounts, initial=initial)
    form.choose("goals", goal_choices(here.goals))
    form.choose("measure", [(str(one.id), one.name) for one in here.measures.values()], _("Ikke noe bestemt tiltak"))
    form.choose("plan", plan_choices(queries.plans_to_choose(asked.organisation)), _("Ingen plan"))
    return _edited(asked, row, form, "redthread/line.html", _("Budsjettlinje"))


def _edited(asked: Asked, row: actions.Thing, form: AnyForm, template: str, kind: str) -> HttpResponse:
    is_new, by = row._state.adding, asked.request.actor.by
    if asked.request.method == "POST" and asked.request.POST.get("do") == "remove" and not is_new:
        batch = actions.remove_thing(by, asked.organisation, row)
        asked.say(_("«%(name)s» er tatt ut.") % {"name": row.name}, batch)
        return asked.back()
    conflicts: list[Conflict] = []
    status = UNPROCESSABLE
    if form.is_bound and form.is_valid():
        try:
            return _saved(asked, row, form)
        except ValidationError as refused:
            form.add_error(None, refused)
        except actions.ChangedMeanwhile as changed:
            conflicts, status = conflicts_of(form, changed.stands), CONFLICT
    about = asked.about(Crumb(kind)) | {"form": form, "row": row, "is_new": is_new, "conflicts": conflicts}
    if conflicts:  # sent again, it goes ahead
        about["seen_now"] = changed_version(row)
    return render(asked.request, template, about, status=status if form.is_bound else None)


def changed_version(row: actions.Thing) -> int:
    row.refresh_from_db(fields=["version"])
    return row.version


def _saved(asked: Asked, row: actions.Thing, form: AnyForm) -> HttpResponse:
    values = form.values()
    if isinstance(form, GoalForm):
        values |= _placed(asked, row, form)
    goals = None if isinstance(form, GoalForm) else form.ids_of("goals")
    seen = form.cleaned_data["seen"] or 0
    batch = actions.save_thing(asked.request.actor.by, asked.organisation, row, values, goals, seen=seen)
    asked.say(_("«%(name)s» er lagret.") % {"name": values["name"]}, batch)
    return asked.back()


def _placed(asked: Asked, row: actions.Thing, form: GoalForm) -> dict[str, Any]:
    """A goal of a joint section stays in it."""
    parent = queries.find_goal(asked.organisation, form.id_of("parent") or row.id)
    found: dict[str, Any] = {"parent": parent if form.id_of("parent") else None}
    if getattr(row, "section_id", None) is None:
        found["plan_id"] = form.id_of("plan")
    return found


@require_http_methods(FORM)
@signed_in
def plan_goals(request: SignedInRequest, number: str, id: UUID) -> HttpResponse:
    """Which goals a plan follows up, as this municipality says it."""
    asked = asked_for(request, number, to_write=True)
    here = asked.read()
    plan = here.plans.get(id)
    if plan is None:
        raise Http404
    hows = [row.how for row in here.anchors if row.plan_id == id and row.how]
    initial = {"goals": queries.goals_of_thing(asked.organisation, plan_id=id), "how": hows[0] if hows else ""}
    form = PlanGoalsForm(request.POST if request.method == "POST" else None, initial=initial)
    form.choose("goals", goal_choices(here.goals))
    if form.is_bound and form.is_valid():
        goals, how = form.ids_of("goals"), form.cleaned_data["how"]
        batch = actions.set_plan_goals(request.actor.by, asked.organisation, id, goals, how)
        asked.say(_("Målene til planen er lagret."), batch)
        return redirect("plan", id)
    about = asked.about(Crumb(_("Målene til en plan"))) | {"form": form, "plan": plan, "here": here}
    return render(request, "redthread/plan_goals.html", about, status=UNPROCESSABLE if form.is_bound else None)
