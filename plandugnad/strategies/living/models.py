from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.fields import WrittenName
from plandugnad.core.models import Row
from plandugnad.plans.models import Plan
from plandugnad.strategies.living.kinds import SnapshotKind, Track

LONGEST_TEXT = 4_000


class Snapshot(Row):
    """The strategy as it stood one day: what was promised, and how it went. Never changed afterwards."""

    strategy = models.ForeignKey(
        "strategies.Strategy", verbose_name=_("planstrategi"), on_delete=models.CASCADE, related_name="snapshots"
    )
    kind = models.CharField(_("slag"), max_length=12, choices=SnapshotKind.choices)
    on = models.DateField(_("per"))
    # See `freezing`: a version, and a line for each plan.
    content = models.JSONField(_("innhold"))
    remarks = models.TextField(_("merknader"), blank=True, max_length=LONGEST_TEXT)
    made_by_id = models.UUIDField(_("av"), null=True, blank=True, editable=False)
    made_by_name = WrittenName(_("laget av"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("øyeblikksbilde av planstrategien")
        verbose_name_plural = _("øyeblikksbilder av planstrategien")
        constraints = [
            models.UniqueConstraint(
                fields=("strategy",), condition=Q(kind=SnapshotKind.ADOPTED), name="strategy_is_frozen_once_as_adopted"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class PulseContact(Row):
    """Whom to ask how it goes with a plan: by e-mail, with or without an account."""

    need = models.OneToOneField(
        "strategies.PlanNeed", verbose_name=_("planbehov"), on_delete=models.CASCADE, related_name="contact"
    )
    email = models.EmailField(_("e-post"))
    name = WrittenName(_("navn"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("hvem som spørres")
        verbose_name_plural = _("hvem som spørres")

    def __str__(self) -> str:
        return self.email


class PulseAsk(Row):
    """One mail to one address in one quarter, with a link that answers for its plans and nothing else.

    Only a digest of what is in the link is kept, so that nobody who reads the database can answer for others.
    """

    strategy = models.ForeignKey(
        "strategies.Strategy", verbose_name=_("planstrategi"), on_delete=models.CASCADE, related_name="asks"
    )
    quarter = models.PositiveIntegerField(_("kvartal"))  # 20264 is October–December 2026
    email = models.EmailField(_("e-post"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    until = models.DateField(_("kan svares på til"))
    answered_at = models.DateTimeField(_("besvart"), null=True, blank=True)

    class Meta:
        verbose_name = _("spørsmål om framdrift")
        verbose_name_plural = _("spørsmål om framdrift")
        constraints = [models.UniqueConstraint(fields=("strategy", "quarter", "email"), name="asked_once_in_a_quarter")]

    def __str__(self) -> str:
        return f"{self.quarter} {self.email}"


class TrackNote(Row):
    """What was said of one plan, by whom. The newest that is not taken back counts; the others are the history."""

    need = models.ForeignKey(
        "strategies.PlanNeed", verbose_name=_("planbehov"), on_delete=models.CASCADE, related_name="notes"
    )
    track = models.CharField(_("hvordan går det"), max_length=12, choices=Track.choices)
    because = models.TextField(_("hvorfor"), blank=True, max_length=LONGEST_TEXT)
    # When it is finished now, for one that has slipped: HalfYear.code.
    ends = models.PositiveIntegerField(_("ferdig nå"), null=True, blank=True)
    ask = models.ForeignKey(
        PulseAsk, verbose_name=_("spørsmål"), null=True, blank=True, on_delete=models.SET_NULL, related_name="notes"
    )
    said_by_id = models.UUIDField(_("av"), null=True, blank=True, editable=False)
    said_by_name = WrittenName(_("av (navn)"), max_length=200, blank=True)
    taken_back_at = models.DateTimeField(_("tatt tilbake"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("melding om framdrift")
        verbose_name_plural = _("meldinger om framdrift")
        constraints = [
            models.CheckConstraint(
                condition=Q(track=Track.ON_TRACK) | ~Q(because=""), name="what_has_not_gone_as_planned_has_a_reason"
            )
        ]
        indexes = [models.Index(fields=("need", "-made_at"), name="track_note_by_need")]

    def __str__(self) -> str:
        return f"{self.need_id} {self.track}"


class OutsideReason(Row):
    """Why a plan is being made that the adopted strategy says nothing of."""

    strategy = models.ForeignKey(
        "strategies.Strategy", verbose_name=_("planstrategi"), on_delete=models.CASCADE, related_name="outside"
    )
    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="+")
    because = models.TextField(_("hvorfor"), max_length=LONGEST_TEXT)
    said_by_id = models.UUIDField(_("av"), null=True, blank=True, editable=False)
    said_by_name = WrittenName(_("av (navn)"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("plan utenfor planstrategien")
        verbose_name_plural = _("planer utenfor planstrategien")
        constraints = [
            models.UniqueConstraint(fields=("strategy", "plan"), name="outside_reason_once"),
            models.CheckConstraint(condition=~Q(because=""), name="outside_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}"
