"""The board: plans are put into the term or left out, and what no longer fits is seen at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plandugnad.core.models import AuditEvent
from plandugnad.core.pieces import Crumb
from plandugnad.plans.words.names import in_sentence
from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.strategies.needs import actions, queries
from plandugnad.strategies.needs.drawing import bars
from plandugnad.strategies.needs.rows import PLAN, Weighed
from plandugnad.strategies.needs.views.listing import move_beside, way_back
from plandugnad.strategies.views.asked import Asked, strategy_to_see_all, strategy_to_write

BIG = "stor"


@require_safe
@signed_in
def board(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = strategy_to_see_all(request, id)
    about = _about(asked, is_big=request.GET.get("skjerm") == BIG)
    return render(request, "strategies/needs/board.html", about)


def _about(asked: Asked, *, is_big: bool) -> dict[str, Any]:
    weighed = queries.read_weighed(asked.actor, asked.strategy)
    crumbs = (Crumb(_("Planbehov"), reverse("strategy_needs", args=[asked.strategy.id])), Crumb(_("Tavlen")))
    return asked.about(*crumbs, here="behov") | {
        "in_page": "tavle",
        "weighed": weighed,
        "fitted": weighed.fitted,
        "bars": bars(weighed.fitted),
        "is_big": is_big,
    }


@require_POST
@signed_in
def board_choose(request: SignedInRequest, id: UUID) -> HttpResponse:
    """One move: in, out, up or down. With htmx the board comes back; without, the page."""
    asked = strategy_to_write(request, id)
    is_big = request.POST.get("skjerm") == BIG
    said, event, is_refused = "", None, False
    try:
        said, event = _move(request, asked)
    except ValidationError as refused:
        said, is_refused = refused.messages[0], True
    if request.htmx:
        undo = way_back(id, event).removeprefix("undo:") if event else ""
        about = _about(asked, is_big=is_big) | {"said": said, "undo": undo, "is_answer": True}
        about["moved"] = _moved(about["weighed"], _key(request))
        return render(request, "strategies/needs/parts/board_inside.html", about)
    if said:
        level = messages.ERROR if is_refused else messages.SUCCESS
        messages.add_message(request, level, said, extra_tags=way_back(id, event) if event else "")
    there = reverse("strategy_board", args=[id])
    return redirect(f"{there}?skjerm={BIG}#messages" if is_big else f"{there}#messages")


def _key(request: SignedInRequest) -> str:
    return next((value for name in ("inn", "ut", "opp", "ned") if (value := request.POST.get(name, ""))), "")


def _moved(weighed: Weighed, key: str) -> str:
    """The key of what was moved as it is now: a plan nobody had said anything of has become a need."""
    if key in weighed.by_key:
        return key
    named = (row for row in weighed.said if row.plan and f"{PLAN}{row.plan.id}" == key)
    return next((row.key for row in named), "")


def _move(request: SignedInRequest, asked: Asked) -> tuple[str, AuditEvent | None]:
    key = _key(request)
    if "opp" in request.POST or "ned" in request.POST:
        weighed = queries.read_weighed(asked.actor, asked.strategy)
        among = [row for row in weighed.inside if row.is_said]
        move_beside(request, asked.strategy, among, key, is_up="opp" in request.POST)
        return "", None
    found = queries.find_keyed(asked.actor, asked.strategy, key)
    if found is None:
        raise ValidationError(_("Planen er ikke i listen lenger. Noen andre kan ha tatt den ut."))
    is_in = "inn" in request.POST
    need, event = actions.choose(request.actor.by, asked.strategy, found, is_in=is_in)
    words = _("«%(name)s» er med i perioden.") if is_in else _("«%(name)s» er ikke med i perioden.")
    return words % {"name": in_sentence(need.name)}, event
