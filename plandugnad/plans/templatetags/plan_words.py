"""Words about plans and groups, for the lists that say the same as the drawing."""

from django import template

from plandugnad.plans.filters import group_filters
from plandugnad.plans.hierarchy.placing import Group
from plandugnad.plans.words.groups import group_note, group_title
from plandugnad.plans.words.names import status_name
from plandugnad.plans.words.standing import age, due_words, standing

register = template.Library()
register.filter("standing", standing)
register.filter("status_name", status_name)
register.filter("age", age)
register.filter("due_words", due_words)
register.filter("group_title", group_title)
register.filter("group_note", group_note)


@register.filter
def group_query(group: Group) -> str:
    """What follows the table's address to show the plans of one group."""
    return group_filters(group.plan_type).address()
