"""The actor map as a table."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.queries.stakeholders import map_of
from plandugnad.agreements.views.asked import to_see
from plandugnad.regions.http import SignedInRequest, signed_in


@require_safe
@signed_in
def stakeholders(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = to_see(request, id)
    about = asked.about_kind(AgreementKind.STAKEHOLDERS, timezone.localdate())
    about["map"] = map_of(asked.collaboration, request.GET.get("niva", ""), request.GET.get("side"))
    return render(request, "agreements/stakeholders.html", about)
