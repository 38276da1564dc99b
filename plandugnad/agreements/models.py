"""One agreement for each kind in a collaboration, its adopted versions, and the rows of the one that stands now."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.agreements.kinds import (
    ENDED,
    TIED,
    AgreementKind,
    GoalStatus,
    RuleTheme,
    Stage,
    StakeholderLevel,
    StakeholderRole,
)
from plandugnad.archive.models import Room
from plandugnad.core.fields import WhenField, when_check
from plandugnad.core.models import Row
from plandugnad.meetings.models import Body, Series
from plandugnad.regions.models import Collaboration, Organisation

LONGEST_TEXT = 4000


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def standing(self) -> "AgreementQuerySet":
        return self.filter(withdrawn_at=None)


class Agreement(Row):
    """`part` tells several of a kind apart, as the course of the law's that a common process is for."""

    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), on_delete=models.CASCADE, related_name="agreements"
    )
    kind = models.CharField(_("hva slags"), max_length=12, choices=AgreementKind.choices)
    part = models.CharField(_("del"), max_length=24, blank=True)
    title = models.CharField(_("tittel"), max_length=200)
    address = models.CharField(_("adressen til arbeidsarket"), max_length=300)
    text = models.TextField(_("tekst"), blank=True)
    adopted_on = models.DateField(_("vedtatt"))
    review_on = models.DateField(_("tas opp igjen"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=1)
    withdrawn_at = models.DateTimeField(_("trukket tilbake"), null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("enighet")
        verbose_name_plural = _("enigheter")
        constraints = [
            models.UniqueConstraint(fields=("collaboration", "kind", "part"), name="agreement_once_of_a_kind"),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__gt=models.F("adopted_on")),
                name="agreement_is_reviewed_after_it_is_adopted",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementVersion(Row):
    """As it was adopted, whole, and never changed."""

    agreement = models.ForeignKey(
        Agreement, verbose_name=_("enighet"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("versjon"))
    content = models.JSONField(_("innhold"))
    by_id = models.UUIDField(_("av"), null=True)
    by_name = models.CharField(_("av"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("vedtatt utgave")
        verbose_name_plural = _("vedtatte utgaver")
        constraints = [models.UniqueConstraint(fields=("agreement", "number"), name="agreement_version_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.number}"


class AgreedRow(Row):
    """One row of the worksheet, by the id it has there, so that what is followed up stays with it."""

    agreement = models.ForeignKey(
        Agreement, verbose_name=_("enighet"), on_delete=models.CASCADE, related_name="%(class)ss"
    )
    item = models.CharField(_("rad i arbeidsarket"), max_length=40)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    ended_at = models.DateTimeField(_("tatt ut"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("order", "id")
        constraints = [models.UniqueConstraint(fields=("agreement", "item"), name="%(class)s_once")]


class Goal(AgreedRow):
    text = models.TextField(_("mål"))
    how = models.TextField(_("hvordan vi arbeider sammen for å nå det"), blank=True)
    indicator = models.TextField(_("tegn på at vi er på vei"), blank=True)
    baseline = models.TextField(_("der vi sto"), blank=True)
    target = models.TextField(_("dit vi vil"), blank=True)
    responsible = models.TextField(_("ansvarlig"), blank=True)
    due = WhenField(verbose_name=_("innen"))
    principle = models.PositiveSmallIntegerField(_("prinsipp"), null=True, blank=True)

    class Meta(AgreedRow.Meta):
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        constraints = [
            *AgreedRow.Meta.constraints,
            models.CheckConstraint(condition=when_check("due"), name="goal_due_is_a_date"),
        ]

    def __str__(self) -> str:
        return self.text


class GoalReview(Row):
    """What was said of a goal on a day. The last that is not undone says how it goes."""

    goal = models.ForeignKey(Goal, verbose_name=_("mål"), on_delete=models.CASCADE, related_name="reviews")
    status = models.CharField(_("status"), max_length=12, choices=GoalStatus.choices)
    value = models.CharField(_("der vi står"), max_length=200, blank=True)
    note = models.TextField(_("merknad"), blank=True, max_length=LONGEST_TEXT)
    reviewed_on = models.DateField(_("dag"))
    undone_at = models.DateTimeField(_("angret"), null=True, blank=True)
    by_id = models.UUIDField(_("av"), null=True)
    by_name = models.CharField(_("av"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("oppfølging av et mål")
        verbose_name_plural = _("oppfølging av mål")
        indexes = [models.Index(fields=("goal", "-reviewed_on", "-made_at"), name="goal_review_latest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=GoalStatus.GIVEN_UP) | ~Q(note=""), name="goal_given_up_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.status}"


class Rule(AgreedRow):
    text = models.TextField(_("regel"))
    theme = models.CharField(_("tema"), max_length=16, choices=RuleTheme.choices, default=RuleTheme.OTHER)
    why = models.TextField(_("hvorfor"), blank=True)
    noticed = models.TextField(_("hvordan vi merker at den ikke følges"), blank=True)
    first_response = models.TextField(_("det første vi gjør"), blank=True)
    next_response = models.TextField(_("det neste vi gjør"), blank=True)

    class Meta(AgreedRow.Meta):
        verbose_name = _("spilleregel")
        verbose_name_plural = _("spilleregler")

    def __str__(self) -> str:
        return self.text


class RuleNote(Row):
    """That a rule was not kept. It says what happened; whom it was, has no column and is never counted."""

    rule = models.ForeignKey(Rule, verbose_name=_("spilleregel"), on_delete=models.CASCADE, related_name="notes")
    is_private = models.BooleanField(_("bare til koordinatoren"))
    what = models.TextField(_("hva som skjedde"), max_length=LONGEST_TEXT)
    by_id = models.UUIDField(_("av"), null=True)
    by_name = models.CharField(_("av"), max_length=200, blank=True)
    settled_at = models.DateTimeField(_("ordnet"), null=True, blank=True)
    settled_how = models.TextField(_("hva vi gjorde"), blank=True, max_length=LONGEST_TEXT)
    settled_by_id = models.UUIDField(_("ordnet av"), null=True)
    settled_by_name = models.CharField(_("ordnet av"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("notat om en spilleregel")
        verbose_name_plural = _("notater om spilleregler")
        ordering = ("-made_at", "-id")
        indexes = [models.Index(fields=("rule", "settled_at"), name="rule_note_of_rule")]

    def __str__(self) -> str:
        return str(self.id)  # what it says may be private


class Stakeholder(AgreedRow):
    name = models.TextField(_("navn"))
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    level = models.CharField(_("nivå"), max_length=10, choices=StakeholderLevel.choices, blank=True)
    role = models.CharField(_("rolle"), max_length=12, choices=StakeholderRole.choices, blank=True)
    responsibility = models.TextField(_("ansvar"), blank=True)
    stages = ArrayField(
        models.CharField(max_length=20, choices=Stage.choices), verbose_name=_("når"), default=list, blank=True
    )
    contact = models.TextField(_("kontaktpunkt"), blank=True)
    depends_on = models.TextField(_("avhenger av"), blank=True)
    conflict = models.TextField(_("mulig konflikt"), blank=True)

    class Meta(AgreedRow.Meta):
        verbose_name = _("aktør")
        verbose_name_plural = _("aktører")

    def __str__(self) -> str:
        return self.name


class AgreedStep(AgreedRow):
    """`law` is the step of the statute it fulfils, as 'KPA-7'; empty for a step of the region's own."""

    name = models.TextField(_("steg"))
    stage = models.CharField(_("fase"), max_length=20, choices=Stage.choices, blank=True)
    law = models.CharField(_("lovens steg"), max_length=24, blank=True)
    participants = models.TextField(_("hvem er med"), blank=True)
    what = models.TextField(_("hva vi gjør"), blank=True)
    documents = models.TextField(_("dokumenter og maler"), blank=True)
    clarification = models.TextField(_("må avklares"), blank=True)
    weeks = models.PositiveSmallIntegerField(_("uker"), null=True, blank=True)

    class Meta(AgreedRow.Meta):
        verbose_name = _("avtalt steg")
        verbose_name_plural = _("avtalte steg")

    def __str__(self) -> str:
        return self.name


class Arena(AgreedRow):
    name = models.TextField(_("møtearena"))
    purpose = models.TextField(_("hva den er til"), blank=True)
    participants = models.TextField(_("hvem er med"), blank=True)
    rhythm = models.TextField(_("hvor ofte"), blank=True)
    # The ids that were chosen in the worksheet; empty in rows published before they were kept.
    rhythm_code = models.CharField(_("valgt rytme"), max_length=40, blank=True)
    venue_code = models.CharField(_("valgt sted"), max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutter"), null=True, blank=True)
    venue = models.TextField(_("sted"), blank=True)
    prepares = models.TextField(_("hvem forbereder"), blank=True)
    chairs = models.TextField(_("hvem leder"), blank=True)
    agenda = models.TextField(_("fast saksliste"), blank=True)
    output = models.TextField(_("hva som kommer ut av det"), blank=True)

    class Meta(AgreedRow.Meta):
        verbose_name = _("møtearena")
        verbose_name_plural = _("møtearenaer")

    def __str__(self) -> str:
        return self.name


class ArenaSeries(Row):
    """The meetings of an arena. `said` is what the arena said of them when they were set up or last brought in step;
    `before` is what the last thing done to them can be taken back to."""

    arena = models.OneToOneField(
        Arena, verbose_name=_("møtearena"), on_delete=models.CASCADE, related_name="meetings_of"
    )
    body = models.ForeignKey(Body, verbose_name=_("gruppe"), on_delete=models.CASCADE, related_name="+")
    series = models.ForeignKey(
        Series, verbose_name=_("møteserie"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    said = models.JSONField(_("slik det sto i møtemodellen"), default=dict)
    before = models.JSONField(_("før det siste som ble gjort"), default=dict)
    by_id = models.UUIDField(_("av"), null=True)
    by_name = models.CharField(_("av"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("møtene i en arena")
        verbose_name_plural = _("møtene i arenaene")

    def __str__(self) -> str:
        return str(self.arena_id)

    @property
    def is_live(self) -> bool:
        """A group that has been deleted took its meetings along."""
        return self.series_id is not None and self.body.deleted_at is None

    @property
    def is_tied(self) -> bool:
        """The arena's meetings are those the group has, and no series is the arena's."""
        return self.series_id is None and self.before.get("what") == TIED and self.body.deleted_at is None

    @property
    def last_done(self) -> str:
        """What can be undone; '' for nothing."""
        what = str(self.before.get("what", ""))
        is_there = (self.series_id is None) == (what in (ENDED, TIED))
        return what if is_there and self.body.deleted_at is None else ""


class SharedRoom(AgreedRow):
    """`reader_choice` and `editor_choice` are the ids of what was chosen, where the worksheet had them.

    `room` is the one in the archive that this became, and `settled` how what is agreed was understood then: whom the
    words mean in the archive is somebody's decision, and is not asked again until the words are others.
    """

    name = models.TextField(_("rom"))
    documents = models.TextField(_("hva som ligger der"), blank=True)
    naming = models.TextField(_("navneregel"), blank=True)
    readers = models.TextField(_("hvem som leser"), blank=True)
    editors = models.TextField(_("hvem som endrer"), blank=True)
    reader_choice = models.CharField(_("valg for hvem som leser"), max_length=40, blank=True)
    editor_choice = models.CharField(_("valg for hvem som endrer"), max_length=40, blank=True)
    kept = models.TextField(_("hvor lenge"), blank=True)
    archived = models.TextField(_("hvor det arkiveres"), blank=True)
    room = models.ForeignKey(
        Room, verbose_name=_("rom i arkivet"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled = models.JSONField(_("slik det ble forstått"), default=dict, blank=True)

    class Meta(AgreedRow.Meta):
        verbose_name = _("delt rom")
        verbose_name_plural = _("delte rom")

    def __str__(self) -> str:
        return self.name


class StayingSystem(AgreedRow):
    """What stays where it is, beside the shared archive."""

    name = models.TextField(_("system"))
    used_for = models.TextField(_("brukes til"), blank=True)
    stays_for = models.TextField(_("hva som blir der"), blank=True)
    owner = models.TextField(_("ansvarlig"), blank=True)

    class Meta(AgreedRow.Meta):
        verbose_name = _("system som blir")
        verbose_name_plural = _("systemer som blir")

    def __str__(self) -> str:
        return self.name
