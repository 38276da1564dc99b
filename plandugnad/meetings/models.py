from datetime import date, time
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.core.fields import WhenField, WrittenName, when_check
from plandugnad.core.models import Row
from plandugnad.core.norwegian import sort_key
from plandugnad.meetings.kinds import (
    BodyKind,
    ImportState,
    MeetingSource,
    OnHoliday,
    Ordinal,
    Rhythm,
    Takes,
)
from plandugnad.regions.models import Collaboration, Organisation

Place = Organisation | Collaboration


class InPlace(Row):
    """Something of an organisation or of a collaboration: one of the two."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), null=True, blank=True, on_delete=models.PROTECT
    )
    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), null=True, blank=True, on_delete=models.CASCADE
    )

    class Meta:
        abstract = True

    @property
    def place(self) -> Place:
        return cast(Place, self.organisation or self.collaboration)

    @property
    def place_id(self) -> UUID:
        return cast(UUID, self.organisation_id or self.collaboration_id)


def columns_of(place: Place) -> dict[str, Place]:
    return {"collaboration": place} if isinstance(place, Collaboration) else {"organisation": place}


class BodyQuerySet(models.QuerySet["Body"]):
    def kept(self) -> "BodyQuerySet":
        return self.filter(deleted_at=None)

    def at(self, place: Place) -> "BodyQuerySet":
        return self.filter(**columns_of(place))


class Body(InPlace):
    """A council or committee of a municipality, or a group of a collaboration's own."""

    kind = models.CharField(_("hva slags"), max_length=20, choices=BodyKind.choices, default=BodyKind.COMMITTEE)
    name = models.CharField(_("navn"), max_length=120)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True)
    sort_key = models.CharField(max_length=440, editable=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("utvalg")
        verbose_name_plural = _("utvalg")
        constraints = [
            models.CheckConstraint(condition=Q(organisation=None) ^ Q(collaboration=None), name="body_is_in_one_place"),
            models.UniqueConstraint(
                fields=("organisation", "collaboration", "name"),
                condition=Q(deleted_at=None),
                nulls_distinct=False,
                name="body_has_own_name_in_its_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        self.sort_key = sort_key(self.name)[:440]
        super().save(*args, **options)


class Series(Row):
    """Meetings that come again. Each of them is a row of its own, so that one can be moved without the others."""

    body = models.ForeignKey(Body, verbose_name=_("utvalg"), on_delete=models.CASCADE, related_name="series")
    title = models.CharField(_("tittel"), max_length=200, blank=True)
    rhythm = models.CharField(_("rytme"), max_length=8, choices=Rhythm.choices)
    every = models.PositiveSmallIntegerField(_("hver"), default=1)
    weekday = models.PositiveSmallIntegerField(_("ukedag"))
    ordinal = models.SmallIntegerField(_("hvilken i måneden"), choices=Ordinal.choices, default=Ordinal.FIRST)
    first_on = models.DateField(_("fra og med"))
    last_on = models.DateField(_("til og med"))
    starts = models.TimeField(_("begynner"), null=True, blank=True)
    ends = models.TimeField(_("slutter"), null=True, blank=True)
    venue = models.CharField(_("sted"), max_length=300, blank=True)
    has_july_off = models.BooleanField(_("fri i juli"), default=True)
    except_on = ArrayField(models.DateField(), verbose_name=_("unntatt"), default=list, blank=True)
    on_holiday = models.CharField(
        _("på helligdager"), max_length=4, choices=OnHoliday.choices, default=OnHoliday.KEEP, blank=True
    )
    digital_address = models.CharField(_("digital adresse"), max_length=1000, blank=True)
    agenda = ArrayField(models.CharField(max_length=300), verbose_name=_("fast saksliste"), default=list, blank=True)
    # The organisations in the order they take their turns.
    turns = ArrayField(models.UUIDField(), verbose_name=_("rekkefølge"), default=list, blank=True)
    chairs = models.CharField(_("hvem leder"), max_length=5, choices=Takes.choices, default=Takes.WORDS)
    chair = WrittenName(_("leder"), max_length=160, blank=True)
    prepares = models.CharField(_("hvem forbereder"), max_length=5, choices=Takes.choices, default=Takes.WORDS)
    preparer = WrittenName(_("forbereder"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("møteserie")
        verbose_name_plural = _("møteserier")

    def __str__(self) -> str:
        return f"{self.body_id} {self.rhythm} {self.every}"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def kept(self) -> "MeetingQuerySet":
        return self.filter(deleted_at=None, body__deleted_at=None)

    def at(self, place: Place) -> "MeetingQuerySet":
        return self.filter(**{f"body__{name}": value for name, value in columns_of(place).items()})

    def in_order(self) -> "MeetingQuerySet":
        return self.order_by("first_on", "starts", "id")


class Meeting(Row):
    """On a day, at an hour of it, or some time in a year. Hours are Norwegian time, as on the notice on the door."""

    body = models.ForeignKey(Body, verbose_name=_("utvalg"), on_delete=models.PROTECT, related_name="meetings")
    series = models.ForeignKey(
        Series, verbose_name=_("møteserie"), null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings"
    )
    title = models.CharField(_("tittel"), max_length=200, blank=True)
    when = WhenField(verbose_name=_("når"), null=False, blank=False)
    first_on = models.DateField(_("første dag"), editable=False)
    starts = models.TimeField(_("begynner"), null=True, blank=True)
    ends = models.TimeField(_("slutter"), null=True, blank=True)
    venue = models.CharField(_("sted"), max_length=300, blank=True)
    digital_address = models.CharField(_("digital adresse"), max_length=1000, blank=True)
    is_cancelled = models.BooleanField(_("avlyst"), default=False)
    source = models.CharField(_("kilde"), max_length=8, choices=MeetingSource.choices, default=MeetingSource.WRITTEN)
    uid = models.CharField(_("merke i kalenderfilen"), max_length=300, blank=True)
    chair_organisation = models.ForeignKey(
        Organisation, verbose_name=_("leder"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    chair = WrittenName(_("leder"), max_length=160, blank=True)
    preparer_organisation = models.ForeignKey(
        Organisation, verbose_name=_("forbereder"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    preparer = WrittenName(_("forbereder"), max_length=160, blank=True)
    # As its series laid it out, whatever has been done to the meeting since: the day, whose turn it was, and which
    # version it then was. A meeting of a later version is somebody's own.
    series_day = models.DateField(_("dagen i serien"), null=True, blank=True, editable=False)
    series_turn = models.UUIDField(_("hvem sin tur"), null=True, blank=True, editable=False)
    series_version = models.PositiveIntegerField(_("versjon fra serien"), default=1, editable=False)
    attendees = models.TextField(_("til stede"), blank=True)
    minuted_at = models.DateTimeField(_("referatet er ferdig"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=1)
    changed_at = models.DateTimeField(_("endret"), default=timezone.now)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("møte")
        verbose_name_plural = _("møter")
        constraints = [
            models.CheckConstraint(condition=when_check("when"), name="meeting_when_is_a_date"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts__isnull=False, ends__gt=models.F("starts")),
                name="meeting_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=("body", "first_on"), name="meeting_of_body_by_day")]

    def __str__(self) -> str:
        return self.title or f"{self.body_id} {self.when}"

    def save(self, *args: Any, **options: Any) -> None:
        assert self.when is not None
        self.first_on = self.when.first_day()
        super().save(*args, **options)

    @property
    def day(self) -> date | None:
        return self.when.day if self.when else None

    @property
    def hours(self) -> tuple[time | None, time | None]:
        return self.starts, self.ends


class AgendaItem(Row):
    meeting = models.ForeignKey(Meeting, verbose_name=_("møte"), on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    title = models.CharField(_("sak"), max_length=300)
    text = models.TextField(_("hva saken gjelder"), blank=True)
    responsible = models.CharField(_("ansvarlig"), max_length=160, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(_("minutter"), null=True, blank=True)
    minutes = models.TextField(_("referat"), blank=True)
    decision = models.TextField(_("vedtak"), blank=True)
    # As the series put it there, and nobody has touched it since.
    is_fixed = models.BooleanField(_("fra den faste sakslisten"), default=False, editable=False)
    version = models.PositiveIntegerField(_("versjon"), default=1)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True)

    class Meta:
        verbose_name = _("sak på sakslisten")
        verbose_name_plural = _("saker på sakslisten")
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.title


class FollowUp(Row):
    """What somebody took on in a meeting. It stands on the body's next agenda until it is done."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("møte"), on_delete=models.PROTECT, related_name="follow_ups")
    item = models.ForeignKey(
        AgendaItem, verbose_name=_("sak"), null=True, blank=True, on_delete=models.SET_NULL, related_name="follow_ups"
    )
    what = models.CharField(_("hva"), max_length=400)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL
    )
    who = models.CharField(_("hvem"), max_length=160, blank=True)
    due = WhenField(verbose_name=_("frist"))
    done_at = models.DateTimeField(_("gjort"), null=True, blank=True)
    done_by_id = models.UUIDField(_("gjort av"), null=True)
    done_by_name = models.CharField(_("gjort av"), max_length=200, blank=True)
    deleted_at = models.DateTimeField(_("slettet"), null=True, blank=True)

    class Meta:
        verbose_name = _("oppfølging")
        verbose_name_plural = _("oppfølging")
        constraints = [models.CheckConstraint(condition=when_check("due"), name="follow_up_due_is_a_date")]

    def __str__(self) -> str:
        return self.what


class MeetingImport(InPlace):
    """One calendar brought in: what was read, and afterwards what each meeting was before, so that it can be undone."""

    source = models.CharField(_("kilde"), max_length=8, choices=MeetingSource.choices)
    file_name = models.CharField(_("filnavn"), max_length=200, blank=True)
    text = models.TextField(_("tekst"), blank=True)
    told = models.JSONField(_("hva som ble lest"), default=list)
    faults = models.JSONField(_("hva som ikke ble forstått"), default=list)
    state = models.CharField(_("tilstand"), max_length=8, choices=ImportState.choices, default=ImportState.DRAFT)
    by_id = models.UUIDField(_("av"), null=True)
    by_name = models.CharField(_("av"), max_length=200, blank=True)
    done = models.JSONField(_("hva som ble gjort"), default=dict)

    class Meta:
        verbose_name = _("import av møter")
        verbose_name_plural = _("importer av møter")
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.file_name or self.source


class Feed(Row):
    """A secret address a calendar program reads at. Only a digest of the secret is kept; it never gives more than its
    person may see at that moment. Without a place it is her own calendar."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="feeds"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), null=True, blank=True, on_delete=models.CASCADE
    )
    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), null=True, blank=True, on_delete=models.CASCADE
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    revoked_at = models.DateTimeField(_("stengt"), null=True, blank=True)
    fetched_at = models.DateTimeField(_("sist hentet"), null=True, blank=True)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(_("sist endret"), default=timezone.now)

    class Meta:
        verbose_name = _("kalenderadresse")
        verbose_name_plural = _("kalenderadresser")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "organisation", "collaboration"),
                condition=Q(revoked_at=None),
                nulls_distinct=False,
                name="feed_one_open_per_person_and_place",
            ),
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(collaboration=None), name="feed_is_of_one_place_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.organisation_id or self.collaboration_id or ''}"

    @property
    def place(self) -> Place | None:
        return self.organisation or self.collaboration
