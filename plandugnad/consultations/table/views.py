"""The statement table: as it will be, and as a document to take along."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from plandugnad.consultations.access import ConsultationAbilities
from plandugnad.consultations.models import Consultation
from plandugnad.consultations.table.choices import ChoicesForm, choices_form
from plandugnad.consultations.table.contents import (
    read_about,
    read_contents,
    read_groups,
    read_lines,
    read_missing,
    read_objections,
    with_points,
)
from plandugnad.consultations.table.document import document
from plandugnad.consultations.table.exporting import keep_export
from plandugnad.consultations.table.headings import period, statement_columns
from plandugnad.consultations.table.spreadsheet import spreadsheet
from plandugnad.consultations.table.without_names import Hiding
from plandugnad.consultations.views.asked import base, consultation_to_see
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

_OFFICE = "application/vnd.openxmlformats-officedocument."
FILES = {
    "docx": (document, f"{_OFFICE}wordprocessingml.document"),
    "xlsx": (spreadsheet, f"{_OFFICE}spreadsheetml.sheet"),
}
ON_A_PAGE = 100
MOST_UNSURE = 50


@require_safe
@signed_in
def statement_table(request: SignedInRequest, id: UUID) -> HttpResponse:
    consultation, abilities = consultation_to_see(request.actor, id)
    return page(request, consultation, abilities)


def page(
    request: SignedInRequest, consultation: Consultation, abilities: ConsultationAbilities, status: int = 200,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    form = _form(request, consultation)
    choices, lacks = form.read(), request.GET.get("mangler", "")
    lines = read_lines(consultation, choices, lacks)
    shown = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("side"))
    if choices.has_points:
        shown.object_list = with_points(shown.object_list, consultation)
    told = read_about(consultation)
    groups = [group for group in read_groups(consultation) if group.points] if choices.has_points else []
    objections, unsure = read_objections(consultation, lines), []
    if not choices.has_names:
        hiding = Hiding.of(consultation)
        shown.object_list = [hiding.of_statement(line) for line in shown.object_list]
        groups, objections = [*map(hiding.of_group, groups)], [*map(hiding.of_objection, objections)]
        unsure = hiding.unsure(consultation, hiding.of_all(read_contents(consultation, choices)))
    about = (
        base(consultation, abilities, "statement_table")
        | {
            "form": form,
            "choices": choices,
            "about": told,
            "period": period(told),
            "columns": [
                column.heading for column in statement_columns()
            ],  # in the reader's language, as all of the page
            "page": shown,
            "lacks": lacks,
            "missing": read_missing(consultation),
            "groups": groups,
            "objections": objections,
            "unsure": unsure[:MOST_UNSURE],
            "unsure_more": max(len(unsure) - MOST_UNSURE, 0),
        }
    )
    return render(request, "consultations/table/table.html", about | more, status=status)


def _form(request: SignedInRequest, consultation: Consultation) -> ChoicesForm:
    return choices_form(request.GET, consultation.process.plan.organisation.language)


@require_POST
@signed_in
def statement_table_file(request: SignedInRequest, id: UUID, format: str) -> HttpResponse:
    """Sent, not fetched: what goes out is kept, so that it can be compared with what comes back."""
    consultation, _abilities = consultation_to_see(request.actor, id)
    not_found_unless(format in FILES)
    choices = _form(request, consultation).read()
    with override(choices.language):
        contents = read_contents(consultation, choices)
        if not choices.has_names:
            contents = Hiding.of(consultation).of_all(contents)
        export = keep_export(request.actor.by, consultation, contents)
    write, content_type = FILES[format]
    statements = _("uttalelser")
    name = f"{slugify(consultation.process.plan.name)[:60] or 'plan'}-{statements}.{format}"
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(
        write(contents, export.pk), content_type, headers={"Content-Disposition": disposition}
    )  # fmt: skip
