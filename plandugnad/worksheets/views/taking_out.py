"""A sheet as a file: what stands in it, or the empty form for a meeting on paper."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plandugnad.core.papers.pieces import Grid
from plandugnad.core.streaming import handed_out
from plandugnad.engines.sheet.blocks import Definition
from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Collaboration, Organisation
from plandugnad.regions.queries.places import find_collaboration
from plandugnad.worksheets.access import place_abilities
from plandugnad.worksheets.definitions import definition_named
from plandugnad.worksheets.models import Document
from plandugnad.worksheets.own_words.queries import mapping_in
from plandugnad.worksheets.practice_words import said_comparison
from plandugnad.worksheets.practices import compared
from plandugnad.worksheets.reviewing.queries import strip_of
from plandugnad.worksheets.reviewing.words import facts_of
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.taking_out.content import About, Content
from plandugnad.worksheets.taking_out.document import document
from plandugnad.worksheets.taking_out.filled import grid_of
from plandugnad.worksheets.taking_out.paper import paper
from plandugnad.worksheets.taking_out.reading import content_of
from plandugnad.worksheets.taking_out.spreadsheet import spreadsheet
from plandugnad.worksheets.views.asked import Asked, asked
from plandugnad.worksheets.views.sheet import shown_document

EMPTY = ("docx", "pdf")
FILES: dict[str, Callable[[Content], bytes]] = {"docx": document, "pdf": paper, "xlsx": spreadsheet}


@require_safe
@signed_in
def take_out(request: SignedInRequest, id: UUID, kind: str) -> HttpResponse:
    """The document she sees now: in the individual phase her own organisation's."""
    found = asked(request, id)
    not_found_unless(kind in FILES)
    shown, _own = shown_document(found)
    not_found_unless(shown is not None)
    assert shown is not None
    return handed_out(FILES[kind](_content(found, shown)), f"{found.sheet.name}.{kind}")


@require_safe
@signed_in
def empty_form_of(request: SignedInRequest, id: UUID, form: str) -> HttpResponse:
    """With the questions this sheet asks, which may be the region's own."""
    found = asked(request, id)
    not_found_unless(form in EMPTY)
    return _empty(definition_of(found.sheet), found.sheet.place, form)


@require_safe
@signed_in
def empty_form(request: SignedInRequest, id: UUID, kind: str, form: str) -> HttpResponse:
    """Before there is a sheet of the kind."""
    collaboration, definition = find_collaboration(id), definition_named(kind)
    not_found_unless(collaboration is not None and definition is not None and form in EMPTY)
    assert collaboration is not None
    not_found_unless(place_abilities(request.actor, collaboration).can_see)
    asked_here = read_definition(mapping_in(collaboration, kind), kind)
    return _empty(asked_here, collaboration, form)


def _empty(definition: Definition, place: Organisation | Collaboration, form: str) -> HttpResponse:
    language, words = spoken(get_language()), _("tomt skjema")
    title = definition.title.said(language)
    about = About(title, place.name, language, timezone.localdate(), words, place.is_example)
    return handed_out(FILES[form](Content(about, definition)), f"{title}, {words}.{form}")


def _compared(found: Asked, language: str) -> Mapping[str, Grid]:
    """For those who may compare, once somebody has drawn."""
    made = compared(found.sheet) if found.abilities.can_compare else None
    if made is None or not made.names:
        return {}
    with override(language):
        return {made.practice.id: grid_of(said_comparison(made, language), made.practice.title.said(language))}


def _content(found: Asked, shown: Document) -> Content:
    shown.sheet, language = found.sheet, spoken(get_language())
    compared = _compared(found, language) if shown.organisation_id is None else {}
    facts = facts_of(strip_of(found.request.actor, found.sheet, found.abilities, language), language)
    return content_of(shown, language, found.request.user.pk, compared, facts)
