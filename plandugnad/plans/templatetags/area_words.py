"""Words about municipalities side by side."""

from django import template

from plandugnad.plans.area.figures import Figure
from plandugnad.plans.area.rows import AreaRow
from plandugnad.plans.words.area import missing_words, value_words
from plandugnad.plans.words.standing import age

register = template.Library()
register.filter("age", age)


@register.filter
def missing(row: AreaRow) -> str:
    return missing_words(row.missing)


@register.filter
def figure_words(row: AreaRow, figure: Figure) -> str:
    return value_words(row, figure)
