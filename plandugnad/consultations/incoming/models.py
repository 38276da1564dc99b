"""E-mails that have been read and wait for somebody to look through them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row, StoredFile
from plandugnad.regions.models import Organisation


class IncomingMail(Row):
    """One e-mail as it was read, and as somebody has corrected it. It is no statement before it is taken in, and is
    gone when it is taken in, put away or forgotten. `notes` are codes of what was seen as it was read."""

    consultation = models.ForeignKey(
        "consultations.Consultation", verbose_name=_("høring"), on_delete=models.CASCADE, related_name="incoming"
    )
    stored = models.ForeignKey(StoredFile, verbose_name=_("innhold"), on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("filnavn"), max_length=255)
    party = models.CharField(_("hvem"), max_length=12)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organ"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("navn"), max_length=200)
    contact_name = models.CharField(_("kontaktperson"), max_length=200, blank=True)
    email = models.CharField(_("e-post"), max_length=320, blank=True)
    address = models.CharField(_("adresse"), max_length=300, blank=True)
    received_on = models.DateField(_("kom inn"), null=True, blank=True)
    text = models.TextField(_("uttalelsen"), blank=True)
    subject = models.CharField(_("emne"), max_length=300, blank=True)
    forwarded_by = models.CharField(_("videresendt av"), max_length=300, blank=True)
    attachments = models.JSONField(_("vedlegg"), default=list)
    notes = models.JSONField(_("merknader"), default=list)
    message_digest = models.CharField(_("sjekksum av e-posten"), max_length=64)
    by_id = models.UUIDField(_("lest inn av"), null=True, blank=True)
    by_name = models.CharField(_("lest inn av (navn)"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)

    class Meta:
        verbose_name = _("innlest e-post")
        verbose_name_plural = _("innleste e-poster")
        ordering = ("made_at", "id")
        constraints = [
            models.UniqueConstraint(fields=("consultation", "message_digest"), name="email_waits_once_in_consultation")
        ]

    def __str__(self) -> str:
        return self.file_name
