"""How far a joint plan has come, in a sentence: each council takes its own decision (pbl. § 9-3)."""

from collections.abc import Sequence

from django.utils.translation import gettext

from plandugnad.plans.queries.owners import OwnerLine
from plandugnad.plans.words.names import listed

_MOST_NAMED = 4


def decided_words(owners: Sequence[OwnerLine]) -> str:
    standing = [owner for owner in owners if owner.owns]
    adopted = [owner for owner in standing if owner.has_adopted]
    left = [owner.name for owner in standing if not owner.has_decided]
    if len(standing) < 2:
        return ""
    about = {"adopted": len(adopted), "all": len(standing), "places": listed(left)}
    if not adopted:
        return gettext("Ingen av de %(all)s kommunestyrene har vedtatt planen ennå.") % about
    if len(adopted) == len(standing):
        return gettext("Vedtatt i alle de %(all)s kommunestyrene.") % about
    if not left or len(left) > _MOST_NAMED:
        return gettext("Vedtatt i %(adopted)s av %(all)s kommunestyrer.") % about
    return gettext("Vedtatt i %(adopted)s av %(all)s kommunestyrer. Gjenstår i %(places)s.") % about


def joint_words(owners: Sequence[OwnerLine]) -> str:
    """'Felles for Fjordvik, Lyngmo og Storskar. Fjordvik leder arbeidet.'"""
    standing = [owner.name for owner in owners if owner.owns]
    if len(standing) < 2:
        return ""
    return gettext("Felles for %(places)s. %(leader)s leder arbeidet.") % {
        "places": listed(standing),
        "leader": standing[0],
    }


def with_others(names: Sequence[str], here: str) -> str:
    """Beside the plan in one municipality's list."""
    others = [name for name in names if name != here]
    return gettext("Felles med %(places)s") % {"places": listed(others)} if others else ""
