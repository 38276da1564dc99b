"""The page of one process, what has happened there, and its end."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.engines.statute import chains
from plandugnad.processes import actions
from plandugnad.processes.access import ProcessAbilities
from plandugnad.processes.adopting import Offer, offers_of
from plandugnad.processes.common.newer import news_for
from plandugnad.processes.drawing import draw
from plandugnad.processes.forms import choices_of
from plandugnad.processes.proposing import proposed
from plandugnad.processes.queries.files import files_of
from plandugnad.processes.queries.log import find_event, latest_lines, log_page
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.step_links import StepLink, step_links
from plandugnad.processes.undoing import can_be_undone, may_undo, undo
from plandugnad.processes.views.asked import base, process_to_change, process_to_date, process_to_read, process_to_see
from plandugnad.regions.http import SignedInRequest, signed_in


@require_safe
@signed_in
def process(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = process_to_read(request.actor, id)
    today = timezone.localdate()
    kept = keep(found, today)
    page = read_process(found, kept, today)
    chain = chains()[found.chain]
    links = step_links(found, abilities)
    about = base(found, abilities) | {
        "chain": chain,
        "today": today,
        "page": page,
        "drawing": draw(page, today),
        "chosen": [clause for name, clause in choices_of(chain) if name in page.choices],
        "lines": latest_lines(found, abilities),
        "news": news_for(found) if abilities.can_see_all else [],
        "offers": [(one, _may_take(abilities, one)) for one in offers_of(found, kept, today)],
        "proposed": proposed(page.rows),
        "files": files_of(request.actor, found),
        "links": links,
        "linked_steps": [(row, there) for row in page.rows if (there := _there(links.get(row.code, ())))],
    }
    return render(request, "processes/process.html", about)


def _may_take(abilities: ProcessAbilities, offer: Offer) -> bool:
    return abilities.may_take(offer.organisation, to_plan=offer.to_plan)


def _there(links: Sequence[StepLink]) -> list[StepLink]:
    return [link for link in links if link.is_there]


@require_safe
@signed_in
def process_history(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = process_to_read(request.actor, id)
    page, lines = log_page(found, abilities, request.GET.get("side"))
    about = base(found, abilities, Crumb(_("Historikk"))) | {"page": page, "lines": lines}
    return render(request, "processes/history.html", about)


@require_POST
@signed_in
def process_undo(request: SignedInRequest, id: UUID, event: UUID) -> HttpResponse:
    found, abilities = process_to_date(request.actor, id)
    stands = find_event(found, event)
    if stands is None or not (can_be_undone(stands) and may_undo(abilities, stands)):
        raise Http404
    try:
        undo(request.actor.by, found, stands)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Det er angret."))
    return redirect("process", id)


@require_POST
@signed_in
def process_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = process_to_change(request.actor, id)
    actions.delete_process(request.actor.by, found)
    undo = f"undo:{reverse('process_undelete', args=[id])}"
    messages.success(request, _("Prosessen er slettet."), extra_tags=undo)
    return redirect(f"{reverse('plan', args=[found.plan_id])}#messages")


@require_POST
@signed_in
def process_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, _abilities = process_to_see(request.actor, id)
    try:
        actions.undelete_process(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("plan", found.plan_id)
    messages.success(request, _("Prosessen er hentet tilbake."))
    return redirect("process", id)


@require_POST
@signed_in
def process_end(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = process_to_change(request.actor, id)
    day = None if "ta-opp" in request.POST else timezone.localdate()
    try:
        actions.end_process(request.actor.by, found, day)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Prosessen er avsluttet.") if day else _("Prosessen er tatt opp igjen."))
    return redirect("process", id)
