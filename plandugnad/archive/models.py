from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plandugnad.archive.kinds import RoomAudience, TextState
from plandugnad.archive.names import name_key
from plandugnad.core.fields import WhenField, when_check
from plandugnad.core.models import Row, StoredFile
from plandugnad.core.norwegian import sort_key
from plandugnad.regions.models import Collaboration, Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEY = models.CharField(max_length=90)


class RoomQuerySet(models.QuerySet["Room"]):
    def kept(self) -> "RoomQuerySet":
        return self.filter(deleted_at=None)

    def visible_to(self, keys: "Iterable[str]") -> "RoomQuerySet":
        """`keys` are what the reader carries: `Actor.keys`."""
        return self.kept().filter(reader_keys__overlap=sorted(keys))

    def at(self, place: Organisation | Collaboration) -> "RoomQuerySet":
        if isinstance(place, Collaboration):
            return self.filter(collaboration=place)
        return self.filter(organisation=place)


class Room(Row):
    """Where a collaboration or an organisation keeps what belongs together: its statutes, its minutes, a hearing."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("navn"), max_length=120)
    purpose = models.TextField(_("hva rommet er til"), blank=True)
    readers = models.CharField(
        _("hvem som leser"), max_length=12, choices=RoomAudience.choices, default=RoomAudience.EVERYBODY
    )
    reader_roles = ArrayField(models.SlugField(max_length=40), verbose_name=_("roller som leser"), default=list)
    writers = models.CharField(
        _("hvem som skriver"), max_length=12, choices=RoomAudience.choices, default=RoomAudience.EVERYBODY
    )
    writer_roles = ArrayField(models.SlugField(max_length=40), verbose_name=_("roller som skriver"), default=list)
    # Worked out by `access` from the four above and the openings, so that many rooms are asked for at once.
    reader_keys = ArrayField(_KEY, default=list, editable=False)
    writer_keys = ArrayField(_KEY, default=list, editable=False)
    name_parts = ArrayField(models.CharField(max_length=12), verbose_name=_("navneregel"), default=list, blank=True)
    name_separator = models.CharField(_("mellom delene"), max_length=3, default="_")
    delete_after = WhenField(verbose_name=_("kan slettes etter"))
    changed_at = models.DateTimeField(_("sist endret"), auto_now=True)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)
    sort_key = models.CharField(max_length=160, editable=False)

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("rom")
        verbose_name_plural = _("rom")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(collaboration__isnull=True), name="room_is_in_one_place"
            ),
            models.CheckConstraint(condition=when_check("delete_after"), name="room_date_has_a_precision"),
            models.UniqueConstraint(
                fields=("organisation", "collaboration", "name"),
                condition=Q(deleted_at=None),
                nulls_distinct=False,
                name="room_has_own_name_in_place",
            ),
        ]
        indexes = [GinIndex(fields=("reader_keys",), name="room_by_reader")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        self.sort_key = sort_key(self.name)[:160]
        super().save(*args, **options)

    @property
    def place(self) -> Organisation | Collaboration:
        place = self.organisation or self.collaboration
        assert place is not None  # a constraint of the table
        return place


class RoomOpening(Row):
    """A room shown to an organisation or a collaboration beyond those who work where it is."""

    room = models.ForeignKey(Room, verbose_name=_("rom"), on_delete=models.CASCADE, related_name="openings")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    can_write = models.BooleanField(_("kan legge inn filer"), default=False)

    class Meta:
        verbose_name = _("åpning av rom")
        verbose_name_plural = _("åpninger av rom")
        constraints = [
            models.UniqueConstraint(
                fields=("room", "organisation", "collaboration"), nulls_distinct=False, name="room_opened_once"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(collaboration__isnull=True), name="opening_has_one_audience"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} åpnet"

    @property
    def audience(self) -> Organisation | Collaboration:
        audience = self.organisation or self.collaboration
        assert audience is not None  # a constraint of the table
        return audience


class KeptQuerySet(models.QuerySet[Any]):
    def kept(self) -> "KeptQuerySet":
        return self.filter(deleted_at=None)


class _Named(Row):
    """What lies in a room: found by name, once per folder, changed by one person at a time, and brought back."""

    name = models.CharField(_("navn"), max_length=255)
    name_key = models.CharField(max_length=600, editable=False)
    sort_key = models.CharField(max_length=300, editable=False)
    version = models.PositiveIntegerField(_("versjon"), default=1, editable=False)
    changed_at = models.DateTimeField(_("sist endret"), auto_now=True)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)
    # The folder that took it along when it was deleted, so that bringing back the folder brings back just this.
    deleted_with = models.UUIDField(null=True, blank=True, editable=False)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        self.name_key, self.sort_key = name_key(self.name)[:600], sort_key(self.name)[:300]
        if (fields := options.get("update_fields")) is not None:
            options["update_fields"] = {*fields, "name_key", "sort_key", "changed_at"}
        super().save(*args, **options)


class Folder(_Named):
    room = models.ForeignKey(Room, verbose_name=_("rom"), on_delete=models.CASCADE, related_name="folders")
    parent = models.ForeignKey(
        "self", verbose_name=_("ligger i"), null=True, blank=True, on_delete=models.CASCADE, related_name="folders"
    )

    class Meta:
        verbose_name = _("mappe")
        verbose_name_plural = _("mapper")
        constraints = [
            models.UniqueConstraint(
                fields=("room", "parent", "name_key"),
                condition=Q(deleted_at=None),
                nulls_distinct=False,
                name="folder_has_own_name",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="folder_is_not_in_itself"),
        ]


class File(_Named):
    """A document through all its versions."""

    room = models.ForeignKey(Room, verbose_name=_("rom"), on_delete=models.CASCADE, related_name="files")
    folder = models.ForeignKey(
        Folder, verbose_name=_("mappe"), null=True, blank=True, on_delete=models.CASCADE, related_name="files"
    )
    latest = models.ForeignKey(
        "FileVersion", verbose_name=_("siste versjon"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    delete_after = WhenField(verbose_name=_("kan slettes etter"))

    class Meta:
        verbose_name = _("arkivfil")
        verbose_name_plural = _("arkivfiler")
        constraints = [
            models.UniqueConstraint(
                fields=("room", "folder", "name_key"),
                condition=Q(deleted_at=None),
                nulls_distinct=False,
                name="file_has_own_name",
            ),
            models.CheckConstraint(condition=when_check("delete_after"), name="file_date_has_a_precision"),
        ]
        indexes = [
            models.Index(fields=("room", "folder", "sort_key"), condition=Q(deleted_at=None), name="file_in_order")
        ]


class FileVersion(Row):
    file = models.ForeignKey(File, verbose_name=_("arkivfil"), on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("nummer"))
    stored = models.ForeignKey(StoredFile, verbose_name=_("innhold"), on_delete=models.PROTECT, related_name="+")
    uploaded_name = models.CharField(_("navn ved opplasting"), max_length=255)
    content_kind = models.CharField(_("slag, lest av innholdet"), max_length=12)
    comment = models.CharField(_("kommentar"), max_length=300, blank=True)
    by_id = models.UUIDField(_("lagt inn av"), null=True)
    by_name = models.CharField(_("lagt inn av (navn)"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("filversjon")
        verbose_name_plural = _("filversjoner")
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=("file", "number"), name="file_version_once")]

    def __str__(self) -> str:
        return f"{self.uploaded_name} ({self.number})"


class FileText(models.Model):
    """What stands in a file, by its checksum: the same bytes are read once, wherever they lie.

    No foreign key to the stored file, or a text would keep bytes that nothing else refers to.
    """

    sha256 = models.CharField(_("sjekksum"), primary_key=True, max_length=64)
    state = models.CharField(_("tilstand"), max_length=12, choices=TextState.choices, default=TextState.WAITING)
    text = models.TextField(_("tekst"), blank=True)
    words = SearchVectorField(_("ord i teksten"), null=True)
    pages = models.PositiveIntegerField(_("sider"), null=True)
    dated_on = models.DateField(_("dato i filen"), null=True)
    made_at = models.DateTimeField(_("opprettet"), auto_now_add=True)
    read_at = models.DateTimeField(_("lest"), null=True)

    class Meta:
        verbose_name = _("tekst i fil")
        verbose_name_plural = _("tekster i filer")

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.state}"
