"""A section of the community part that several municipalities own together: one text, one decision per council."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.redthread.kinds import CouncilState
from plandugnad.regions.models import Organisation

LONGEST_SECTION = 40_000


class JointSection(Row):
    """What it says stands in its newest edition."""

    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("felles avsnitt i samfunnsdelen")
        verbose_name_plural = _("felles avsnitt i samfunnsdelen")

    def __str__(self) -> str:
        return str(self.pk)


class SectionEdition(Row):
    """One wording. As soon as a council has it before it, it stands; what is changed then, is the next edition."""

    section = models.ForeignKey(
        JointSection, verbose_name=_("felles avsnitt"), on_delete=models.CASCADE, related_name="editions"
    )
    number = models.PositiveSmallIntegerField(_("utgave"))
    title = models.CharField(_("tittel"), max_length=300)
    text = models.TextField(_("tekst"), blank=True, max_length=LONGEST_SECTION)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)

    class Meta:
        verbose_name = _("utgave av et felles avsnitt")
        verbose_name_plural = _("utgaver av felles avsnitt")
        constraints = [models.UniqueConstraint(fields=("section", "number"), name="section_edition_once")]

    def __str__(self) -> str:
        return self.title


class SectionOwnerQuerySet(models.QuerySet["SectionOwner"]):
    def standing(self) -> "SectionOwnerQuerySet":
        return self.filter(accepted_at__isnull=False, left_at=None, section__deleted_at=None)

    def invited(self) -> "SectionOwnerQuerySet":
        return self.filter(accepted_at=None, declined_at=None, left_at=None, section__deleted_at=None)


class SectionOwner(Row):
    """A municipality owns nothing before it has said yes itself."""

    section = models.ForeignKey(
        JointSection, verbose_name=_("felles avsnitt"), on_delete=models.CASCADE, related_name="owners"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="joint_sections"
    )
    invited_at = models.DateTimeField(_("invitert"), default=timezone.now)
    accepted_at = models.DateTimeField(_("sa ja"), null=True, blank=True)
    declined_at = models.DateTimeField(_("takket nei"), null=True, blank=True)
    left_at = models.DateTimeField(_("gikk ut"), null=True, blank=True)

    objects = SectionOwnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("eier av et felles avsnitt")
        verbose_name_plural = _("eiere av felles avsnitt")
        constraints = [models.UniqueConstraint(fields=("section", "organisation"), name="section_owner_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} i {self.section_id}"


class SectionDecision(Row):
    """What one council has done with one edition."""

    edition = models.ForeignKey(
        SectionEdition, verbose_name=_("utgave"), on_delete=models.PROTECT, related_name="decisions"
    )
    owner = models.ForeignKey(SectionOwner, verbose_name=_("eier"), on_delete=models.CASCADE, related_name="decisions")
    state = models.CharField(_("hvor langt"), max_length=8, choices=CouncilState.choices)
    decided_on = models.DateField(_("vedtatt"), null=True, blank=True)
    case_reference = models.CharField(_("saksnummer"), max_length=120, blank=True)
    body = models.CharField(_("vedtatt av"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("vedtak om et felles avsnitt")
        verbose_name_plural = _("vedtak om felles avsnitt")
        constraints = [
            models.UniqueConstraint(fields=("edition", "owner"), name="council_decides_an_edition_once"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_on=None) | Q(state="decided", decided_on__isnull=False),
                name="decided_section_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.state} {self.edition_id}"
