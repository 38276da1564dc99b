"""A statement table that comes back: uploaded, looked through, taken in, undone."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.consultations.models import TableReading
from plandugnad.consultations.table.beside import beside_in_words
from plandugnad.consultations.table.comparing import BOTH, DOCUMENT, HERE, Comparison, compare
from plandugnad.consultations.table.document_reading import read_document
from plandugnad.consultations.table.left_out import left_out_in_words
from plandugnad.consultations.table.read import NotRead, Read
from plandugnad.consultations.table.spreadsheet_reading import read_spreadsheet
from plandugnad.consultations.table.taking_back import SeenIsOld, find_reading, keep_reading, take_in, undo
from plandugnad.consultations.table.views import page
from plandugnad.consultations.views.asked import base, consultation_to_change, consultation_to_see
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

_WRONG, _TOO_LARGE = 422, 413
# A page with more would be too long to look through; the rest are counted, and taken in with the others.
_MOST_SHOWN = 200


@require_POST
@signed_in
def statement_table_upload(request: SignedInRequest, id: UUID) -> HttpResponse:
    consultation, abilities = consultation_to_see(request.actor, id)
    not_found_unless(abilities.can_write)
    file = request.FILES.get("file")
    if file is None:
        return page(request, consultation, abilities, _WRONG, refusal=_("Velg filen du vil lese inn."))
    if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        return page(request, consultation, abilities, _TOO_LARGE, refusal=_("Filen er større enn 25 MB."))
    try:
        reading = keep_reading(request.actor.by, consultation, _read(file), file.name or "")
    except NotRead as wrong:
        return page(request, consultation, abilities, _WRONG, refusal=str(wrong))
    return redirect("statement_table_reading", reading.pk)


def _read(file: "UploadedFile[Any]") -> Read:
    name = file.name or ""
    if name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods")):
        return read_spreadsheet(file.read(), name, get_language() or "nb")
    return read_document(file.read())


def _to_change(request: SignedInRequest, id: UUID) -> TableReading:
    reading = find_reading(id)
    if reading is None:
        raise Http404
    consultation_to_change(request.actor, reading.consultation_id)
    return reading


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def statement_table_reading(request: SignedInRequest, id: UUID) -> HttpResponse:
    reading = _to_change(request, id)
    compared = compare(reading)
    if request.method != "POST" or reading.taken_at:
        return _page(request, reading, compared)
    choices = {one.key: request.POST.get(one.key, "") for one in compared.conflicts}
    wrong = {key for key, choice in choices.items() if choice not in (HERE, DOCUMENT, BOTH)}
    if wrong:
        return _page(request, reading, compared, choices, wrong)
    try:
        count = take_in(request.actor.by, reading, choices, request.POST.get("seen", ""))
    except SeenIsOld:
        messages.error(request, _("Noe er endret her etter at du åpnet siden. Se over en gang til, og ta inn igjen."))
        return _page(request, reading, compare(reading), choices, set())
    said = ngettext("%(number)s tekst er tatt inn.", "%(number)s tekster er tatt inn.", count) % {"number": count}
    messages.success(request, said, extra_tags=f"undo:{reverse('statement_table_undo', args=[reading.pk])}")
    return redirect("statement_table", reading.consultation_id)


def _page(
    request: SignedInRequest, reading: TableReading, compared: Comparison, choices: dict[str, str] | None = None,
    wrong: set[str] | None = None,
) -> HttpResponse:  # fmt: skip
    consultation, abilities = consultation_to_see(request.actor, reading.consultation_id)
    table = Crumb(_("Uttalelsestabell"), reverse("statement_table", args=[consultation.id]))
    changed, merged = compared.of("document"), compared.of("merged")
    about = base(consultation, abilities, "statement_table", table, Crumb(_("Les inn"))) | {
        "reading": reading,
        "compared": compared,
        "conflicts": [(one, (choices or {}).get(one.key, "")) for one in compared.conflicts],
        "changed": changed[:_MOST_SHOWN],
        "merged": merged[:_MOST_SHOWN],
        "more": max(len(changed) - _MOST_SHOWN, 0) + max(len(merged) - _MOST_SHOWN, 0),
        "too_long": compared.of("too_long"),
        "remarks": [*left_out_in_words(reading.remarks), *beside_in_words(reading.remarks)],
        "wrong": wrong or set(),
    }
    status = _WRONG if choices is not None else 200
    return render(request, "consultations/table/reading.html", about, status=status)


@require_POST
@signed_in
def statement_table_undo(request: SignedInRequest, id: UUID) -> HttpResponse:
    reading = _to_change(request, id)
    back, left = undo(request.actor.by, reading)
    said = ngettext("%(number)s tekst er som før.", "%(number)s tekster er som før.", back) % {"number": back}
    if left:
        said += " " + ngettext(
            "%(number)s tekst er endret siden og står som den er.",
            "%(number)s tekster er endret siden og står som de er.",
            left,
        ) % {"number": left}
    messages.success(request, said)
    return redirect("statement_table", reading.consultation_id)
