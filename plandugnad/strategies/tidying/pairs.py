"""Which of a municipality's plans overlap, and why, in words. One small way to the engine that finds it."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from plandugnad.engines.overlap import Overlap, Reason, Why, overlapping
from plandugnad.engines.overlap import Portrait as Compared
from plandugnad.engines.tidying import Pair
from plandugnad.plans.kinds import PlanType, is_land
from plandugnad.plans.models import PlanHere
from plandugnad.strategies.tidying.portraits import ZONING

# One follows the other, term by term or year by year: nobody merges them.
_ONE_AFTER_ANOTHER = (PlanType.PLANNING_STRATEGY, PlanType.ANNUAL_REPORT)


def pairs_among(plans: Collection[PlanHere]) -> tuple[Pair, ...]:
    """By title, theme and kind. Whether the one carries out the other is no reason to merge them, but a reason to
    look: who does, sees it said."""
    compared = tuple(
        Compared(str(plan.id), plan.name, plan.plan_type, tuple(plan.themes), is_land=is_land(plan.plan_type))
        for plan in plans
        if plan.plan_type not in _ONE_AFTER_ANOTHER
    )
    zoning = {str(plan.id) for plan in plans if plan.plan_type in ZONING}
    found = (one for one in _overlapping(compared) if not _is_of_two_places(one, zoning))
    return tuple(Pair(one.one, one.other, one.score, _reasons(one)) for one in found)


def _is_of_two_places(overlap: Overlap, zoning: Collection[str]) -> bool:
    """Two centres are zoned alike, and are two plans: zoning overlaps where it is of one place."""
    is_there = any(reason.why in (Why.SAME_PLACE, Why.SAME_TITLE) for reason in overlap.reasons)
    return overlap.one in zoning and overlap.other in zoning and not is_there


@lru_cache(maxsize=32)
def _overlapping(compared: tuple[Compared, ...]) -> tuple[Overlap, ...]:
    """Remembered, since a choice or a mended date changes nothing of it: two thirds of the page's time."""
    return overlapping(compared)


def _reasons(overlap: Overlap) -> tuple[str, ...]:
    return tuple(words for reason in overlap.reasons for words in _said(reason))


def _said(reason: Reason) -> Iterator[str]:
    if reason.why is Why.SAME_TITLE:
        yield _("de heter det samme")
    elif reason.why is Why.SHARED_WORDS:
        if words := _written(one for one in reason.words if _is_same(*one)):
            yield _("begge handler om %(words)s") % {"words": words}
        near = [(one, other) for one, other in reason.words if one and other and not _is_same(one, other)]
        if near:
            yield _("«%(one)s» ligger nær «%(other)s»") % {"one": near[0][0], "other": near[0][1]}
    elif reason.why is Why.SHARED_THEMES:
        yield _("begge er merket %(words)s") % {"words": _written(reason.words)}
    elif reason.why is Why.SAME_PLACE:
        yield _("begge gjelder %(words)s") % {"words": ", ".join(one or other for one, other in reason.words)}
    elif reason.why is Why.ELABORATES:
        yield _("den ene utdyper den andre")


def _is_same(one: str, other: str) -> bool:
    """Also where only one of them has it in a title or a theme."""
    return one.casefold() == other.casefold() or not (one and other)


def _written(words: Iterable[tuple[str, str]]) -> str:
    return ", ".join(dict.fromkeys((one or other).lower() for one, other in words if one or other))
