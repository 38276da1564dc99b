"""A consultation and all that comes of it: what was sent out, what was said, what it was split into and answered.

Private persons say things here. What is theirs stands in few columns, so that it can be erased with the shape kept:
the name, addresses and words of a `Statement` and what is quoted of it in a `Point`.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.archive.models import FileVersion

# Django looks for the models of an app here; what is read in of e-mail lies with it.
from plandugnad.consultations.incoming.models import IncomingMail as IncomingMail
from plandugnad.consultations.table.models import TableExport as TableExport
from plandugnad.consultations.table.models import TableReading as TableReading
from plandugnad.core.models import Row, StoredFile
from plandugnad.processes.models import Process
from plandugnad.regions.models import Organisation

if TYPE_CHECKING:
    from plandugnad.regions.actor import Actor

LONGEST_LINE = 300
LONGEST_TEXT = 12_000
# Some statements are reports of many pages pasted in; more than this is an attachment.
LONGEST_STATEMENT = 200_000


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def kept(self) -> "ConsultationQuerySet":
        return self.filter(deleted_at=None, process__deleted_at=None, process__plan__deleted_at=None)

    def visible_to(self, actor: "Actor") -> "ConsultationQuerySet":
        """What is behind the public page follows the process: it is for those who read all the municipality has."""
        return self.kept().filter(process__plan__organisation_id__in=actor.reads)

    def public(self) -> "ConsultationQuerySet":
        """What anybody sees without signing in, from the day it opens. It stays after it has closed, without a form."""
        return self.kept().filter(published_at__isnull=False, opens_on__lte=timezone.localdate())


class Consultation(Row):
    """What is sent out of one plan in one round. `closes_on` is the last day, and that day is included."""

    process = models.ForeignKey(
        Process, verbose_name=_("planprosess"), on_delete=models.PROTECT, related_name="consultations"
    )
    code = models.CharField(_("steg"), max_length=24)
    round = models.PositiveSmallIntegerField(_("runde"), default=1)
    about = models.TextField(_("hva høringen gjelder"), max_length=LONGEST_TEXT, blank=True)
    plan_version = models.CharField(_("hvilket planforslag"), max_length=LONGEST_LINE, blank=True)
    answer_to = models.CharField(_("andre måter å svare på"), max_length=LONGEST_LINE, blank=True)
    contact = models.CharField(_("hvem man kan spørre"), max_length=LONGEST_LINE, blank=True)
    opens_on = models.DateField(_("åpner"), null=True, blank=True)
    closes_on = models.DateField(_("frist for uttalelser"), null=True, blank=True)
    has_map = models.BooleanField(_("vis planområdet på kart"), default=True)
    published_at = models.DateTimeField(_("publisert"), null=True, blank=True, editable=False)
    # When the data of private persons are to be erased: see `retention`.
    private_until = models.DateField(_("privatpersoners opplysninger slettes"), null=True, blank=True)
    last_number = models.PositiveIntegerField(_("siste nummer"), default=0, editable=False)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("høring")
        verbose_name_plural = _("høringer")
        constraints = [
            models.UniqueConstraint(
                fields=("process", "code", "round"), condition=Q(deleted_at=None), name="consultation_once_in_round"
            ),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="consultation_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | (Q(opens_on__isnull=False) & Q(closes_on__isnull=False)),
                name="published_consultation_has_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.process_id}"


class ConsultationFile(Row):
    """A document that is out, as it was: the version in the archive, which does not change when the file does."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("høring"), on_delete=models.CASCADE, related_name="files"
    )
    file_version = models.ForeignKey(
        FileVersion, verbose_name=_("filversjon"), on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("navn"), max_length=255)
    position = models.PositiveSmallIntegerField(_("plass"), default=0)

    class Meta:
        verbose_name = _("høringsdokument")
        verbose_name_plural = _("høringsdokumenter")
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=("consultation", "file_version"), name="file_version_once_in_consultation")
        ]

    def __str__(self) -> str:
        return self.name


