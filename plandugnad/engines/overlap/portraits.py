"""A plan as it is given, and as it is compared."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from plandugnad.engines.overlap.lexicon import RELATED, SUBJECTS
from plandugnad.engines.overlap.reading import Matter, counted, joined, matter_of

_ZONING = frozenset({"zoning_area", "zoning_detail"})
_LAND = _ZONING | {"partial_plan_area", "land_use_part"}
_PARTS: Mapping[str, str] = {
    "planning_strategy": "planstrategi",
    "community_part": "samfunnsdel",
    "land_use_part": "arealdel",
    "action_part": "handlingsdel",
    "economy_plan": "økonomiplan",
    "annual_report": "årsrapport",
}
# A word we do not know may be the matter, or only how it is said.
UNKNOWN = 0.6
_WHOLE, _ACTION, _PREPAREDNESS = "kommuneplan", "handlingsdel", "beredskap"
_BESIDE_DANGER = 0.5
_OF_TEXT, _MOST_OF_TEXT = 0.34, 5

Heads = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Portrait:
    """What is known of a plan. `plan_type` is a value of `PlanType`; any other says nothing. Everything but the id and
    the title may be empty; of `text` the first 250 words are read. `is_land`: it steers the use of some area.
    """

    id: str
    title: str
    plan_type: str = ""
    themes: tuple[str, ...] = ()
    text: str = ""
    is_land: bool = False


@dataclass(frozen=True)
class Profile:
    """What a plan is about, as far as its words say.

    `heads`: what it is about, with how much each counts (0–1); a word we do not know is a head with «~» before it.
    `scope`: for whom, or in what field. `places`: names; `sides`: north or south of them. `said_in`: where the heads
    were found, «title», «type», «themes» or «text». `written`: heads and names as they were written, `theme_words` the
    themes. `said`: the stems of the words of the title that are of some matter.
    """

    id: str
    heads: Mapping[str, float]
    scope: frozenset[str]
    places: frozenset[str]
    sides: frozenset[str]
    marks: frozenset[str]
    is_zoning: bool
    is_somewhere: bool
    is_ground: bool
    said_in: str
    themes: frozenset[str]
    written: Mapping[str, str] = field(default_factory=dict, compare=False)
    theme_words: Mapping[str, str] = field(default_factory=dict, compare=False)
    said: frozenset[str] = frozenset()

    @cached_property
    def key(self) -> Heads:
        """The heads, in one order."""
        return tuple(sorted(self.heads.items()))

    @cached_property
    def purposes(self) -> Heads:
        """What it is about, without where it is."""
        return tuple(one for one in self.key if one[0].removeprefix("~") not in self.places)

    @property
    def says_anything(self) -> bool:
        return bool(self.heads or self.places)

    def says_the_same(self, other: "Profile") -> bool:
        """Whether nothing tells them apart but years, forms of words, and words for what sort of plan it is."""
        mine, theirs = (
            (one.said, one.key, one.scope, one.places, one.sides, one.is_zoning, one.said_in) for one in (self, other)
        )
        return mine == theirs


def profile_of(plan: Portrait) -> Profile:
    is_land = plan.is_land or plan.plan_type in _LAND
    title = matter_of(plan.title, is_land=is_land)
    is_zoning = plan.plan_type in _ZONING or "zoning" in title.marks
    if is_zoning and not is_land:
        title = matter_of(plan.title, is_land=True)
    themes = joined([matter_of(theme) for theme in plan.themes])
    heads, scope, said_in = _all_heads(plan, title, themes)
    scope = scope or _scope_said_elsewhere(heads, themes, plan.text)
    unknown = {f"~{stem}": UNKNOWN for stem in title.unknown or ({} if heads or is_zoning else title.names)}
    if not title.subjects and not heads:
        unknown |= {f"~{stem}": UNKNOWN for stem in themes.unknown}
    is_place = not heads or any(SUBJECTS[head].kind in ("place", "purpose") for head in heads)
    marked = {f"~{stem}": word for matter in (themes, title) for stem, word in matter.unknown.items()}
    return Profile(
        id=plan.id,
        heads={**heads, **unknown},
        scope=scope,
        places=frozenset(title.names),
        sides=frozenset(title.sides),
        marks=frozenset(title.marks),
        is_zoning=is_zoning,
        is_somewhere=is_land or is_zoning or title.named_house or (bool(title.names) and is_place),
        is_ground=title.opens_with == "ground" or (plan.plan_type == "knowledge_base" and title.opens_with != "plans"),
        said_in=said_in,
        said=frozenset(title.said),
        themes=frozenset(themes.subjects) | {f"~{stem}" for stem in themes.unknown},
        theme_words={**themes.subjects, **{f"~{stem}": word for stem, word in themes.unknown.items()}},
        written={**themes.subjects, **marked, **title.names, **title.subjects},
    )


def _all_heads(plan: Portrait, title: Matter, themes: Matter) -> tuple[dict[str, float], frozenset[str], str]:
    """Heads, scope and where they are said: in a title that is a plan's, and else, as «Barn i bevegelse», also in
    themes or text, when these are about something else.
    """
    heads, scope = _heads(title)
    if heads and not title.marks.isdisjoint({"plans", "zoning"}):
        return heads, scope, "title"
    if not heads and plan.plan_type in _PARTS:
        return {_PARTS[plan.plan_type]: 1.0}, scope, "type"
    elsewhere, said_in = _heads(themes)[0], "themes"
    if not elsewhere:
        elsewhere, said_in = _heads_of_text(plan.text), "text"
    if heads and (plan.plan_type in _LAND or any(other in RELATED[head] for head in heads for other in elsewhere)):
        return heads, scope, "title"
    if not elsewhere:
        return heads, scope, "title"
    return heads | elsewhere, scope - elsewhere.keys(), said_in


def _heads(matter: Matter) -> tuple[dict[str, float], frozenset[str]]:
    """What is done comes before the field it is done in, and both before for whom: (what it is about, the rest)."""
    of: dict[str, list[str]] = defaultdict(list)
    for subject in matter.subjects:
        of[SUBJECTS[subject].kind].append(subject)
    parts = [one for one in of["part"] if one != _WHOLE] or of["part"]
    rest = [one for kind in ("", "place", "purpose") for one in of[kind]]
    tools = of["sort"] or of["tool"]
    own = [one for one in rest if one not in matter.only_for]
    own = [one for one in own if not SUBJECTS[one].is_setting] or own
    is_part = bool(parts) and parts[0] == next(iter(matter.subjects)) and not (of["place"] or of["purpose"])
    if is_part and parts[0] != _ACTION and not tools:
        rest, own = [], parts
    if not own and matter.unknown and not tools and matter.within.issuperset(rest):
        return {}, frozenset(rest)
    chosen = tools or own or rest or parts or of["aspect"]
    heads = {subject: SUBJECTS[subject].weight for subject in chosen}
    scope = frozenset((*rest, *(parts if tools else ()), *(of["tool"] if of["sort"] else ()))) - frozenset(chosen)
    if _PREPAREDNESS in tools:
        dangers = [one for one in rest if SUBJECTS[one].is_danger]
        heads |= dict.fromkeys(dangers, 1.0) | ({_PREPAREDNESS: _BESIDE_DANGER} if dangers else {})
    return heads, scope


def _scope_said_elsewhere(heads: Mapping[str, float], themes: Matter, text: str) -> frozenset[str]:
    """Of a document of some sort whose title does not say for what."""
    if any(head.startswith("~") or SUBJECTS[head].kind != "sort" for head in heads):
        return frozenset()
    return frozenset(themes.subjects or _heads_of_text(text))


def _heads_of_text(text: str) -> dict[str, float]:
    """The subjects a text says most of, each beside the one it says most."""
    said = counted(text)
    for subject in [one for one in said if SUBJECTS[one].kind in ("part", "aspect", "tool", "sort")]:
        del said[subject]
    best = sorted(said.items(), key=lambda one: (-one[1], one[0]))[:_MOST_OF_TEXT]
    return {subject: number / best[0][1] for subject, number in best if number >= _OF_TEXT * best[0][1]}
