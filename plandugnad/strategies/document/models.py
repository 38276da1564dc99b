from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row

LONGEST_SECTION = 20_000


class DocumentSection(Row):
    """What a municipality has written itself in one place of the document. What it said before is in the history."""

    strategy = models.ForeignKey(
        "strategies.Strategy", verbose_name=_("planstrategi"), on_delete=models.CASCADE, related_name="sections"
    )
    code = models.CharField(_("avsnitt"), max_length=24)
    text = models.TextField(_("tekst"), blank=True, max_length=LONGEST_SECTION)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)

    class Meta:
        verbose_name = _("avsnitt i planstrategien")
        verbose_name_plural = _("avsnitt i planstrategien")
        constraints = [models.UniqueConstraint(fields=("strategy", "code"), name="section_once_in_strategy")]

    def __str__(self) -> str:
        return self.code


class EditionKind(models.TextChoices):
    PROPOSAL = "proposal", _("forslag")
    ADOPTED = "adopted", _("vedtatt")


class DocumentEdition(Row):
    """The document as it was when it was made public or adopted: what comes after, changes nothing in it.

    `counts_from` is the day the 30 days are counted from (pbl. § 10-1): the day it was made public, or for a correction
    of one that was public already, that one's. `correction` says what was mended. `elsewhere` is where it was made
    public when that was not here.
    """

    strategy = models.ForeignKey(
        "strategies.Strategy", verbose_name=_("planstrategi"), on_delete=models.CASCADE, related_name="editions"
    )
    kind = models.CharField(_("hva"), max_length=12, choices=EditionKind.choices)
    content = models.JSONField(_("innhold"))
    public_on = models.DateField(_("offentlig fra"))
    counts_from = models.DateField(_("regnes fra"))
    elsewhere = models.CharField(_("hvor"), max_length=300, blank=True)
    correction = models.CharField(_("rettet"), max_length=400, blank=True)
    withdrawn_at = models.DateTimeField(_("tatt av nettsiden"), null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(_("angret"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("utgave av planstrategien")
        verbose_name_plural = _("utgaver av planstrategien")
        constraints = [
            models.CheckConstraint(
                condition=Q(counts_from__lte=models.F("public_on")), name="edition_counts_from_a_day_it_was_public"
            ),
        ]
        indexes = [models.Index(fields=("strategy", "-made_at"), name="edition_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_on}"
