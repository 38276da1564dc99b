"""What holds for the whole term: how much each criterion counts, and how many days there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from plandugnad.core.pieces import Crumb
from plandugnad.engines import needs as engine
from plandugnad.processes.demands.estimates import DAYS_IN_WORKING_YEAR, NOTHING, Days
from plandugnad.processes.demands.queries import DemandKind, DemandPage, read_demands
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.actions import ChangedMeanwhile
from plandugnad.strategies.kinds import Outcome
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.needs import actions, queries
from plandugnad.strategies.needs.drawing import bars
from plandugnad.strategies.needs.forms import CapacityForm, WeightsForm
from plandugnad.strategies.needs.rows import Row, Weighed, judge_again
from plandugnad.strategies.needs.words import days_of
from plandugnad.strategies.views.asked import CONFLICT, FORM, UNPROCESSABLE, Asked, strategy_to_see_all


@dataclass(frozen=True)
class Moved:
    """One plan that would stand elsewhere, or be suggested otherwise, with other weights."""

    row: Row
    was: int
    becomes: int
    suggested_was: str
    suggested: str

    @property
    def is_moved(self) -> bool:
        return self.was != self.becomes


def compare(strategy: Strategy, weighed: Weighed, weights: Mapping[str, int]) -> list[Moved]:
    """What these weights would change, in the order they would give."""
    was = weighed.suggested_order()
    becomes = weighed.suggested_order(weights, strategy)
    places = {key: place for place, key in enumerate(was, start=1)}
    found = []
    for place, key in enumerate(becomes, start=1):
        row = weighed.by_key[key]
        again = judge_again(strategy, row, weights)
        one = Moved(row, places[key], place, _suggested(row.judged), _suggested(again))
        if one.is_moved or one.suggested_was != one.suggested:
            found.append(one)
    return found


def _suggested(judged: engine.Judged) -> str:
    return capfirst(str(Outcome(judged.suggested).label)) if judged.suggested else ""


def _changes_words(moved: list[Moved], count: int) -> str:
    if not count:
        return _("Ingen planer er vurdert ennå, så vi har ikke noe å vise.")
    places = sum(one.is_moved for one in moved)
    others = sum(one.suggested_was != one.suggested for one in moved)
    if not moved:
        return _("Med disse vektene står alt som før.")
    said = ngettext("%(count)s plan bytter plass", "%(count)s planer bytter plass", places) % {"count": places}
    if not others:
        return f"{said}."
    more = ngettext("%(count)s får et annet forslag", "%(count)s får et annet forslag", others) % {"count": others}
    return _("%(first)s, og %(second)s.") % {"first": said, "second": more}


@require_http_methods(FORM)
@signed_in
def weights(request: SignedInRequest, id: UUID) -> HttpResponse:
    """With `vis`, or weights in the address, it is shown what they would change, and nothing is saved."""
    asked = strategy_to_see_all(request, id)
    is_posted = request.method == "POST"
    not_found_unless(asked.can.can_write or not is_posted)
    stands = engine.weighed(asked.strategy.weights)
    is_tried = not is_posted and any(one.key in request.GET for one in engine.criteria())
    form = WeightsForm(stands, request.POST if is_posted else request.GET if is_tried else None)
    status, by_name, others = None, "", []
    if is_posted and not ("vis" in request.POST and form.is_valid()):
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                actions.write_weights(request.actor.by, asked.strategy, form.weights, _numbers(form))
            except ChangedMeanwhile as meanwhile:
                status, by_name = CONFLICT, meanwhile.by_name
                others = [
                    (str(form.fields[key].label), value, form.weights[key]) for key, value in meanwhile.stands.items()
                ]
                form.stand_on(meanwhile.stands)
            else:
                messages.success(request, _("Vektene er lagret."))
                return redirect("strategy_needs", id)
    tried = form.weights if form.is_bound and form.is_valid() else stands
    weighed = queries.read_weighed(asked.actor, asked.strategy)
    moved = compare(asked.strategy, weighed, tried)
    about = _about(asked, _("Vektene"), "vekter") | {
        "form": form,
        "moved": moved[:12],
        "moved_more": max(0, len(moved) - 12),
        "is_tried": is_tried,
        "changes": _changes_words(moved, len(weighed.said)),
        "conflicts": others,
        "by_name": by_name,
    }
    template = "parts/weights_example.html" if request.htmx and not is_posted else "weights.html"
    return render(request, f"strategies/needs/{template}", about, status=status)


def _numbers(form: WeightsForm) -> dict[str, int]:
    return {key: value for key, value in form.cleaned_data["seen"].items() if isinstance(value, int)}


def _about(asked: Asked, title: str, in_page: str) -> dict[str, Any]:
    crumbs = (Crumb(_("Planbehov"), reverse("strategy_needs", args=[asked.strategy.id])), Crumb(title))
    return asked.about(*crumbs, here="behov") | {"in_page": in_page}


@require_http_methods(FORM)
@signed_in
def capacity(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = strategy_to_see_all(request, id)
    is_posted = request.method == "POST"
    not_found_unless(asked.can.can_write or not is_posted)
    strategy = asked.strategy
    stands: dict[str, int | None] = {str(year): strategy.capacity.get(str(year)) for year in strategy.term.years}
    form = CapacityForm(strategy.term, stands, request.POST if is_posted else None)
    status, by_name, others = None, "", []
    if is_posted:
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                actions.write_capacity(request.actor.by, strategy, form.days, form.cleaned_data["seen"])
            except ChangedMeanwhile as meanwhile:
                status, by_name = CONFLICT, meanwhile.by_name
                others = [
                    (year, _days_or_none(now), _days_or_none(form.days[year])) for year, now in meanwhile.stands.items()
                ]
                form.stand_on(meanwhile.stands)
            else:
                messages.success(request, _("Dagsverkene er lagret."))
                return redirect("strategy_capacity", id)
    weighed = queries.read_weighed(asked.actor, strategy)
    about = _about(asked, _("Folk og tid"), "kapasitet") | {
        "form": form,
        "weighed": weighed,
        "bars": bars(weighed.fitted),
        "demands": read_demands(asked.organisation, timezone.localdate()),
        "working_year": DAYS_IN_WORKING_YEAR,
        "conflicts": others,
        "by_name": by_name,
    }
    about["running"] = _running(about["demands"])
    return render(request, "strategies/needs/capacity.html", about, status=status)


def _days_or_none(days: int | None) -> str:
    return _("ingenting") if days is None else days_of(days)


@dataclass(frozen=True)
class Running:
    """What the processes under way take of the coming year, by `processes.demands`."""

    count: int
    days: Days


def _running(page: DemandPage) -> Running:
    rows = [one for one in page.rows if one.kind is DemandKind.PROCESS]
    return Running(len(rows), sum((one.effort for one in rows), NOTHING))
