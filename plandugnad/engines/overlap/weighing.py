"""Two profiles → how much the one plan is about what the other is about, 0–1."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from plandugnad.engines.overlap.compounds import is_misspelling
from plandugnad.engines.overlap.lexicon import RELATED, SUBJECTS
from plandugnad.engines.overlap.portraits import Heads, Profile

# Chosen on one half of the judged pairs, tried on the other: docs/measurements.md.
THRESHOLD = 0.5
# The plan that holds the other tells more than what else stands in it.
_HELD = 0.7
_ELSEWHERE, _ANOTHER_SIDE, _ANOTHER_PURPOSE = 0.2, 0.2, 0.25
_ONE_HAS_SCOPE, _NEAR_WITH_SCOPE, _OTHER_SCOPE, _ONE_HAS_SIDE = 0.9, 0.6, 0.35, 0.8
_OTHER_WORDS, _RULES_AND_PLAN = 0.96, 0.8
_WITHIN, _SHORTEST_WITHIN = 0.8, 5
_GROUND_AND_PLAN, _AREA_AND_THEME, _MISSPELT = 0.45, 0.35, 0.9
_SAME_PLACE, _PURPOSE_ALONE, _MUST_AGREE = 0.9, 0.4, 0.6
_SAID_ELSEWHERE = {"title": 1.0, "type": 1.0, "themes": 0.9, "text": 0.85}
# Said by most and binding to nothing: purposes many land plans share without being of one place.
_ONE_OF_A_KIND = frozenset({"sentrum", "kystsone"})


def weight(one: Profile, other: Profile, *, are_neighbours: bool = False) -> float:
    """The same whichever of them is named first. `are_neighbours`: they are of two municipalities."""
    if not (one.says_anything and other.says_anything):
        return 0.0
    is_same = one.says_the_same(other)
    if is_same and not (are_neighbours and one.is_zoning):
        found = 1.0
    elif _is_one_an_area(one, other):
        found = _themes(one, other) * _AREA_AND_THEME
    elif _is_of_places(one, other):
        found = _places(one, other, are_neighbours=are_neighbours)
    else:
        found = _themes(one, other)
    if one.is_ground != other.is_ground and not ({"ros"} & (one.heads.keys() | other.heads.keys())):
        found *= _GROUND_AND_PLAN
    if ("rules" in one.marks) != ("rules" in other.marks):
        found *= _RULES_AND_PLAN
    if not is_same:
        found *= _OTHER_WORDS
    return round(min(found, 1.0), 6)


@lru_cache(maxsize=50_000)
def nearness(one: str, other: str) -> float:
    """Of two heads, 0–1."""
    if one.startswith("~") and other.startswith("~"):
        return 1.0 if one == other else _of_unknown(one[1:], other[1:])
    return RELATED[one].get(other, 0.0) if one in RELATED else 0.0


def _of_unknown(one: str, other: str) -> float:
    """Words we do not know may be written wrong, and the one may be what the other is made of."""
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST_WITHIN and short in long:
        return _WITHIN
    return _MISSPELT if is_misspelling(one, other) else 0.0


def held(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How much of what the one is about, the other is about."""
    total = sum(one.values())
    return sum([own * max([nearness(head, its) for its in other]) for head, own in one.items()]) / total


@lru_cache(maxsize=200_000)
def _alike(one: Heads, other: Heads) -> float:
    there, back = held(dict(one), dict(other)), held(dict(other), dict(one))
    return _HELD * max(there, back) + (1 - _HELD) * min(there, back)


def _themes(one: Profile, other: Profile) -> float:
    if not one.heads or not other.heads:
        return 0.0
    found = _alike(one.key, other.key) * min(_SAID_ELSEWHERE[one.said_in], _SAID_ELSEWHERE[other.said_in])
    return found * _scope(one.scope, other.scope, is_one_matter=not one.heads.keys().isdisjoint(other.heads))


def _scope(one: Collection[str], other: Collection[str], *, is_one_matter: bool) -> float:
    """For others, or in another field, it is another plan; for some, it is a part of the plan for all."""
    if not one or not other:
        if (one or other) and not is_one_matter:
            return _NEAR_WITH_SCOPE
        if any(is_of_a_place(subject) for subject in (*one, *other)):
            return _OTHER_SCOPE
        return _ONE_HAS_SCOPE if one or other else 1.0
    near = max(_reach(one, other), _reach(other, one))
    return _OTHER_SCOPE + (1 - _OTHER_SCOPE) * near


def _reach(one: Collection[str], other: Collection[str]) -> float:
    return sum(max(nearness(its, own) for its in other) for own in one) / len(one)


def _is_one_an_area(one: Profile, other: Profile) -> bool:
    """Whether the one steers a piece of land, and the other a field of work; a centre has both at once."""
    if one.is_zoning == other.is_zoning:
        lies = [bool(each.places and any(is_of_a_place(head) for head in each.heads)) for each in (one, other)]
        if lies[0] == lies[1] or not any(SUBJECTS[head].kind == "purpose" for head in _known(one) | _known(other)):
            return False
    return not (one.places & other.places or _known(one) & _known(other) & _ONE_OF_A_KIND)


def _known(profile: Profile) -> frozenset[str]:
    return frozenset(head for head in profile.heads if not head.startswith("~"))


def _is_of_places(one: Profile, other: Profile) -> bool:
    """Whether where they are decides. Municipalities' names in the titles of two theme plans do not."""
    if one.is_zoning and other.is_zoning:
        return True
    return one.is_somewhere and other.is_somewhere and bool(one.places and other.places)


def _places(one: Profile, other: Profile, *, are_neighbours: bool) -> float:
    if one.sides and other.sides and one.sides != other.sides:
        return _ANOTHER_SIDE
    if all(_names_left(one, other)):
        return _ELSEWHERE
    mine, theirs = one.purposes, other.purposes
    purposes = _alike(mine, theirs) if mine and theirs else None
    if purposes is not None and purposes < _MUST_AGREE:
        return _ANOTHER_PURPOSE
    if one.places and other.places:
        found = _SAME_PLACE + (1 - _SAME_PLACE) * (purposes or 0.0)
        if purposes is None and one.is_zoning != other.is_zoning:
            found *= _PURPOSE_ALONE
    elif purposes is None:
        return 0.0
    else:
        is_known = any(head in _ONE_OF_A_KIND for head in (*one.heads, *other.heads)) and not are_neighbours
        found = purposes * (1.0 if is_known else _PURPOSE_ALONE)
    if one.sides != other.sides:
        found *= _ONE_HAS_SIDE
    return found


def _names_left(one: Profile, other: Profile) -> tuple[bool, bool]:
    """Whether each has names the other has not; one written a little otherwise is the same."""
    mine, theirs = one.places - other.places, other.places - one.places
    if mine and theirs:
        mine, theirs = (
            frozenset(name for name in mine if not any(is_misspelling(name, its) for its in theirs)),
            frozenset(name for name in theirs if not any(is_misspelling(name, its) for its in mine)),
        )
    return bool(mine), bool(theirs)


def is_of_a_place(subject: str) -> bool:
    return subject in SUBJECTS and SUBJECTS[subject].kind in ("place", "purpose")
