"""What the pages begin with: the collaboration that is asked for and what may be done there, or 404."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.agreements.access import AgreementAbilities, agreement_abilities
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.queries.found import find_standing, is_late
from plandugnad.agreements.words import KINDS, address_of_sheet
from plandugnad.core.pieces import Crumb
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.http import SignedInRequest, not_found_unless
from plandugnad.regions.models import Collaboration
from plandugnad.regions.queries.places import find_collaboration

FORM = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@dataclass(frozen=True)
class Asked:
    request: SignedInRequest
    collaboration: Collaboration
    abilities: AgreementAbilities

    def address(self, name: str, *more: Any) -> str:
        return reverse(name, args=[self.collaboration.id, *more])

    def about(self, *crumbs: Crumb) -> dict[str, Any]:
        """What every page shows around its own."""
        place = self.collaboration
        return {
            "collaboration": place,
            "is_example": place.is_example,
            "can": collaboration_abilities(self.request.actor, place),
            "abilities": self.abilities,
            "crumbs": [
                Crumb(_("Samarbeid"), reverse("collaborations")),
                Crumb(place.name, self.address("collaboration")),
                Crumb(_("Mål og regler"), self.address("agreed") if crumbs else ""),
                *crumbs,
            ],
        }

    def about_kind(self, kind: AgreementKind, today: Any, *crumbs: Crumb) -> dict[str, Any]:
        """With what was adopted, and when it is to be taken up again."""
        words = KINDS[kind]
        here = Crumb(words.heading, self.address(words.page) if crumbs else "")
        standing = find_standing(self.collaboration, kind)
        return self.about(here, *crumbs) | {
            "kind": words,
            "standing": [(agreement, is_late(agreement, today)) for agreement in standing],
            "sheet_address": address_of_sheet(self.collaboration.id, kind),
        }


def to_see(request: SignedInRequest, id: UUID) -> Asked:
    found = find_collaboration(id)
    if found is None:
        raise Http404
    abilities = agreement_abilities(request.actor, found)
    not_found_unless(abilities.can_see)
    return Asked(request, found, abilities)
