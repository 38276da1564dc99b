from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row


class ModuleDone(Row):
    """That a person has answered everything right in the check of a module. It is hers alone: no page shows it to
    another, and that an answer was wrong is kept nowhere."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    # The name of its file: what is taken away or renamed leaves a row nobody sees.
    module = models.SlugField(_("modul"), max_length=40)

    class Meta:
        verbose_name = _("gjennomført modul")
        verbose_name_plural = _("gjennomførte moduler")
        constraints = [models.UniqueConstraint(fields=("person", "module"), name="module_done_once")]

    def __str__(self) -> str:
        return self.module
