"""What may be chosen for a plan when the portfolio is tidied."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.kinds import Decision


class TidyingOutcome(models.TextChoices):
    """All but the last become the plan's own decision; `LEAVE` changes nothing, and has a reason."""

    CONTINUE = "continue", _("videreføres")
    REVISE = "revise", _("revideres")
    MERGE = "merge", _("slås sammen med en annen")
    EXPIRE = "expire", _("utløper")
    REPEAL = "repeal", _("oppheves")
    LEAVE = "leave", _("får være som den er")


# What becomes fewer plans.
GOING = (TidyingOutcome.MERGE, TidyingOutcome.EXPIRE, TidyingOutcome.REPEAL)
DECISION_OF: dict[TidyingOutcome, Decision] = {
    outcome: Decision(outcome.value) for outcome in TidyingOutcome if outcome is not TidyingOutcome.LEAVE
}
