"""Who has which role where, and who is invited to one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row
from plandugnad.regions.models.collaborations import Collaboration
from plandugnad.regions.models.organisations import Organisation


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


# These reach beyond one's own place, or let others in. Whoever has one is asked for a second step.
WIDE_GRANTS = frozenset({Grant.ADMINISTER, Grant.INVITE, Grant.READ_MEMBERS, Grant.IMPORT_MEMBERS, Grant.READ_AREA})


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
    # Empty in a role an installation has made itself: then the name in bokmål is used.
    name_en = models.CharField(_("navn på engelsk"), max_length=80, blank=True)
    scopes = models.JSONField(_("gis i"), default=list)
    grants = models.JSONField(_("gir rett til"), default=list)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=100)

    class Meta:
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")
        ordering = ("order", "code")

    def __str__(self) -> str:
        return str(getattr(self, f"name_{get_language()}", "") or self.name_nb)


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
