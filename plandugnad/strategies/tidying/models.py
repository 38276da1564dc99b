"""What is kept when a portfolio is tidied: how many plans there were, and what was chosen for each."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.ids import new_id
from plandugnad.core.models import Row
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.strategies.terms import Term
from plandugnad.strategies.tidying.kinds import GOING, TidyingOutcome

LONGEST_REASON = 1_000
LONGEST_PRINCIPLES = 10_000


class TidyingRound(Row):
    """Once through the portfolio, for the strategy of a council term. Open until somebody closes it.

    The counts are by plan type, of what has not ended, as it was that day: later nobody could work them out.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.CASCADE, related_name="tidying_rounds"
    )
    first_year = models.PositiveSmallIntegerField(_("valgår"))
    begun_on = models.DateField(_("begynt"))
    counts_before = models.JSONField(_("planer før"), default=dict)
    counts_after = models.JSONField(_("planer etter"), null=True, blank=True)
    closed_on = models.DateField(_("avsluttet"), null=True, blank=True)

    class Meta:
        verbose_name = _("rydderunde")
        verbose_name_plural = _("rydderunder")
        ordering = ("-begun_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("organisation",), condition=Q(closed_on=None), name="one_tidying_round_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, counts_after=None) | Q(closed_on__isnull=False, counts_after__isnull=False),
                name="closed_round_has_its_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.begun_on}"

    @property
    def term(self) -> Term:
        return Term(self.first_year)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def total_before(self) -> int:
        return total(self.counts_before)


def total(counts: dict[str, Any]) -> int:
    return sum(int(count) for count in counts.values())


class TidyingChoice(Row):
    """What was chosen for one plan in a round. `about` is what had been found of it then, as the engine keys it: when
    something else is found, it is to be looked at again. `was` is the plan's decision before, for the way back."""

    round = models.ForeignKey(
        TidyingRound, verbose_name=_("rydderunde"), on_delete=models.CASCADE, related_name="choices"
    )
    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(_("utfall"), max_length=12, choices=TidyingOutcome.choices)
    into = models.ForeignKey(
        Plan, verbose_name=_("slås sammen med"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    because = models.TextField(_("begrunnelse"), blank=True, max_length=LONGEST_REASON)
    about = models.JSONField(_("funnet"), default=list)
    was = models.CharField(_("valget før"), max_length=12, blank=True)
    # Those chosen in one go have one, so that they are taken back in one go.
    batch_id = models.UUIDField(_("del av"), default=new_id, editable=False, db_index=True)
    link_id = models.UUIDField(_("forholdet som ble lagt til"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("valg for en plan")
        verbose_name_plural = _("valg for planer")
        constraints = [
            models.UniqueConstraint(fields=("round", "plan"), name="plan_chosen_once_in_a_round"),
            models.CheckConstraint(
                condition=~Q(outcome=TidyingOutcome.LEAVE) | ~Q(because=""), name="plan_left_alone_has_a_reason"
            ),
            models.CheckConstraint(condition=~Q(into=F("plan")), name="plan_is_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.outcome}"

    @property
    def is_going(self) -> bool:
        return self.outcome in GOING

    @property
    def keys(self) -> frozenset[tuple[str, str]]:
        return frozenset((str(kind), str(facts)) for kind, facts in self.about)


class SystemPrinciples(Row):
    """What holds for all of a municipality's plans, in one text; `PlanTypeUse` has what holds for each type."""

    organisation = models.OneToOneField(
        Organisation, verbose_name=_("kommune"), on_delete=models.CASCADE, related_name="system_principles"
    )
    text = models.TextField(_("prinsipper for planverket"), blank=True, max_length=LONGEST_PRINCIPLES)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)

    class Meta:
        verbose_name = _("prinsipper for plansystemet")
        verbose_name_plural = _("prinsipper for plansystem")

    def __str__(self) -> str:
        return str(self.organisation_id)


class TypeMove(Row):
    """Plans of a type the municipality no longer uses, called something it does: one move, which can be taken back."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.CASCADE, related_name="type_moves"
    )
    was = models.CharField(_("plantype før"), max_length=24, choices=PlanType.choices, blank=True)
    becomes = models.CharField(_("plantype etter"), max_length=24, choices=PlanType.choices)
    plans = ArrayField(models.UUIDField(), verbose_name=_("planer"), default=list)
    undone_at = models.DateTimeField(_("angret"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("ny plantype for planer")
        verbose_name_plural = _("nye plantyper for planer")
        constraints = [models.CheckConstraint(condition=~Q(was=F("becomes")), name="type_move_changes_the_type")]

    def __str__(self) -> str:
        return f"{self.was} {self.becomes}"


class PlanAnswers(Row):
    """The five questions of `strategies.questions`, answered for a plan that stands in the portfolio."""

    plan = models.OneToOneField(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="five_answers")
    answers = models.JSONField(_("de fem spørsmålene"), default=dict, blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)

    class Meta:
        verbose_name = _("svar på de fem spørsmålene")
        verbose_name_plural = _("svar på de fem spørsmålene")

    def __str__(self) -> str:
        return str(self.plan_id)
