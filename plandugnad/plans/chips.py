"""What is chosen, and what may be chosen with one click, above a table of plans."""

from collections.abc import Iterable, Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext

from plandugnad.core.pieces import Chip
from plandugnad.plans.filters import STATUS_CHOICES, DueChoice, Filters, Missing
from plandugnad.plans.kinds import Decision, PlanType

_CHOICES: dict[str, Iterable[tuple[str, object]]] = {
    "type": PlanType.choices,
    "status": STATUS_CHOICES,
    "due": DueChoice.choices,
    "decision": Decision.choices,
    "missing": Missing.choices,
}


def filter_chips(
    filters: Filters, quick: Mapping[tuple[str, str], int], names: Mapping[str, str], sorter: str
) -> list[Chip]:
    """What is chosen first, each with its way out; then the quick choices that lead to something.

    `names` are the names of what stands as a number or id in the address (`municipality`, `under`).
    """
    chosen = [
        Chip(_label(name, value, names), filters.without(name).address(sorter), is_on=True)
        for name, value in filters.chosen.items()
    ]
    offered = [
        Chip(_label(name, value, names), filters.with_choice(name, value).address(sorter), count=count)
        for (name, value), count in quick.items()
        if count and not getattr(filters, name)
    ]
    return chosen + offered


def chosen_words(filters: Filters, names: Mapping[str, str]) -> list[str]:
    return [_label(name, value, names) for name, value in filters.chosen.items()]


def _label(name: str, value: str, names: Mapping[str, str]) -> str:
    if name == "q":
        return gettext("Søk: %(words)s") % {"words": value}
    if name == "under":
        return gettext("Forankret i %(plan)s") % {"plan": names.get(name, gettext("en annen plan"))}
    if name == "municipality":
        return names.get(name, value)
    return next((capfirst(str(label)) for code, label in _CHOICES.get(name, ()) if code == value), value)
