"""The document as a file."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.utils.translation import override

from plandugnad.core.papers.paper import as_pdf
from plandugnad.core.papers.pieces import Outlay
from plandugnad.core.papers.word import as_word
from plandugnad.core.streaming import handed_out
from plandugnad.strategies.models import Strategy

FILES: Mapping[str, Callable[[Outlay, str, str], bytes]] = {"docx": as_word, "pdf": as_pdf}


def file_of(strategy: Strategy, laid: Outlay, kind: str) -> HttpResponse:
    language, place = strategy.organisation.language, f"{strategy.organisation.name} kommune"
    with override(language):
        made = FILES[kind](laid, place, language)
    return handed_out(made, f"{laid.title}.{kind}")
