"""Who is in a sheet that only its parties may know of, and whom they have said yes to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.worksheets.models.sheets import Sheet


class ParticipantRole(models.TextChoices):
    PARTY = "party", _("part")
    MEDIATOR = "mediator", _("møteleder")


class Participant(Row):
    """Proposed by a party, asked when all parties have said yes to her (`asked_at`), in when she has (`accepted_at`).

    Who says no, is taken out or leaves has no row: nothing tells that she was asked.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("rolle"), max_length=8, choices=ParticipantRole.choices)
    asked_at = models.DateTimeField(_("spurt"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("sagt ja"), null=True, blank=True)
    agrees_to_delete = models.BooleanField(_("vil slette"), default=False)

    class Meta:
        verbose_name = _("deltaker")
        verbose_name_plural = _("deltakere")
        ordering = ("made_at", "id")
        constraints = [
            models.UniqueConstraint(fields=("sheet", "person"), name="participant_once"),
            models.UniqueConstraint(
                fields=("sheet",), condition=Q(role=ParticipantRole.MEDIATOR), name="one_mediator_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(asked_at__isnull=False), name="nobody_is_in_unasked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.person_id}"

    @property
    def is_party(self) -> bool:
        return self.role == ParticipantRole.PARTY


class Approval(Row):
    """A party's yes to somebody else being in the sheet."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="approvals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("godkjenning")
        verbose_name_plural = _("godkjenninger")
        constraints = [models.UniqueConstraint(fields=("participant", "person"), name="approved_once_by_each")]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.person_id}"
