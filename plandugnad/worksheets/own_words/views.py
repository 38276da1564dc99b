"""«Tilpass arbeidsarket»: one page, for those who coordinate."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.core.papers.pieces import Grid, Outlay, Piece
from plandugnad.core.papers.saying import said
from plandugnad.core.pieces import Crumb
from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Collaboration
from plandugnad.regions.queries.places import find_collaboration
from plandugnad.worksheets.access import place_abilities
from plandugnad.worksheets.definitions import definition_named, mapping_of
from plandugnad.worksheets.models import OwnDefinition
from plandugnad.worksheets.own_words import saving
from plandugnad.worksheets.own_words.composing import compose
from plandugnad.worksheets.own_words.places import Section, sections_of
from plandugnad.worksheets.own_words.queries import own_words_of
from plandugnad.worksheets.own_words.shown import aside_of, happened_with, labels_of, named, sections_shown, texts_said
from plandugnad.worksheets.own_words.typed import Typed, raw_of, read_page
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.taking_out.content import About, Content
from plandugnad.worksheets.taking_out.outlay import lay_out
from plandugnad.worksheets.views.asked import about_place, place_crumbs

_UNPROCESSABLE, _CONFLICT = 422, 409
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass
class _Adapting:
    request: SignedInRequest
    place: Collaboration
    kind: str
    own: OwnDefinition | None
    sections: Sequence[Section]
    typed: Typed = field(default_factory=Typed)
    theirs: dict[str, str] = field(default_factory=dict)
    preview: Outlay | None = None
    unsaved: tuple[str, str] = ("", "")  # what was asked for while there are words not saved: its name and value
    reset: str = ""  # the place that was just given the guide's words
    status: int = 200

    @property
    def words(self) -> Mapping[str, Any]:
        return self.own.words if self.own else {}

    @property
    def labels(self) -> dict[str, str]:
        return labels_of(self.sections)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def adapt(request: SignedInRequest, id: UUID, kind: str) -> HttpResponse:
    place, definition = find_collaboration(id), definition_named(kind)
    not_found_unless(place is not None and definition is not None)
    assert place is not None
    not_found_unless(place_abilities(request.actor, place).can_adapt)
    sections = sections_of(mapping_of(kind), spoken(get_language()))
    found = _Adapting(request, place, kind, own_words_of(place, kind), sections)
    done = _done(found) if request.method == "POST" else None
    return done or _page(found)


def _done(found: _Adapting) -> HttpResponse | None:
    """A page to go to, or nothing where what was typed is to be shown again."""
    post = found.request.POST
    if _ID.fullmatch(post.get("undo", "")):
        return None if _keeps_typing(found, "undo") else _undo(found, UUID(post["undo"]))
    if post.get("do") == "guide_all":
        if _keeps_typing(found, "do"):
            return None
        saved = saving.take_away_all(found.request.actor.by, found.place, found.kind)
        if saved.changed:
            messages.success(found.request, _("Arket har veiledningens ord igjen. Du kan angre nederst på siden."))
        return _again(found)
    found.typed = read_page(post, (place for one in found.sections for place in one.places))
    if reset := post.get("guide"):
        _give_guide(found, reset)
    elif found.typed.errors:
        found.status = _UNPROCESSABLE
    elif post.get("do") == "preview":
        found.preview = _preview(found)
    else:
        forgotten = {path: None for path in post.getlist("forget") if path in found.words}
        return _saved(found, {**found.typed.words, **forgotten})
    return None


def _keeps_typing(found: _Adapting, asked: str) -> bool:
    """Whether there are words that would be lost; then they are shown again, with a question."""
    found.typed = read_page(found.request.POST, (place for one in found.sections for place in one.places))
    if not _typed_paths(found):
        found.typed = Typed()
        return False
    found.unsaved, found.status = (asked, found.request.POST[asked]), _CONFLICT
    return True


def _typed_paths(found: _Adapting) -> set[str]:
    """Places with something else in the field than what is kept."""
    said = {path for path, words in found.typed.words.items() if words != found.words.get(path)}
    return said | set(found.typed.errors)


def _again(found: _Adapting) -> HttpResponse:
    return redirect("sheet_adapt", id=found.place.id, kind=found.kind)


def _undo(found: _Adapting, event: UUID) -> HttpResponse:
    try:
        saved = saving.undo(found.request.actor.by, found.place, found.kind, event)
    except ValidationError as refused:
        messages.error(found.request, refused.messages[0])
    else:
        messages.success(found.request, _("Endringen er angret."))
        if saved.clashes:
            told = _("Dette er endret på nytt siden, og står som det er: %(what)s.")
            messages.warning(found.request, told % {"what": named(saved.clashes, found.labels)})
    return _again(found)


def _give_guide(found: _Adapting, path: str) -> None:
    """In the page, with all that is typed elsewhere. It counts when it is saved."""
    place = next((one for section in found.sections for one in section.places if one.path == path), None)
    if place is not None:
        found.typed.raw[path] = raw_of(place, None)
        found.typed.errors.pop(path, None)
        found.reset = path


def _saved(found: _Adapting, wanted: Mapping[str, Any]) -> HttpResponse | None:
    seen = found.request.POST.get("version", "")
    version = int(seen) if re.fullmatch(r"\d{1,9}", seen) else 0
    saved = saving.save_words(found.request.actor.by, found.place, found.kind, wanted, version)
    if saved.clashes:
        _show_clashes(found, saved)
        return None
    if saved.changed:
        messages.success(found.request, _("Lagret. Nye ark begynner med disse ordene."))
    elif not saved.theirs:
        messages.info(found.request, _("Ingenting er endret."))
    if saved.theirs:
        _tell_theirs(found, saved.theirs)
    return _again(found)


def _tell_theirs(found: _Adapting, theirs: Mapping[str, str]) -> None:
    who = ", ".join(sorted(set(theirs.values())))
    told = {"who": who, "what": named(sorted(theirs), found.labels)}
    messages.info(found.request, _("Mens du skrev, endret %(who)s %(what)s. Det er tatt vare på.") % told)


def _show_clashes(found: _Adapting, saved: saving.Saved) -> None:
    """Hers stands in the field, what the other has saved beside it. What she has not touched is as it now stands."""
    places = {place.path: place for one in found.sections for place in one.places}
    told = _("%(who)s har lagret dette mens du skrev: %(words)s Lagrer du nå, gjelder det som står i feltet.")
    for path in saved.clashes:
        words = texts_said(places[path], saved.own.words.get(path))
        found.theirs[path] = told % {"who": saved.theirs[path], "words": words}
    for path in saved.theirs:
        if path not in saved.clashes:
            found.typed.raw.pop(path, None)
    found.own, found.status = saved.own, _CONFLICT


def _preview(found: _Adapting) -> Outlay:
    words = {path: value for path, value in {**found.words, **found.typed.words}.items() if value is not None}
    made = compose(mapping_of(found.kind), words).mapping
    language = spoken(get_language())
    about = About("", found.place.name, language, timezone.localdate(), "", found.place.is_example)
    return lay_out(Content(about, read_definition(made, found.kind)))


def _shown(preview: Outlay) -> dict[str, Any]:
    parts = [(part, [(type(one).__name__, _in_strings(one)) for one in part.pieces]) for part in preview.parts]
    return {"title": preview.title, "why": preview.why, "parts": parts}


def _in_strings(piece: Piece) -> Piece:
    if not isinstance(piece, Grid):
        return piece
    return replace(piece, rows=tuple(tuple(said(cell) for cell in row) for row in piece.rows))


def _page(found: _Adapting) -> HttpResponse:
    language = spoken(get_language())
    composed = compose(mapping_of(found.kind), found.words)
    definition = definition_named(found.kind)
    assert definition is not None
    shown = sections_shown(found.sections, found.words, found.typed, found.theirs)
    title = definition.title.said(language)
    about = {
        "title": title,
        "kind": found.kind,
        "own": found.own,
        "is_adapted": bool(found.words),
        "sections": shown,
        "number_typed": len(_typed_paths(found)),
        "unsaved": found.unsaved if found.unsaved[0] else None,
        "number_own": sum(one.number_own for one in shown),
        "wrong": [one for section in shown for one in section.fields if one.error or one.theirs],
        "aside": aside_of(found.own, composed.homeless),
        "unfit": aside_of(found.own, composed.unfit),
        "happened": happened_with(found.own, found.labels),
        "version": found.own.version if found.own else 0,
        "preview": _shown(found.preview) if found.preview else None,
        "reset": found.reset,
        "crumbs": [*place_crumbs(found.place), Crumb(_("Tilpass %(title)s") % {"title": f"«{title}»"})],
    }
    about |= about_place(found.request, found.place)
    return render(found.request, "worksheets/own_words/page.html", about, status=found.status)
