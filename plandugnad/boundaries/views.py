from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.boundaries import actions, queries
from plandugnad.boundaries.forms import BoundaryFileForm
from plandugnad.boundaries.models import BoundarySet
from plandugnad.core.audit import By
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

MUST_BE_MENDED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def boundaries(request: SignedInRequest) -> HttpResponse:
    """What is in use, what waits to be looked at, and where a new file is read in."""
    not_found_unless(request.actor.is_administrator)
    form = BoundaryFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _read_in(request.actor.by, form):
        return redirect("boundaries")
    draft = queries.draft_set()
    about = {
        "form": form,
        "sets": queries.kept_sets(),
        "draft": draft,
        "compared": queries.compared(draft) if draft else None,
    }
    return render(request, "boundaries/boundaries.html", about, status=MUST_BE_MENDED if form.errors else 200)


def _read_in(by: By, form: BoundaryFileForm) -> bool:
    given = form.cleaned_data
    try:
        actions.read_in(
            by,
            given["file"].chunks(),
            given["file"].name,
            source=given["source"],
            licence=given["licence"],
            year=given["year"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@require_POST
@signed_in
def boundaries_take(request: SignedInRequest, id: UUID) -> HttpResponse:
    return _done(request, id, actions.take_into_use, _("Grensene er tatt i bruk."), _("Noen andre har alt gjort det."))


@require_POST
@signed_in
def boundaries_take_out(request: SignedInRequest, id: UUID) -> HttpResponse:
    told = _("Grensene er tatt ut av bruk. De ligger her til du tar dem i bruk igjen eller forkaster dem.")
    return _done(request, id, actions.take_out, told, _("Noen andre har alt gjort det."))


@require_POST
@signed_in
def boundaries_throw_away(request: SignedInRequest, id: UUID) -> HttpResponse:
    not_found_unless(request.actor.is_administrator)
    actions.throw_away(request.actor.by, get_object_or_404(BoundarySet, pk=id))
    messages.success(request, _("Filen er forkastet. Ingenting er endret."))
    return redirect("boundaries")


def _done(
    request: SignedInRequest, id: UUID, act: Callable[[By, BoundarySet], bool], told: str, too_late: str
) -> HttpResponse:
    not_found_unless(request.actor.is_administrator)
    if act(request.actor.by, get_object_or_404(BoundarySet, pk=id)):
        messages.success(request, told)
    else:
        messages.info(request, too_late)
    return redirect("boundaries")
