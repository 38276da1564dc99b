from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row


class StrategyAdoption(Row):
    """The council's decision on a strategy, with what it did to the plans, so that all of it can be taken back.

    `batch_id` is in every line of history it wrote. `kept` is how each was before, and what it became.
    """

    strategy = models.ForeignKey(
        "strategies.Strategy", verbose_name=_("planstrategi"), on_delete=models.CASCADE, related_name="adoptions"
    )
    decided_on = models.DateField(_("vedtatt"))
    council = models.CharField(_("vedtatt av"), max_length=200)
    case_reference = models.CharField(_("saksnummer"), max_length=120, blank=True)
    batch_id = models.UUIDField(_("samlet hendelse"), editable=False)
    kept = models.JSONField(_("før og etter"), default=dict, editable=False)
    undone_at = models.DateTimeField(_("angret"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("vedtak av planstrategien")
        verbose_name_plural = _("vedtak av planstrategien")
        constraints = [
            models.UniqueConstraint(fields=("strategy",), condition=Q(undone_at=None), name="strategy_is_adopted_once")
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.decided_on}"
