"""The document of a strategy: read, written in place, taken out as files."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core.papers.pieces import Outlay
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.actions import ChangedMeanwhile
from plandugnad.strategies.document import actions, queries
from plandugnad.strategies.document.files import FILES, file_of, picture_of
from plandugnad.strategies.document.forms import SectionForm
from plandugnad.strategies.document.laying import lay_out
from plandugnad.strategies.document.sections import OWN
from plandugnad.strategies.views.asked import CONFLICT, FORM, UNPROCESSABLE, Asked, strategy_to_see, strategy_to_write


@require_safe
@signed_in
def strategy_document(request: SignedInRequest, id: UUID) -> HttpResponse:
    """As the council adopted it; before that as it stands now, for those who read all."""
    asked = strategy_to_see(request, id)
    edition = queries.adopted_edition(asked.strategy)
    can_write = asked.can.can_write and edition is None
    about = asked.about(here="dokument") | {
        "edition": edition,
        "can_edit": can_write,
        "language": asked.organisation.language,
        "public": queries.public_edition(asked.strategy),
    }
    if edition is not None:
        about["parts"] = queries.parts_told(queries.outlay_of(edition, is_example=asked.organisation.is_example))
    elif asked.can.can_see_all:
        if request.htmx and (code := request.GET.get("avsnitt", "")) in OWN:
            return _section(asked, code, is_back=True)
        about["chapters"] = queries.read_chapters(asked.strategy, timezone.localdate())
    return render(request, "strategies/document/document.html", about)


@require_safe
@signed_in
def strategy_document_file(request: SignedInRequest, id: UUID, kind: str) -> HttpResponse:
    asked = strategy_to_see(request, id)
    not_found_unless(kind in FILES)
    return file_of(asked.strategy, _laid(asked), kind)


@require_safe
@signed_in
def strategy_document_picture(request: SignedInRequest, id: UUID, digest: str) -> HttpResponse:
    found = picture_of(_laid(strategy_to_see(request, id)), digest)
    if found is None:
        raise Http404
    return found


def _laid(asked: Asked) -> Outlay:
    edition = queries.adopted_edition(asked.strategy)
    not_found_unless(edition is not None or asked.can.can_see_all)
    if edition is not None:
        return queries.outlay_of(edition, is_example=asked.organisation.is_example)
    return lay_out(asked.strategy, timezone.localdate())


def _to_edit(request: SignedInRequest, id: UUID, code: str) -> Asked:
    asked = strategy_to_write(request, id)
    if code not in OWN:
        raise Http404
    return asked


@require_http_methods(FORM)
@signed_in
def strategy_section(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    """One own section, in place or on a page of its own."""
    asked = _to_edit(request, id, code)
    row = queries.read_section(asked.strategy, code)
    is_in_place = bool(request.htmx)
    posted = request.POST if request.method == "POST" else None
    form = SectionForm(code, row.text, row.version, posted, is_in_place=is_in_place)
    theirs: Any = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.write_section(request.actor.by, asked.strategy, code, given["text"], seen=given["seen"] or 0)
        except ChangedMeanwhile as meanwhile:
            theirs = meanwhile
            data = {"text": given["text"], "seen": meanwhile.stands.version}
            form = SectionForm(code, "", 0, data, is_in_place=is_in_place)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _saved(asked, code)
    about = asked.about(_crumb(asked), Crumb(str(OWN[code].heading)), here="dokument")
    about |= {"form": form, "row": row, "own": OWN[code], "theirs": theirs}
    template = "strategies/document/section_form.html" if request.htmx else "strategies/document/section_page.html"
    status = CONFLICT if theirs and not request.htmx else UNPROCESSABLE if form.is_bound else None
    return render(request, template, about, status=status)


def _saved(asked: Asked, code: str) -> HttpResponse:
    if asked.request.htmx:
        return _section(asked, code, is_saved=True)
    messages.success(asked.request, _("Lagret: %(section)s") % {"section": OWN[code].heading})
    return redirect(f"{reverse('strategy_document', args=[asked.strategy.id])}#avsnitt-{code}")


def _section(asked: Asked, code: str, **how: bool) -> HttpResponse:
    about = {
        "strategy": asked.strategy,
        "section": queries.read_section(asked.strategy, code),
        "can_edit": asked.can.can_write,
        "language": asked.organisation.language,
    }
    return render(asked.request, "strategies/document/section.html", about | how)


def _crumb(asked: Asked) -> Crumb:
    return Crumb(_("Dokumentet"), reverse("strategy_document", args=[asked.strategy.id]))


@require_safe
@signed_in
def strategy_section_history(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    asked = _to_edit(request, id, code)
    versions = queries.versions_of(queries.find_section(asked.strategy, code))
    about = asked.about(_crumb(asked), Crumb(_("Tidligere utgaver")), here="dokument")
    return render(request, "strategies/document/history.html", about | {"versions": versions, "own": OWN[code]})


@require_POST
@signed_in
def strategy_section_restore(request: SignedInRequest, id: UUID, code: str, event: UUID) -> HttpResponse:
    asked = _to_edit(request, id, code)
    section = queries.find_section(asked.strategy, code)
    found = actions.find_event(section, event) if section else None
    if section is None or found is None:
        raise Http404
    try:
        actions.restore_section(request.actor.by, asked.strategy, section, found)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Teksten er hentet tilbake. Den som sto, ligger i historikken."))
    return redirect(f"{reverse('strategy_document', args=[id])}#avsnitt-{code}")
