"""Rooms most places come to need, so that an empty archive is one click from being in order."""

from collections.abc import Container
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plandugnad.archive.access import Place
from plandugnad.regions.models import Collaboration, Organisation


@dataclass(frozen=True)
class SuggestedRoom:
    name: str | Promise
    purpose: str | Promise
    language: str = ""
    told: str = ""  # what the name means, to a reader of English


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


def _written_form_of(place: Place) -> str:
    """A collaboration has none of its own, so it is that of whoever makes the room."""
    if isinstance(place, Organisation):
        return place.language
    return "nn" if get_language() == "nn" else "nb"


def suggested_rooms(place: Place, taken: Container[str]) -> list[SuggestedRoom]:
    """In the form of Norwegian the place itself writes: the names are made into rooms that everybody there sees."""
    offered = _IN_COLLABORATION if isinstance(place, Collaboration) else _IN_ORGANISATION
    language = _written_form_of(place)
    in_english = [str(room.name) if get_language() == "en" else "" for room in offered]
    with translation.override(language):
        rooms = [
            SuggestedRoom(str(room.name), str(room.purpose), language, told)
            for room, told in zip(offered, in_english, strict=True)
        ]
    return [room for room in rooms if room.name not in taken]
