"""Taking the day of the adoption from the process to the plan, or the other way."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plandugnad.processes.actions import DatesChangedMeanwhile
from plandugnad.processes.adopting import Offer, offers_of, take
from plandugnad.processes.queries.process import keep
from plandugnad.processes.views.asked import process_to_date, undo_of_last
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_POST
@signed_in
def process_adopt(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Only what is offered now, for the council and the day she saw."""
    found, abilities = process_to_date(request.actor, id)
    today = timezone.localdate()
    seen = request.POST.get("kommune", ""), request.POST.get("dag", "")
    offer = next((one for one in offers_of(found, keep(found, today), today) if _seen(one) == seen), None)
    back = redirect(f"{reverse('process', args=[id])}#messages")
    if offer is None:
        messages.error(request, _("Noe er endret siden. Se hva som står nå."))
        return back
    not_found_unless(abilities.may_take(offer.organisation, to_plan=offer.to_plan))
    try:
        take(request.actor.by, found, offer)
    except (ValidationError, DatesChangedMeanwhile):
        messages.error(request, _("Noe er endret siden. Se hva som står nå."))
        return back
    words = _("Vedtaket er ført inn på planen.") if offer.to_plan else _("Datoen er ført inn i prosessen.")
    messages.success(request, words, extra_tags=undo_of_last(found))
    return back


def _seen(offer: Offer) -> tuple[str, str]:
    return str(offer.organisation), offer.day.isoformat()
