"""What the document of a planning strategy is shown with."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def drawing(piece: Mapping[str, Any]) -> SafeString:
    """One picture to who reads aloud, with what it shows in words. The drawing is made by us, never sent to us."""
    svg = mark_safe(piece["svg"])  # noqa: S308  # added through document/pictures.py
    return format_html('<div role="img" aria-label="{}">{}</div>', piece["said"], svg)


@register.filter
def lines(piece: Mapping[str, Any]) -> list[list[tuple[str, str]]]:
    """Each cell of a table with its heading, which stands beside it on a narrow screen."""
    return [list(zip(piece["heads"], row, strict=True)) for row in piece["rows"]]


@register.filter
def items(piece: Mapping[str, Any]) -> list[str]:
    """`piece.items` is a method of what it is kept in."""
    return list(piece["items"])
