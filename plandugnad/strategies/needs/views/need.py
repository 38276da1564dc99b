"""One plan in the strategy: what is said of it, and how the sum came to be."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.plans.models import PlanHere
from plandugnad.plans.views.asked import LONGEST_CRUMB, to_message
from plandugnad.plans.words.names import in_sentence
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.actions import ChangedMeanwhile
from plandugnad.strategies.models import PlanNeed
from plandugnad.strategies.needs import actions, queries
from plandugnad.strategies.needs.fields import SCORE, Value, flat, of_unsaid
from plandugnad.strategies.needs.forms import NeedForm
from plandugnad.strategies.needs.rows import Row, judge, whole_capacity
from plandugnad.strategies.needs.words import flag_words
from plandugnad.strategies.questions import answers_of
from plandugnad.strategies.views.asked import (
    CONFLICT,
    FORM,
    UNPROCESSABLE,
    Asked,
    strategy_to_see_all,
    strategy_to_write,
)


@require_http_methods(FORM)
@signed_in
def need(request: SignedInRequest, id: UUID, need: UUID) -> HttpResponse:
    asked = strategy_to_see_all(request, id)
    found = queries.find_need(asked.strategy, need)
    if found is None:
        raise Http404
    return _page(asked, found)


@require_http_methods(FORM)
@signed_in
def need_of_plan(request: SignedInRequest, id: UUID, plan: UUID) -> HttpResponse:
    """A plan nobody has said anything about; when somebody has, the page of that."""
    asked = strategy_to_see_all(request, id)
    said = queries.need_of_plan(asked.strategy, plan)
    if said is not None and request.method != "POST":
        return redirect("strategy_need", id, said.id)
    found = queries.find_plan_to_weigh(asked.actor, asked.strategy, plan)
    if found is None:
        raise Http404
    return _page(asked, found)


def _page(asked: Asked, of: PlanNeed | PlanHere) -> HttpResponse:
    request = asked.request
    is_posted = request.method == "POST"
    not_found_unless(asked.can.can_write or not is_posted)
    row = queries.read_one(asked.actor, asked.strategy, of)
    form = _form(asked, row, request.POST if is_posted else None)
    status, conflicts, by_name = None, [], ""
    if is_posted:
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                saved = actions.save_need(request.actor.by, asked.strategy, of, form.said, form.cleaned_data["seen"])
            except ChangedMeanwhile as meanwhile:
                status, by_name = CONFLICT, meanwhile.by_name
                conflicts = _conflicts(form, meanwhile.stands)
                form.stand_on(meanwhile.stands)
            except ValidationError as refused:
                form.add_refusal(refused)
            else:
                messages.success(request, _("«%(name)s» er lagret.") % {"name": in_sentence(row.name)})
                return redirect("strategy_need", asked.strategy.id, saved.id)
    about = _about(asked, row) | {"form": form, "conflicts": conflicts, "by_name": by_name}
    return render(request, "strategies/needs/need.html", about, status=status)


def _form(asked: Asked, row: Row, data: Any) -> NeedForm:
    stands = flat(row.need) if row.need else of_unsaid(row.plan)
    others = list(queries.other_needs(asked.strategy, row.need))
    return NeedForm(
        stands, asked.strategy.term, others, plan_type=row.plan_type, is_proposed=row.is_proposed, data=data
    )


def _conflicts(form: NeedForm, stands: Mapping[str, Value]) -> list[tuple[str, str, str]]:
    """Each field that two have written: its name, what stands, and what this person wrote."""
    return [
        (str(form.fields[name].label), form.shown(name, value), form.shown(name, form.cleaned_data.get(name)))
        for name, value in stands.items()
        if name in form.fields
    ]


def _about(asked: Asked, row: Row) -> dict[str, Any]:
    name = in_sentence(Truncator(row.name).chars(LONGEST_CRUMB))
    crumbs = (Crumb(_("Planbehov"), reverse("strategy_needs", args=[asked.strategy.id])), Crumb(name))
    return asked.about(*crumbs, here="behov") | {
        "row": row,
        "judged": row.judged,
        "flags": flag_words(row.judged, row.age),
        # Those who already have the plan, have answered them once.
        "open_questions": row.is_proposed or bool(row.need and row.need.answers),
        "answers": answers_of(row.need.answers if row.need else {}),
    }


@require_safe
@signed_in
def need_sum(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The sum as it would be with what is chosen on the page and not saved yet."""
    asked = strategy_to_see_all(request, id)
    given = request.GET
    scores = {
        name.removeprefix(SCORE): int(value)
        for name, value in given.items()
        if name.startswith(SCORE) and value in ("0", "1", "2", "3")
    }
    row = queries.read_keyed(asked.actor, asked.strategy, given.get("av", ""))
    plan, age = (row.plan, row.age) if row else (None, None)
    days = int(given["days"]) if given.get("days", "").isdecimal() and len(given["days"]) < 6 else None
    whole = whole_capacity(asked.strategy)
    judged = judge(asked.strategy, plan, scores, given.get("basis", ""), days, age, whole)
    about = {"judged": judged, "flags": flag_words(judged, age), "is_unsaved": True, "strategy": asked.strategy}
    return render(request, "strategies/needs/parts/sum.html", about)


@require_POST
@signed_in
def need_take_out(request: SignedInRequest, id: UUID, need: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    found = queries.find_need_even_gone(asked.strategy, need)
    if found is None:
        raise Http404
    actions.take_out(request.actor.by, asked.strategy, found)
    undo = f"undo:{reverse('strategy_need_bring_back', args=[id, need])}"
    said = _("Vurderingen av «%(name)s» er tatt ut.") if found.plan_id else _("Forslaget «%(name)s» er tatt ut.")
    messages.success(request, said % {"name": in_sentence(found.name)}, extra_tags=undo)
    return to_message("strategy_needs", id)


@require_POST
@signed_in
def need_bring_back(request: SignedInRequest, id: UUID, need: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    found = queries.find_need_even_gone(asked.strategy, need)
    if found is None:
        raise Http404
    try:
        actions.bring_back(request.actor.by, asked.strategy, found)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("«%(name)s» er hentet tilbake.") % {"name": in_sentence(found.name)})
    return to_message("strategy_needs", id)
