"""The pages of one consultation, in the order of the work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plandugnad.consultations.models import Consultation


@dataclass(frozen=True)
class Place:
    label: str | Promise
    address: str
    is_here: bool


# By the name of the address.
_PLACES: tuple[tuple[str, Promise], ...] = (
    ("consultation", _("Oversikt")),
    ("consultation_setup", _("Høringssiden")),
    ("statements", _("Uttalelser")),
    ("tags", _("Merkelapper")),
    ("alike", _("Like punkter")),
    ("objections", _("Innsigelser")),
    ("statement_table", _("Uttalelsestabell")),
    ("private_data", _("Personopplysninger")),
)


def places(consultation: Consultation, here: str) -> list[Place]:
    return [Place(label, reverse(name, args=[consultation.id]), name == here) for name, label in _PLACES]
