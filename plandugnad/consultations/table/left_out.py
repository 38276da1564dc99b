"""What was in a document and is not taken in, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from plandugnad.consultations.table.read import COMMENTS, FORMATTING, PICTURES, TRACKED


def left_out_in_words(remarks: Iterable[str]) -> list[str]:
    words = {
        TRACKED: _("Dokumentet har sporede endringer. De er lest som om de var godtatt."),
        COMMENTS: _("Kommentarer i margen er ikke tatt med."),
        PICTURES: _("Bilder og tegninger er ikke tatt med."),
        FORMATTING: _("Fet skrift, farger og annen formatering er ikke tatt med. Avsnitt og lister er det."),
    }
    given = set(remarks)
    return [said for kind, said in words.items() if kind in given]