class StatementSource(models.TextChoices):
    WEB = "web", _("skjema")
    EMAIL = "email", _("e-post")
    PAPER = "paper", _("skrevet inn")


class StatementParty(models.TextChoices):
    AUTHORITY = "authority", _("offentlig organ")
    ORGANISATION = "organisation", _("lag eller bedrift")
    PRIVATE = "private", _("privatperson")


class Submission(Row):
    """What somebody has sent in the form and not yet confirmed from her e-mail. It has no number, is in no list, and is
    gone when it runs out: whoever writes another's address here gets nowhere."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("høring"), on_delete=models.CASCADE, related_name="submissions"
    )
    party = models.CharField(_("hvem"), max_length=12, choices=StatementParty.choices)
    name = models.CharField(_("navn"), max_length=200)
    contact_name = models.CharField(_("kontaktperson"), max_length=200, blank=True)
    email = models.EmailField(_("e-post"), max_length=320)
    address = models.CharField(_("adresse"), max_length=LONGEST_LINE, blank=True)
    text = models.TextField(_("uttalelsen"), max_length=LONGEST_STATEMENT, blank=True)
    # Only the digest: who reads the database cannot confirm for others.
    token_digest = models.CharField(_("sjekksum av lenken"), max_length=64, unique=True, editable=False)
    runs_out_at = models.DateTimeField(_("gjelder til"))

    class Meta:
        verbose_name = _("ubekreftet uttalelse")
        verbose_name_plural = _("ubekreftede uttalelser")
        indexes = [models.Index(fields=("runs_out_at",), name="submission_by_end")]

    def __str__(self) -> str:
        return str(self.pk)


class Handling(models.TextChoices):
    NEW = "new", _("ny")
    STARTED = "started", _("påbegynt")
    READY = "ready", _("ferdig vurdert")


class StatementQuerySet(models.QuerySet["Statement"]):
    def kept(self) -> "StatementQuerySet":
        return self.filter(deleted_at=None)


class Statement(Row):
    """What somebody has said. `number` is its place in the order of the consultation and is never used again.

    `text` is not changed once there are points of it: they refer to places in it.
    """

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("høring"), on_delete=models.PROTECT, related_name="statements"
    )
    number = models.PositiveIntegerField(_("nummer"))
    source = models.CharField(_("kom inn som"), max_length=8, choices=StatementSource.choices)
    party = models.CharField(_("hvem"), max_length=12, choices=StatementParty.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organ"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("navn"), max_length=200)
    contact_name = models.CharField(_("kontaktperson"), max_length=200, blank=True)
    email = models.EmailField(_("e-post"), max_length=320, blank=True)
    address = models.CharField(_("adresse"), max_length=LONGEST_LINE, blank=True)
    received_on = models.DateField(_("kom inn"))
    text = models.TextField(_("uttalelsen"), blank=True)
    plan_version = models.CharField(_("gjelder planforslag"), max_length=LONGEST_LINE, blank=True)
    summary = models.TextField(_("sammendrag"), max_length=LONGEST_TEXT, blank=True)
    assessment = models.TextField(_("kommunens vurdering"), max_length=LONGEST_TEXT, blank=True)
    handling = models.CharField(_("behandling"), max_length=8, choices=Handling.choices, default=Handling.NEW)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ansvarlig"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Of the e-mail it came in, or of the link it was confirmed by, so that neither makes two.
    message_digest = models.CharField(_("sjekksum av e-posten"), max_length=64, blank=True, editable=False)
    by_id = models.UUIDField(_("lagt inn av"), null=True, blank=True)
    by_name = models.CharField(_("lagt inn av (navn)"), max_length=200, blank=True)
    erase_after = models.DateField(_("personopplysninger slettes etter"), null=True, blank=True)
    erased_at = models.DateTimeField(_("personopplysninger slettet"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("uttalelse")
        verbose_name_plural = _("uttalelser")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("consultation", "number"), name="statement_has_own_number"),
            models.UniqueConstraint(
                fields=("consultation", "message_digest"),
                condition=~Q(message_digest="") & Q(deleted_at=None),
                name="email_once_in_consultation",
            ),
        ]
        indexes = [
            models.Index(
                fields=("erase_after",),
                condition=Q(erased_at=None, erase_after__isnull=False),
                name="statement_to_erase",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class StatementFile(Row):
    """An attachment, as it came. It is never shown in the page, only downloaded."""

    statement = models.ForeignKey(
        Statement, verbose_name=_("uttalelse"), null=True, blank=True, on_delete=models.CASCADE, related_name="files"
    )
    submission = models.ForeignKey(
        Submission,
        verbose_name=_("ubekreftet uttalelse"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="files",
    )
    stored = models.ForeignKey(StoredFile, verbose_name=_("innhold"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("navn"), max_length=255)
    content_kind = models.CharField(_("slag, lest av innholdet"), max_length=12)
    position = models.PositiveSmallIntegerField(_("plass"), default=0)

    class Meta:
        verbose_name = _("vedlegg")
        verbose_name_plural = _("vedlegg")
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(statement__isnull=True) ^ Q(submission__isnull=True), name="attachment_is_of_one"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TagKind(models.TextChoices):
    THEME = "theme", _("tema")
    PLACE = "place", _("sted")
    ELEMENT = "element", _("del av planen")


class Tag(Row):
    """A word points are found by: what it is about, where it is, and which part of the plan."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("høring"), on_delete=models.CASCADE, related_name="tags"
    )
    kind = models.CharField(_("slag"), max_length=8, choices=TagKind.choices)
    name = models.CharField(_("navn"), max_length=80)

    class Meta:
        verbose_name = _("merkelapp")
        verbose_name_plural = _("merkelapper")
        ordering = ("kind", "name")
        constraints = [models.UniqueConstraint(fields=("consultation", "kind", "name"), name="tag_once")]

    def __str__(self) -> str:
        return self.name


