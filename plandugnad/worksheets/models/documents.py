"""What stands in a sheet: documents as numbered updates, the states kept of them, and what was refused."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.models.sheets import Phase, Sheet


class Document(Row):
    """What all share, or (`organisation`) what one organisation writes alone in the individual phase.

    `seq` is the number of the last update. It moves by one with each, and with each change of what may be written:
    see docs/decisions/0027. `state` holds all up to and with `state_seq`. `closed_at`: what one organisation wrote
    alone has been revealed. Its own people may still read it; going back to the phase begins a new one, since browsers
    that held the old would send all of it again.
    """

    sheet = models.ForeignKey(Sheet, verbose_name=_("arbeidsark"), on_delete=models.CASCADE, related_name="documents")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seq = models.PositiveBigIntegerField(_("siste nummer"), default=0)
    state = models.BinaryField(_("tilstand"), default=bytes)
    state_seq = models.PositiveBigIntegerField(_("tilstandens nummer"), default=0)
    closed_at = models.DateTimeField(_("lukket"), null=True, blank=True)

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        constraints = [
            models.UniqueConstraint(
                fields=("sheet", "organisation"),
                condition=Q(closed_at=None),
                nulls_distinct=False,
                name="document_once_for_each",
            ),
            models.CheckConstraint(condition=Q(state_seq__lte=models.F("seq")), name="state_is_not_ahead"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.organisation_id or ''}".strip()


class Update(models.Model):
    """`data` is empty where only what may be written was changed. `person` is emptied when she is erased."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="updates")
    seq = models.PositiveBigIntegerField(_("nummer"))
    data = models.BinaryField(_("endring"))
    blocks = models.JSONField(_("deler som er endret"), default=list)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("endring")
        verbose_name_plural = _("endringer")
        constraints = [models.UniqueConstraint(fields=("document", "seq"), name="update_has_its_number")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.seq}"


class ClientId(models.Model):
    """Whose a client id in a document is: nobody else may write with it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="clients")
    client = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("klient")
        verbose_name_plural = _("klienter")
        constraints = [models.UniqueConstraint(fields=("document", "client"), name="client_has_one_owner")]

    def __str__(self) -> str:
        return str(self.client)


class VersionReason(models.TextChoices):
    PHASE = "phase", _("ny fase")
    ADOPTED = "adopted", _("vedtatt")
    EDITING = "editing", _("ti minutter med skriving")
    RESTORED = "restored", _("før gjenoppretting")


class Version(Row):
    """A whole state, never changed. `phase` is the one that ended or was on."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    seq = models.PositiveBigIntegerField(_("nummer"))
    state = models.BinaryField(_("tilstand"))
    definition = models.JSONField(_("definisjon"))
    reason = models.CharField(_("grunn"), max_length=10, choices=VersionReason.choices)
    phase = models.CharField(_("fase"), max_length=12)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(_("av"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("versjon")
        verbose_name_plural = _("versjoner")
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"{self.document_id} {self.seq}"

    @property
    def said_phase(self) -> str:
        return str(Phase(self.phase).label)


class SetAside(Row):
    """Words that were not taken in, kept for the one who typed them and shown to nobody else."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("tekst"))
    why = models.TextField(_("hvorfor"))

    class Meta:
        verbose_name = _("tekst lagt til side")
        verbose_name_plural = _("tekster lagt til side")

    def __str__(self) -> str:
        return self.text[:60]


class Visit(models.Model):
    """How far a person had come when she last was there: what is new since is shown her."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField(_("nummer"))
    at = models.DateTimeField(_("sist her"))

    class Meta:
        verbose_name = _("besøk")
        verbose_name_plural = _("besøk")
        constraints = [models.UniqueConstraint(fields=("document", "person"), name="visit_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.seq}"
