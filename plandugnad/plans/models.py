from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.archive.models import File, Folder, Room
from plandugnad.core.fields import WhenField, when_check
from plandugnad.core.models import Row, StoredFile
from plandugnad.core.norwegian import search_key, sort_key
from plandugnad.plans.kinds import DECIDED, IN_FORCE, Decision, LinkKind, PlanStatus, PlanType
from plandugnad.regions.models import Collaboration, Organisation

if TYPE_CHECKING:
    from plandugnad.regions.actor import Actor


class PlanQuerySet(models.QuerySet["Plan"]):
    def kept(self) -> "PlanQuerySet":
        return self.filter(deleted_at=None)

    def visible_to(self, actor: "Actor") -> "PlanQuerySet":
        """All plans where one reads everything; those in force where one reads what is adopted; and what is shared.

        Where, is in each of the municipalities that own it.
        """
        shared = PlanShare.objects.reaching(actor).values("plan_id")
        owned = PlanOwner.objects.seen_by(actor).values("plan_id")
        return self.kept().filter(
            Q(organisation_id__in=actor.reads)
            | Q(organisation_id__in=actor.reads_adopted, status__in=IN_FORCE)
            | Q(id__in=shared)
            | Q(id__in=owned)
        )

    def of(self, organisation: Organisation) -> "PlanQuerySet":
        return self.filter(organisation=organisation)

    def in_norwegian_order(self) -> "PlanQuerySet":
        return self.order_by("sort_key", "name", "id")


