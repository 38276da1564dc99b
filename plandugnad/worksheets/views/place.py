"""The start-up path of a collaboration: the worksheets in their order, and where it stands."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.queries.nesting import tree_of
from plandugnad.regions.queries.places import find_collaboration
from plandugnad.worksheets.access import place_abilities
from plandugnad.worksheets.definitions import definition_named
from plandugnad.worksheets.guide import guide
from plandugnad.worksheets.publishing import kinds_agreed
from plandugnad.worksheets.queries import path_of
from plandugnad.worksheets.removing import begin_once
from plandugnad.worksheets.reviewing.access import is_review
from plandugnad.worksheets.standing import leaving_of, standing_of
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.views.asked import about_place
from plandugnad.worksheets.wording import path_finding, said_parts


@require_safe
@signed_in
def worksheets(request: SignedInRequest, id: UUID) -> HttpResponse:
    collaboration = find_collaboration(id)
    not_found_unless(collaboration is not None)
    assert collaboration is not None
    abilities = place_abilities(request.actor, collaboration)
    not_found_unless(abilities.can_see)
    parts = path_of(collaboration)
    language = spoken(get_language())
    today, place = timezone.localdate(), about_place(request, collaboration)
    about = {
        "parts": said_parts(parts, language),
        "finding": path_finding(parts),
        "abilities": abilities,
        "standing": standing_of(parts, kinds_agreed(collaboration), language, today),
        "tree": tree_of(request.actor, collaboration),
        "leaving": leaving_of(request.actor, collaboration, today) if place["can"].can_see else None,
    }
    return render(request, "worksheets/path.html", place | about)


@require_safe
@signed_in
def why(request: SignedInRequest, id: UUID) -> HttpResponse:
    collaboration = find_collaboration(id)
    not_found_unless(collaboration is not None)
    assert collaboration is not None
    not_found_unless(place_abilities(request.actor, collaboration).can_see)
    language = spoken(get_language())
    about = {
        name: [(one.title.said(language), one.text.said(language)) for one in sayings]
        for name, sayings in (("why", guide().why), ("prepare", guide().prepare), ("principles", guide().principles))
    }
    return render(request, "worksheets/why.html", about_place(request, collaboration) | about)


@require_POST
@signed_in
def begin(request: SignedInRequest, id: UUID, kind: str) -> HttpResponse:
    collaboration, definition = find_collaboration(id), definition_named(kind)
    not_found_unless(collaboration is not None and definition is not None and not definition.confidential)
    not_found_unless(bool(definition and definition.part))  # without a part it is begun from elsewhere
    assert collaboration is not None
    not_found_unless(place_abilities(request.actor, collaboration).can_begin)
    language = spoken(get_language())
    sheet = begin_once(request.actor.by, collaboration, kind, language)
    return redirect("review_request" if is_review(sheet) else "sheet", id=sheet.id)
