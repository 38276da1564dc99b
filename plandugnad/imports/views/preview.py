from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plandugnad.engines.tables import Refused
from plandugnad.imports import actions, sentences
from plandugnad.imports.answering import answer_row
from plandugnad.imports.forms import cell_place, cell_text, row_key
from plandugnad.imports.kept_runs import fresh
from plandugnad.imports.models import ImportRun
from plandugnad.imports.queries.preview import read_preview
from plandugnad.imports.views.found import of_draft
from plandugnad.regions.http import SignedInRequest, signed_in


@require_safe
@signed_in
@of_draft
def import_preview(request: SignedInRequest, run: ImportRun) -> HttpResponse:
    return _page(request, run, request.GET, "imports/preview.html")


@require_POST
@signed_in
@of_draft
def import_cell(request: SignedInRequest, run: ImportRun) -> HttpResponse:
    """Mends one cell: the table is read again with what the cell should have said."""
    place, by = cell_place(request.POST), request.actor.by
    if place is not None:
        try:
            if "undo" in request.POST:
                actions.undo_amendments(by, run, place.sheet, place.row)
            else:
                actions.amend_cell(by, run, place.sheet, place.row, place.column, cell_text(request.POST))
        except Refused as refused:
            messages.warning(request, refused.sentence(sentences.form()))
    return _answer(request, run)


@require_POST
@signed_in
@of_draft
def import_choice(request: SignedInRequest, run: ImportRun) -> HttpResponse:
    """Answers what is asked about one row, or whether the table is of this municipality."""
    said = request.POST.get("answer", "")
    if said == "right-municipality":
        actions.say_municipality_is_right(run)
    elif key := row_key(request.POST):
        answer_row(request.actor.by, run, key, said)
    return _answer(request, run)


@require_POST
@signed_in
@of_draft
def import_discard(request: SignedInRequest, run: ImportRun) -> HttpResponse:
    actions.discard_run(run)
    messages.success(request, _("Tabellen er forkastet. Ingen planer er endret."))
    return redirect("import_start", run.organisation.number)


def _answer(request: SignedInRequest, run: ImportRun) -> HttpResponse:
    """The preview as it is now: in place, or the whole page without JavaScript."""
    if request.htmx:
        return _page(request, fresh(run), request.POST, "imports/parts/preview.html", _element_of(request.POST))
    where = {name: request.POST[name] for name in ("vis", "side") if request.POST.get(name)}
    address = reverse("import_preview", args=[run.id])
    query = f"?{urlencode(where)}" if where else ""
    element = _element_of(request.POST)
    return redirect(f"{address}{query}{f'#{element}' if element else ''}")


def _element_of(sent: QueryDict) -> str:
    """The row on the page that was answered or mended, where the reader goes on from."""
    if key := row_key(sent):
        return f"rad-{key.replace(':', '-')}"
    place = cell_place(sent)
    return f"rad-{place.sheet}-{place.row}" if place else ""


def _page(
    request: SignedInRequest, run: ImportRun, asked: QueryDict, template: str, answered: str = ""
) -> HttpResponse:
    preview = read_preview(run, asked.get("vis", ""), asked.get("side"), str(request.user.pk), answered)
    is_here = preview.has_on_page(answered)
    shown = {
        "run": run,
        "organisation": run.organisation,
        "preview": preview,
        # Where the keyboard goes on: at the row, or at the top when the row is not among those shown any more.
        "answered": answered if is_here else "",
        "is_answered_elsewhere": bool(answered) and not is_here,
        "is_example": run.organisation.is_example,
    }
    return render(request, template, shown)
