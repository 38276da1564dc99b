from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.projections.models import ActivityEntry, event_id


class Rhythm(models.TextChoices):
    """How often mail may come, at most. Times are Norwegian."""

    HOURLY = "hourly", _("straks, samlet per time")
    DAILY = "daily", _("hver dag klokka 7")
    WEEKLY = "weekly", _("hver mandag klokka 7")
    NEVER = "never", _("aldri")


class Wishes(models.Model):
    """What a person wants to be told. Kept apart from her profile, so that nothing but her own choice changes it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    rhythm = models.CharField(_("hvor ofte"), max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)
    wants_asked = models.BooleanField(_("det en blir bedt om"), default=True)
    wants_due = models.BooleanField(_("frister"), default=True)
    wants_activity = models.BooleanField(_("det andre gjør"), default=True)
    sent_at = models.DateTimeField(_("sist sendt"), null=True)

    class Meta:
        verbose_name = _("varslingsvalg")
        verbose_name_plural = _("varslingsvalg")

    def __str__(self) -> str:
        return self.get_rhythm_display()


class Notice(models.Model):
    """One person and one event, once. Whether she wants it, and may see it, is asked when mail is made."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    # 'activity:<its key>'; 'soon:', 'week:', 'now:' or 'over:' with the source, the event, the kind and the day;
    # 'asked:' with the ask.
    event = models.CharField(_("hendelse"), max_length=160)
    activity = models.ForeignKey(
        ActivityEntry, verbose_name=_("aktivitet"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    source = models.CharField(_("slag"), max_length=40, blank=True)
    source_id = models.UUIDField(_("gjelder"), null=True)
    which = models.CharField(_("hvilken av dem"), max_length=160, blank=True, default="")
    kind = models.CharField(_("hva slags"), max_length=40, blank=True)
    due_on = models.DateField(_("frist"), null=True)
    made_at = models.DateTimeField(_("opprettet"), default=timezone.now, editable=False)
    taken_at = models.DateTimeField(_("gitt til e-posten"), null=True)

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        constraints = [models.UniqueConstraint(fields=("person", "event"), name="notice_once_per_event")]
        indexes = [
            models.Index(fields=("person",), name="notice_waiting", condition=Q(taken_at=None)),
            models.Index(fields=("made_at",), name="notice_by_age"),
        ]

    def __str__(self) -> str:
        return self.event

    @property
    def event_id(self) -> UUID | None:
        """As the entry it is about has it."""
        return event_id(self.source_id, self.which) if self.source_id else None
