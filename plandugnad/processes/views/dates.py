"""The dates of one step, and what is said of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.core.pieces import Crumb
from plandugnad.meetings.queries.meetings import people_in
from plandugnad.processes import actions
from plandugnad.processes.adopting import offers_of
from plandugnad.processes.dates import Dates, Place
from plandugnad.processes.forms import DatesForm, StepForm
from plandugnad.processes.models import Process
from plandugnad.processes.queries.process import Kept, keep, read_process
from plandugnad.processes.queries.rows import StepRow
from plandugnad.processes.views.asked import (
    FORM,
    UNPROCESSABLE,
    base,
    process_to_change,
    process_to_date,
    process_to_see,
    undo_of_last,
)
from plandugnad.processes.whatif import what_if
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

_MOST_ROUNDS = 9


@require_http_methods(FORM)
@signed_in
def process_dates(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    """'Se hva som følger' shows all that would move; 'Lagre' saves."""
    found, abilities = process_to_date(request.actor, id)
    today = timezone.localdate()
    kept = keep(found, today)
    row = step_row(found, kept, code)
    posted = request.POST if request.method == "POST" else None
    rounds = max((place.round for place in row.dates), default=0)
    is_new_round = request.GET.get("runde") == str(rounds + 1) and 0 < rounds < _MOST_ROUNDS
    places = _with_round(row, rounds + 1).places if is_new_round else row.places
    places = [(place, label) for place, label in places if abilities.may_date(place.organisation)]
    not_found_unless(bool(places))
    form = DatesForm(places, kept.dates, today, posted)
    about: dict[str, Any] = {"form": form, "row": row, "row_then": row, "today": today}
    about["next_round"] = rounds + 1 if not is_new_round and 0 < rounds < _MOST_ROUNDS and row.law else None
    if posted is not None and form.is_valid():
        if "lagre" in posted:
            if _saved(request, found, form):
                is_offered = bool(offers_of(found, keep(found, today), today))  # at the top of the page
                return redirect(f"{reverse('process', args=[id])}#{'messages' if is_offered else f'steg-{code}'}")
        else:
            about["what_if"] = seen = what_if(found, kept, form.changes(), today)
            about["row_then"] = next((one for one in seen.page.rows if one.code == code), row)
    about |= base(found, abilities, Crumb(row.title))
    is_wrong = form.is_bound and bool(form.errors)
    return render(request, "processes/dates.html", about, status=UNPROCESSABLE if is_wrong else None)


def _with_round(row: StepRow, round: int) -> StepRow:
    """With places for one round more: heard again, the clock stopped once more."""
    return StepRow(**{**row.__dict__, "dates": {**row.dates, Place(row.code, "done", round): Dates()}})


def _saved(request: SignedInRequest, found: Process, form: DatesForm) -> bool:
    try:
        actions.set_dates(request.actor.by, found, form.changes(), seen=form.seen())
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    except actions.DatesChangedMeanwhile as meanwhile:
        form.stands_now(meanwhile.stands)
        form.add_error(
            None,
            _(
                "%(who)s har endret datoene mens du holdt på. Det som står nå, er vist nedenfor. "
                "Lagre igjen hvis dine skal gjelde."
            )
            % {"who": meanwhile.by_name or _("Noen andre")},
        )
        return False
    messages.success(request, _("Datoene er lagret."), extra_tags=undo_of_last(found))
    return True


@require_http_methods(FORM)
@signed_in
def process_step(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    _found, abilities = process_to_see(request.actor, id)
    found = process_to_change(request.actor, id)
    today = timezone.localdate()
    row = step_row(found, keep(found, today), code)
    form = StepForm(
        people_in(found.plan.organisation),
        row.can_be_left_out,
        request.POST if request.method == "POST" else None,
        initial=row.described,
    )
    if form.is_bound and form.is_valid():
        actions.describe_step(request.actor.by, found, code, form.values())
        messages.success(request, _("Steget er lagret."), extra_tags=undo_of_last(found))
        return redirect(f"{reverse('process', args=[id])}#steg-{code}")
    about = base(found, abilities, Crumb(row.title)) | {"form": form, "row": row}
    return render(request, "processes/step.html", about, status=UNPROCESSABLE if form.is_bound else None)


def step_row(found: Process, kept: Kept, code: str) -> StepRow:
    row = next((one for one in read_process(found, kept, timezone.localdate()).rows if one.code == code), None)
    if row is None:
        raise Http404
    return row
