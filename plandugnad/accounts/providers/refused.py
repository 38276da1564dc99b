"""Why a sign-in at a provider came to nothing: the words for whoever stands there, and the reason for the log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNREACHED = _("Vi får ikke kontakt med innloggingstjenesten nå. Prøv igjen om litt, eller logg inn på en annen måte.")
UNTRUSTED = _(
    "Svaret fra innloggingstjenesten kan vi ikke stole på, så vi slapp ingen inn. Prøv igjen. "
    "Skjer det på nytt, si fra til den som drifter Plandugnad."
)
TOO_OLD = _("Innloggingen tok for lang tid eller ble begynt i et annet vindu. Begynn på nytt.")
NO_MOMENT = _(
    "Innloggingstjenesten sier ikke når du viste hvem du er, så den kan ikke brukes til dette. Ingenting er endret. "
    "Si fra til den som drifter Plandugnad."
)
STOPPED = _("Du avbrøt innloggingen. Ingenting er endret.")
TOO_LOW = _(
    "Her kreves en sikrere innlogging enn den du brukte. Prøv igjen, og velg en innlogging med høyere sikkerhet."
)
OTHER_ORGANISATION = _("Kontoen din hører til en virksomhet som ikke er åpnet for her. Logg inn på en annen måte.")


class Refused(Exception):
    """`why` is for the log and holds nothing about the person."""

    def __init__(self, words: Promise, why: str) -> None:
        super().__init__(why)
        self.words = words
