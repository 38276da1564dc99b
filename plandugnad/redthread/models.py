"""The goals of a community part, and what is anchored in them. What hangs loose is worked out, never kept."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.fields import WrittenName
from plandugnad.core.models import Row
from plandugnad.plans.models import Plan
from plandugnad.redthread.jointly.models import JointSection, SectionDecision, SectionEdition, SectionOwner
from plandugnad.redthread.kinds import MeasureStatus
from plandugnad.regions.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Anchor",
    "BudgetLine",
    "CommunityGoal",
    "JointSection",
    "Measure",
    "SectionDecision",
    "SectionEdition",
    "SectionOwner",
]

LONGEST_NAME, LONGEST_TEXT = 300, 4_000
MOST_AMOUNT = 10_000_000  # 1000 kr: ten billion kroner a year is more than any municipality has
FIRST_YEAR, LAST_YEAR = 2000, 2099


class GoalQuerySet(models.QuerySet["CommunityGoal"]):
    def kept(self) -> "GoalQuerySet":
        return self.filter(deleted_at=None)

    def of(self, organisation_id: UUID) -> "GoalQuerySet":
        """The municipality's own, and those of the joint sections it has said yes to."""
        owned = SectionOwner.objects.standing().filter(organisation_id=organisation_id).values("section_id")
        return self.kept().filter(Q(organisation_id=organisation_id) | Q(section_id__in=owned))

    def in_order(self) -> "GoalQuerySet":
        return self.order_by("position", "made_at", "id")


class CommunityGoal(Row):
    """A main goal, or a sub goal under one. It is the municipality's own, or of a section several own together."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), null=True, blank=True, on_delete=models.PROTECT, related_name="goals"
    )
    section = models.ForeignKey(
        JointSection, verbose_name=_("felles avsnitt"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="goals",
    )  # fmt: skip
    plan = models.ForeignKey(
        Plan, verbose_name=_("står i"), null=True, blank=True, on_delete=models.SET_NULL, related_name="goals"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("hovedmål"), null=True, blank=True, on_delete=models.PROTECT, related_name="sub_goals"
    )
    name = models.CharField(_("mål"), max_length=LONGEST_NAME)
    text = models.TextField(_("hva målet betyr"), blank=True, max_length=LONGEST_TEXT)
    un_goals = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("FNs bærekraftsmål"), default=list, blank=True
    )
    first_year = models.PositiveSmallIntegerField(_("fra år"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("til år"), null=True, blank=True)
    position = models.PositiveIntegerField(_("plass"), default=0)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("mål i samfunnsdelen")
        verbose_name_plural = _("mål i samfunnsdelen")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None, section__isnull=False) | Q(organisation__isnull=False, section=None),
                name="goal_is_of_one_or_of_a_section",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="goal_is_not_its_own_main_goal"),
            models.CheckConstraint(
                condition=Q(first_year=None) | Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="goal_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MeasureQuerySet(models.QuerySet["Measure"]):
    def kept(self) -> "MeasureQuerySet":
        return self.filter(deleted_at=None)


class Measure(Row):
    """What is done to reach a goal. `follow_up` is for those inside."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="measures"
    )
    plan = models.ForeignKey(
        Plan, verbose_name=_("står i planen"), null=True, blank=True, on_delete=models.SET_NULL, related_name="measures"
    )
    name = models.CharField(_("tiltak"), max_length=LONGEST_NAME)
    unit = WrittenName(_("ansvarlig enhet"), max_length=200, blank=True)
    first_year = models.PositiveSmallIntegerField(_("fra år"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("til år"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=MeasureStatus.choices, default=MeasureStatus.PLANNED)
    is_free = models.BooleanField(_("koster ikke egne penger"), default=False)
    follow_up = models.TextField(_("hvordan det går"), blank=True, max_length=LONGEST_TEXT)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("tiltak")
        verbose_name_plural = _("tiltak")
        constraints = [
            models.CheckConstraint(
                condition=Q(first_year=None) | Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="measure_ends_after_it_begins",
            )
        ]
        indexes = [models.Index(fields=("organisation", "name"), condition=Q(deleted_at=None), name="measure_in_order")]

    def __str__(self) -> str:
        return self.name


class BudgetLineQuerySet(models.QuerySet["BudgetLine"]):
    def kept(self) -> "BudgetLineQuerySet":
        return self.filter(deleted_at=None)


class BudgetLine(Row):
    """A line of the economy plan (koml. § 14-4). `amounts` are in 1000 kr, by year: {"2026": 1200}."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="budget_lines"
    )
    plan = models.ForeignKey(
        Plan, verbose_name=_("står i planen"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="budget_lines",
    )  # fmt: skip
    measure = models.ForeignKey(
        Measure, verbose_name=_("betaler tiltaket"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="budget_lines",
    )  # fmt: skip
    name = models.CharField(_("budsjettlinje"), max_length=LONGEST_NAME)
    account = models.CharField(_("konto eller område"), max_length=120, blank=True)
    amounts = models.JSONField(_("beløp i 1000 kr"), default=dict, blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("budsjettlinje")
        verbose_name_plural = _("budsjettlinjer")
        indexes = [models.Index(fields=("organisation", "name"), condition=Q(deleted_at=None), name="line_in_order")]

    def __str__(self) -> str:
        return self.name

    @property
    def by_year(self) -> "Mapping[int, int]":
        return {int(year): int(amount) for year, amount in self.amounts.items()}


_ONE_OF = (
    Q(plan__isnull=False, measure=None, line=None)
    | Q(plan=None, measure__isnull=False, line=None)
    | Q(plan=None, measure=None, line__isnull=False)
)


class Anchor(Row):
    """That a plan, a measure or a budget line of a municipality follows up a goal, and shortly how."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="anchors"
    )
    goal = models.ForeignKey(CommunityGoal, verbose_name=_("mål"), on_delete=models.CASCADE, related_name="anchors")
    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), null=True, blank=True, on_delete=models.CASCADE, related_name="anchors"
    )
    measure = models.ForeignKey(
        Measure, verbose_name=_("tiltak"), null=True, blank=True, on_delete=models.CASCADE, related_name="anchors"
    )
    line = models.ForeignKey(
        BudgetLine, verbose_name=_("budsjettlinje"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="anchors",
    )  # fmt: skip
    how = models.CharField(_("hvordan"), max_length=LONGEST_NAME, blank=True)

    class Meta:
        verbose_name = _("forankring i et mål")
        verbose_name_plural = _("forankringer i mål")
        constraints = [
            models.CheckConstraint(condition=_ONE_OF, name="anchor_is_of_one_thing"),
            models.UniqueConstraint(
                fields=("organisation", "goal", "plan"), condition=Q(plan__isnull=False), name="plan_once_in_goal"
            ),
            models.UniqueConstraint(
                fields=("goal", "measure"), condition=Q(measure__isnull=False), name="measure_once_in_goal"
            ),
            models.UniqueConstraint(fields=("goal", "line"), condition=Q(line__isnull=False), name="line_once_in_goal"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id or self.measure_id or self.line_id} i {self.goal_id}"
