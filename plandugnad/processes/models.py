from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.archive.models import File
from plandugnad.core.models import Row
from plandugnad.plans.models import Plan, PlanOwner
from plandugnad.processes.common.models import COMMON, CommonProcess, CommonStep
from plandugnad.processes.demands.models import DemandEffort
from plandugnad.processes.notice.models import Announcement, Proof, Recipient, RegionalRecipient, Sending
from plandugnad.regions.models import Organisation

if TYPE_CHECKING:
    from plandugnad.regions.actor import Actor

# What common processes, notices and demands keep lies with them, in `common`, `notice` and `demands`; Django looks for
# the models of an app here.
__all__ = [
    "Announcement",
    "CommonProcess",
    "CommonStep",
    "DeadlineOverride",
    "DemandEffort",
    "Process",
    "Proof",
    "Recipient",
    "RegionalRecipient",
    "Sending",
    "Step",
    "StepDate",
    "StepFile",
]

LONGEST_TEXT = 4000


class ProcessQuerySet(models.QuerySet["Process"]):
    def kept(self) -> "ProcessQuerySet":
        return self.filter(deleted_at=None, plan__deleted_at=None)

    def running(self) -> "ProcessQuerySet":
        return self.kept().filter(ended_on=None)

    def visible_to(self, actor: "Actor") -> "ProcessQuerySet":
        """How a plan is made is open to those who read everything one of its owners has, as its drafts are."""
        owned = PlanOwner.objects.standing().filter(organisation_id__in=actor.reads).values("plan_id")
        return self.kept().filter(Q(plan__organisation_id__in=actor.reads) | Q(plan_id__in=owned))


class Process(Row):
    """The making of one plan, from the first step to the announcement. A plan has one at a time."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="processes")
    chain = models.CharField(_("løp"), max_length=24)
    choices = models.JSONField(_("valg"), default=dict, blank=True)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("prosessleder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    handover = models.TextField(_("til den som overtar"), blank=True, max_length=LONGEST_TEXT)
    # What it began from; a later change there changes nothing here.
    common = models.ForeignKey(
        CommonProcess,
        verbose_name=_("fellesprosess"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    common_version = models.PositiveIntegerField(_("versjon av fellesprosessen"), default=0, editable=False)
    # What it has taken in, or let be, by step: so what has changed there since can be told from what is ours.
    common_taken = models.JSONField(_("tatt inn fra fellesprosessen"), default=dict, blank=True, editable=False)
    ended_on = models.DateField(_("avsluttet"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name = _("planprosess")
        verbose_name_plural = _("planprosesser")
        constraints = [
            models.UniqueConstraint(
                fields=("plan",), condition=Q(ended_on=None, deleted_at=None), name="plan_has_one_process_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.plan_id}"


class Step(Row):
    """What is said of a step beside its dates, or a step of the municipality's own, which has a name and a place after
    another. A step of the law's about which nothing is said has no row."""

    process = models.ForeignKey(Process, verbose_name=_("planprosess"), on_delete=models.CASCADE, related_name="steps")
    code = models.CharField(_("steg"), max_length=24)
    name = models.CharField(_("navn"), max_length=200, blank=True)
    after = models.CharField(_("etter"), max_length=24, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ansvarlig"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    participants = models.CharField(_("hvem er med"), max_length=400, blank=True)
    notes = models.TextField(_("notater"), blank=True, max_length=LONGEST_TEXT)
    weeks_of_work = models.PositiveSmallIntegerField(_("uker med arbeid"), null=True, blank=True)
    left_out_because = models.CharField(_("tatt ut fordi"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("steg")
        verbose_name_plural = _("steg")
        constraints = [
            models.UniqueConstraint(fields=("process", "code"), name="step_once_in_process"),
            models.CheckConstraint(
                condition=Q(weeks_of_work=None) | Q(weeks_of_work__lte=520), name="step_takes_at_most_ten_years"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def is_common(self) -> bool:
        """A step of the region's own, as it was when it was taken in."""
        return self.code.startswith(COMMON)


class StepDate(Row):
    """When something in a step is planned, and when it happened. `mark` is the engine's: 'done', 'closed', 'stopped'.

    `is_settled`: the day is agreed with others, so plans are made around it. In a joint plan a decision has one row
    for each council.
    """

    process = models.ForeignKey(Process, verbose_name=_("planprosess"), on_delete=models.CASCADE, related_name="dates")
    code = models.CharField(_("steg"), max_length=24)
    mark = models.CharField(_("hva"), max_length=12, default="done")
    round = models.PositiveSmallIntegerField(_("runde"), default=1)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    planned_on = models.DateField(_("planlagt"), null=True, blank=True)
    happened_on = models.DateField(_("skjedde"), null=True, blank=True)
    is_settled = models.BooleanField(_("avtalt"), default=False)

    class Meta:
        verbose_name = _("stegdato")
        verbose_name_plural = _("stegdatoer")
        constraints = [
            models.UniqueConstraint(
                fields=("process", "code", "mark", "round", "organisation"),
                nulls_distinct=False,
                name="step_date_once",
            ),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(happened_on__isnull=False), name="step_date_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.mark} {self.happened_on or self.planned_on}"


class DeadlineOverride(Row):
    """A deadline somebody has set otherwise than the law's arithmetic, with the reason that is shown beside it."""

    process = models.ForeignKey(
        Process, verbose_name=_("planprosess"), on_delete=models.CASCADE, related_name="overrides"
    )
    code = models.CharField(_("steg"), max_length=24)
    provision = models.CharField(_("bestemmelse"), max_length=60)
    # Which round it is of: the day the clock began when it was set. Older ones hold in every round.
    counted_from = models.DateField(_("regnet fra"), null=True, blank=True)
    day = models.DateField(_("fristen er"))
    because = models.CharField(_("fordi"), max_length=400)

    class Meta:
        verbose_name = _("frist satt for hånd")
        verbose_name_plural = _("frister satt for hånd")
        constraints = [
            models.UniqueConstraint(
                fields=("process", "code", "provision", "counted_from"),
                nulls_distinct=False,
                name="deadline_overridden_once_in_round",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="override_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.provision} {self.day}"


class StepFile(Row):
    """A document of a step: a file in the archive, where its versions and rights are."""

    process = models.ForeignKey(Process, verbose_name=_("planprosess"), on_delete=models.CASCADE, related_name="files")
    code = models.CharField(_("steg"), max_length=24)
    file = models.ForeignKey(File, verbose_name=_("fil"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("stegdokument")
        verbose_name_plural = _("stegdokumenter")
        constraints = [models.UniqueConstraint(fields=("process", "code", "file"), name="step_file_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.file_id}"
