"""The run a page is about, and where to go when it is no draft any more."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from plandugnad.imports.access import can_import
from plandugnad.imports.kept_runs import NotADraft
from plandugnad.imports.models import ImportRun
from plandugnad.imports.queries.runs import find_municipality, find_run
from plandugnad.regions.http import SignedInRequest, not_found_unless
from plandugnad.regions.models import Organisation

DraftView = Callable[[SignedInRequest, ImportRun], HttpResponse]


def run_of(request: SignedInRequest, id: UUID) -> ImportRun:
    """The run, for those who may import for its municipality now, whoever began it. To all others it does not exist."""
    run = find_run(id)
    not_found_unless(can_import(request.actor, run.organisation))
    return run


def municipality_of(request: SignedInRequest, number: str) -> Organisation:
    municipality = find_municipality(number)
    not_found_unless(can_import(request.actor, municipality))
    return municipality


def of_draft(view: DraftView) -> Callable[[SignedInRequest, UUID], HttpResponse]:
    """A page of a draft. The run may be written or thrown away in another tab at any moment, also while it is read."""

    @wraps(view)
    def guarded(request: SignedInRequest, id: UUID) -> HttpResponse:
        run = run_of(request, id)
        try:
            if not run.is_draft:
                raise NotADraft
            return view(request, run)
        except (NotADraft, ImportRun.DoesNotExist):
            return _to_what_became_of_it(request, find_run(id))

    return guarded


def _to_what_became_of_it(request: SignedInRequest, run: ImportRun) -> HttpResponse:
    gone = redirect("import_start", run.organisation.number) if run.is_discarded else redirect("import_done", run.id)
    return HttpResponseClientRedirect(gone.url) if request.htmx else gone
