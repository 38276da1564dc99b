"""A worksheet of one place, and the region's own words for what it asks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.regions.models import Collaboration, Organisation


class Phase(models.TextChoices):
    """As in the engine, where a test holds them together."""

    INDIVIDUAL = "individual", _("hver for oss")
    SHARE = "share", _("del og grupper")
    PRIORITISE = "prioritise", _("prioriter")
    AGREE = "agree", _("bli enige")
    ADOPT = "adopt", _("vedta")


class SheetQuerySet(models.QuerySet["Sheet"]):
    def kept(self) -> "SheetQuerySet":
        return self.filter(deleted_at=None)

    def listed(self) -> "SheetQuerySet":
        """For every list, count, search and file: what is private is told of by `confidential` alone."""
        return self.kept().filter(is_private=False)


class Sheet(Row):
    """`definition` is a copy of the file as it was when the sheet began, so that a new release changes no sheet.

    `presented` is the block shown full screen to all. Where it is private, only its participants may know of it.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.SlugField(_("slag"), max_length=40)
    definition = models.JSONField(_("definisjon"))
    name = models.CharField(_("navn"), max_length=160)
    phase = models.CharField(_("fase"), max_length=12, choices=Phase.choices)
    timer_ends_at = models.DateTimeField(_("nedtelling til"), null=True, blank=True)
    timer_seconds = models.PositiveIntegerField(_("nedtelling i sekunder"), default=0)
    presented = models.SlugField(_("vist for alle"), max_length=40, blank=True)
    review_on = models.DateField(_("ses på igjen"), null=True, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("begynt av"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("møteledere"), blank=True, related_name="+"
    )
    is_private = models.BooleanField(_("bare for dem som er bedt"), default=False, editable=False)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("arbeidsark")
        verbose_name_plural = _("arbeidsark")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(collaboration__isnull=True), name="sheet_is_in_one_place"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def writes_alone_first(self) -> bool:
        """Whether each organisation has a document of its own in the individual phase; persons never have."""
        return self.collaboration_id is not None and not self.is_private

    @property
    def place(self) -> Organisation | Collaboration:
        place = self.organisation or self.collaboration
        assert place is not None  # a constraint of the table
        return place


class OwnDefinition(Row):
    """A collaboration's own words for a worksheet. New sheets begin with them.

    `words` is path → what is said there, and only what differs from the file: the rest follows it into a new release.
    What a release has no place for is kept here and left out of new sheets. `version` moves by one with each change.
    """

    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.SlugField(_("slag"), max_length=40)
    words = models.JSONField(_("egne ord"), default=dict, blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=0, editable=False)
    changed_at = models.DateTimeField(_("endret"), null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("endret av"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("eget arbeidsark")
        verbose_name_plural = _("egne arbeidsark")
        constraints = [models.UniqueConstraint(fields=("collaboration", "kind"), name="own_definition_once")]

    def __str__(self) -> str:
        return self.kind
