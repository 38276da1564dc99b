from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plandugnad.core.fields import WrittenName
from plandugnad.core.models import Row
from plandugnad.regions.models import Organisation

LONGEST_TEXT = 4_000
# Our own default: the law sets no length for those who are asked about a planning strategy.
USUAL = timedelta(weeks=6)


class AskedKind(models.TextChoices):
    """Whom the law says the municipality shall ask (pbl. § 10-1 second paragraph), and others."""

    STATE = "state", _("stat")
    REGION = "region", pgettext_lazy("hvem som er spurt", "region")
    NEIGHBOUR = "neighbour", _("nabokommune")
    OTHER = "other", pgettext_lazy("hvem som er spurt", "andre")


# The three the law names.
DEMANDED = (AskedKind.STATE, AskedKind.REGION, AskedKind.NEIGHBOUR)


class AskedParty(Row):
    """One who is asked. `key` is the proposal it came from, so that it is proposed once. What was said is for those who
    make the strategy, and how it was weighed is never shown to others."""

    strategy = models.ForeignKey(
        "strategies.Strategy", verbose_name=_("planstrategi"), on_delete=models.CASCADE, related_name="asked"
    )
    kind = models.CharField(_("hvem"), max_length=12, choices=AskedKind.choices)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisasjon"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    key = models.CharField(_("forslag"), max_length=80, blank=True, editable=False)
    name = WrittenName(_("navn"), max_length=200)
    address = models.CharField(_("adresse eller e-post"), max_length=300, blank=True)
    asked_on = models.DateField(_("spurt"), null=True, blank=True)
    answer_by = models.DateField(_("svar innen"), null=True, blank=True)
    answered_on = models.DateField(_("svarte"), null=True, blank=True)
    said = models.TextField(_("hva de sa"), blank=True, max_length=LONGEST_TEXT)
    weighed = models.TextField(_("hvordan det er vurdert"), blank=True, max_length=LONGEST_TEXT)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("fjernet"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("spurt om planstrategien")
        verbose_name_plural = _("spurte om planstrategien")
        constraints = [
            models.UniqueConstraint(
                fields=("strategy", "key"), condition=Q(deleted_at=None) & ~Q(key=""), name="asked_once_in_strategy"
            ),
            models.CheckConstraint(
                condition=Q(asked_on=None) | Q(answer_by=None) | Q(answer_by__gte=F("asked_on")),
                name="answer_is_by_a_day_after_asking",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="asked_party_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
