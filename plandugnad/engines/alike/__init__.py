"""Short texts in bokmål and nynorsk → which of them say the same. By their words alone: people decide."""

from plandugnad.engines.alike.carrying import carried, near_copies_of
from plandugnad.engines.alike.comparing import NEAR_COPY, Piece, difference
from plandugnad.engines.alike.grouping import THRESHOLD, AlikeGroup, Member, groups_of, likeness
from plandugnad.engines.alike.naming import common_words

__all__ = [
    "NEAR_COPY",
    "THRESHOLD",
    "AlikeGroup",
    "Member",
    "Piece",
    "carried",
    "common_words",
    "difference",
    "groups_of",
    "likeness",
    "near_copies_of",
]
