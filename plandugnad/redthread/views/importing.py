"""Reading in the budget lines of the economy plan: pasted or as a file, shown first, then written, with a way back."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from plandugnad.core.pieces import Crumb
from plandugnad.engines.tables import Refused, Workbook, open_workbook, paste
from plandugnad.imports import sentences
from plandugnad.imports.limited_upload import LimitedUpload, announces_too_much
from plandugnad.redthread.importing import UNITS, ReadTable, as_text, read_lines
from plandugnad.redthread.queries import Here
from plandugnad.redthread.views.asked import FORM, UNPROCESSABLE, Asked, asked_for
from plandugnad.redthread.writing import write_lines
from plandugnad.regions.http import SignedInRequest, signed_in

TOO_LARGE = 413


# The token of the form is checked by `_receive`: reading the form to find it would take in a file of any size first.
@csrf_exempt
@require_http_methods(FORM)
@signed_in
def thread_import(request: SignedInRequest, number: str) -> HttpResponse:
    asked = asked_for(request, number, to_write=True)
    if request.method != "POST":
        return _page(asked)
    if announces_too_much(request):
        return _page(asked, sentences.too_large(), status=TOO_LARGE)
    upload = LimitedUpload(request)
    request.upload_handlers = [upload]
    try:
        return _receive(request, asked, upload)
    except RequestDataTooBig:
        return _page(asked, sentences.too_much_pasted(), status=TOO_LARGE)


@csrf_protect
def _receive(request: SignedInRequest, asked: Asked, upload: LimitedUpload) -> HttpResponse:
    file, text = request.FILES.get("file"), request.POST.get("pasted", "")
    unit = request.POST.get("unit", "1000")
    if upload.is_too_large:
        return _page(asked, sentences.too_large(), status=TOO_LARGE)
    if file is None and not text.strip():
        return _page(asked, _("Velg en fil, eller lim inn en tabell."), status=UNPROCESSABLE)
    try:
        workbook = open_workbook(file.read(), file.name or "") if file else paste(text)
    except Refused as refused:
        return _page(asked, refused.sentence(sentences.form()), text, status=UNPROCESSABLE)
    if file is not None:
        text = as_text(workbook)
    here = asked.read()
    read = _read(workbook, unit, here)
    if request.POST.get("do") == "write" and read.lines and not read.wrong:
        return _written(asked, read)
    return _page(asked, "", text, unit=unit, read=read, status=UNPROCESSABLE if read.wrong else 200)


def _read(workbook: Workbook, unit: str, here: Here) -> ReadTable:
    return read_lines(workbook, unit if unit in UNITS else "1000", here.goals, here.lines.values())


def _written(asked: Asked, read: ReadTable) -> HttpResponse:
    batch, made, changed = write_lines(asked.request.actor.by, asked.organisation, read.lines)
    made_words = ngettext("%(count)s ny linje", "%(count)s nye linjer", made) % {"count": made}
    changed_words = ngettext("%(count)s endret", "%(count)s endret", changed) % {"count": changed}
    words = _("Lest inn: %(made)s, %(changed)s. Resten var som før.") % {"made": made_words, "changed": changed_words}
    asked.say(words, batch)
    return asked.back()


def _page(
    asked: Asked,
    refusal: str = "",
    pasted: str = "",
    *,
    unit: str = "1000",
    read: ReadTable | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = [(line, [(year, line.amounts.get(year)) for year in read.years]) for line in read.lines] if read else []
    about = asked.about(Crumb(_("Les inn budsjettlinjer"))) | {
        "refusal": refusal,
        "pasted": pasted,
        "unit": unit,
        "read": read,
        "rows": rows,
    }
    return render(asked.request, "redthread/import.html", about, status=status)
