from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from plandugnad.core.models import Row, StoredFile


class BoundarySet(Row):
    """All boundaries of one file. It is shown to everybody from `taken_at` until a newer one is, or it is taken out.

    The outlines are kept as they are drawn, simplified; the file itself is kept as it came.
    """

    file = models.ForeignKey(StoredFile, verbose_name=_("fil"), on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("filnavn"), max_length=200)
    source = models.CharField(_("kilde"), max_length=120)
    licence = models.CharField(_("lisens"), max_length=120)
    year = models.PositiveSmallIntegerField(_("gjelder kommunene i år"))
    county_edges = models.JSONField(_("fylkesgrenser"), default=dict)
    by_id = models.UUIDField(_("lest inn av"), null=True)
    by_name = models.CharField(_("lest inn av"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("tatt i bruk"), null=True)

    class Meta:
        verbose_name = _("kommunegrenser")
        verbose_name_plural = _("kommunegrenser")
        indexes = [models.Index(fields=("-taken_at",), name="boundaries_newest")]

    def __str__(self) -> str:
        return self.file_name


class Boundary(models.Model):
    """One municipality's outline in whole steps of ten metres, in two degrees of detail, and a point inside."""

    boundary_set = models.ForeignKey(
        BoundarySet, verbose_name=_("kommunegrenser"), on_delete=models.CASCADE, related_name="boundaries"
    )
    number = models.CharField(_("kommunenummer"), max_length=4)
    name = models.CharField(_("navn i filen"), max_length=120, blank=True)
    fine: Any = models.JSONField(_("omriss"))
    coarse: Any = models.JSONField(_("grovt omriss"))
    point: Any = models.JSONField(_("punkt i kommunen"))

    class Meta:
        verbose_name = _("kommunegrense")
        verbose_name_plural = _("kommunegrenser")
        constraints = [models.UniqueConstraint(fields=("boundary_set", "number"), name="boundary_once_each")]

    def __str__(self) -> str:
        return self.number
