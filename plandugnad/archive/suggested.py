"""Rooms most places come to need, so that an empty archive is one click from being in order."""

from collections.abc import Container
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plandugnad.archive.access import Place
from plandugnad.regions.models import Collaboration


@dataclass(frozen=True)
class SuggestedRoom:
    name: str | Promise
    purpose: str | Promise


_IN_COLLABORATION = (
    SuggestedRoom(_("Styringsdokumenter"), _("Avtalen, mandatet og spillereglene samarbeidet bygger på.")),
    SuggestedRoom(_("Møter"), _("Innkallinger, referater og det som ble vist på møtene.")),
    SuggestedRoom(_("Maler"), _("Maler alle i samarbeidet kan bruke.")),
    SuggestedRoom(_("Høringer"), _("Høringsnotater og uttalelser, samlet per sak.")),
)
_IN_ORGANISATION = (
    SuggestedRoom(_("Vedtatte planer"), _("Plandokumenter og vedtak slik de gjelder.")),
    SuggestedRoom(_("Kunnskapsgrunnlag"), _("Statistikk, kartlegginger og rapporter planene bygger på.")),
    SuggestedRoom(_("Høringer"), _("Høringsnotater og uttalelser, samlet per sak.")),
    SuggestedRoom(_("Maler"), _("Maler for planprogram, saksframlegg og referater.")),
)


def suggested_rooms(place: Place, taken: Container[str]) -> list[SuggestedRoom]:
    offered = _IN_COLLABORATION if isinstance(place, Collaboration) else _IN_ORGANISATION
    return [room for room in offered if str(room.name) not in taken]