class PlanFields(Row):
    """What a plan says of itself. A new field here needs the view of `PlanHere` made anew: see its last migration."""

    name = models.CharField(_("navn"), max_length=400)
    plan_type = models.CharField(_("plantype"), max_length=24, choices=PlanType.choices, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=PlanStatus.choices, blank=True)
    legal_basis = models.CharField(_("hjemmel"), max_length=200, blank=True)
    national_plan_id = models.CharField(_("nasjonal arealplan-ID"), max_length=40, blank=True)
    section = models.CharField(_("område"), max_length=200, blank=True)
    owner_unit = models.CharField(_("eierenhet"), max_length=200, blank=True)
    responsible = models.CharField(_("ansvarlig"), max_length=200, blank=True)
    adopted = WhenField(verbose_name=_("vedtatt"))
    is_adopted_year_from_case = models.BooleanField(_("vedtaksåret er lest av saksnummeret"), default=False)
    adopted_by = models.CharField(_("vedtatt av"), max_length=200, blank=True)
    last_revised = WhenField(verbose_name=_("sist revidert"))
    revision_due = WhenField(verbose_name=_("skal revideres"))
    period = WhenField(verbose_name=_("planperiode"))
    valid_until = WhenField(verbose_name=_("gjelder til"))
    case_reference = models.CharField(_("saksnummer"), max_length=120, blank=True)
    decision = models.CharField(_("planstrategiens valg"), max_length=12, choices=Decision.choices, blank=True)
    priority = models.CharField(_("prioritet"), max_length=80, blank=True)
    work_years = models.CharField(_("arbeidsår"), max_length=80, blank=True)
    goal = models.CharField(_("mål i overordnet plan"), max_length=400, blank=True)
    themes = ArrayField(models.CharField(max_length=80), verbose_name=_("tema"), default=list, blank=True)
    extent = models.JSONField(_("kartutstrekning"), null=True, blank=True)
    notes = models.TextField(_("merknader"), blank=True)
    changed_at = models.DateTimeField(_("sist endret"), auto_now=True)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)
    sort_key = models.CharField(max_length=440, editable=False)
    search_key = models.CharField(max_length=900, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Plan(PlanFields):
    """One plan a municipality has or works on. Of a joint plan this municipality leads the work: see `PlanOwner`."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="plans"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("forankret i"), null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    # Of one that is deleted because it is the municipality's part of a joint plan now: that plan.
    became = models.ForeignKey(
        "self",
        verbose_name=_("ble til"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("planer")
        constraints = [
            models.CheckConstraint(
                condition=when_check("adopted")
                & when_check("last_revised")
                & when_check("revision_due")
                & when_check("period")
                & when_check("valid_until"),
                name="plan_dates_have_a_precision",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="plan_is_not_its_own_parent"),
            models.UniqueConstraint(
                fields=("organisation", "national_plan_id"),
                condition=~Q(national_plan_id="") & Q(deleted_at=None),
                name="national_plan_id_once_in_municipality",
            ),
        ]
        indexes = [
            models.Index(fields=("organisation", "sort_key"), condition=Q(deleted_at=None), name="plan_in_order"),
            models.Index(fields=("organisation", "revision_due"), condition=Q(deleted_at=None), name="plan_by_due"),
        ]

    def set_keys(self) -> None:
        self.sort_key = sort_key(self.name)[:440]
        self.search_key = search_key(f"{self.name} {self.national_plan_id} {self.case_reference}")[:900]

    def save(self, *args: Any, **options: Any) -> None:
        self.set_keys()
        super().save(*args, **options)


class OwnerState(models.TextChoices):
    """Worked out from the moments of a row, never kept."""

    OWNS = "owns", _("medeier")
    INVITED = "invited", _("invitert")
    DECLINED = "declined", _("takket nei")
    LEFT = "left", _("gått ut")


class PlanOwnerQuerySet(models.QuerySet["PlanOwner"]):
    def standing(self) -> "PlanOwnerQuerySet":
        return self.filter(accepted_at__isnull=False, left_at=None)

    def invited(self) -> "PlanOwnerQuerySet":
        return self.filter(accepted_at=None, declined_at=None, left_at=None)

    def seen_by(self, actor: "Actor") -> "PlanOwnerQuerySet":
        """Those through which the plan is seen: all where one reads everything, else where that council has adopted."""
        return self.standing().filter(
            Q(organisation_id__in=actor.reads) | Q(organisation_id__in=actor.reads_adopted, status__in=IN_FORCE)
        )


class PlanOwner(Row):
    """A municipality that owns a plan together with the one that leads it: what its own council decides (pbl. § 9-3),
    and what it intends with the plan itself. An empty `status` follows the joint work."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="owners")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="joint_plans"
    )
    invited_at = models.DateTimeField(_("invitert"), default=timezone.now)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invitert av"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    accepted_at = models.DateTimeField(_("sa ja"), null=True, blank=True)
    declined_at = models.DateTimeField(_("takket nei"), null=True, blank=True)
    left_at = models.DateTimeField(_("gikk ut"), null=True, blank=True)
    lead_offered_at = models.DateTimeField(_("spurt om å lede"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=PlanStatus.choices, blank=True)
    adopted = WhenField(verbose_name=_("vedtatt"))
    adopted_by = models.CharField(_("vedtatt av"), max_length=200, blank=True)
    case_reference = models.CharField(_("saksnummer"), max_length=120, blank=True)
    national_plan_id = models.CharField(_("nasjonal arealplan-ID"), max_length=40, blank=True)
    responsible = models.CharField(_("ansvarlig"), max_length=200, blank=True)
    parent = models.ForeignKey(
        Plan, verbose_name=_("forankret i"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision = models.CharField(_("planstrategiens valg"), max_length=12, choices=Decision.choices, blank=True)
    priority = models.CharField(_("prioritet"), max_length=80, blank=True)
    work_years = models.CharField(_("arbeidsår"), max_length=80, blank=True)
    notes = models.TextField(_("merknader"), blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    search_key = models.CharField(max_length=200, editable=False, blank=True)

    objects = PlanOwnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("medeier i plan")
        verbose_name_plural = _("medeiere i plan")
        constraints = [
            models.UniqueConstraint(fields=("plan", "organisation"), name="plan_owner_once"),
            models.CheckConstraint(condition=when_check("adopted"), name="owner_adopted_is_a_date"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} i {self.plan_id}"

    @property
    def state(self) -> OwnerState:
        if self.left_at is not None:
            return OwnerState.LEFT
        if self.accepted_at is not None:
            return OwnerState.OWNS
        return OwnerState.DECLINED if self.declined_at is not None else OwnerState.INVITED

    @property
    def has_decided(self) -> bool:
        return self.status in DECIDED

    def save(self, *args: Any, **options: Any) -> None:
        self.search_key = search_key(f"{self.national_plan_id} {self.case_reference}")[:200]
        super().save(*args, **options)


class PlanHereQuerySet(PlanQuerySet):
    def visible_to(self, actor: "Actor") -> "PlanHereQuerySet":
        """As `PlanQuerySet.visible_to`, municipality by municipality: adopted in one is not yet adopted in the next."""
        shared = PlanShare.objects.reaching(actor).values("plan_id")
        rows: PlanHereQuerySet = self.filter(
            Q(organisation_id__in=actor.reads)
            | Q(organisation_id__in=actor.reads_adopted, status__in=IN_FORCE)
            | Q(id__in=shared, is_led=True),  # a share is the leader's alone
            deleted_at=None,
        )
        return rows

    def once(self, number: str = "") -> "PlanHereQuerySet":
        """Of a joint plan that several of these have, one row: that of the municipality with this number, else the
        leading municipality's, else the first."""
        rows = self
        if number:
            there = self.filter(organisation__number=number, is_led=False, id=OuterRef("id"))
            rows = self.filter(Q(organisation__number=number) | ~Exists(there))
        led = rows.filter(is_led=True, id=OuterRef("id"))
        others = rows.filter(~Exists(led), is_led=False).order_by("id", "organisation_id").distinct("id")
        found: PlanHereQuerySet = rows.filter(Q(is_led=True) | Q(row_id__in=others.values("row_id")))
        return found


class PlanHere(PlanFields):
    """A plan as it stands in one of the municipalities that own it: to list and to count, never to save.

    A view. Of a joint plan it has one row per owner, with that council's own decision and that municipality's own
    intentions; of every other plan one row.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.DO_NOTHING, related_name="+"
    )
    parent = models.ForeignKey(
        Plan, verbose_name=_("forankret i"), null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    led_by = models.ForeignKey(
        Organisation, verbose_name=_("leder arbeidet"), on_delete=models.DO_NOTHING, related_name="+"
    )
    is_led = models.BooleanField(_("leder arbeidet her"))
    row_id = models.UUIDField()

    objects = PlanHereQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "plans_here"
        verbose_name = _("plan i en kommune")
        verbose_name_plural = _("planer i en kommune")


class PlanLink(Row):
    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("forhold"), max_length=16, choices=LinkKind.choices)
    other = models.ForeignKey(Plan, verbose_name=_("annen plan"), on_delete=models.CASCADE, related_name="linked_from")

    class Meta:
        verbose_name = _("planforhold")
        verbose_name_plural = _("planforhold")
        constraints = [
            models.UniqueConstraint(fields=("plan", "kind", "other"), name="plan_link_once"),
            models.CheckConstraint(condition=~Q(plan=F("other")), name="plan_is_not_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind} {self.other_id}"


class PlanDocument(Row):
    """A document of a plan: a file kept here, or the address where it is."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("tittel"), max_length=300)
    address = models.URLField(_("adresse"), max_length=1000, blank=True)
    file = models.ForeignKey(StoredFile, verbose_name=_("fil"), null=True, blank=True, on_delete=models.PROTECT)
    file_name = models.CharField(_("filnavn"), max_length=255, blank=True)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("plandokument")
        verbose_name_plural = _("plandokumenter")
        ordering = ("made_at",)
        constraints = [
            models.CheckConstraint(
                condition=(Q(address="") & Q(file__isnull=False)) | (~Q(address="") & Q(file__isnull=True)),
                name="document_is_a_file_or_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.title


class PlanArchiveLinkQuerySet(models.QuerySet["PlanArchiveLink"]):
    def seen_by(self, actor: "Actor") -> "PlanArchiveLinkQuerySet":
        """Those to what she may open, also when it has been deleted since: of any other she is not told at all."""
        rooms = Room.objects.filter(reader_keys__overlap=sorted(actor.keys)).values("id")
        return self.filter(Q(room__in=rooms) | Q(folder__room__in=rooms) | Q(file__room__in=rooms))

    def kept(self) -> "PlanArchiveLinkQuerySet":
        return self.filter(deleted_at=None)


class PlanArchiveLink(Row):
    """Where in the archive a plan has its papers: a room, a folder, or one file.

    Of a file it is the newest version, or the one that was fixed. No name is kept here: it may not be for everybody
    who sees the plan.
    """

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="archive_links")
    room = models.ForeignKey(
        Room, verbose_name=_("rom"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    folder = models.ForeignKey(
        Folder, verbose_name=_("mappe"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    file = models.ForeignKey(
        File, verbose_name=_("arkivfil"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    fixed_number = models.PositiveIntegerField(_("alltid versjon"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("fjernet"), null=True, blank=True, editable=False)

    objects = PlanArchiveLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan i arkivet")
        verbose_name_plural = _("planer i arkivet")
        constraints = [
            models.UniqueConstraint(
                fields=("plan", "room", "folder", "file"),
                condition=Q(deleted_at=None),
                nulls_distinct=False,
                name="plan_linked_once_to_the_archive",
            ),
            models.CheckConstraint(
                condition=Q(room__isnull=False, folder=None, file=None)
                | Q(room=None, folder__isnull=False, file=None)
                | Q(room=None, folder=None, file__isnull=False),
                name="archive_link_is_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(fixed_number=None) | Q(file__isnull=False), name="only_a_file_has_versions"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.room_id or self.folder_id or self.file_id}"


class PlanShareQuerySet(models.QuerySet["PlanShare"]):
    def reaching(self, actor: "Actor") -> "PlanShareQuerySet":
        return self.filter(Q(organisation_id__in=actor.shared_with) | Q(collaboration_id__in=actor.shared_with))


class PlanShare(Row):
    """A plan shown to an organisation or a collaboration that would not otherwise see it."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    objects = PlanShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("deling")
        verbose_name_plural = _("delinger")
        constraints = [
            models.UniqueConstraint(
                fields=("plan", "organisation", "collaboration"), nulls_distinct=False, name="plan_shared_once"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(collaboration__isnull=True), name="share_has_one_audience"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} delt"


class PlanTypeUse(models.Model):
    """The municipality's own plan system: which types it uses, with one text for each."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.CASCADE, related_name="plan_types"
    )
    plan_type = models.CharField(_("plantype"), max_length=24, choices=PlanType.choices)
    is_used = models.BooleanField(_("i bruk"), default=True)
    text = models.TextField(_("prinsipper og krav til prosess"), blank=True)

    class Meta:
        verbose_name = _("plantype i eget plansystem")
        verbose_name_plural = _("plantyper i eget plansystem")
        constraints = [models.UniqueConstraint(fields=("organisation", "plan_type"), name="plan_type_once")]

    def __str__(self) -> str:
        return f"{self.plan_type} i {self.organisation_id}"
