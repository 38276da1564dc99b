from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.core.ids import new_id


class Row(models.Model):
    """What every table of ours has: an identity that may travel, and when it was made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    made_at = models.DateTimeField(_("opprettet"), default=timezone.now, editable=False)

    class Meta:
        abstract = True


class Installation(models.Model):
    """One row. Whether this is a demo is decided as it is made: a trigger (migration 0002) refuses any later change."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    is_demo = models.BooleanField(_("demo"), default=False)
    made_at = models.DateTimeField(_("opprettet"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("installasjon")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="installation_is_one_row")]

    def __str__(self) -> str:
        return "demo" if self.is_demo else "installasjon"


class AuditEvent(Row):
    """Who did what to what, when. Names are copied so that the history outlives accounts.

    Triggers (migration 0005) refuse every change and every deletion, except of a name through `core.erasing`.
    """

    verb = models.CharField(_("hendelse"), max_length=60)
    by_id = models.UUIDField(_("utført av"), null=True)
    by_name = models.CharField(_("utført av (navn)"), max_length=200, blank=True)
    subject_type = models.CharField(_("gjelder type"), max_length=60)
    subject_id = models.UUIDField(_("gjelder"))
    organisation_id = models.UUIDField(_("organisasjon"), null=True)
    batch_id = models.UUIDField(_("del av"), null=True)
    before = models.JSONField(_("før"), null=True)
    after = models.JSONField(_("etter"), null=True)

    class Meta:
        verbose_name = _("hendelse")
        verbose_name_plural = _("hendelser")
        ordering = ("-made_at", "-id")
        indexes = [
            models.Index(fields=("subject_id", "-made_at"), name="audit_by_subject"),
            models.Index(fields=("organisation_id", "-made_at"), name="audit_by_organisation"),
            models.Index(fields=("batch_id",), name="audit_by_batch", condition=models.Q(batch_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class AuditSeal(models.Model):
    """A lot of audit events, sealed: each seal holds the digest of the one before it (`core.sealing`)."""

    number = models.PositiveBigIntegerField(_("nummer"), primary_key=True, editable=False)
    made_at = models.DateTimeField(_("opprettet"), default=timezone.now, editable=False)
    digest = models.CharField(_("sjekksum"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("forsegling")
        verbose_name_plural = _("forseglinger")

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


class SealedEvent(models.Model):
    """What an event was when it was sealed. No foreign key to it: that it is gone must be found out, not hindered."""

    event_id = models.UUIDField(_("hendelse"), primary_key=True, editable=False)
    seal = models.ForeignKey(AuditSeal, verbose_name=_("forsegling"), on_delete=models.PROTECT, related_name="events")
    digest = models.CharField(_("sjekksum"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("forseglet hendelse")
        verbose_name_plural = _("forseglede hendelser")

    def __str__(self) -> str:
        return str(self.event_id)


class StoredFile(models.Model):
    """A file known by its content. Two uploads of the same bytes are one row and one file on disk."""

    sha256 = models.CharField(_("sjekksum"), primary_key=True, max_length=64)
    size_bytes = models.PositiveBigIntegerField(_("størrelse"))
    made_at = models.DateTimeField(_("opprettet"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")

    def __str__(self) -> str:
        return self.sha256[:12]


class OutgoingMail(Row):
    """Mail on its way. It is gone when it is sent; one that failed keeps no more than the address and why."""

    to = models.EmailField(_("til"), max_length=320)
    subject = models.CharField(_("emne"), max_length=300, blank=True)
    body = models.TextField(_("innhold"), blank=True)
    html = models.TextField(_("innhold som nettside"), blank=True)
    headers = models.JSONField(_("hoder"), default=dict, blank=True)
    good_until = models.DateTimeField(_("gjelder til"))
    is_for_nobody = models.BooleanField(_("til ingen"), default=False)
    failed_at = models.DateTimeField(_("mislyktes"), null=True)
    failure = models.CharField(_("grunn"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("utgående e-post")
        verbose_name_plural = _("utgående e-post")
        indexes = [
            models.Index(fields=("to", "failed_at"), name="failed_mail", condition=models.Q(failed_at__isnull=False))
        ]

    def __str__(self) -> str:
        return str(self.id)


class SentMail(Row):
    """Mail of a demo, kept to be read on a page instead of sent."""

    to = models.CharField(_("til"), max_length=320)
    subject = models.CharField(_("emne"), max_length=300)
    body = models.TextField(_("innhold"))

    class Meta:
        verbose_name = _("e-post")
        verbose_name_plural = _("e-post")
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
