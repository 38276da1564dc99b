"""The size of a map extent as it is said: always 'omtrent', since it is worked out in the plane."""

from math import floor, log10
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.core.marks import decimal_mark, thousands_mark
from plandugnad.plans.extent.geojson import WrongExtent
from plandugnad.plans.extent.outline import Outline, outline_of

_SPACE = "\u00a0"


def extent_in_words(geometry: Any) -> str:
    """For the history, which may hold anything that was once kept."""
    try:
        outline = outline_of(geometry)
    except (WrongExtent, KeyError, TypeError, ValueError, IndexError):
        return _("en kartutstrekning")
    return _("%(areas)s, omtrent %(daa)s daa") % {"areas": _areas(outline), "daa": in_daa(outline)}


def outline_in_words(outline: Outline) -> str:
    """The text alternative of the drawing."""
    wide, high = outline.size_m
    said = _(
        "%(areas)s, omtrent %(daa)s daa (%(km2)s km²). Fra vest til øst er det omtrent %(wide)s, "
        "fra sør til nord omtrent %(high)s."
    )
    return said % {
        "areas": _areas(outline),
        "daa": in_daa(outline),
        "km2": in_km2(outline),
        "wide": _length(wide),
        "high": _length(high),
    }


def in_daa(outline: Outline) -> str:
    return _rounded(outline.area_m2 / 1_000)


def in_km2(outline: Outline) -> str:
    return _rounded(outline.area_m2 / 1_000_000)


def in_hectares(outline: Outline) -> str:
    return _rounded(outline.area_m2 / 10_000)


def _areas(outline: Outline) -> str:
    count = len(outline.polygons)
    return ngettext("%(count)d flate", "%(count)d flater", count) % {"count": count}


def _length(metres: float) -> str:
    return f"{_rounded(metres / 1000)}{_SPACE}km" if metres >= 1000 else f"{_rounded(metres)}{_SPACE}m"


def _rounded(number: float) -> str:
    """Three figures, which is what the way of reckoning is good for; with the marks of the reader's language."""
    if number <= 0:
        return "0"
    digits = 2 - floor(log10(number))
    rounded = round(number, digits)
    text = f"{rounded:,.{max(digits, 0)}f}"
    whole, _dot, part = text.partition(".")
    part = part.rstrip("0")
    return whole.replace(",", thousands_mark(_SPACE)) + (f"{decimal_mark()}{part}" if part else "")
