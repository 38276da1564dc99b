"""The register: bodies that plan or take part in planning, and what is known of each."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.core.norwegian import search_key, sort_key


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("kommune")
    COUNTY = "county", _("fylkeskommune")
    STATE_ADMINISTRATOR = "state_administrator", _("statsforvalter")
    SECTOR_BODY = "sector_body", _("sektororgan")
    REGIONAL_COUNCIL = "regional_council", _("regionråd")
    NATIONAL_BODY = "national_body", _("nasjonal aktør")


class WrittenStandard(models.TextChoices):
    BOKMAL = "bokmål", _("bokmål")
    NYNORSK = "nynorsk", _("nynorsk")
    NEUTRAL = "nøytral", _("nøytral")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def municipalities(self) -> "OrganisationQuerySet":
        return self.filter(kind=OrganisationKind.MUNICIPALITY)

    def current(self) -> "OrganisationQuerySet":
        return self.filter(valid_to__isnull=True)

    def in_norwegian_order(self) -> "OrganisationQuerySet":
        return self.order_by("sort_key", "name", "number")


class Organisation(Row):
    """One row of the register: a municipality, county council, state administrator or other body that takes part."""

    kind = models.CharField(_("type"), max_length=24, choices=OrganisationKind.choices)
    number = models.CharField(_("nummer"), max_length=12, blank=True)
    name = models.CharField(_("navn"), max_length=160)
    other_names = models.JSONField(_("andre navn"), default=list, blank=True)
    organisation_number = models.CharField(_("organisasjonsnummer"), max_length=9, blank=True)
    website = models.URLField(_("nettsted"), blank=True)
    written_standard = models.CharField(
        _("målform"), max_length=8, choices=WrittenStandard.choices, default=WrittenStandard.NEUTRAL
    )
    county = models.ForeignKey(
        "self", verbose_name=_("fylke"), null=True, blank=True, on_delete=models.PROTECT, related_name="municipalities"
    )
    state_administrator = models.ForeignKey(
        "self", verbose_name=_("statsforvalter"), null=True, blank=True, on_delete=models.PROTECT, related_name="area"
    )
    is_example = models.BooleanField(_("eksempel"), default=False)
    valid_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gjelder til"), null=True, blank=True)
    # What the register says of this kind of body only: its key and short name, when it is relevant, may it object.
    about = models.JSONField(_("om organisasjonen"), default=dict, blank=True)
    sort_key = models.CharField(max_length=200, editable=False)
    search_key = models.CharField(max_length=600, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisasjon")
        verbose_name_plural = _("organisasjoner")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "number"), condition=~Q(number=""), name="organisation_number_is_unique_in_kind"
            ),
            models.UniqueConstraint(
                fields=("kind", "name"), condition=Q(number=""), name="organisation_without_number_has_own_name"
            ),
        ]
        indexes = [models.Index(fields=("kind", "sort_key"), name="organisation_in_order")]

    def __str__(self) -> str:
        return self.name

    def set_keys(self) -> None:
        self.sort_key = sort_key(self.name)[:200]
        self.search_key = "|".join(search_key(name) for name in (self.name, *self.other_names))[:600]

    def save(self, *args: Any, **options: Any) -> None:
        self.set_keys()
        super().save(*args, **options)

    @property
    def is_municipality(self) -> bool:
        return self.kind == OrganisationKind.MUNICIPALITY

    @property
    def body_name(self) -> str:
        """A county takes part as its council, so that is what it is called."""
        return str(self.about.get("administration_name") or self.name)

    @property
    def language(self) -> str:
        """The written form to begin with: 'nøytral' starts in bokmål, as the register's most common choice."""
        return "nn" if self.written_standard == WrittenStandard.NYNORSK else "nb"

    @property
    def relevant_when(self) -> str:
        """When a plan concerns a state body, in the reader's language; the register may be loaded from before it."""
        return str(self.about.get(f"relevant_when_{get_language()}") or self.about.get("relevant_when_nb", ""))


class MunicipalityFacts(models.Model):
    """Figures about one municipality, each of the year its name says."""

    organisation = models.OneToOneField(
        Organisation, verbose_name=_("kommune"), primary_key=True, on_delete=models.CASCADE, related_name="facts"
    )
    centrality_class = models.PositiveSmallIntegerField(_("sentralitetsklasse 2024"), null=True)
    centrality_index = models.PositiveSmallIntegerField(_("sentralitetsindeks 2024"), null=True)
    population_2026 = models.PositiveIntegerField(_("innbyggere 2026"), null=True)
    area_km2 = models.DecimalField(_("areal i km²"), max_digits=8, decimal_places=2, null=True)
    administrative_centre = models.CharField(_("administrasjonssenter"), max_length=80, blank=True)
    is_sami_language_area = models.BooleanField(_("samisk språkområde"), default=False)
    longitude = models.FloatField(_("lengdegrad"), null=True)
    latitude = models.FloatField(_("breddegrad"), null=True)

    class Meta:
        verbose_name = _("fakta om kommunen")
        verbose_name_plural = _("fakta om kommuner")

    def __str__(self) -> str:
        return f"fakta om {self.organisation_id}"


class FormerNumber(models.Model):
    """A municipality number that was, and whose it is now. A split number stands once per successor."""

    number = models.CharField(_("tidligere nummer"), max_length=4)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.CASCADE, related_name="former_numbers"
    )
    valid_from = models.DateField(_("gjaldt fra"))
    valid_to = models.DateField(_("gjaldt til"))

    class Meta:
        verbose_name = _("tidligere nummer")
        verbose_name_plural = _("tidligere numre")
        constraints = [models.UniqueConstraint(fields=("number", "organisation"), name="former_number_once_each")]

    def __str__(self) -> str:
        return self.number


class CouncilMember(models.Model):
    """Who sits in a regional council, as its own pages say. A collaboration may begin from it."""

    council = models.ForeignKey(
        Organisation, verbose_name=_("regionråd"), on_delete=models.CASCADE, related_name="council_members"
    )
    municipality = models.ForeignKey(
        Organisation, verbose_name=_("kommune"), on_delete=models.CASCADE, related_name="councils"
    )

    class Meta:
        verbose_name = _("medlem av regionråd")
        verbose_name_plural = _("medlemmer av regionråd")
        constraints = [models.UniqueConstraint(fields=("council", "municipality"), name="council_member_once")]

    def __str__(self) -> str:
        return f"{self.municipality_id} i {self.council_id}"
