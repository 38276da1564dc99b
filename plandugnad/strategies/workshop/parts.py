"""What is said of a workshop elsewhere."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.core.marks import written_day
from plandugnad.regions.actor import Actor
from plandugnad.strategies.workshop.models import CouncilWorkshop


def workshop_to_come(actor: Actor, organisation_id: UUID, today: date) -> tuple[str, str] | None:
    """When it is and the address of it, for those who read everything there."""
    if organisation_id not in actor.reads:
        return None
    rows = CouncilWorkshop.objects.filter(
        strategy__organisation=organisation_id,
        strategy__deleted_at=None,
        strategy__plan__deleted_at=None,
        sheet__deleted_at=None,
        on__gte=today,
    )
    found = rows.order_by("on").first()
    if found is None:
        return None
    address = reverse("strategy_workshop", args=[found.strategy_id])
    return _("Kommunestyreverkstedet er %(day)s.") % {"day": written_day(found.on)}, address
