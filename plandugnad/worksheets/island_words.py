"""What the browser's part of a sheet says, in the reader's language."""

from django.utils.translation import gettext as _


def island_words() -> dict[str, str]:
    return {"saved": _("Lagret"), "saving": _("Lagrer")}
