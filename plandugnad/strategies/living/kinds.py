from django.db import models
from django.utils.translation import gettext_lazy as _


class Track(models.TextChoices):
    """What somebody says of a plan in the strategy."""

    ON_TRACK = "on_track", _("går som planlagt")
    SLIPPED = "slipped", _("forsinket")
    DROPPED = "dropped", _("lagt bort")
    NOT_NEEDED = "not_needed", _("trengs ikke lenger")


class SnapshotKind(models.TextChoices):
    """What was frozen, and why then."""

    ADOPTED = "adopted", _("slik kommunestyret vedtok den")
    STATUS = "status", _("status til kommunestyret")
    HALF_WAY = "half_way", _("gjennomgang midtveis")
    HANDOVER = "handover", _("overlevering til neste kommunestyre")
