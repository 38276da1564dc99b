from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(models.TextChoices):
    COUNCIL = "council", _("kommunestyre")
    EXECUTIVE_BOARD = "executive_board", _("formannskap")
    COMMITTEE = "committee", pgettext_lazy("slags utvalg", "utvalg")
    ADVISORY_COUNCIL = "advisory_council", _("råd")
    GROUP = "group", _("arbeidsgruppe")


# Elected bodies, whose calendar is open to the other members of a collaboration. A working group is the place's own.
OFFICIAL = frozenset({BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD, BodyKind.COMMITTEE, BodyKind.ADVISORY_COUNCIL})


class MeetingSource(models.TextChoices):
    WRITTEN = "written", _("skrevet inn")
    SERIES = "series", _("møteserie")
    PASTE = "paste", _("limt inn")
    CALENDAR_FILE = "ics", _("kalenderfil")
    SPREADSHEET = "xlsx", _("regneark")


class Rhythm(models.TextChoices):
    WEEKS = "weeks", _("uker")
    MONTHS = "months", _("måneder")


class Ordinal(models.IntegerChoices):
    """Which of a month's Tuesdays."""

    FIRST = 1, _("første")
    SECOND = 2, _("andre")
    THIRD = 3, _("tredje")
    FOURTH = 4, _("fjerde")
    LAST = -1, _("siste")


class OnHoliday(models.TextChoices):
    """What becomes of a meeting of a series that falls on a holy day."""

    KEEP = "keep", _("Hold møtet likevel")
    SKIP = "skip", _("Hopp over møtet")
    MOVE = "move", _("Flytt til neste virkedag")


class Takes(models.TextChoices):
    """Who chairs, or prepares: as it is written, whose turn it is, or the one whose turn is next."""

    WORDS = "words", _("Den samme hver gang")
    TURN = "turn", _("På omgang")
    AHEAD = "ahead", _("Den som leder neste gang")


class ImportState(models.TextChoices):
    DRAFT = "draft", _("ikke lagret")
    WRITTEN = "written", _("lagret")
    UNDONE = "undone", _("angret")


def kind_of_name(name: str) -> BodyKind:
    """What a body is, from what it is called."""
    low = name.casefold()
    for words, kind in (
        (("kommunestyr", "bystyr", "heradsstyr", "fylkesting"), BodyKind.COUNCIL),
        (("formannskap", "formannsskap", "fylkesutval"), BodyKind.EXECUTIVE_BOARD),
        (("utval", "komit", "nemnd", "hovedutval", "hovudutval"), BodyKind.COMMITTEE),
        (("råd", "ungdom"), BodyKind.ADVISORY_COUNCIL),
    ):
        if any(word in low for word in words):
            return kind
    return BodyKind.GROUP
