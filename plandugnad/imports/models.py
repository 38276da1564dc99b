from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.imports import packed_json
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation


class RunState(models.TextChoices):
    DRAFT = "draft", _("under forberedelse")
    WRITTEN = "written", _("importert")
    UNDONE = "undone", _("angret")
    DISCARDED = "discarded", _("forkastet")  # emptied; the row stands so that other tabs find out


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def without_tables(self) -> "ImportRunQuerySet":
        """Lists of runs do not carry the cells of every table with them."""
        return self.defer("packed_workbook", "packed_reading")

    def told_of(self) -> "ImportRunQuerySet":
        """Without those that were thrown away."""
        return self.exclude(state=RunState.DISCARDED)


class ImportRun(Row):
    """One table on its way in: the cells as read, what the person decided about them, and what came of it."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="import_runs"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("startet av"), null=True, on_delete=models.SET_NULL)
    file_name = models.CharField(_("fil"), max_length=255, blank=True)  # empty when the table was pasted
    state = models.CharField(_("tilstand"), max_length=10, choices=RunState.choices, default=RunState.DRAFT)
    # The workbook in the table engine's own form, so that what a column means can be changed without the file.
    packed_workbook = models.BinaryField(_("arbeidsbok"), default=packed_json.nothing)
    # What the table says when the choices are followed. Worked out again whenever a choice about the table changes.
    packed_reading = models.BinaryField(_("lest tabell"), default=packed_json.nothing)
    # The number the table says it is of, when that is another municipality than this.
    named_municipality = models.CharField(_("kommunen tabellen nevner"), max_length=4, blank=True)
    choices = models.JSONField(_("valg"), default=dict)
    outcome = models.JSONField(_("resultat"), null=True, blank=True)
    written_at = models.DateTimeField(_("importert"), null=True, blank=True)
    undone_at = models.DateTimeField(_("angret"), null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("importer")
        ordering = ("-made_at",)
        indexes = [models.Index(fields=("organisation", "-made_at"), name="imports_of_municipality")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_draft(self) -> bool:
        return self.state == RunState.DRAFT

    @property
    def is_written(self) -> bool:
        return self.state == RunState.WRITTEN

    @property
    def is_undone(self) -> bool:
        return self.state == RunState.UNDONE

    @property
    def is_discarded(self) -> bool:
        return self.state == RunState.DISCARDED

    def let_go_of_table(self) -> tuple[str, str]:
        """What the table said is no longer anybody's business. The fields to save."""
        self.packed_workbook = self.packed_reading = packed_json.nothing()
        return "packed_workbook", "packed_reading"

    @property
    def workbook(self) -> Any:
        return packed_json.unpacked(self.packed_workbook)

    @workbook.setter
    def workbook(self, stored: Any) -> None:
        self.packed_workbook = packed_json.packed(stored)

    @property
    def reading(self) -> Any:
        return packed_json.unpacked(self.packed_reading)

    @reading.setter
    def reading(self, stored: Any) -> None:
        self.packed_reading = packed_json.packed(stored)


class ImportedPlan(models.Model):
    """What one run did to one plan, and how the plan was before, so that the run can be undone."""

    run = models.ForeignKey(ImportRun, verbose_name=_("import"), on_delete=models.CASCADE, related_name="plans")
    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="imported_by")
    sheet = models.CharField(_("ark"), max_length=255, blank=True)
    source_row = models.PositiveIntegerField(_("rad"))
    # The fields the run changed, as they were; empty when it changed none, null when the run made the plan.
    before = models.JSONField(_("før"), null=True)
    # What the table said of the plan, so that the next table's news can be told from what people have done here.
    said = models.JSONField(_("det tabellen sa"), default=dict)
    # The whole plan as the run left it: what differs from this later was changed by somebody.
    after = models.JSONField(_("etter"))

    class Meta:
        verbose_name = _("importert plan")
        verbose_name_plural = _("importerte planer")
        constraints = [models.UniqueConstraint(fields=("run", "plan"), name="plan_once_in_run")]

    def __str__(self) -> str:
        return f"rad {self.source_row}"


class RememberedMapping(models.Model):
    """What the headings of one municipality's table mean, as a person once said."""

    organisation = models.OneToOneField(
        Organisation,
        verbose_name=_("kommune"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="remembered_mapping",
    )
    fields = models.JSONField(_("overskrift og felt"), default=dict)

    class Meta:
        verbose_name = _("husket kolonnevalg")
        verbose_name_plural = _("huskede kolonnevalg")

    def __str__(self) -> str:
        return f"kolonner for {self.organisation_id}"


class RememberedRow(models.Model):
    """What was said of one row of a municipality's table: the answers, and cells mended by hand. Of the row itself only
    a fingerprint is kept, which finds it again when it comes unchanged.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.CASCADE, related_name="remembered_rows"
    )
    fingerprint = models.CharField(_("fingeravtrykk"), max_length=32)
    answer = models.JSONField(_("svar"), default=dict)
    about = models.CharField(_("svaret gjaldt"), max_length=32, blank=True)
    candidates = models.JSONField(_("planer det kunne være"), default=list)
    cells = models.JSONField(_("rettede celler"), default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("svart av"), null=True, on_delete=models.SET_NULL)

    class Meta:
        verbose_name = _("husket svar")
        verbose_name_plural = _("huskede svar")
        constraints = [
            models.UniqueConstraint(fields=("organisation", "fingerprint"), name="row_remembered_once"),
        ]

    def __str__(self) -> str:
        return self.fingerprint
