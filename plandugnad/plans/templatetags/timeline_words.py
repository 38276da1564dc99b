"""Words and addresses of the line through the years."""

from django import template

from plandugnad.plans.filters import Filters, Missing
from plandugnad.plans.timeline.groups import TimelineGroup
from plandugnad.plans.words.groups import group_name
from plandugnad.plans.words.timeline import bar_status, bar_words, group_words

register = template.Library()
register.filter("bar_words", bar_words)
register.filter("bar_status", bar_status)
register.filter("group_words", group_words)
register.filter("group_name", group_name)


@register.filter
def narrowed_to(filters: Filters, group: TimelineGroup) -> str:
    """The address of the same page with this group alone."""
    if group.plan_type:
        return filters.with_choice("type", group.plan_type).address()
    return filters.with_choice("missing", Missing.TYPE).address()
