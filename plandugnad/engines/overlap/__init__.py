"""Plans, by title, theme and text → which of them overlap and may be one. By their words alone: people decide."""

from plandugnad.engines.overlap.finding import between, overlapping
from plandugnad.engines.overlap.portraits import Portrait
from plandugnad.engines.overlap.reasons import Overlap, Reason, Why
from plandugnad.engines.overlap.weighing import THRESHOLD

__all__ = ["THRESHOLD", "Overlap", "Portrait", "Reason", "Why", "between", "overlapping"]
