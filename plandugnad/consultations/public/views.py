"""What anybody reads: the consultations that are out, one of them, and its documents."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plandugnad.archive.serving import handed_over
from plandugnad.consultations.models import Consultation
from plandugnad.consultations.public.queries import find_public, out_now, read_public, version_of_document
from plandugnad.regions.http import open_to_all


def public_or_404(id: UUID) -> Consultation:
    found = find_public(id)
    if found is None:
        raise Http404
    return found


@require_safe
@open_to_all
def public_consultations(request: HttpRequest) -> HttpResponse:
    page, rows = out_now(timezone.localdate(), request.GET.get("side"))
    return render(request, "consultations/public/list.html", {"page": page, "rows": rows})


@require_safe
@open_to_all
def public_consultation(request: HttpRequest, id: UUID) -> HttpResponse:
    found = public_or_404(id)
    page = read_public(found, timezone.localdate())
    return render(request, "consultations/public/consultation.html", {"page": page} | about(found))


@require_safe
@open_to_all
def public_document(request: HttpRequest, id: UUID, document: UUID) -> HttpResponseBase:
    """Handed over as bytes and never opened in our name, like every file of the archive."""
    kept = version_of_document(public_or_404(id), document)
    if kept is None:
        raise Http404
    return handed_over(*kept)


def about(consultation: Consultation) -> dict[str, object]:
    plan = consultation.process.plan
    return {
        "consultation": consultation,
        "plan": plan,
        "organisation": plan.organisation,
        "is_example": plan.organisation.is_example,
    }
