from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.core.pieces import Crumb
from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.queries.portfolio import find_municipality
from plandugnad.plans.views.asked import crumbs_of, municipality_to_write, to_message
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.plans.words.names import type_name
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.actions import ChangedMeanwhile
from plandugnad.strategies.tidying.forms import PrinciplesForm
from plandugnad.strategies.tidying.models import SystemPrinciples, TypeMove
from plandugnad.strategies.tidying.types import find_move, move_plans, read_types, undo_move, write_principles

FORM = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@require_http_methods(FORM)
@signed_in
@follows_former_numbers
def few_types(request: SignedInRequest, number: str) -> HttpResponse:
    """The principles of the plan system, and the plans of types that are not in use; with POST the principles."""
    municipality = find_municipality(number)
    abilities = portfolio_abilities(request.actor, municipality)
    not_found_unless(abilities.can_see and abilities.can_see_all)
    not_found_unless(abilities.can_write or request.method != "POST")
    page = read_types(municipality)
    row = page.principles
    initial = {"text": row.text if row else "", "seen": row.version if row else 0}
    form = PrinciplesForm(request.POST if request.method == "POST" else None, initial=initial)
    theirs: SystemPrinciples | None = None
    if form.is_bound and form.is_valid():
        try:
            seen = form.cleaned_data["seen"] or 0
            write_principles(request.actor.by, municipality, form.cleaned_data["text"], seen_version=seen)
        except ChangedMeanwhile as meanwhile:
            theirs = meanwhile.stands
            form = PrinciplesForm({**request.POST.dict(), "seen": str(meanwhile.stands.version)})
        else:
            messages.success(request, _("Prinsippene er lagret."))
            return redirect("few_types", number)
    plan_system = Crumb(_("Plansystem"), reverse("plan_system", args=[number]))
    about: dict[str, Any] = {
        "organisation": municipality,
        "abilities": abilities,
        "is_example": municipality.is_example,
        "page": page,
        "form": form,
        "theirs": theirs,
        "is_writing": form.is_bound or (abilities.can_write and "skriv" in request.GET),
        "moves": [(move, _said(move)) for move in page.moves],
        "crumbs": crumbs_of(municipality, plan_system, Crumb(_("Færre plantyper"))),
    }
    return render(request, "strategies/tidying/types.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _said(move: TypeMove) -> str:
    """'Virksomhetsplan kaller vi temaplan: 4 planer'."""
    count = len(move.plans)
    said = ngettext(
        "%(was)s kaller vi %(becomes)s: %(count)s plan", "%(was)s kaller vi %(becomes)s: %(count)s planer", count
    )
    was = type_name(move.was) or _("Det som var uten plantype,")
    return said % {"was": was, "becomes": PlanType(move.becomes).label, "count": count}


@require_POST
@signed_in
def type_move(request: SignedInRequest, number: str) -> HttpResponse:
    """All plans of a type, or the one that is named, are called something else."""
    municipality, _abilities = municipality_to_write(request.actor, number)
    was = request.POST.get("was", "")
    old = next((one for one in read_types(municipality).old if one.code == was), None)
    wanted = request.POST.get("plan", "")
    plans = [one for one in old.plans if not wanted or str(one.id) == wanted] if old else []
    try:
        ids = [one.id for one in plans]
        move = move_plans(request.actor.by, municipality, was, request.POST.get("becomes", ""), ids)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("few_types", number)
    undo = f"undo:{reverse('type_move_undo', args=[number, move.pk])}"
    messages.success(request, f"{_said(move)}.", extra_tags=undo)
    return to_message("few_types", number)


@require_POST
@signed_in
def type_move_undo(request: SignedInRequest, number: str, id: UUID) -> HttpResponse:
    municipality, _abilities = municipality_to_write(request.actor, number)
    move = find_move(municipality, id)
    if move is None:
        raise Http404
    undo_move(request.actor.by, move)
    messages.success(request, _("Planene heter det de het før."))
    return redirect("few_types", number)