class PointQuerySet(models.QuerySet["Point"]):
    def kept(self) -> "PointQuerySet":
        return self.filter(deleted_at=None, statement__deleted_at=None)


class Point(Row):
    """One thing that is said in a statement: signs `starts` up to, not with, `ends` of its text, also in `quote`."""

    statement = models.ForeignKey(
        Statement, verbose_name=_("uttalelse"), on_delete=models.CASCADE, related_name="points"
    )
    starts = models.PositiveIntegerField(_("begynner"))
    ends = models.PositiveIntegerField(_("slutter"))
    quote = models.TextField(_("det som er sagt"))
    tags = models.ManyToManyField(Tag, verbose_name=_("merkelapper"), related_name="points", blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ansvarlig"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    answer = models.TextField(_("svar"), max_length=LONGEST_TEXT, blank=True)
    is_ready = models.BooleanField(_("svaret er ferdig"), default=False)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    objects = PointQuerySet.as_manager()

    class Meta:
        verbose_name = _("punkt")
        verbose_name_plural = _("punkter")
        ordering = ("starts", "id")
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="point_holds_something"),
        ]

    def __str__(self) -> str:
        return self.quote[:60]


class GroupState(models.TextChoices):
    PROPOSED = "proposed", _("foreslått")
    DECIDED = "decided", _("bestemt")
    REFUSED = "refused", _("avvist")


class Group(Row):
    """Points that say the same. Proposed by how alike the words are (`run`), decided by people.

    One that was refused is kept, so that it is not proposed again. `answer` is common to its points. With `into` it is
    points that may belong in that group, which is decided; or, refused, points that do not.
    """

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("høring"), on_delete=models.CASCADE, related_name="groups"
    )
    name = models.CharField(_("navn"), max_length=200)
    state = models.CharField(_("tilstand"), max_length=8, choices=GroupState.choices, default=GroupState.PROPOSED)
    answer = models.TextField(_("felles svar"), max_length=LONGEST_TEXT, blank=True)
    into = models.ForeignKey(
        "self", models.CASCADE, verbose_name=_("hører til i"), null=True, blank=True, related_name="candidates"
    )
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)

    class Meta:
        verbose_name = _("gruppe av like punkter")
        verbose_name_plural = _("grupper av like punkter")

    def __str__(self) -> str:
        return self.name


