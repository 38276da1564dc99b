"""What must be secret, counted or decided, and therefore is rows and no part of a document."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.models.documents import Version
from plandugnad.worksheets.models.sheets import Sheet


class _OfBlock(Row):
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="%(class)ss")
    block = models.SlugField(_("del"), max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.block}"


class Lock(_OfBlock):
    """Nobody writes in the block until it is taken away."""

    class Meta:
        verbose_name = _("lås")
        verbose_name_plural = _("låser")
        constraints = [models.UniqueConstraint(fields=("sheet", "block"), name="locked_once")]


class Vote(_OfBlock):
    """How many of her votes a person has given one card. The sum of them is within the budget of the block."""

    item = models.CharField(_("kort"), max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("stemmer"))

    class Meta:
        verbose_name = _("stemme")
        verbose_name_plural = _("stemmer")
        constraints = [
            models.UniqueConstraint(fields=("sheet", "block", "item", "person"), name="vote_once_for_each_card"),
            models.CheckConstraint(condition=Q(number__gte=1), name="vote_is_something"),
        ]


class ScaleAnswer(_OfBlock):
    """A person's answer on a scale, hers alone until all agree to show theirs. One for each round of asking."""

    round = models.PositiveSmallIntegerField(_("runde"), default=1)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    step = models.SlugField(_("trinn"), max_length=40)
    signs = models.JSONField(_("kjennetegn"), default=list)
    agrees_to_show = models.BooleanField(_("vil vise"), default=False)

    class Meta:
        verbose_name = _("svar på skala")
        verbose_name_plural = _("svar på skala")
        constraints = [
            models.UniqueConstraint(fields=("sheet", "block", "round", "person"), name="answer_once_in_a_round")
        ]


class Revealed(_OfBlock):
    """A round of a scale that is shown to those who are in the sheet. Never taken back: it has been seen."""

    round = models.PositiveSmallIntegerField(_("runde"), default=1)

    class Meta:
        verbose_name = _("avdekket")
        verbose_name_plural = _("avdekket")
        constraints = [models.UniqueConstraint(fields=("sheet", "block", "round"), name="revealed_once")]


class AnonymousCard(models.Model):
    """A card that is its author's alone until all are shown. Then its words are copied, and no row of it is left.

    No moment is kept, and `place` counts among her own: a number others' cards moved would tell her of them.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="+")
    block = models.SlugField(_("del"), max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(_("plass"))
    text = models.TextField(_("tekst"))

    class Meta:
        verbose_name = _("kort uten navn")
        verbose_name_plural = _("kort uten navn")
        ordering = ("place",)
        constraints = [
            models.UniqueConstraint(fields=("sheet", "block", "person", "place"), name="anonymous_card_has_its_place")
        ]

    def __str__(self) -> str:
        return str(self.id)


class Adoption(Row):
    """One member organisation's yes to one version."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="adoptions")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="adoptions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField(_("vedtatt"))
    note = models.TextField(_("merknad"), max_length=2_000, blank=True)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(_("ført av"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(_("trukket"), null=True, blank=True)

    class Meta:
        verbose_name = _("vedtak av arbeidsark")
        verbose_name_plural = _("vedtak av arbeidsark")
        constraints = [
            models.UniqueConstraint(
                fields=("version", "organisation"),
                condition=Q(withdrawn_at=None),
                name="adopted_once_by_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.version_id}"
