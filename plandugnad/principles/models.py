from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.principles.release import FEWEST, Shown
from plandugnad.regions.models import Collaboration, Organisation


class HealthRoundQuerySet(models.QuerySet["HealthRound"]):
    def open(self) -> "HealthRoundQuerySet":
        return self.filter(closed_at=None, cancelled_at=None)

    def with_results(self) -> "HealthRoundQuerySet":
        """Closed, and enough had answered, from enough places, for anything to be shown."""
        return self.filter(closed_at__isnull=False, answered__gte=FEWEST, places__gte=FEWEST)


class HealthRound(Row):
    """Once that a collaboration asks itself how it is doing. Open from when it is made; then closed, or cancelled.

    While it is open there are answers, each a person's. As it closes they become results and comments that are
    nobody's, and the answers are gone: nothing that is kept says who answered what.
    """

    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), on_delete=models.CASCADE, related_name="health_rounds"
    )
    # Which wording was answered: a later one is another version, and is not compared with this.
    wording = models.PositiveSmallIntegerField(_("spørsmål"))
    due_on = models.DateField(_("svarfrist"), null=True, blank=True)
    closed_at = models.DateTimeField(_("lukket"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("avbrutt"), null=True, blank=True)
    # As it closed: how many answered, and from how many places.
    answered = models.PositiveIntegerField(_("antall svar"), default=0)
    places = models.PositiveIntegerField(_("antall steder"), default=0)

    objects = HealthRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("helsesjekk")
        verbose_name_plural = _("helsesjekker")
        constraints = [
            models.UniqueConstraint(
                fields=("collaboration",),
                condition=Q(closed_at=None, cancelled_at=None),
                name="one_open_health_round",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(cancelled_at=None), name="health_round_ends_in_one_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.made_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.cancelled_at is None

    @property
    def has_result(self) -> bool:
        """As `with_results`."""
        return self.closed_at is not None and min(self.answered, self.places) >= FEWEST


class HealthAnswer(Row):
    """What one person says, for as long as the round is open. `organisation` is the member she answers from; nobody
    when she works in the collaboration itself."""

    round = models.ForeignKey(HealthRound, verbose_name=_("helsesjekk"), on_delete=models.CASCADE, related_name="given")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("svar på helsesjekk")
        verbose_name_plural = _("svar på helsesjekk")
        constraints = [models.UniqueConstraint(fields=("round", "person"), name="health_answer_once")]

    def __str__(self) -> str:
        return str(self.pk)


class HealthScore(Row):
    """Of one principle: a step of the scale, or none for «vet ikke»."""

    answer = models.ForeignKey(HealthAnswer, verbose_name=_("svar"), on_delete=models.CASCADE, related_name="scores")
    principle = models.SlugField(_("prinsipp"), max_length=24)
    score = models.PositiveSmallIntegerField(_("trinn"), null=True, blank=True)
    comment = models.TextField(_("kommentar"), max_length=1_000, blank=True)

    class Meta:
        verbose_name = _("trinn på helsesjekk")
        verbose_name_plural = _("trinn på helsesjekk")
        constraints = [
            models.UniqueConstraint(fields=("answer", "principle"), name="health_score_once"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__range=(1, 5)), name="health_score_is_a_step"),
        ]

    def __str__(self) -> str:
        return self.principle


class HealthResult(Row):
    """What is shown of one principle, worked out once as the round closed: no later leaving or erasing changes it, so
    nobody's answer can be found as the difference."""

    round = models.ForeignKey(
        HealthRound, verbose_name=_("helsesjekk"), on_delete=models.CASCADE, related_name="results"
    )
    principle = models.SlugField(_("prinsipp"), max_length=24)
    shown = models.CharField(_("hva som vises"), max_length=8, choices=Shown.choices)
    # How many on each step, from the lowest, and how many did not know. Empty when that is not shown.
    counts = ArrayField(models.PositiveIntegerField(), verbose_name=_("antall på hvert trinn"), default=list)
    unknown = models.PositiveIntegerField(_("antall som ikke vet"), default=0)
    is_low = models.BooleanField(_("flertallet er på de to laveste"), default=False)

    class Meta:
        verbose_name = _("resultat av helsesjekk")
        verbose_name_plural = _("resultater av helsesjekk")
        constraints = [models.UniqueConstraint(fields=("round", "principle"), name="health_result_once")]

    def __str__(self) -> str:
        return self.principle


class HealthComment(Row):
    """A comment that is nobody's. Its id is drawn, and gives the order; all of a round are of the same moment."""

    round = models.ForeignKey(
        HealthRound, verbose_name=_("helsesjekk"), on_delete=models.CASCADE, related_name="comments"
    )
    principle = models.SlugField(_("prinsipp"), max_length=24)
    text = models.TextField(_("tekst"), max_length=1_000)

    class Meta:
        verbose_name = _("kommentar til helsesjekk")
        verbose_name_plural = _("kommentarer til helsesjekk")
        indexes = [models.Index(fields=("round", "id"), name="health_comments_in_order")]

    def __str__(self) -> str:
        return self.principle
