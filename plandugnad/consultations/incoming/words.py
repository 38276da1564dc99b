"""What is said of e-mails that are read in: why one could not be read, and what to look at in one that could."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.consultations.reading.eml import LONGEST_FILE_BYTES, Wrong

_WRONG: Mapping[str, Promise] = {
    Wrong.EMPTY: gettext_lazy("«%(file)s» er tom. Lagre e-posten på nytt, og prøv igjen."),
    Wrong.OUTLOOK: gettext_lazy(
        "«%(file)s» er lagret i Outlooks eget format (.msg), som ikke kan leses her. Åpne e-posten i Outlook på nett "
        "eller nye Outlook, velg «Lagre som» og .eml, og les inn den filen. Har du bare eldre Outlook, kan du skrive "
        "inn uttalelsen i stedet."
    ),
    Wrong.ZIP: gettext_lazy("«%(file)s» er en pakket fil. Pakk den ut, og velg .eml-filene i den."),
    Wrong.NOT_MAIL: gettext_lazy(
        "«%(file)s» er ikke en e-post vi kan lese: den mangler avsender. Lagre e-posten som .eml, og prøv igjen."
    ),
    Wrong.TOO_LARGE: gettext_lazy(
        "«%(file)s» er for stor. En e-post kan være på høyst %(most)d MB. Skriv inn uttalelsen i stedet, og legg "
        "vedleggene ved der."
    ),
    Wrong.TOO_MANY_PARTS: gettext_lazy(
        "«%(file)s» er satt sammen av for mange deler til at vi kan lese den trygt. Skriv inn uttalelsen i stedet."
    ),
}
_NOTES: Mapping[str, Promise] = {
    "no_date": gettext_lazy("Vi vet ikke når den kom inn. Åpne den, og skriv dagen."),
    "future": gettext_lazy("E-posten er datert fram i tid. Åpne den, og skriv dagen den kom inn."),
    "may_be_cut": gettext_lazy("Slutten av filen kan mangle. Se etter at teksten og vedleggene er hele."),
    "text_cut": gettext_lazy("Teksten er så lang at slutten ikke er lest. Se etter hva som mangler i selve e-posten."),
    "winmail": gettext_lazy(
        "Vedleggene ligger i winmail.dat, som vi ikke kan åpne. Be avsenderen om å sende dem på nytt."
    ),
    "images_left_out": gettext_lazy("Bilder uten navn inne i teksten er ikke tatt med."),
    "long": gettext_lazy("Teksten er svært lang. Begynnelsen er tatt med her, og hele ligger som vedlegg."),
    "empty": gettext_lazy("E-posten har ingen tekst. Se i vedleggene."),
}


def wrong(reason: str, file_name: str) -> str:
    return str(_WRONG[reason]) % {"file": file_name, "most": LONGEST_FILE_BYTES // 1024**2}


def note(code: str) -> str:
    return str(_NOTES.get(code, ""))


def known(file_name: str, number: int) -> str:
    return _("«%(file)s» er tatt inn fra før, som nr. %(number)s.") % {"file": file_name, "number": number}


def waits(file_name: str) -> str:
    return _("«%(file)s» er lest inn fra før, og venter i listen.") % {"file": file_name}
