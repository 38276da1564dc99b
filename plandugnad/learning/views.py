"""The modules: listed, read and checked. They are for everybody who has an account, with or without a role."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.learning.actions import complete
from plandugnad.learning.answering import read_check
from plandugnad.learning.queries import Shown, read_modules
from plandugnad.learning.text import Chapter
from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.worksheets.rich_html import rich_html


@dataclass(frozen=True)
class ShownPart:
    html: SafeString
    is_example: bool


@dataclass(frozen=True)
class ShownChapter:
    number: int
    title: str
    parts: Sequence[ShownPart]


@require_safe
@signed_in
def learning(request: SignedInRequest) -> HttpResponse:
    modules = read_modules(request.user.pk)
    about = {"modules": modules, "done": sum(one.done_on is not None for one in modules), "next": _next(modules)}
    return render(request, "learning/modules.html", about)


@require_safe
@signed_in
def learning_module(request: SignedInRequest, key: str) -> HttpResponse:
    modules = read_modules(request.user.pk)
    shown = _find(modules, key)
    chapters = [_chapter(number, one) for number, one in enumerate(shown.text.chapters, 1)]
    about = _about(shown, Crumb(shown.text.title)) | {"chapters": chapters}
    return render(request, "learning/module.html", about)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def learning_check(request: SignedInRequest, key: str) -> HttpResponse:
    """Answered one by one or all together: what is answered is said something to, and stands when she goes on."""
    modules = read_modules(request.user.pk)
    shown = _find(modules, key)
    check = read_check(shown.text, request.POST if request.method == "POST" else {})
    if check.is_done:
        complete(request.user.pk, shown.key)
        modules = read_modules(request.user.pk)
        shown = _find(modules, key)
    page = Crumb(shown.text.title, reverse("learning_module", args=[key]))
    about = _about(shown, page, Crumb(_("Sjekk"))) | {"check": check, "next": _next(modules, after=shown)}
    return render(request, "learning/check.html", about)


def _find(modules: Sequence[Shown], key: str) -> Shown:
    found = next((one for one in modules if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _about(shown: Shown, *crumbs: Crumb) -> dict[str, Any]:
    return {
        "shown": shown,
        "lang": shown.lang,
        "page_language": get_language(),
        "crumbs": [Crumb(_("Opplæring"), reverse("learning")), *crumbs],
    }


def _next(modules: Sequence[Shown], after: Shown | None = None) -> Shown | None:
    """The first she has not gone through: of those further on, else of those before."""
    at = next((place for place, one in enumerate(modules) if after and one.key == after.key), -1)
    waiting = [*modules[at + 1 :], *modules[: max(at, 0)]]
    return next((one for one in waiting if one.done_on is None), None)


def _chapter(number: int, chapter: Chapter) -> ShownChapter:
    return ShownChapter(
        number, chapter.title, [ShownPart(rich_html(one.blocks), one.is_example) for one in chapter.parts]
    )
