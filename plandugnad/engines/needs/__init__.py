"""Which plans a municipality needs, and which it has people for: points with their reasons, and days against days.

Pure: no clock, no database, no web. Scores and weights in; a sum anybody can redo by hand out.
"""

from plandugnad.engines.needs.capacity import Fit, Fitted, Half, Standing, Work, by_half, fit
from plandugnad.engines.needs.criteria import MOST_SCORE, MOST_WEIGHT, Criterion, criteria, scored, weighed
from plandugnad.engines.needs.judging import (
    MUST_FROM,
    OLD_FROM,
    SHOULD_FROM,
    Flag,
    Judged,
    Kind,
    Need,
    Part,
    Ranked,
    Rule,
    Suggested,
    in_order,
    judge,
)

__all__ = [
    "MOST_SCORE",
    "MOST_WEIGHT",
    "MUST_FROM",
    "OLD_FROM",
    "SHOULD_FROM",
    "Criterion",
    "Fit",
    "Fitted",
    "Flag",
    "Half",
    "Judged",
    "Kind",
    "Need",
    "Part",
    "Ranked",
    "Rule",
    "Standing",
    "Suggested",
    "Work",
    "by_half",
    "criteria",
    "fit",
    "in_order",
    "judge",
    "scored",
    "weighed",
]
