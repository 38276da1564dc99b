from django.db import models
from django.utils.translation import gettext_lazy as _


class MeasureStatus(models.TextChoices):
    PROPOSED = "proposed", _("foreslått")
    PLANNED = "planned", _("planlagt")
    UNDER_WAY = "under_way", _("i gang")
    DONE = "done", _("gjennomført")
    STOPPED = "stopped", _("stanset")


class CouncilState(models.TextChoices):
    """Where one council stands with one edition of a joint section."""

    PROPOSED = "proposed", _("lagt fram for kommunestyret")
    DECIDED = "decided", _("vedtatt i kommunestyret")
