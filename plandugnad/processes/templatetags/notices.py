"""Whether a step has an announcement page, and what channels are called."""

from collections.abc import Mapping
from uuid import UUID

from django import template

from plandugnad.processes.notice.again.deadlines import OwnDeadline
from plandugnad.processes.notice.again.words import said_deadline
from plandugnad.processes.notice.demanded import Demanded, demanded
from plandugnad.processes.notice.models import Channel

register = template.Library()


@register.filter
def announced(code: str) -> Demanded | None:
    return demanded().get(code)


@register.filter
def channel(code: str) -> str:
    return str(Channel(code).label)


@register.filter
def at(found: Mapping[UUID, str], key: UUID) -> str:
    return found.get(key, "")


@register.filter
def deadline_words(deadline: OwnDeadline) -> str:
    return said_deadline(deadline)
