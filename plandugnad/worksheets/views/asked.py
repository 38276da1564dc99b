"""What every page about a sheet is asked for, checked once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.core.pieces import Crumb
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.http import SignedInRequest, not_found_unless
from plandugnad.regions.models import Collaboration
from plandugnad.worksheets.access import SheetAbilities, sheet_abilities
from plandugnad.worksheets.models import Sheet
from plandugnad.worksheets.queries import find_sheet


@dataclass(frozen=True)
class Asked:
    request: SignedInRequest
    sheet: Sheet
    abilities: SheetAbilities

    def about(self, *crumbs: Crumb) -> dict[str, Any]:
        place = self.sheet.collaboration
        return {
            "sheet": self.sheet,
            "abilities": self.abilities,
            "collaboration": place,
            "is_example": self.sheet.place.is_example,
            "crumbs": [
                *self._crumbs_above(),
                Crumb(self.sheet.name, self.sheet_address if crumbs else ""),
                *crumbs,
            ],
        }

    def _crumbs_above(self) -> list[Crumb]:
        if self.sheet.is_private:
            return [Crumb(_("Fortrolige ark"), reverse("confidential"))]
        return place_crumbs(self.sheet.collaboration) if self.sheet.collaboration else []

    @property
    def sheet_address(self) -> str:
        return reverse("sheet", args=[self.sheet.id])


def place_crumbs(place: Collaboration) -> list[Crumb]:
    return [
        Crumb(_("Samarbeid"), reverse("collaborations")),
        Crumb(place.name, reverse("collaboration", args=[place.id])),
        Crumb(_("Arbeidsark"), reverse("worksheets", args=[place.id])),
    ]


def about_place(request: SignedInRequest, place: Collaboration) -> dict[str, Any]:
    return {
        "collaboration": place,
        "can": collaboration_abilities(request.actor, place),
        "is_example": place.is_example,
        "actor": request.actor,
    }


def asked(request: SignedInRequest, id: UUID) -> Asked:
    sheet = find_sheet(id)
    not_found_unless(sheet is not None)
    assert sheet is not None
    abilities = sheet_abilities(request.actor, sheet)
    not_found_unless(abilities.can_see)
    return Asked(request, sheet, abilities)


def facilitating(request: SignedInRequest, id: UUID) -> Asked:
    found = asked(request, id)
    not_found_unless(found.abilities.can_facilitate)
    return found


def done(found: Asked, act: Callable[[], object], said: str = "") -> HttpResponse:
    """Back to the sheet with what was done, or what was wrong, in words."""
    try:
        act()
    except ValidationError as error:
        for words in error.messages:
            messages.error(found.request, words)
    else:
        if said:
            messages.success(found.request, said)
    return redirect(found.sheet_address)
