from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.regions.models import Organisation


class Publication(models.Model):
    """That a municipality has opened its overview of plans. The row is there as long as it is open."""

    organisation = models.OneToOneField(
        Organisation, verbose_name=_("kommune"), primary_key=True, on_delete=models.CASCADE, related_name="publication"
    )
    published_at = models.DateTimeField(_("åpnet"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("åpen planoversikt")
        verbose_name_plural = _("åpne planoversikter")

    def __str__(self) -> str:
        return f"åpen planoversikt for {self.organisation_id}"


class PublishedPlanQuerySet(models.QuerySet["PublishedPlan"]):
    def standing(self) -> "PublishedPlanQuerySet":
        """A second lock: nothing of a municipality that has not opened is read, whatever stands in the row."""
        return self.filter(is_gone=False, organisation__publication__isnull=False)

    def told(self) -> "PublishedPlanQuerySet":
        """What stands, and that something is gone."""
        return self.filter(models.Q(is_gone=True) | models.Q(organisation__publication__isnull=False))


class PublishedPlan(models.Model):
    """What everybody may know of one plan, as it was last opened: all that is read by those who are not signed in.

    Its identity is the plan's; of a joint plan each of the other owners has a row of its own, with what that council
    has decided. One that is no longer open keeps its row without content, so that others can be told.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    plan_id = models.UUIDField(editable=False, db_index=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.CASCADE, related_name="published_plans"
    )
    content = models.JSONField(_("innhold"), default=dict)
    sort_key = models.CharField(max_length=440, blank=True, editable=False)
    first_at = models.DateTimeField(_("åpnet første gang"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("sist endret"), default=timezone.now, editable=False)
    is_gone = models.BooleanField(_("ikke lenger åpen"), default=False)
    version = models.PositiveIntegerField(_("versjon"), default=0, editable=False)

    objects = PublishedPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("åpen plan")
        verbose_name_plural = _("åpne planer")
        indexes = [
            models.Index(fields=("organisation", "sort_key", "id"), name="published_in_order"),
            models.Index(fields=("-changed_at", "-id"), name="published_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.content.get("name", self.id))
