"""The process on one sheet, and what the one who takes over needs."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.engines.statute import chains
from plandugnad.processes import actions
from plandugnad.processes.drawing import draw
from plandugnad.processes.forms import HandoverForm
from plandugnad.processes.models import Process
from plandugnad.processes.queries.handover import first_week
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE, base, process_to_read, process_to_see, undo_of_last
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_safe
@signed_in
def process_status(request: SignedInRequest, id: UUID) -> HttpResponse:
    """One sheet of paper for a meeting or a case document."""
    found, abilities = process_to_read(request.actor, id)
    not_found_unless(found.deleted_at is None)
    today = timezone.localdate()
    page = read_process(found, keep(found, today), today)
    about = base(found, abilities, Crumb(_("Status"))) | {"page": page, "today": today, "drawing": draw(page, today)}
    return render(request, "processes/status.html", about | {"chain": chains()[found.chain]})


@require_http_methods(FORM)
@signed_in
def process_handover(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = process_to_see(request.actor, id)
    not_found_unless(found.deleted_at is None)
    posted = request.POST if request.method == "POST" else None
    not_found_unless(posted is None or abilities.can_write)
    form = HandoverForm(posted, initial={"text": found.handover, "seen": found.handover})
    about = base(found, abilities, Crumb(_("Overlevering"))) | {"form": form}
    if form.is_bound and form.is_valid():
        stands = _written(request, found, form)
        if stands is None:
            messages.success(request, _("Teksten er lagret."), extra_tags=undo_of_last(found))
            return redirect("process_handover", id)
        about["theirs"] = stands
    today = timezone.localdate()
    page = read_process(found, keep(found, today), today)
    about |= {"page": page, "today": today, "tasks": first_week(found, page, today)}
    about["with_people"] = [row for row in page.main_rows if row.owner_name or row.participants]
    return render(request, "processes/handover.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _written(request: SignedInRequest, found: Process, form: HandoverForm) -> str | None:
    """What stands instead, when somebody else has written meanwhile: then neither text is lost."""
    given = form.cleaned_data
    try:
        actions.write_handover(request.actor.by, found, given["text"], seen=given["seen"].replace("\r\n", "\n"))
    except actions.HandoverChangedMeanwhile as meanwhile:
        form.stands_now(meanwhile.stands)
        form.add_error(
            None,
            _("%(who)s har skrevet her mens du holdt på. Ta med det du vil beholde av det som står nå, og lagre igjen.")
            % {"who": meanwhile.by_name or _("Noen andre")},
        )
        return meanwhile.stands
    return None
