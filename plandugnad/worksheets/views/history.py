"""The versions of a sheet, one of them as it was, and the words that were set aside."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.engines.sheet.outline import outline
from plandugnad.engines.sheet.projection import project
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.worksheets.history import restore_version, versions_of
from plandugnad.worksheets.parties import names_in
from plandugnad.worksheets.queries import find_version, forget_set_aside
from plandugnad.worksheets.rich_html import rich_html
from plandugnad.worksheets.schemas import left_out
from plandugnad.worksheets.store import open_version, spoken
from plandugnad.worksheets.views.asked import asked, done, facilitating


@require_safe
@signed_in
def versions(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = asked(request, id)
    about = {"versions": versions_of(found.sheet)}
    return render(request, "worksheets/versions.html", found.about(Crumb(_("Versjoner"))) | about)


@require_safe
@signed_in
def version(request: SignedInRequest, id: UUID, version_id: UUID) -> HttpResponse:
    found = asked(request, id)
    kept = find_version(found.sheet, version_id)
    not_found_unless(kept is not None)
    assert kept is not None
    opened = open_version(kept)
    rows = project(opened)
    sections = outline(opened.schema.definition, rows, spoken(get_language()), names_in(rows, found.sheet))
    hidden = left_out(found.sheet, is_alone=False)
    about = {"version": kept, "sections": [(one, rich_html(one.rich)) for one in sections if one.block not in hidden]}
    return render(request, "worksheets/version.html", found.about(Crumb(_("En tidligere versjon"))) | about)


@require_POST
@signed_in
def bring_back(request: SignedInRequest, id: UUID, version_id: UUID) -> HttpResponse:
    found = facilitating(request, id)
    not_found_unless(find_version(found.sheet, version_id) is not None)
    said = _("Arket sier igjen det som stod da. Det som stod til nå, ligger øverst under «Versjoner».")
    return done(found, lambda: restore_version(request.actor.by, id, version_id), said)


@require_POST
@signed_in
def taken_care_of(request: SignedInRequest, id: UUID, set_aside_id: UUID) -> HttpResponse:
    found = asked(request, id)
    return done(found, lambda: forget_set_aside(found.sheet, request.user.pk, set_aside_id))
