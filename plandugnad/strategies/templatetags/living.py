"""Words of how a strategy goes, for its pages."""

from django import template

from plandugnad.plans.words.names import status_name
from plandugnad.strategies.living import words
from plandugnad.strategies.living.content import Line

register = template.Library()
for spoken in (words.half_words, words.standing_words, words.against_words, words.now_words, words.heard_words):
    register.filter(spoken.__name__, spoken)
register.filter("status_words", status_name)


@register.filter
def promised_words(line: Line) -> str:
    return words.span_words(line.begins, line.ends)


@register.filter
def standing_shape(line: Line) -> str:
    """The mark beside the words, which say the same."""
    shapes = {"as_promised": "adopted", "late": "overdue", "done_late": "due", "gone": "repealed", "silent": "unknown"}
    return shapes[line.track.group] if line.track else "unknown"
