"""What the document of a planning strategy is shown with."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def lines(piece: Mapping[str, Any]) -> list[list[tuple[str, str]]]:
    """Each cell of a table with its heading, which stands beside it on a narrow screen."""
    return [list(zip(piece["heads"], row, strict=True)) for row in piece["rows"]]


@register.filter
def items(piece: Mapping[str, Any]) -> list[str]:
    """`piece.items` is a method of what it is kept in."""
    return list(piece["items"])
