from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row


class TokenScope(models.TextChoices):
    """What a token may be used for. It stands in the tokens, so a value is never changed."""

    READ_PUBLIC = "read:public", _("lese det som er åpent for alle")
    READ_PLANS = "read:plans", _("lese planene du ser")
    WRITE_PLANS = "write:plans", _("endre planene du kan endre")
    READ_MEETINGS = "read:meetings", _("lese møtekalenderne du ser")
    READ_COLLABORATIONS = "read:collaborations", _("lese samarbeidene du er med i")
    READ_ARCHIVE = "read:archive", _("lese rommene i arkivet du kan åpne")
    WRITE_ARCHIVE = "write:archive", _("legge inn filer der du kan det")


class TokenQuerySet(models.QuerySet["ApiToken"]):
    def working(self) -> "TokenQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), person__is_active=True)


class ApiToken(Row):
    """A key to the API on behalf of one person. Only a digest of the secret is kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(_("navn"), max_length=60)
    scopes = ArrayField(models.CharField(max_length=40, choices=TokenScope.choices), verbose_name=_("kan"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("gjelder til"))
    used_at = models.DateTimeField(_("sist brukt"), null=True, blank=True)
    has_two_steps = models.BooleanField(_("laget etter to steg"), default=False)
    revoked_at = models.DateTimeField(_("stengt"), null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API-nøkkel")
        verbose_name_plural = _("API-nøkler")
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.name
