"""The document as a file."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from django.http import HttpResponse
from django.utils.translation import override

from plandugnad.core.papers.paper import as_pdf, as_png
from plandugnad.core.papers.pieces import Outlay
from plandugnad.core.papers.word import as_word
from plandugnad.core.streaming import handed_out
from plandugnad.strategies.document.keeping import picture_in
from plandugnad.strategies.models import Strategy

FILES: Mapping[str, Callable[[Outlay, str, str], bytes]] = {"docx": as_word, "pdf": as_pdf}


def picture_of(laid: Outlay, digest: str) -> HttpResponse | None:
    """A drawing as a picture of its own: as part of a page its colours would be refused by our own rules for styles."""
    found = picture_in(laid, digest)
    return HttpResponse(_drawn(found.svg), content_type="image/png") if found else None


@lru_cache(maxsize=32)
def _drawn(svg: str) -> bytes:
    return as_png(svg)


def file_of(strategy: Strategy, laid: Outlay, kind: str) -> HttpResponse:
    language, place = strategy.organisation.language, f"{strategy.organisation.name} kommune"
    with override(language):
        made = FILES[kind](laid, place, language)
    return handed_out(made, f"{laid.title}.{kind}")
