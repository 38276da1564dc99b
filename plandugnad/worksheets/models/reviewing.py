"""A professional plan review: what is asked for, who is asked to look at it, and what each of them knows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plandugnad.archive.models import File
from plandugnad.core.models import Row
from plandugnad.meetings.models import Meeting
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.models.sheets import Sheet

REVIEW = "review"  # the worksheet these rows belong to
# Of its blocks: those where who else only reads, and sits on the panel, adds rows; and those the owner writes.
PANEL_ADDS = frozenset({"clarifying", "assessments"})
OWNER_WRITES = frozenset({"request", "questions", "summary", "next_steps"})
# The tables where a row belongs to who wrote it, by the column it is signed in; and what the owner answers in them.
SIGNED = {"clarifying": "asked_by", "assessments": "from"}
OWNER_ANSWERS = {"clarifying": frozenset({"answer"})}


class ReviewForm(models.TextChoices):
    WRITING = "writing", _("skriftlig")
    MEETING = "meeting", _("i et møte")


class Review(Row):
    """What the owner asks for. `outcome` is what came of each advice, as it stood when the owner finished."""

    sheet = models.OneToOneField(Sheet, on_delete=models.CASCADE, related_name="review")
    owner = models.ForeignKey(Organisation, verbose_name=_("sakseier"), on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due_on = models.DateField(_("svar innen"))
    form = models.CharField(_("form"), max_length=8, choices=ReviewForm.choices, default=ReviewForm.WRITING)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("møte"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    files = models.ManyToManyField(File, verbose_name=_("vedlegg"), blank=True, related_name="+")
    outcome = models.JSONField(_("hva som ble tatt med"), default=list)
    finished_at = models.DateTimeField(_("ferdig"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)

    class Meta:
        verbose_name = _("faglig vurdering")
        verbose_name_plural = _("faglige vurderinger")

    def __str__(self) -> str:
        return str(self.sheet_id)

    @property
    def is_open(self) -> bool:
        return self.finished_at is None


class PanellistQuerySet(models.QuerySet["Panellist"]):
    def sitting(self) -> "PanellistQuerySet":
        return self.filter(accepted_at__isnull=False)


class Panellist(Row):
    """Somebody asked to look at the case, from where she works. Nobody sits who has not said that she is free to.

    `owner` is the case's own municipality, kept here too so that the table itself refuses its people. Who has said no
    keeps her row, for she has been asked, and is named to nobody.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="panel")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, verbose_name=_("fra"), on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, verbose_name=_("sakseier"), on_delete=models.PROTECT, related_name="+")
    guides = models.BooleanField(_("veileder"), default=False)
    asked_at = models.DateTimeField(_("spurt"))
    impartial_at = models.DateTimeField(_("erklært habil"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("sagt ja"), null=True, blank=True)
    declined_at = models.DateTimeField(_("sagt nei"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("levert"), null=True, blank=True)

    objects = PanellistQuerySet.as_manager()

    class Meta:
        verbose_name = _("paneldeltaker")
        verbose_name_plural = _("paneldeltakere")
        ordering = ("asked_at", "id")
        constraints = [
            models.UniqueConstraint(fields=("review", "person"), name="panellist_once"),
            models.CheckConstraint(condition=~Q(organisation=F("owner")), name="panellist_is_from_elsewhere"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(impartial_at__isnull=False, declined_at=None),
                name="panellist_who_sits_is_impartial",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at=None) | Q(accepted_at__isnull=False), name="panellist_delivers_when_sitting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.person_id}"

    @property
    def is_waiting(self) -> bool:
        return self.accepted_at is None and self.declined_at is None


class Skill(Row):
    """A word a person has chosen for what she can, so that others find her. Hers to change, and gone with her."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(_("dette kan jeg"), max_length=40)

    class Meta:
        verbose_name = _("kompetanse")
        verbose_name_plural = _("kompetanse")
        ordering = ("made_at", "id")
        constraints = [models.UniqueConstraint(fields=("person", "word"), name="skill_once")]

    def __str__(self) -> str:
        return self.word
