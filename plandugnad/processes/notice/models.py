"""What is kept of an announcement: the facts it is written from, whom it goes to, and the proof that it was made."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.archive.models import File
from plandugnad.core.models import Row
from plandugnad.regions.models import Collaboration

LONGEST_LINE = 300
LONGEST_TEXT = 12_000


class Channel(models.TextChoices):
    NEWSPAPER = "newspaper", _("avis")
    WEB = "web", _("internett")
    LETTER = "letter", _("brev")


class Announcement(Row):
    """What is written of the notice of one step. `texts` are those somebody has put in their own words: by channel, the
    text and the proposal it came from, so that it shows when the facts have changed since. `checks` are form:item."""

    process = models.ForeignKey(
        "processes.Process", verbose_name=_("planprosess"), on_delete=models.CASCADE, related_name="announcements"
    )
    code = models.CharField(_("steg"), max_length=24)
    sender = models.CharField(_("hvem som varsler"), max_length=LONGEST_LINE, blank=True)
    about = models.TextField(_("hva planen går ut på"), max_length=4000, blank=True)
    documents_at = models.CharField(_("hvor dokumentene ligger"), max_length=LONGEST_LINE, blank=True)
    answer_to = models.CharField(_("hvordan man svarer"), max_length=LONGEST_LINE, blank=True)
    contact = models.CharField(_("hvem man kan spørre"), max_length=LONGEST_LINE, blank=True)
    # What a form of the step demands that the notice says: see `fact` in forms.yaml.
    initiative_at = models.CharField(_("hvor planinitiativet er"), max_length=LONGEST_LINE, blank=True)
    minutes_at = models.CharField(_("hvor referatet fra oppstartsmøtet er"), max_length=LONGEST_LINE, blank=True)
    area = models.CharField(_("planområdet"), max_length=LONGEST_LINE, blank=True)
    assessment = models.TextField(_("kommunens syn på konsekvensutredning"), max_length=2000, blank=True)
    reference = models.CharField(_("vår referanse"), max_length=120, blank=True)
    deadline_on = models.DateField(_("frist"), null=True, blank=True)
    checks = models.JSONField(_("krysset av"), default=list, blank=True)
    texts = models.JSONField(_("tekster"), default=dict, blank=True)
    has_recipients = models.BooleanField(_("mottakerne er valgt"), default=False)
    # When names and addresses of private persons are to be erased: see `retention`.
    private_until = models.DateField(_("private mottakere slettes"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)

    class Meta:
        verbose_name = _("kunngjøring")
        verbose_name_plural = _("kunngjøringer")
        constraints = [models.UniqueConstraint(fields=("process", "code"), name="announcement_once_in_step")]

    def __str__(self) -> str:
        return f"{self.code} {self.process_id}"


class Recipient(Row):
    """Somebody the notice goes to. `key` is the proposal it was chosen from, or for one's own the group it is in."""

    announcement = models.ForeignKey(
        Announcement, verbose_name=_("kunngjøring"), on_delete=models.CASCADE, related_name="recipients"
    )
    key = models.CharField(_("forslag"), max_length=80)
    is_own = models.BooleanField(_("skrevet inn"), default=False)
    name = models.CharField(_("navn"), max_length=200)
    address = models.CharField(_("adresse eller e-post"), max_length=LONGEST_LINE, blank=True)
    is_private = models.BooleanField(_("privatperson"), default=False)
    position = models.PositiveIntegerField(_("plass"), default=0)
    erased_at = models.DateTimeField(_("personopplysninger slettet"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("mottaker")
        verbose_name_plural = _("mottakere")
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("announcement", "key"), condition=Q(is_own=False), name="proposed_recipient_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class RegionalRecipient(Row):
    """What a collaboration says of whom its members notify: somebody more, or with a `key` a proposal left out."""

    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(_("forslag"), max_length=80, blank=True)
    name = models.CharField(_("navn"), max_length=200, blank=True)
    address = models.CharField(_("adresse eller e-post"), max_length=LONGEST_LINE, blank=True)
    is_always = models.BooleanField(_("pleier alltid å få varsel"), default=False)
    why = models.CharField(_("hvorfor, og når"), max_length=LONGEST_LINE)
    is_private = models.BooleanField(_("privatperson"), default=False)
    erase_after = models.DateField(_("personopplysninger slettes etter"), null=True, blank=True)
    erased_at = models.DateTimeField(_("personopplysninger slettet"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("mottaker i regionen")
        verbose_name_plural = _("mottakere i regionen")
        ordering = ("name", "made_at")
        constraints = [
            models.UniqueConstraint(
                fields=("collaboration", "key"),
                condition=Q(deleted_at=None) & ~Q(key=""),
                name="proposal_left_out_once_in_region",
            ),
            models.CheckConstraint(condition=~Q(key="", name=""), name="regional_recipient_is_named"),
        ]

    def __str__(self) -> str:
        return self.name or self.key


class Proof(Row):
    """That it was announced: where, when and by whom, with the text and the recipients as they were then."""

    announcement = models.ForeignKey(
        Announcement, verbose_name=_("kunngjøring"), on_delete=models.CASCADE, related_name="proofs"
    )
    channel = models.CharField(_("kanal"), max_length=12, choices=Channel.choices)
    announced_on = models.DateField(_("dato"))
    place = models.CharField(_("hvor"), max_length=LONGEST_LINE)
    receipt = models.TextField(_("kvittering"), max_length=2000, blank=True)
    file = models.ForeignKey(
        File, verbose_name=_("bevis i arkivet"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("teksten"), blank=True)
    recipients = models.JSONField(_("mottakerne"), default=list, blank=True)
    by_id = models.UUIDField(_("notert av"), null=True, blank=True)
    by_name = models.CharField(_("notert av"), max_length=200, blank=True)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("bevis for kunngjøring")
        verbose_name_plural = _("bevis for kunngjøring")
        ordering = ("announced_on", "made_at")

    def __str__(self) -> str:
        return f"{self.channel} {self.announced_on}"


class Sending(Row):
    """One letter to one recipient, with the address it went to; its `proof` says when and how. What comes back and is
    sent again is another row (`again_of`), with a deadline of its own."""

    proof = models.ForeignKey(
        Proof, verbose_name=_("bevis for kunngjøring"), on_delete=models.CASCADE, related_name="sendings"
    )
    recipient = models.ForeignKey(
        Recipient, verbose_name=_("mottaker"), null=True, blank=True, on_delete=models.SET_NULL, related_name="sendings"
    )
    again_of = models.ForeignKey(
        "self", verbose_name=_("sendt på nytt etter"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("navn"), max_length=200)
    address = models.CharField(_("adresse eller e-post"), max_length=LONGEST_LINE, blank=True)
    is_private = models.BooleanField(_("privatperson"), default=False)
    deadline_on = models.DateField(_("frist for denne mottakeren"), null=True, blank=True)
    returned_on = models.DateField(_("kom i retur"), null=True, blank=True)
    returned_because = models.CharField(_("hvorfor det kom i retur"), max_length=LONGEST_LINE, blank=True)
    position = models.PositiveIntegerField(_("plass"), default=0)
    erased_at = models.DateTimeField(_("personopplysninger slettet"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("utsending")
        verbose_name_plural = _("utsendinger")
        ordering = ("proof__announced_on", "proof__made_at", "position")

    def __str__(self) -> str:
        return self.name
