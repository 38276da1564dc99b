"""What the pages of the red thread begin with: the municipality that is asked for, or 404."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.pieces import Crumb
from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.queries.portfolio import find_municipality
from plandugnad.plans.views.asked import crumbs_of
from plandugnad.redthread.access import ThreadAbilities, thread_abilities
from plandugnad.redthread.queries import Here, read_here
from plandugnad.regions.http import SignedInRequest, not_found_unless
from plandugnad.regions.models import Organisation

FORM = ["GET", "HEAD", "POST"]
UNPROCESSABLE, CONFLICT = 422, 409


@dataclass(frozen=True)
class Asked:
    request: SignedInRequest
    organisation: Organisation
    can: ThreadAbilities

    @property
    def number(self) -> str:
        return self.organisation.number

    def read(self) -> Here:
        return read_here(self.request.actor, self.organisation, timezone.localdate())

    def about(self, *crumbs: Crumb) -> dict[str, Any]:
        thread = Crumb(_("Rød tråd"), reverse("thread", args=[self.number]) if crumbs else "")
        return {
            "organisation": self.organisation,
            "abilities": portfolio_abilities(self.request.actor, self.organisation),
            "can": self.can,
            "is_example": self.organisation.is_example,
            "crumbs": crumbs_of(self.organisation, thread, *crumbs),
        }

    def say(self, words: str, batch: UUID) -> None:
        """With the way back."""
        undo = reverse("thread_undo", args=[self.number, batch])
        messages.success(self.request, words, extra_tags=f"undo:{undo}")

    def back(self) -> HttpResponse:
        return redirect("thread", self.number)


def asked_for(request: SignedInRequest, number: str, *, to_write: bool = False) -> Asked:
    municipality = find_municipality(number)
    can = thread_abilities(request.actor, municipality)
    not_found_unless(can.can_write if to_write else can.can_see)
    return Asked(request, municipality, can)
