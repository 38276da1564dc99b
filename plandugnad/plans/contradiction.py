"""Where a plan's name says it is of another type than it is kept as. Pure; said quietly, and never mended by itself."""

import re
from dataclasses import dataclass
from functools import lru_cache

from plandugnad.engines.tables.kinds import plan_kind
from plandugnad.plans.kinds import PlanType

# What a name says when it begins so, and the types that agree with it. The first that fits decides.
_SAYS: tuple[tuple[str, frozenset[PlanType]], ...] = (
    (r"kommunedels?plan|kdp\b", frozenset({PlanType.PARTIAL_PLAN_AREA, PlanType.PARTIAL_PLAN_THEME})),
    (r"regional\w* (?:plan|planstrategi)|fylkes(?:del)?plan", frozenset({PlanType.REGIONAL_PLAN})),
    (r"planstrategi", frozenset({PlanType.PLANNING_STRATEGY})),
    (r"samfunnsdel", frozenset({PlanType.COMMUNITY_PART})),
    (r"arealdel", frozenset({PlanType.LAND_USE_PART})),
    (r"områderegulering\w*|områdeplan", frozenset({PlanType.ZONING_AREA})),
    (r"detaljregulering\w*|detaljplan", frozenset({PlanType.ZONING_DETAIL})),
    (r"reguleringsplan", frozenset({PlanType.ZONING_AREA, PlanType.ZONING_DETAIL})),
    (r"handlingsdel", frozenset({PlanType.ACTION_PART, PlanType.ECONOMY_PLAN})),
    (r"økonomiplan", frozenset({PlanType.ECONOMY_PLAN, PlanType.ACTION_PART})),
    (r"virksomhetsplan|verksemdsplan", frozenset({PlanType.SERVICE_PLAN})),
    (r"årsrapport|årsmelding|årsberetning", frozenset({PlanType.ANNUAL_REPORT})),
    (r"temaplan", frozenset({PlanType.THEME_PLAN})),
)
_TYPES = frozenset(PlanType.values)
_PATTERNS = tuple((re.compile(rf"\b(?:{words})", re.IGNORECASE), types) for words, types in _SAYS)
# After such a word the name speaks of another plan: «Handlingsprogram til kommunedelplan for klima».
_OF_ANOTHER = re.compile(r"\b(?:til|av|om|for|under|i|frå|fra|ved|med|og)\b", re.IGNORECASE)
_IS_ABOUT = re.compile(
    r"program\b|bestemmelse|føresegn|retningslin|kunnskap|utredning|utgreiing|evaluering|analyse", re.I
)


@dataclass(frozen=True)
class Contradiction:
    """`word` is the one of the name that says it; `suggested` the type it says."""

    word: str
    suggested: PlanType


@lru_cache(maxsize=4_096)
def contradiction(name: str, plan_type: str) -> Contradiction | None:
    if plan_type not in _TYPES:
        return None
    for pattern, types in _PATTERNS:
        found = pattern.search(name)
        if found is None:
            continue
        before = name[: found.start()]
        if plan_type in types or _OF_ANOTHER.search(before) or _IS_ABOUT.search(name):
            return None
        read = plan_kind(name)
        suggested = PlanType(read) if read in types else min(types)
        return Contradiction(found[0].casefold(), suggested)
    return None
