"""The sentences of `web.representatives.words`, for its templates."""

from django import template
from django.utils.safestring import SafeString

from plandugnad.meetings.models import Meeting
from plandugnad.meetings.words import day_in_words, when_in_words
from plandugnad.web.representatives import words
from plandugnad.web.representatives.course import Going
from plandugnad.web.templatetags.marks import status

register = template.Library()
register.filter("what_to_do", words.what_to_do)
register.filter("how_it_goes", words.how_it_goes)
register.filter("weekday_and_date", day_in_words)


@register.filter
def meeting_words(meeting: Meeting) -> str:
    """«torsdag 12. februar 2027 kl. 18.00–20.30»."""
    assert meeting.when is not None
    return when_in_words(meeting.when, meeting.starts, meeting.ends)


@register.filter
def pace_mark(going: Going) -> SafeString:
    return status(*words.mark(going))
