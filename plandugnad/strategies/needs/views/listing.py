"""All plans of the municipality with what the strategy says of each, and the order they stand in."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core.models import AuditEvent
from plandugnad.core.pieces import Chip, Crumb
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.plans.views.asked import to_message
from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.needs import actions, queries
from plandugnad.strategies.needs.forms import ProposeForm
from plandugnad.strategies.needs.rows import Row, Weighed
from plandugnad.strategies.views.asked import FORM, UNPROCESSABLE, strategy_to_see_all, strategy_to_write

ROWS_A_PAGE = 60


@dataclass(frozen=True)
class Shown:
    """A row with what one may do with it here."""

    row: Row
    is_first: bool
    is_last: bool


@require_safe
@signed_in
def needs(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = strategy_to_see_all(request, id)
    weighed = queries.read_weighed(asked.actor, asked.strategy)
    shown = request.GET.get("vis", "")
    found = _narrowed(weighed, shown)
    page = Paginator(_with_ends(found), ROWS_A_PAGE).get_page(request.GET.get("side"))
    about = asked.about(Crumb(_("Planbehov")), here="behov") | {
        "weighed": weighed,
        "page": page,
        "shown": shown,
        "chips": _chips(weighed, shown),
        "taken_out": queries.taken_out(asked.strategy) if asked.can.can_write else (),
        "in_page": "liste",
    }
    return render(request, "strategies/needs/needs.html", about)


def _narrowed(weighed: Weighed, shown: str) -> list[Row]:
    rows = weighed.rows
    if shown == "med":
        return list(weighed.inside)
    if shown == "uten":
        return [row for row in rows if not row.is_said]
    if shown == "foreslatt":
        return [row for row in rows if row.is_proposed]
    return [row for row in rows if row.is_overruled] if shown == "overstyrt" else list(rows)


def _with_ends(found: list[Row]) -> list[Shown]:
    said = [row.key for row in found if row.is_said]
    first, last = (said[0], said[-1]) if said else ("", "")
    return [Shown(row, row.key == first, row.key == last) for row in found]


def _chips(weighed: Weighed, shown: str) -> list[Chip]:
    named = (
        ("med", _("Med i perioden")),
        ("uten", _("Ingen har vurdert")),
        ("foreslatt", _("Foreslått")),
        ("overstyrt", _("Overstyrt")),
    )
    found = []
    for code, label in named:
        count = len(_narrowed(weighed, code))
        if count or shown == code:
            found.append(Chip(label, "?" if shown == code else f"?vis={code}", shown == code, count))
    return found


@require_POST
@signed_in
def needs_move(request: SignedInRequest, id: UUID) -> HttpResponse:
    """One step up or down among those that are said something of and shown."""
    asked = strategy_to_write(request, id)
    there = reverse("strategy_needs", args=[id])
    query = "&".join(f"{name}={value}" for name in ("vis", "side") if (value := _plain(request, name)))
    back = f"{there}?{query}" if query else there
    key = request.POST.get("opp") or request.POST.get("ned") or ""
    weighed = queries.read_weighed(asked.actor, asked.strategy)
    among = [row for row in _narrowed(weighed, _plain(request, "vis")) if row.is_said]
    move_beside(request, asked.strategy, among, key, is_up="opp" in request.POST)
    return redirect(f"{back}#rad-{key}" if key in weighed.by_key else back)


def _plain(request: SignedInRequest, name: str) -> str:
    value = request.POST.get(name, "")
    return value if value.isalnum() and value.isascii() else ""


def move_beside(request: SignedInRequest, strategy: Strategy, among: list[Row], key: str, *, is_up: bool) -> None:
    """Past the one that stands beside it in the list the person sees."""
    keys = [row.key for row in among]
    if key not in keys:
        return
    place = keys.index(key) + (-1 if is_up else 1)
    need = among[keys.index(key)].need
    past = among[place].need if 0 <= place < len(among) else None
    if need is not None and past is not None:
        actions.move(request.actor.by, strategy, need, past)


@require_POST
@signed_in
def needs_order(request: SignedInRequest, id: UUID) -> HttpResponse:
    """By points, in one click."""
    asked = strategy_to_write(request, id)
    weighed = queries.read_weighed(asked.actor, asked.strategy)
    event = actions.put_in_order(request.actor.by, asked.strategy, [UUID(key) for key in weighed.suggested_order()])
    if event is None:
        messages.info(request, _("Planene står i den rekkefølgen fra før."))
    else:
        messages.success(request, _("Planene er satt i rekkefølge etter poeng."), extra_tags=way_back(id, event))
    return to_message("strategy_needs", id)


def way_back(id: UUID, event: AuditEvent) -> str:
    return f"undo:{reverse('strategy_needs_undo', args=[id, event.pk])}"


@require_POST
@signed_in
def needs_undo(request: SignedInRequest, id: UUID, event: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    found = queries.find_event(asked.strategy, event, actions.UNDONE)
    if found is None:
        raise Http404
    try:
        undone = actions.undo(request.actor.by, asked.strategy, found)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Angret."), extra_tags=way_back(id, undone) if undone else "")
    if found.verb == actions.ORDERED:
        return to_message("strategy_needs", id)
    return redirect(
        f"{reverse('strategy_board', args=[id])}{'?skjerm=stor' if 'skjerm' in request.GET else ''}#messages"
    )


@require_http_methods(FORM)
@signed_in
def propose(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    holder = ("need", id, request.actor.person_id)
    form = ProposeForm(request.POST if request.method == "POST" else None, token=new_token(*holder))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.propose(
                request.actor.by,
                asked.strategy,
                given["name"],
                given["plan_type"],
                id=id_of(given["token"], *holder),
            )
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("«%(name)s» er foreslått. Nå kan dere vurdere den.") % {"name": made.name})
            return redirect("strategy_need", id, made.id)
    crumbs = (Crumb(_("Planbehov"), reverse("strategy_needs", args=[id])), Crumb(_("Foreslå en plan")))
    about = asked.about(*crumbs, here="behov") | {"form": form}
    return render(request, "strategies/needs/propose.html", about, status=UNPROCESSABLE if form.is_bound else None)
