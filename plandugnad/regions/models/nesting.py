"""That one collaboration is part of a larger one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.regions.models.collaborations import Collaboration


class NestingQuerySet(models.QuerySet["Nesting"]):
    def standing(self) -> "NestingQuerySet":
        return self.filter(accepted_at__isnull=False, ended_at=None)

    def asked(self) -> "NestingQuerySet":
        return self.filter(accepted_at=None, declined_at=None, ended_at=None)


class Nesting(Row):
    """Asked by those who coordinate one, and so from the yes of those who coordinate the other until either ends it.

    It gives no right to anybody: no rule of access reads it. See docs/decisions/0032.
    """

    inner = models.ForeignKey(Collaboration, verbose_name=_("del"), on_delete=models.CASCADE, related_name="nested_in")
    outer = models.ForeignKey(
        Collaboration, verbose_name=_("større samarbeid"), on_delete=models.CASCADE, related_name="nests"
    )
    is_asked_by_inner = models.BooleanField(_("spurt av delen"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("spurt av"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(_("sagt ja"), null=True, blank=True)
    declined_at = models.DateTimeField(_("takket nei"), null=True, blank=True)
    ended_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)

    objects = NestingQuerySet.as_manager()

    class Meta:
        verbose_name = _("del av et samarbeid")
        verbose_name_plural = _("deler av samarbeid")
        constraints = [
            models.CheckConstraint(condition=~Q(inner=F("outer")), name="nesting_is_of_two"),
            models.UniqueConstraint(
                fields=("inner",),
                condition=Q(accepted_at__isnull=False, ended_at=None),
                name="nested_in_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=("inner", "outer"),
                condition=Q(declined_at=None, ended_at=None),
                name="nesting_asked_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inner_id} i {self.outer_id}"

    @property
    def asker(self) -> Collaboration:
        return self.inner if self.is_asked_by_inner else self.outer

    @property
    def asked(self) -> Collaboration:
        return self.outer if self.is_asked_by_inner else self.inner
