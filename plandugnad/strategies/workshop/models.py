from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.worksheets.models import Sheet

LONGEST_CARD = 300


class Group(models.TextChoices):
    """Whose votes are shown together. There is no finer division: see docs/decisions/0044."""

    REPRESENTATIVES = "council", _("kommunestyret")
    ADMINISTRATION = "staff", _("administrasjonen")


class CouncilWorkshop(Row):
    """The workshop where the council and the administration make a planning strategy together, in a sheet."""

    strategy = models.OneToOneField(
        "strategies.Strategy", verbose_name=_("planstrategi"), on_delete=models.CASCADE, related_name="workshop"
    )
    sheet = models.OneToOneField(
        Sheet, verbose_name=_("ark"), on_delete=models.PROTECT, related_name="council_workshop"
    )
    on = models.DateField(_("dag"))
    place = models.CharField(_("sted"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kommunestyreverksted")
        verbose_name_plural = _("kommunestyreverksteder")

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.on}"


class CouncilParty(Row):
    """How many seats a party has, and how many have come: a number, and no row for any of them."""

    workshop = models.ForeignKey(
        CouncilWorkshop, verbose_name=_("kommunestyreverksted"), on_delete=models.CASCADE, related_name="parties"
    )
    name = models.CharField(_("parti"), max_length=80)
    seats = models.PositiveSmallIntegerField(_("representanter"))
    came = models.PositiveIntegerField(_("er med"), default=0)

    class Meta:
        verbose_name = _("parti i kommunestyret")
        verbose_name_plural = _("partier i kommunestyret")
        constraints = [models.UniqueConstraint(fields=("workshop", "name"), name="party_once_in_workshop")]

    def __str__(self) -> str:
        return self.name


class CouncilLink(Row):
    """What one group opens the workshop with, without an account. The address is signed, and is not kept."""

    workshop = models.ForeignKey(
        CouncilWorkshop, verbose_name=_("kommunestyreverksted"), on_delete=models.CASCADE, related_name="links"
    )
    group = models.CharField(_("gruppe"), max_length=8, choices=Group.choices)
    until = models.DateField(_("virker til og med"))
    revoked_at = models.DateTimeField(_("trukket tilbake"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("lenke til verkstedet")
        verbose_name_plural = _("lenker til verkstedet")

    def __str__(self) -> str:
        return f"{self.group} {self.until}"


class CouncilCard(models.Model):
    """A card that waits to be shown. No moment, no group and no author; its id is drawn from what was sent."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    workshop = models.ForeignKey(
        CouncilWorkshop, verbose_name=_("kommunestyreverksted"), on_delete=models.CASCADE, related_name="cards"
    )
    block = models.CharField(_("del"), max_length=40)
    text = models.CharField(_("tekst"), max_length=LONGEST_CARD)

    class Meta:
        verbose_name = _("kort som venter")
        verbose_name_plural = _("kort som venter")

    def __str__(self) -> str:
        return self.block


class CouncilVote(models.Model):
    """`voter` is the digest of what was drawn for a browser. It says neither who, nor of which party."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    workshop = models.ForeignKey(
        CouncilWorkshop, verbose_name=_("kommunestyreverksted"), on_delete=models.CASCADE, related_name="votes"
    )
    group = models.CharField(_("gruppe"), max_length=8, choices=Group.choices)
    voter = models.CharField(max_length=64, editable=False)
    block = models.CharField(_("del"), max_length=40)
    card = models.CharField(_("kort"), max_length=64)

    class Meta:
        verbose_name = _("stemme i verkstedet")
        verbose_name_plural = _("stemmer i verkstedet")
        constraints = [
            models.UniqueConstraint(fields=("workshop", "voter", "card"), name="one_vote_for_a_card_from_a_seat")
        ]

    def __str__(self) -> str:
        return self.card
