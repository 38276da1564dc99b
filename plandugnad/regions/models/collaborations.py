"""Collaborations: what they cover, who is in them, what has been agreed, and what each council has decided."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.core.fields import WhenField, when_check
from plandugnad.core.models import Row, StoredFile
from plandugnad.regions.models.organisations import Organisation


class LegalForm(models.TextChoices):
    """What each is, and how one leaves it, is in data/collaboration_forms.csv."""

    INFORMAL = "informal", _("uformelt samarbeid")
    JOINT_PLANNING = "joint_planning", _("plansamarbeid etter plan- og bygningsloven kapittel 9")
    POLITICAL_COUNCIL = "political_council", _("interkommunalt politisk råd")
    TASK_COMMUNITY = "task_community", _("kommunalt oppgavefellesskap")
    HOST = "host", _("administrativt vertskommunesamarbeid")
    HOST_WITH_BOARD = "host_with_board", _("vertskommunesamarbeid med felles folkevalgt nemnd")
    OTHER = "other", _("annet")


class Collaboration(Row):
    """A regional planning collaboration: a name, what it covers and what not, its form, and its members."""

    name = models.CharField(_("navn"), max_length=160)
    is_example = models.BooleanField(_("eksempel"), default=False)
    covers = models.TextField(_("hva samarbeidet omfatter"), max_length=2_000, blank=True)
    leaves_out = models.TextField(_("hva samarbeidet ikke omfatter"), max_length=2_000, blank=True)
    form = models.CharField(_("form"), max_length=24, choices=LegalForm.choices, blank=True)
    members = models.ManyToManyField(
        Organisation, verbose_name=_("medlemmer"), through="Member", related_name="collaborations"
    )

    class Meta:
        verbose_name = _("samarbeid")
        verbose_name_plural = _("samarbeid")
        constraints = [models.UniqueConstraint(fields=("name",), name="collaboration_has_own_name")]

    def __str__(self) -> str:
        return self.name


class MemberKind(models.TextChoices):
    MEMBER = "member", _("medlem")
    HELPER = "helper", _("bistår")


class MemberQuerySet(models.QuerySet["Member"]):
    def taking_part(self) -> "MemberQuerySet":
        """Those who have said yes and have not left: through the last day of a notice, and not a day longer."""
        lasting = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
        return self.filter(lasting, accepted_at__isnull=False, left_at=None)


class MembersOfToday(models.Manager["Member"]):
    """The default, so that whoever forgets to ask gets those whose rights and plans are a member's, and nobody else."""

    def get_queryset(self) -> MemberQuerySet:
        return MemberQuerySet(self.model, using=self._db).taking_part().filter(kind=MemberKind.MEMBER)


class MemberState(models.TextChoices):
    """Worked out from the moments of a row, never kept."""

    TAKES_PART = "takes_part", _("med")
    LEAVING = "leaving", _("har sagt opp")
    INVITED = "invited", _("invitert")
    DECLINED = "declined", _("takket nei")
    LEFT = "left", _("gått ut")


class Member(models.Model):
    """One organisation and one collaboration: asked, in, on its way out, or out. `rows` has all, `objects` members."""

    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), on_delete=models.PROTECT, related_name="member_of"
    )
    kind = models.CharField(_("slag"), max_length=8, choices=MemberKind.choices, default=MemberKind.MEMBER)
    lets_coordinator_import = models.BooleanField(_("koordinator kan importere for oss"), default=False)
    invited_at = models.DateTimeField(_("invitert"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invitert av"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    accepted_at = models.DateTimeField(_("sa ja"), null=True, blank=True, default=timezone.now)
    declined_at = models.DateTimeField(_("takket nei"), null=True, blank=True)
    notice_on = models.DateField(_("sagt opp"), null=True, blank=True)
    ends_on = models.DateField(_("siste dag"), null=True, blank=True)
    left_at = models.DateTimeField(_("gikk ut"), null=True, blank=True)

    objects = MembersOfToday()
    rows = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmer")
        base_manager_name = "rows"
        constraints = [
            models.UniqueConstraint(fields=("collaboration", "organisation"), name="member_once"),
            models.CheckConstraint(
                condition=Q(notice_on=None, ends_on=None)
                | Q(notice_on__isnull=False, ends_on__gte=models.F("notice_on")),
                name="notice_has_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} i {self.collaboration_id}"

    def state(self, today: date) -> MemberState:
        if self.left_at is not None or (self.ends_on is not None and self.ends_on < today):
            return MemberState.LEFT
        if self.accepted_at is not None:
            return MemberState.LEAVING if self.ends_on is not None else MemberState.TAKES_PART
        return MemberState.DECLINED if self.declined_at is not None else MemberState.INVITED

    @property
    def is_helper(self) -> bool:
        return self.kind == MemberKind.HELPER


class AgreementPoint(Row):
    """One point of the agreement, as it stands: settled or not, with a note and where it is written."""

    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), on_delete=models.CASCADE, related_name="points"
    )
    code = models.SlugField(_("punkt"), max_length=40)
    is_settled = models.BooleanField(_("avklart"), default=False)
    note = models.TextField(_("merknad"), max_length=1_000, blank=True)
    reference = models.CharField(_("hvor det står"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("avtalepunkt")
        verbose_name_plural = _("avtalepunkter")
        constraints = [models.UniqueConstraint(fields=("collaboration", "code"), name="agreement_point_once")]

    def __str__(self) -> str:
        return self.code


class Mandate(Row):
    """What one municipal council has decided about taking part, and where the decision is."""

    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), on_delete=models.CASCADE, related_name="mandates"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="mandates"
    )
    decided = WhenField(verbose_name=_("vedtatt"), null=False, blank=False)
    case_reference = models.CharField(_("saksnummer"), max_length=100, blank=True)
    address = models.CharField(_("adresse"), max_length=1_000, blank=True)
    file = models.ForeignKey(StoredFile, verbose_name=_("fil"), null=True, blank=True, on_delete=models.PROTECT)
    file_name = models.CharField(_("filnavn"), max_length=220, blank=True)
    says = models.TextField(_("hva vedtaket sier"), max_length=2_000, blank=True)
    removed_at = models.DateTimeField(_("fjernet"), null=True, blank=True)

    class Meta:
        verbose_name = _("mandat")
        verbose_name_plural = _("mandater")
        constraints = [models.CheckConstraint(condition=when_check("decided"), name="mandate_decided_is_a_date")]

    def __str__(self) -> str:
        return f"{self.organisation_id} i {self.collaboration_id}"
