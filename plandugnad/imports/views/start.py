from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.engines.tables import Refused, Workbook, open_workbook, paste
from plandugnad.imports import sentences
from plandugnad.imports.actions import forget, remembers_anything, start_run
from plandugnad.imports.limited_upload import LimitedUpload, announces_too_much
from plandugnad.imports.queries.mapping import is_sure
from plandugnad.imports.queries.runs import earlier_runs
from plandugnad.imports.views.found import municipality_of
from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.regions.models import Organisation

_TOO_LARGE = 413
_REFUSED = 422


# The token of the form is checked by `_receive`: reading the form to find it would take in a file of any size first.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def import_start(request: SignedInRequest, number: str) -> HttpResponse:
    municipality = municipality_of(request, number)
    if request.method != "POST":
        return _page(request, municipality)
    if announces_too_much(request):
        return _page(request, municipality, sentences.too_large(), status=_TOO_LARGE)
    upload = LimitedUpload(request)
    request.upload_handlers = [upload]
    try:
        return _receive(request, municipality, upload)
    except RequestDataTooBig:
        return _page(request, municipality, sentences.too_much_pasted(), status=_TOO_LARGE)


@csrf_protect
def _receive(request: SignedInRequest, municipality: Organisation, upload: LimitedUpload) -> HttpResponse:
    pasted = request.POST.get("pasted", "")
    file = request.FILES.get("file")
    if upload.is_too_large:
        return _page(request, municipality, sentences.too_large(), status=_TOO_LARGE)
    if file is None and not pasted.strip():
        return _page(request, municipality, _("Velg en fil, eller lim inn en tabell."), status=_REFUSED)
    try:
        workbook = open_workbook(file.read(), file.name or "") if file else paste(pasted)
        run = start_run(request.actor.by, municipality, workbook)
    except Refused as refused:
        return _page(request, municipality, refused.sentence(sentences.form()), pasted, status=_REFUSED)
    _tell_notices(request, workbook)
    return redirect("import_preview" if is_sure(run) else "import_mapping", run.id)


def _tell_notices(request: SignedInRequest, workbook: Workbook) -> None:
    for notice in workbook.notices:
        messages.info(request, notice.sentence(sentences.form()))


def _page(
    request: SignedInRequest, municipality: Organisation, refusal: str = "", pasted: str = "", status: int = 200
) -> HttpResponse:
    shown = {
        "organisation": municipality,
        "runs": earlier_runs(municipality, request.GET.get("side")),
        "refusal": refusal,
        "pasted": pasted,
        "is_anything_remembered": remembers_anything(municipality),
        "is_example": municipality.is_example,
    }
    return render(request, "imports/start.html", shown, status=status)


@require_POST
@signed_in
def import_forget(request: SignedInRequest, number: str) -> HttpResponse:
    municipality = municipality_of(request, number)
    forget(municipality)
    messages.success(request, _("Det vi husket, er glemt. Neste tabell gjettes på nytt."))
    return redirect("import_start", municipality.number)
