"""What types, statuses and plans are called in text."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext

from plandugnad.plans.kinds import PlanStatus, PlanType

_DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_TYPES, _STATUSES = frozenset(PlanType.values), frozenset(PlanStatus.values)


def type_name(plan_type: str) -> str:
    return capfirst(str(PlanType(plan_type).label)) if plan_type in _TYPES else ""


def status_name(status: str) -> str:
    return capfirst(str(PlanStatus(status).label)) if status in _STATUSES else gettext("Status ikke oppgitt")


def in_sentence(name: str) -> str:
    """A name put in a sentence. Marks that turn the direction of text are kept inside it, so that the rest reads on."""
    return f"\u2068{name}\u2069" if _DIRECTIONS & set(name) else name


def listed(names: Sequence[str]) -> str:
    """'Fjordvik, Lyngmo og Storskar'."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
