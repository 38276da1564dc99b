"""What may follow on what, and which days are possible. Pure.

An objection is raised, talked about, perhaps mediated, and ends: withdrawn, followed by the municipality, or decided by
the ministry (pbl § 5-6). Steps may be passed over; nothing follows on what has ended.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from plandugnad.consultations.models import ObjectionState as State

EARLIEST_YEAR = 2009  # the act came into force on 1 July 2009

FOLLOWS: Mapping[str, tuple[State, ...]] = {
    State.RAISED: (State.DIALOGUE, State.MEDIATION, State.WITHDRAWN, State.FOLLOWED, State.SENT),
    State.DIALOGUE: (State.MEDIATION, State.WITHDRAWN, State.FOLLOWED, State.SENT),
    State.MEDIATION: (State.DIALOGUE, State.WITHDRAWN, State.FOLLOWED, State.SENT),
    # The body may find that the change was not enough, or say in so many words that it withdraws.
    State.FOLLOWED: (State.WITHDRAWN, State.DIALOGUE, State.MEDIATION, State.SENT),
    State.SENT: (State.UPHELD, State.REJECTED, State.WITHDRAWN),
    State.WITHDRAWN: (),
    State.UPHELD: (),
    State.REJECTED: (),
}
# The part of the plan they are about has no effect until they are settled (pbl §§ 11-16 and 12-13).
UNRESOLVED = frozenset({State.RAISED, State.DIALOGUE, State.MEDIATION, State.SENT})


def may_follow(state: str, following: str) -> bool:
    return following in FOLLOWS[state]


def is_possible(day: date, earlier: Sequence[date], today: date) -> bool:
    """Not before what happened before it, and not in the future: a turn is what has happened."""
    return day.year >= EARLIEST_YEAR and day <= today and all(day >= one for one in earlier)
