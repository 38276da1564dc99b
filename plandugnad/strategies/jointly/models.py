from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Collaboration, Organisation
from plandugnad.strategies.jointly.kinds import JointAnswer

LONGEST_TEXT = 2_000


class JointAskQuerySet(models.QuerySet["JointAsk"]):
    def standing(self) -> "JointAskQuerySet":
        return self.filter(withdrawn_at=None)


class JointAsk(Row):
    """One municipality asks another whether they shall make a plan together. Names of plans are copied as they were
    shown: the one asked may not see more of the other's plan than that."""

    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), on_delete=models.CASCADE, related_name="joint_asks"
    )
    asker = models.ForeignKey(Organisation, verbose_name=_("spør"), on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(Organisation, verbose_name=_("blir spurt"), on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(
        Plan, verbose_name=_("planen til den som spør"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    plan_name = models.CharField(_("planen til den som spør (navn)"), max_length=400)
    other_name = models.CharField(_("planen til den som blir spurt (navn)"), max_length=400)
    text = models.TextField(_("hilsen"), blank=True, max_length=LONGEST_TEXT)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("spurt av"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField(_("svar"), max_length=8, choices=JointAnswer.choices, blank=True)
    answer_text = models.TextField(_("svar i ord"), blank=True, max_length=LONGEST_TEXT)
    answered_at = models.DateTimeField(_("besvart"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("trukket"), null=True, blank=True)

    objects = JointAskQuerySet.as_manager()

    class Meta:
        verbose_name = _("spørsmål om å lage en plan sammen")
        verbose_name_plural = _("spørsmål om å lage en plan sammen")
        constraints = [
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="nobody_asks_itself"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="joint_answer_has_a_moment",
            ),
            models.UniqueConstraint(
                fields=("collaboration", "asker", "asked", "plan_name", "other_name"),
                condition=Q(withdrawn_at=None, answer=""),
                name="asked_once_about_the_same",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_name} – {self.other_name}"
