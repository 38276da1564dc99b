"""The planning strategies of a municipality, and where one of them stands."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.queries.portfolio import find_municipality
from plandugnad.plans.views.asked import crumbs_of, to_message
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Organisation
from plandugnad.strategies import actions, queries
from plandugnad.strategies.access import can_begin
from plandugnad.strategies.forms import BeginForm
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.steps import steps_of
from plandugnad.strategies.terms import Term
from plandugnad.strategies.views.asked import FORM, UNPROCESSABLE, strategy_to_see, strategy_to_write


@require_http_methods(FORM)
@signed_in
@follows_former_numbers
def strategies(request: SignedInRequest, number: str) -> HttpResponse:
    """All there are, and the way to begin one."""
    municipality = find_municipality(number)
    abilities = portfolio_abilities(request.actor, municipality)
    not_found_unless(abilities.can_see)
    may_begin = can_begin(request.actor, municipality)
    not_found_unless(may_begin or request.method != "POST")
    read = queries.read_strategies(request.actor, municipality, timezone.localdate())
    if request.method == "POST" and (made := queries.find_strategy(_id_of_form(request, municipality))):
        return redirect("strategy", made.id)  # sent twice
    form = _form(request, municipality, read) if may_begin and read.to_begin else None
    if form is not None and form.is_bound and form.is_valid() and (made := _begin(request, municipality, form)):
        messages.success(request, _("Planstrategien er begynt. Her er det første dere kan gjøre."))
        return redirect("strategy", made.id)
    about = {
        "organisation": municipality,
        "abilities": abilities,
        "is_example": municipality.is_example,
        "read": read,
        "form": form,
        "crumbs": crumbs_of(municipality, Crumb(_("Planstrategi"))),
    }
    is_wrong = form is not None and form.is_bound
    return render(request, "strategies/strategies.html", about, status=UNPROCESSABLE if is_wrong else None)


def _form(request: SignedInRequest, municipality: Organisation, read: queries.Strategies) -> BeginForm:
    posted = request.POST if request.method == "POST" else None
    token = new_token("strategy", municipality.id, request.actor.person_id)
    return BeginForm(read.to_begin, queries.plans_to_begin_from(municipality), posted, token=token)


def _id_of_form(request: SignedInRequest, municipality: Organisation) -> UUID:
    return id_of(request.POST.get("token", ""), "strategy", municipality.id, request.actor.person_id)


def _begin(request: SignedInRequest, municipality: Organisation, form: BeginForm) -> Strategy | None:
    given = form.cleaned_data
    id = _id_of_form(request, municipality)
    try:
        return actions.begin_strategy(request.actor.by, municipality, Term(given["term"]), form.plan_chosen, id=id)
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


@require_safe
@signed_in
def strategy(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = strategy_to_see(request, id)
    about = asked.about(here="oversikt") | {"steps": steps_of(asked.actor, asked.strategy, timezone.localdate())}
    return render(request, "strategies/strategy.html", about)


@require_http_methods(FORM)
@signed_in
def strategy_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    refused = ""
    if request.method == "POST":
        try:
            actions.delete_strategy(request.actor.by, asked.strategy)
        except ValidationError as error:
            refused = error.messages[0]
        else:
            undo = f"undo:{reverse('strategy_undelete', args=[id])}"
            said = _("Planstrategien for %(term)s er slettet.") % {"term": asked.strategy.term.name}
            messages.success(request, said, extra_tags=undo)
            return to_message("strategies", asked.organisation.number)
    about = asked.about(Crumb(_("Slett"))) | {"refused": refused, "needs": queries.count_needs(asked.strategy)}
    return render(request, "strategies/delete.html", about, status=UNPROCESSABLE if refused else None)


@require_POST
@signed_in
def strategy_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = queries.find_strategy_even_deleted(id)
    if found is None:
        raise Http404
    not_found_unless(can_begin(request.actor, found.organisation))
    try:
        actions.undelete_strategy(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("strategies", found.organisation.number)
    messages.success(request, _("Planstrategien er hentet tilbake."))
    return redirect("strategy", id)
