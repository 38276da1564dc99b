from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
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
    def language(self) -> str:
        """The written form to begin with: 'nøytral' starts in bokmål, as the register's most common choice."""
        return "nn" if self.written_standard == WrittenStandard.NYNORSK else "nb"


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


class Collaboration(Row):
    """A regional planning collaboration: a name and its members. The administrator of the installation makes it."""

    name = models.CharField(_("navn"), max_length=160)
    is_example = models.BooleanField(_("eksempel"), default=False)
    members = models.ManyToManyField(
        Organisation, verbose_name=_("medlemmer"), through="Member", related_name="collaborations"
    )

    class Meta:
        verbose_name = _("samarbeid")
        verbose_name_plural = _("samarbeid")
        constraints = [models.UniqueConstraint(fields=("name",), name="collaboration_has_own_name")]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), on_delete=models.PROTECT, related_name="member_of"
    )
    lets_coordinator_import = models.BooleanField(_("koordinator kan importere for oss"), default=False)

    class Meta:
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmer")
        constraints = [models.UniqueConstraint(fields=("collaboration", "organisation"), name="member_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} i {self.collaboration_id}"


class Grant(models.TextChoices):
    """What a role lets a person do, where the membership says. Roles are rows; these few words are the code's."""

    READ = "read", _("ser alle planer her")
    WRITE = "write", _("endrer og importerer planer her")
    INVITE = "invite", _("inviterer folk hit")
    READ_FELLOWS = "read_fellows", _("ser vedtatte planer hos de andre i samarbeidet")
    READ_MEMBERS = "read_members", _("ser alle planer hos medlemmene")
    IMPORT_MEMBERS = "import_members", _("importerer for medlemmer som har sagt ja")
    READ_AREA = "read_area", _("ser vedtatte planer i området")
    READ_SHARED = "read_shared", _("ser det som er delt hit")
    ADMINISTER = "administer", _("styrer kontoer og samarbeid, uten å se innhold")


class Scope(models.TextChoices):
    MUNICIPALITY = "municipality", _("kommune")
    COUNTY = "county", _("fylkeskommune")
    STATE_ADMINISTRATOR = "state_administrator", _("statsforvalter")
    COLLABORATION = "collaboration", _("samarbeid")
    INSTALLATION = "installation", _("installasjonen")


class Role(models.Model):
    code = models.SlugField(_("kode"), primary_key=True, max_length=40)
    name_nb = models.CharField(_("navn på bokmål"), max_length=80)
    name_nn = models.CharField(_("navn på nynorsk"), max_length=80)
    scopes = models.JSONField(_("gis i"), default=list)
    grants = models.JSONField(_("gir rett til"), default=list)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=100)

    class Meta:
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_nn if get_language() == "nn" else self.name_nb


class PlacedQuerySet(models.QuerySet[Any]):
    def at(self, place: "Organisation | Collaboration | None") -> "PlacedQuerySet":
        if place is None:
            return self.filter(organisation=None, collaboration=None)
        if isinstance(place, Collaboration):
            return self.filter(collaboration=place)
        return self.filter(organisation=place)


class Placed(Row):
    """A role somewhere: in an organisation, in a collaboration, or (neither) in the installation itself."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisasjon"), null=True, blank=True, on_delete=models.PROTECT
    )
    collaboration = models.ForeignKey(
        Collaboration, verbose_name=_("samarbeid"), null=True, blank=True, on_delete=models.CASCADE
    )
    role = models.ForeignKey(Role, verbose_name=_("rolle"), on_delete=models.PROTECT)

    class Meta:
        abstract = True

    @property
    def place(self) -> Organisation | Collaboration | None:
        return self.organisation or self.collaboration


class Membership(Placed):
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships"
    )
    ended_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "organisation", "collaboration", "role"),
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="membership_once_while_it_lasts",
            ),
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(collaboration=None), name="membership_is_in_one_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} {self.person_id}"


class Invitation(Placed):
    """A link that makes one person a member. Only a digest of its secret is kept."""

    email = models.EmailField(_("e-postadresse"))
    name = models.CharField(_("navn"), max_length=120, blank=True)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invitert av"), null=True, on_delete=models.SET_NULL
    )
    expires_at = models.DateTimeField(_("gjelder til"))
    accepted_at = models.DateTimeField(_("tatt imot"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("trukket"), null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitasjon")
        verbose_name_plural = _("invitasjoner")

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()
