"""The fixed words of the archive: who a room is for, and how far the text of a file has been read."""

from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoomAudience(models.TextChoices):
    EVERYBODY = "everybody", _("alle som arbeider her")
    ROLES = "roles", _("bare noen roller")


class TextState(models.TextChoices):
    WAITING = "waiting", _("leser teksten")
    READ = "read", _("teksten er lest")
    PARTLY = "partly", _("begynnelsen av teksten er lest")
    EMPTY = "empty", _("ingen tekst funnet")
    ENCRYPTED = "encrypted", _("låst med passord")
    BROKEN = "broken", _("kunne ikke leses")
    TOO_LARGE = "too_large", _("for stor å lese")
    UNSUPPORTED = "unsupported", _("uten tekst vi kan lese")


class WhenTaken(Enum):
    """What to do with a thing whose name is in use where it is moved to."""

    ASK = ""
    NUMBER = "nummer"
    LEAVE = "bli"


SEPARATORS = (
    ("_", _("understrek: 2027-06-12_Fjordvik_Referat")),
    (" - ", _("strek: 2027-06-12 - Fjordvik - Referat")),
    (" ", _("mellomrom: 2027-06-12 Fjordvik Referat")),
)
