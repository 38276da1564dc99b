"""What a municipality should look at among its plans, from what the plans say of themselves: past their date, without
an owner, older than the act they build on. What a plan is mute about is never guessed: that is said of it instead."""

from plandugnad.engines.tidying.acts import ACTS, Act
from plandugnad.engines.tidying.finding import found_in
from plandugnad.engines.tidying.portraits import Finding, Kind, Pair, PlanFindings, Portrait, Stage

__all__ = ["ACTS", "Act", "Finding", "Kind", "Pair", "PlanFindings", "Portrait", "Stage", "found_in"]
