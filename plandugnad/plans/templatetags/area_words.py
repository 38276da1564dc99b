"""Words about municipalities side by side."""

from django import template

from plandugnad.plans.area.figures import Figure
from plandugnad.plans.area.rows import AreaRow
from plandugnad.plans.hierarchy.placing import PlanCard
from plandugnad.plans.queries.watching import Watched
from plandugnad.plans.words import watching as words
from plandugnad.plans.words.area import missing_words, soon_words, value_words
from plandugnad.plans.words.standing import age

register = template.Library()
register.filter("age", age)
register.filter("soon_words", soon_words)


@register.filter
def missing(row: AreaRow | Watched) -> str:
    return missing_words(row.missing)


@register.filter
def figure_words(row: AreaRow, figure: Figure) -> str:
    return value_words(row, figure)


@register.filter
def main_name(card: PlanCard) -> str:
    return words.main_name(card)
