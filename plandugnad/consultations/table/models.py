"""What left in a document, and what came back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row


class TableExport(Row):
    """The statement table as it left in a document, so that what comes back is compared with what was sent out and
    answers written here meanwhile are not lost. `cells`: by point or statement id, the texts that may be edited."""

    consultation = models.ForeignKey(
        "consultations.Consultation",
        verbose_name=_("høring"),
        on_delete=models.CASCADE,
        related_name="table_exports",
    )
    cells = models.JSONField(_("tekstene"), default=dict)
    by_id = models.UUIDField(_("hentet av"), null=True, blank=True)
    by_name = models.CharField(_("hentet av (navn)"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("uttalelsestabell hentet ut")
        verbose_name_plural = _("uttalelsestabeller hentet ut")

    def __str__(self) -> str:
        return str(self.pk)


class TableReading(Row):
    """A statement table that has come back, as it was read. Nothing of it is taken in before somebody has seen what it
    changes; `changes` then holds what each text was and became, so that the whole can be undone."""

    consultation = models.ForeignKey(
        "consultations.Consultation",
        verbose_name=_("høring"),
        on_delete=models.CASCADE,
        related_name="table_readings",
    )
    file_name = models.CharField(_("filnavn"), max_length=255)
    cells = models.JSONField(_("tekstene"), default=list)
    export_id = models.UUIDField(_("hentet ut som"), null=True, blank=True)
    remarks = models.JSONField(_("ikke tatt med"), default=list)
    changes = models.JSONField(_("endringene"), default=list)
    by_id = models.UUIDField(_("lastet opp av"), null=True, blank=True)
    by_name = models.CharField(_("lastet opp av (navn)"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("tatt inn"), null=True, blank=True)
    undone_at = models.DateTimeField(_("angret"), null=True, blank=True)

    class Meta:
        verbose_name = _("uttalelsestabell lest inn")
        verbose_name_plural = _("uttalelsestabeller lest inn")

    def __str__(self) -> str:
        return self.file_name
