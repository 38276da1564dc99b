from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.plans.kinds import IN_FORCE, Decision, PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.strategies.asking.models import AskedParty
from plandugnad.strategies.deciding.models import StrategyAdoption
from plandugnad.strategies.document.models import DocumentEdition, DocumentSection
from plandugnad.strategies.jointly.models import JointAsk
from plandugnad.strategies.kinds import Basis, Lighter, Outcome, PartChoice
from plandugnad.strategies.living.models import OutsideReason, PulseAsk, PulseContact, Snapshot, TrackNote
from plandugnad.strategies.terms import HalfYear, Term
from plandugnad.strategies.tidying.models import PlanAnswers, SystemPrinciples, TidyingChoice, TidyingRound, TypeMove
from plandugnad.strategies.workshop.models import CouncilCard, CouncilLink, CouncilParty, CouncilVote, CouncilWorkshop

if TYPE_CHECKING:
    from plandugnad.regions.actor import Actor

# What each part keeps lies with it; Django looks for the models of an app here.
__all__ = [
    "AskedParty",
    "CouncilCard",
    "CouncilLink",
    "CouncilParty",
    "CouncilVote",
    "CouncilWorkshop",
    "DocumentEdition",
    "DocumentSection",
    "JointAsk",
    "OutsideReason",
    "PlanAnswers",
    "PlanNeed",
    "PulseAsk",
    "PulseContact",
    "Snapshot",
    "Strategy",
    "StrategyAdoption",
    "SystemPrinciples",
    "TidyingChoice",
    "TidyingRound",
    "TrackNote",
    "TypeMove",
]

LONGEST_TEXT = 4_000
MOST_DAYS = 5_000


class StrategyQuerySet(models.QuerySet["Strategy"]):
    def kept(self) -> "StrategyQuerySet":
        return self.filter(deleted_at=None, plan__deleted_at=None)

    def visible_to(self, actor: "Actor") -> "StrategyQuerySet":
        """What is being made is for those who read everything there; what is adopted is public, as other plans."""
        return self.kept().filter(
            Q(organisation_id__in=actor.reads) | Q(organisation_id__in=actor.reads_adopted, plan__status__in=IN_FORCE)
        )


class Strategy(Row):
    """The planning strategy of a municipality for one council term (pbl. § 10-1).

    It is a plan in the portfolio too, `plan`: whether it is adopted, when and by whom, stands there and nowhere else,
    and how it is made is the process of that plan.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="strategies"
    )
    first_year = models.PositiveSmallIntegerField(_("valgår"))
    plan = models.OneToOneField(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="strategy")
    # How much each criterion counts here: see `needs`. A criterion that is not in it counts as shipped.
    weights = models.JSONField(_("vekter"), default=dict, blank=True)
    # Working days the municipality has for plan work, by year: {"2024": 140}.
    capacity = models.JSONField(_("dagsverk til planarbeid"), default=dict, blank=True)
    community_choice = models.CharField(
        _("kommuneplanens samfunnsdel"), max_length=12, choices=PartChoice.choices, blank=True
    )
    community_because = models.TextField(_("begrunnelse"), blank=True, max_length=LONGEST_TEXT)
    land_use_choice = models.CharField(
        _("kommuneplanens arealdel"), max_length=12, choices=PartChoice.choices, blank=True
    )
    land_use_because = models.TextField(_("begrunnelse"), blank=True, max_length=LONGEST_TEXT)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    objects = StrategyQuerySet.as_manager()

    class Meta:
        verbose_name = _("planstrategi")
        verbose_name_plural = _("planstrategier")
        constraints = [
            models.UniqueConstraint(
                fields=("organisation", "first_year"), condition=Q(deleted_at=None), name="one_strategy_in_a_term"
            ),
            models.CheckConstraint(condition=Q(first_year__range=(2003, 2099)), name="strategy_is_of_a_term"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.term.name}"

    @property
    def term(self) -> Term:
        return Term(self.first_year)

    @property
    def is_adopted(self) -> bool:
        return self.plan.status in IN_FORCE


class PlanNeedQuerySet(models.QuerySet["PlanNeed"]):
    def kept(self) -> "PlanNeedQuerySet":
        return self.filter(deleted_at=None)

    def in_order(self) -> "PlanNeedQuerySet":
        return self.order_by("position", "made_at", "id")


class PlanNeed(Row):
    """What a strategy says of one plan: one the municipality has (`plan`), or one that is proposed and has no plan yet.

    `outcome` is empty until somebody says otherwise than the sum of the criteria does, and then has a reason.
    `decision` is what the council is asked to decide, and becomes the plan's when the strategy is adopted.
    """

    strategy = models.ForeignKey(
        Strategy, verbose_name=_("planstrategi"), on_delete=models.CASCADE, related_name="needs"
    )
    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), null=True, blank=True, on_delete=models.PROTECT, related_name="needs"
    )
    name = models.CharField(_("navn"), max_length=400)
    plan_type = models.CharField(_("plantype"), max_length=24, choices=PlanType.choices, blank=True)
    basis = models.CharField(_("grunnlag"), max_length=12, choices=Basis.choices, blank=True)
    basis_source = models.CharField(_("hjemmel eller føring"), max_length=300, blank=True)
    # By criterion: 0–3. What nobody has thought about is not in it.
    scores = models.JSONField(_("poeng"), default=dict, blank=True)
    because = models.TextField(_("vurdering"), blank=True, max_length=LONGEST_TEXT)
    # By question of the five: {"anchored": {"answer": "yes", "text": "…"}}.
    answers = models.JSONField(_("de fem spørsmålene"), default=dict, blank=True)
    outcome = models.CharField(_("overstyrt til"), max_length=12, choices=Outcome.choices, blank=True)
    outcome_because = models.TextField(_("overstyrt fordi"), blank=True, max_length=LONGEST_TEXT)
    decision = models.CharField(_("planstrategiens valg"), max_length=12, choices=Decision.choices, blank=True)
    merge_into = models.ForeignKey(
        "self",
        verbose_name=_("slås sammen med"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="merged",
    )
    lighter = models.CharField(_("lettere enn en plan"), max_length=12, choices=Lighter.choices, blank=True)
    lighter_text = models.CharField(_("hvordan"), max_length=400, blank=True)
    days = models.PositiveSmallIntegerField(_("dagsverk"), null=True, blank=True)
    begins = models.PositiveIntegerField(_("begynner"), null=True, blank=True)  # HalfYear.code
    ends = models.PositiveIntegerField(_("ferdig"), null=True, blank=True)
    responsible = models.CharField(_("ansvarlig"), max_length=200, blank=True)
    participation = models.CharField(_("medvirkning"), max_length=400, blank=True)
    position = models.PositiveIntegerField(_("plass"), default=0)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("tatt ut"), null=True, blank=True, editable=False)

    objects = PlanNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("planbehov")
        verbose_name_plural = _("planbehov")
        constraints = [
            models.UniqueConstraint(
                fields=("strategy", "plan"), condition=Q(deleted_at=None), name="plan_once_in_strategy"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(outcome_because=""), name="overruled_need_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(begins=None) | Q(ends=None) | Q(ends__gte=F("begins")), name="need_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(days=None) | Q(days__lte=MOST_DAYS), name="need_takes_possible_days"),
            models.CheckConstraint(condition=~Q(merge_into=F("id")), name="need_is_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def begins_half(self) -> HalfYear | None:
        return HalfYear.kept(self.begins) if self.begins else None

    @property
    def ends_half(self) -> HalfYear | None:
        return HalfYear.kept(self.ends) if self.ends else None
