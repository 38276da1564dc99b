from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plandugnad.imports.models import ImportRun
from plandugnad.imports.queries.done import read_done
from plandugnad.imports.views.found import of_draft, run_of
from plandugnad.imports.writing.undo import CannotBeUndone, undo_run
from plandugnad.imports.writing.write import NothingToWrite, OtherMunicipality, PlansHaveChanged, write_run
from plandugnad.regions.http import SignedInRequest, signed_in


@require_POST
@signed_in
@of_draft
def import_write(request: SignedInRequest, run: ImportRun) -> HttpResponse:
    try:
        write_run(request.actor.by, run, request.POST.get("seen", ""))
    except PlansHaveChanged:
        messages.warning(request, _("Noe er endret siden du så dette. Se over det som skal skje, en gang til."))
        return redirect("import_preview", run.id)
    except (OtherMunicipality, NothingToWrite):
        return redirect("import_preview", run.id)
    undo = reverse("import_undo", args=[run.id])
    messages.success(request, _("Planene er importert."), extra_tags=f"undo:{undo}")
    return redirect("import_done", run.id)


@require_safe
@signed_in
def import_done(request: SignedInRequest, id: UUID) -> HttpResponse:
    run = run_of(request, id)
    if run.is_draft:
        return redirect("import_preview", run.id)
    if run.is_discarded:
        return redirect("import_start", run.organisation.number)
    shown = {
        "run": run,
        "organisation": run.organisation,
        "done": read_done(run, request.GET.get("side")),
        "is_example": run.organisation.is_example,
    }
    return render(request, "imports/done.html", shown)


@require_POST
@signed_in
def import_undo(request: SignedInRequest, id: UUID) -> HttpResponse:
    run = run_of(request, id)
    try:
        undo_run(request.actor.by, run)
    except CannotBeUndone:
        return redirect("import_done", run.id)
    messages.success(request, _("Importen er angret."))
    return redirect("import_done", run.id)