class GroupMember(Row):
    """A point in a group, and how alike it is to the one the group is named after (0 to 1)."""

    group = models.ForeignKey(Group, verbose_name=_("gruppe"), on_delete=models.CASCADE, related_name="members")
    point = models.ForeignKey(Point, verbose_name=_("punkt"), on_delete=models.CASCADE, related_name="memberships")
    likeness = models.FloatField(_("likhet"), default=1.0)

    class Meta:
        verbose_name = _("punkt i gruppe")
        verbose_name_plural = _("punkter i gruppe")
        constraints = [models.UniqueConstraint(fields=("group", "point"), name="point_once_in_group")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.point_id}"


class GroupingRun(Row):
    """Looking for points that are alike: a job, how far it has come, and what came of it."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("høring"), on_delete=models.CASCADE, related_name="grouping_runs"
    )
    done = models.PositiveIntegerField(_("gjort"), default=0)
    total = models.PositiveIntegerField(_("av"), default=0)
    found = models.PositiveIntegerField(_("grupper funnet"), default=0)
    finished_at = models.DateTimeField(_("ferdig"), null=True, blank=True)
    failed = models.CharField(_("hvorfor det stoppet"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("leting etter like punkter")
        verbose_name_plural = _("leting etter like punkter")
        constraints = [
            models.UniqueConstraint(
                fields=("consultation",), condition=Q(finished_at=None), name="one_grouping_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"


class ObjectionState(models.TextChoices):
    RAISED = "raised", _("fremmet")
    DIALOGUE = "dialogue", _("i dialog")
    MEDIATION = "mediation", _("i mekling")
    WITHDRAWN = "withdrawn", _("trukket")
    FOLLOWED = "followed", _("tatt til følge")
    SENT = "sent", _("sendt departementet")
    UPHELD = "upheld", _("avgjort: innsigelsen fikk medhold")
    REJECTED = "rejected", _("avgjort: innsigelsen fikk ikke medhold")


class Objection(Row):
    """An innsigelse in a statement: against what in the plan, on what ground, and what has become of it (pbl § 5-4).

    `state` follows the newest of its `turns`.
    """

    statement = models.ForeignKey(
        Statement, verbose_name=_("uttalelse"), on_delete=models.CASCADE, related_name="objections"
    )
    against = models.CharField(_("hva i planen"), max_length=LONGEST_LINE)
    ground = models.TextField(_("grunnlaget"), max_length=LONGEST_TEXT)
    provision = models.CharField(_("bestemmelse den viser til"), max_length=LONGEST_LINE, blank=True)
    plan_version = models.CharField(_("gjelder planforslag"), max_length=LONGEST_LINE, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=ObjectionState.choices, default=ObjectionState.RAISED)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("innsigelse")
        verbose_name_plural = _("innsigelser")

    def __str__(self) -> str:
        return self.against


class ObjectionTurn(Row):
    """What happened with an objection, on what day."""

    objection = models.ForeignKey(
        Objection, verbose_name=_("innsigelse"), on_delete=models.CASCADE, related_name="turns"
    )
    state = models.CharField(_("status"), max_length=10, choices=ObjectionState.choices)
    happened_on = models.DateField(_("dato"))
    note = models.TextField(_("merknad"), max_length=LONGEST_TEXT, blank=True)
    by_id = models.UUIDField(_("notert av"), null=True, blank=True)
    by_name = models.CharField(_("notert av (navn)"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("hendelse i innsigelsen")
        verbose_name_plural = _("hendelser i innsigelsen")
        ordering = ("happened_on", "made_at")

    def __str__(self) -> str:
        return f"{self.state} {self.happened_on}"
