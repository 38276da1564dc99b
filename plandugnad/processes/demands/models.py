"""What a municipality says itself of how much work a demand is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.regions.models import Organisation

MOST_DAYS = 5_000


class DemandEffort(Row):
    """Working days in the coming year, in place of the example value. `key` is the demand's: see `queries`."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(_("krav"), max_length=80)
    days = models.PositiveSmallIntegerField(_("dagsverk"))

    class Meta:
        verbose_name = _("dagsverk for et lovkrav")
        verbose_name_plural = _("dagsverk for lovkrav")
        constraints = [
            models.UniqueConstraint(fields=("organisation", "key"), name="demand_effort_once"),
            models.CheckConstraint(condition=models.Q(days__lte=MOST_DAYS), name="demand_effort_is_possible"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.days}"
