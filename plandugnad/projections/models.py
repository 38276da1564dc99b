from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.core.fields import WhenField


class EntryQuerySet(models.QuerySet[Any]):
    def visible_to(self, keys: Iterable[str]) -> "EntryQuerySet":
        """`keys` are what the reader carries: `Actor.keys`."""
        carried = sorted(keys)
        return self.filter(audience__overlap=carried) if carried else self.none()

    def once(self) -> "EntryQuerySet":
        """What stands in several places, each time with the names of all, is here once: the first of those here."""
        same = {name: models.OuterRef(name) for name in ("source", "source_id", "which", "kind", "address")}
        earlier = self.order_by().filter(**same, id__lt=models.OuterRef("id"))
        return self.exclude(~models.Q(owners="") & models.Exists(earlier))


class Entry(models.Model):
    """One line about a thing that lives in a feature. It is thrown away and written anew with the thing itself."""

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(_("slag"), max_length=40)
    source_id = models.UUIDField(_("gjelder"))
    place_id = models.UUIDField(_("sted"))
    audience = ArrayField(models.CharField(max_length=90), verbose_name=_("hvem som ser det"))
    title = models.CharField(_("tittel"), max_length=400)
    address = models.CharField(_("adresse"), max_length=300)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


def event_id(source_id: UUID, which: str) -> UUID:
    return uuid5(source_id, which) if which else source_id


def _indexes(name: str) -> list[models.Index]:
    return [
        models.Index(fields=("source", "source_id"), name=f"{name}_by_source"),
        GinIndex(fields=("audience",), name=f"{name}_by_audience"),
    ]


class FoundEntry(Entry):
    """Something that can be searched for."""

    # What helps a reader tell it from others of the same name, in no language: a plan type's code, a municipality.
    facts = models.JSONField(_("kjennetegn"), default=dict)
    sort_key = models.CharField(max_length=440)
    search_key = models.CharField(max_length=900)
    words = SearchVectorField(_("ord i navnet"))
    text = SearchVectorField(_("ord i teksten"), null=True)

    class Meta:
        verbose_name = _("søketreff")
        verbose_name_plural = _("søketreff")
        indexes = [
            *_indexes("found"),
            GinIndex(fields=("words",), name="found_by_words"),
            GinIndex(fields=("text",), name="found_by_text"),
        ]


class _Timed(Entry):
    """`owners` are the names of all whose thing it is, when they are several; it then stands in the place of each.

    `which` tells the events of one thing apart, and is the same however one of them is moved. `facts` say, in no
    language, what stands behind the title when it is read: `words.title`.
    """

    owners = models.CharField(_("eiere"), max_length=900, blank=True, default="")
    which = models.CharField(_("hvilken av dem"), max_length=160, blank=True, default="")
    facts = models.JSONField(_("kjennetegn"), default=dict)

    class Meta:
        abstract = True

    @property
    def event_id(self) -> UUID:
        """Of this event for as long as it lives."""
        return event_id(self.source_id, self.which)


class CalendarEntry(_Timed):
    """Something that happens on a day, at an hour of it, or some time in a year."""

    kind = models.CharField(_("hva slags"), max_length=40)
    when = WhenField(verbose_name=_("når"), null=False, blank=False)
    first_on = models.DateField(_("første dag"))
    last_on = models.DateField(_("siste dag"))
    starts_at = models.DateTimeField(_("begynner"), null=True)
    ends_at = models.DateTimeField(_("slutter"), null=True)

    class Meta:
        verbose_name = _("kalenderoppføring")
        verbose_name_plural = _("kalenderoppføringer")
        indexes = [
            *_indexes("calendar"),
            models.Index(fields=("place_id", "last_on"), name="calendar_of_place"),
        ]


class AttentionEntry(_Timed):
    """Something that needs somebody, by a day if there is one."""

    kind = models.CharField(_("hva slags"), max_length=40)
    due = WhenField(verbose_name=_("frist"))
    due_on = models.DateField(_("siste dag"), null=True)
    since = models.DateTimeField(_("siden"), default=timezone.now)

    class Meta:
        verbose_name = _("noe som trenger noen")
        verbose_name_plural = _("det som trenger noen")
        indexes = [
            *_indexes("attention"),
            models.Index(fields=("due_on",), name="attention_by_due"),
        ]


class FilledOverviews(models.Model):
    """One row: how the overviews that stand here were made, as `making.MADE_AS` said when they were filled."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    made_as = models.PositiveIntegerField(_("måten de er fylt på"))

    class Meta:
        verbose_name = _("fylte oversikter")
        verbose_name_plural = _("fylte oversikter")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="filled_overviews_is_one_row")]

    def __str__(self) -> str:
        return str(self.made_as)


class ActivityEntry(Entry):
    """Something somebody did. Ten saved fields of one thing on one day are one line.

    So is what was done to many at once, as an import: it tells of the import, and `count` says how many.
    """

    verb = models.CharField(_("hendelse"), max_length=60)
    by_id = models.UUIDField(_("utført av"), null=True)
    by_name = models.CharField(_("utført av (navn)"), max_length=200, blank=True)
    batch_id = models.UUIDField(_("del av"), null=True)
    count = models.PositiveIntegerField(_("antall"), default=1)
    happened_on = models.DateField(_("dag"))
    happened_at = models.DateTimeField(_("tidspunkt"))

    class Meta:
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktivitet")
        constraints = [
            models.UniqueConstraint(
                fields=("source_id", "verb", "by_id", "happened_on"),
                nulls_distinct=False,
                name="activity_once_a_day",
            )
        ]
        indexes = [
            *_indexes("activity"),
            models.Index(fields=("-happened_at",), name="activity_newest"),
        ]
