"""What anybody reads of a strategy that has been made public, without an account."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plandugnad.core.papers.pieces import Outlay
from plandugnad.regions.http import open_to_all
from plandugnad.strategies.deciding.lawful import first_lawful
from plandugnad.strategies.deciding.queries import find_public
from plandugnad.strategies.document.files import FILES, file_of, picture_of
from plandugnad.strategies.document.models import DocumentEdition, EditionKind
from plandugnad.strategies.document.queries import outlay_of, parts_told
from plandugnad.strategies.models import Strategy


def _public(id: UUID) -> tuple[Strategy, DocumentEdition, Outlay]:
    found = find_public(id)
    if found is None:
        raise Http404
    strategy, edition = found
    return strategy, edition, outlay_of(edition, is_example=strategy.organisation.is_example)


@require_safe
@open_to_all
def strategy_public(request: HttpRequest, id: UUID) -> HttpResponse:
    strategy, edition, laid = _public(id)
    about = {
        "strategy": strategy,
        "organisation": strategy.organisation,
        "is_example": strategy.organisation.is_example,
        "edition": edition,
        "is_adopted": edition.kind == EditionKind.ADOPTED,
        "title": laid.title,
        "facts": laid.facts,
        "parts": parts_told(laid),
        "language": strategy.organisation.language,
        "first": first_lawful(edition.counts_from),
    }
    return render(request, "strategies/deciding/public.html", about)


@require_safe
@open_to_all
def strategy_public_file(request: HttpRequest, id: UUID, kind: str) -> HttpResponse:
    strategy, _edition, laid = _public(id)
    if kind not in FILES:
        raise Http404
    return file_of(strategy, laid, kind)


@require_safe
@open_to_all
def strategy_public_picture(request: HttpRequest, id: UUID, digest: str) -> HttpResponse:
    _strategy, _edition, laid = _public(id)
    found = picture_of(laid, digest)
    if found is None:
        raise Http404
    return found
