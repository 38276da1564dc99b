"""What the region has changed since the process took from it, and the days that common and own steps can have."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plandugnad.core.pieces import Crumb
from plandugnad.processes import actions
from plandugnad.processes.common.following import leave_item, take_item
from plandugnad.processes.common.newer import news_for
from plandugnad.processes.dates import NO_DATES, Dates, Place
from plandugnad.processes.forms import ProcessDay
from plandugnad.processes.proposing import proposed
from plandugnad.processes.queries.newer import told
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.queries.rows import StepRow
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE, base, process_to_change, process_to_see, undo_of_last
from plandugnad.regions.http import SignedInRequest, signed_in

_ANSWERS = {"ta-inn": take_item, "la-ligge": leave_item}


@require_http_methods(FORM)
@signed_in
def process_newer(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = process_to_see(request.actor, id)
    if request.method == "POST":
        found = process_to_change(request.actor, id)
        answer, seen = _ANSWERS.get(request.POST.get("svar", "")), request.POST.get("seen", "")
        if answer is None or not seen.isdecimal():
            raise Http404
        try:
            answer(request.actor.by, found, request.POST.get("steg", ""), int(seen))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            words = _("Endringen er tatt inn.") if answer is take_item else _("Endringen er lagt til side.")
            messages.success(request, words, extra_tags=undo_of_last(found))
        return redirect("process_newer", id)
    items = told(request.actor, found, news_for(found))
    about = base(found, abilities, Crumb(_("Endret i fellesprosessen"))) | {"items": items}
    return render(request, "processes/newer.html", about)


@dataclass(frozen=True)
class _Line:
    row: StepRow
    day: forms.BoundField
    chosen: forms.BoundField


class ProposedForm(forms.Form):
    def __init__(self, rows: list[StepRow], data: Any = None) -> None:
        super().__init__(data)
        self.rows = rows
        for row in rows:
            assert row.course
            self.fields[f"day-{row.code}"] = ProcessDay(
                label=gettext_lazy("Planlagt"), required=False, initial=row.course.earliest
            )
            self.fields[f"chosen-{row.code}"] = forms.BooleanField(
                label=gettext_lazy("Planlegg med denne dagen"), required=False, initial=True
            )

    @property
    def lines(self) -> list[_Line]:
        return [_Line(row, self[f"day-{row.code}"], self[f"chosen-{row.code}"]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for row in self.rows:
            if given.get(f"chosen-{row.code}") and given.get(f"day-{row.code}", "") is None:
                self.add_error(f"day-{row.code}", _("Skriv dagen, eller ta bort krysset."))
        return given

    def changes(self) -> dict[Place, Dates]:
        given = self.cleaned_data
        return {
            Place(row.code): Dates(planned_on=day)
            for row in self.rows
            if given[f"chosen-{row.code}"] and (day := given[f"day-{row.code}"])
        }


@require_http_methods(FORM)
@signed_in
def process_proposed(request: SignedInRequest, id: UUID) -> HttpResponse:
    _found, abilities = process_to_see(request.actor, id)
    found = process_to_change(request.actor, id)
    today = timezone.localdate()
    rows = proposed(read_process(found, keep(found, today), today).rows)
    form = ProposedForm(rows, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        changes = form.changes()
        try:
            actions.set_dates(request.actor.by, found, changes, seen=dict.fromkeys(changes, NO_DATES))
        except ValidationError as refused:
            form.add_error(None, refused)
        except actions.DatesChangedMeanwhile:
            messages.error(request, _("Noen andre har satt en av datoene mens du holdt på. Se hva som står nå."))
            return redirect("process_proposed", id)
        else:
            if changes:
                messages.success(request, _("Datoene er lagret."), extra_tags=undo_of_last(found))
            return redirect("process", id)
    about = base(found, abilities, Crumb(_("Foreslåtte datoer"))) | {"form": form}
    is_wrong = form.is_bound and bool(form.errors)
    return render(request, "processes/proposed.html", about, status=UNPROCESSABLE if is_wrong else None)
