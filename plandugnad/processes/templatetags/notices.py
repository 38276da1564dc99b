"""Whether a step has an announcement page, and what channels are called."""

from django import template

from plandugnad.processes.notice.demanded import Demanded, demanded
from plandugnad.processes.notice.models import Channel

register = template.Library()


@register.filter
def announced(code: str) -> Demanded | None:
    return demanded().get(code)


@register.filter
def channel(code: str) -> str:
    return str(Channel(code).label)
