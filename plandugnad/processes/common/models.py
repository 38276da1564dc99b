"""What a collaboration has agreed on about how its members make a kind of plan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.archive.models import File
from plandugnad.core.fields import WhenField, when_check
from plandugnad.core.models import Row
from plandugnad.regions.models import Collaboration

LONGEST_TEXT = 4000
MOST_STEPS = 60
# Steps of the region's own keep their codes in the processes that take them in, so no code is used twice.
COMMON = "felles-"


class CommonProcessQuerySet(models.QuerySet["CommonProcess"]):
    def kept(self) -> "CommonProcessQuerySet":
        return self.filter(deleted_at=None)


class CommonProcess(Row):
    """One for each course of the law's in a collaboration. A process that has begun keeps what it took from it."""

    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), on_delete=models.CASCADE, related_name="common_processes"
    )
    chain = models.CharField(_("løp"), max_length=24)
    about = models.TextField(_("hva fellesprosessen er til"), blank=True, max_length=LONGEST_TEXT)
    adopted = WhenField(verbose_name=_("vedtatt"))
    adopted_where = models.CharField(_("hvor den ble vedtatt"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    objects = CommonProcessQuerySet.as_manager()

    class Meta:
        verbose_name = _("fellesprosess")
        verbose_name_plural = _("fellesprosesser")
        constraints = [
            models.UniqueConstraint(
                fields=("collaboration", "chain"), condition=Q(deleted_at=None), name="common_process_once_for_course"
            ),
            models.CheckConstraint(condition=when_check("adopted"), name="common_process_adopted_is_a_date"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.collaboration_id}"


class CommonStep(Row):
    """What the region adds to a step of the law's, or with a name a step of its own, placed after another."""

    common = models.ForeignKey(
        CommonProcess, verbose_name=_("fellesprosess"), on_delete=models.CASCADE, related_name="steps"
    )
    code = models.CharField(_("steg"), max_length=24)
    name = models.CharField(_("navn"), max_length=200, blank=True)
    after = models.CharField(_("etter"), max_length=24, blank=True)
    participants = models.CharField(_("hvem er med"), max_length=400, blank=True)
    notes = models.TextField(_("notater"), blank=True, max_length=LONGEST_TEXT)
    weeks_of_work = models.PositiveSmallIntegerField(_("uker med arbeid"), null=True, blank=True)
    template = models.ForeignKey(
        File, verbose_name=_("mal i arkivet"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("felles steg")
        verbose_name_plural = _("felles steg")
        ordering = ("made_at", "id")
        constraints = [
            models.UniqueConstraint(fields=("common", "code"), name="common_step_once"),
            models.CheckConstraint(
                condition=Q(weeks_of_work=None) | Q(weeks_of_work__lte=520), name="common_step_takes_at_most_ten_years"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code
