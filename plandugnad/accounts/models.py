from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from plandugnad.core.ids import new_id
from plandugnad.core.models import Row

LONGEST_SUBJECT = 255  # as OpenID Connect Core has it (section 2)


class Language(models.TextChoices):
    BOKMAL = "nb", "Bokmål"
    NYNORSK = "nn", "Nynorsk"
    ENGLISH = "en", "English"


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-postadresse"), unique=True)
    name = models.CharField(_("navn"), max_length=120)
    language = models.CharField(_("språk"), max_length=2, choices=Language.choices, blank=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_example = models.BooleanField(_("eksempelperson"), default=False)
    made_at = models.DateTimeField(_("opprettet"), default=timezone.now, editable=False)
    seen_at = models.DateTimeField(_("sist sett"), null=True, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_is_lower_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]


class LinkedIdentity(Row):
    """That somebody at a provider is this person. `subject` is the provider's own word for her, and nothing else of
    what it told is kept: no name, no e-mail address, no national identity number."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="identities"
    )
    provider = models.SlugField(_("innloggingstjeneste"), max_length=40)
    issuer = models.CharField(_("utsteder"), max_length=255)
    subject = models.CharField(_("kjennetegn hos utstederen"), max_length=LONGEST_SUBJECT)
    used_at = models.DateTimeField(_("sist brukt"), null=True, editable=False)

    class Meta:
        verbose_name = _("tilknyttet innlogging")
        verbose_name_plural = _("tilknyttede innlogginger")
        constraints = [
            models.UniqueConstraint(fields=("issuer", "subject"), name="identity_is_one_person"),
            models.UniqueConstraint(fields=("person", "provider"), name="identity_once_at_each_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.person_id}"


class Session(AbstractBaseSession):
    """One browser, signed in or not. Beside what Django keeps: who, with what and when, so that it can be shown."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.CASCADE, related_name="sessions"
    )
    device = models.CharField(_("nettleser og maskin"), max_length=60, blank=True)
    signed_in_at = models.DateTimeField(_("logget inn"), null=True)
    seen_at = models.DateTimeField(_("sist sett"), null=True)

    objects = BaseSessionManager()  # type: ignore[misc]  # the base declares it for each class

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = _("økt")  # type: ignore[assignment]
        verbose_name_plural = _("økter")  # type: ignore[assignment]

    @classmethod
    def get_session_store_class(cls) -> Any:
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")
