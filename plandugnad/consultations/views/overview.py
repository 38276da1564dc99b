"""Where one consultation is now."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plandugnad.consultations.queries import counts_of
from plandugnad.consultations.setup.period import offer, period_of
from plandugnad.consultations.setup.queries import (
    documents_of,
    missing_in,
    public_address,
    rounds_of,
    waiting_submissions,
    what_remains,
)
from plandugnad.consultations.state import phase_of, state_in_words
from plandugnad.consultations.views.asked import base, consultation_to_see
from plandugnad.regions.http import SignedInRequest, signed_in


@require_safe
@signed_in
def consultation(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = consultation_to_see(request.actor, id)
    today = timezone.localdate()
    period = period_of(found, today)
    documents = documents_of(request.actor, found)
    about = base(found, abilities, "consultation") | {
        "counts": counts_of(found),
        "waiting": waiting_submissions(found),
        "today": today,
        "phase": phase_of(found, today),
        "state": state_in_words(found, today),
        "remains": what_remains(found, missing_in(found, documents, today), today),
        "period": period,
        "offer": offer(found, today) if abilities.can_write and found.published_at else None,
        "documents": documents,
        "address": public_address(found),
        "rounds": [one for one in rounds_of(found.process, found.code) if one.pk != found.pk],
    }
    return render(request, "consultations/consultation.html", about)
