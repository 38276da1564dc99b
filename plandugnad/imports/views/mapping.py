from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.engines.tables import Refused
from plandugnad.imports import sentences
from plandugnad.imports.actions import NoNames, choose_columns
from plandugnad.imports.forms import SheetsForm, sheets_form
from plandugnad.imports.models import ImportRun
from plandugnad.imports.queries.mapping import Mapping, read_mapping
from plandugnad.imports.views.found import of_draft
from plandugnad.regions.http import SignedInRequest, signed_in

_WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@of_draft
def import_mapping(request: SignedInRequest, run: ImportRun) -> HttpResponse:
    mapping = read_mapping(run)
    if request.method != "POST":
        return _page(request, run, mapping)
    form = sheets_form(request.POST, mapping.sheets)
    if not any(chosen.is_included for chosen in form.chosen.values()):
        return _page(request, run, mapping, form, _("Ta med minst ett ark."))
    if not form.is_valid:
        return _page(request, run, mapping, form)
    try:
        choose_columns(run, form.chosen)
    except NoNames as wrong:
        form.errors[wrong.sheet] = _("Vi fant ingen kolonne med plannavn under rad %(row)d. Velg en annen rad.") % {
            "row": wrong.row
        }
        return _page(request, run, mapping, form)
    except Refused as refused:
        return _page(request, run, mapping, form, refused.sentence(sentences.form()))
    if _has_new_header(form, mapping):
        messages.info(request, _("Overskriftene er lest på nytt. Se over kolonnene."))
        return redirect("import_mapping", run.id)
    return redirect("import_preview", run.id)


def _has_new_header(form: SheetsForm, mapping: Mapping) -> bool:
    rows = {sheet.index: sheet.header_row for sheet in mapping.sheets}
    return any(
        chosen.is_included and chosen.header_row is not None and chosen.header_row != rows[index]
        for index, chosen in form.chosen.items()
    )


def _page(
    request: SignedInRequest, run: ImportRun, mapping: Mapping, form: SheetsForm | None = None, wrong: str = ""
) -> HttpResponse:
    is_wrong = bool(wrong or (form and form.errors))
    shown = {
        "run": run,
        "organisation": run.organisation,
        "mapping": mapping.with_sent(form.chosen, form.errors) if form else mapping,
        "wrong": wrong,
        "is_wrong": is_wrong,
        "is_example": run.organisation.is_example,
    }
    return render(request, "imports/mapping.html", shown, status=_WRONG if is_wrong else 200)
