"""What is asked of a plan, and what is found."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from plandugnad.engines.tables.when import When
from plandugnad.engines.tidying.acts import Act


class Stage(StrEnum):
    UNKNOWN = "unknown"
    UNDER_WAY = "under_way"
    IN_FORCE = "in_force"
    REVISED_NOW = "revised_now"  # in force, and somebody works on it
    ENDED = "ended"


class Kind(StrEnum):
    """In the order of what matters, weightiest first: `finding.WEIGHTS` has how much."""

    PERIOD_ENDED = "period_ended"
    PAST_REVISION = "past_revision"
    OLDER_THAN_ACT = "older_than_act"
    OVERLAP = "overlap"
    SILENT = "silent"
    NOBODY_OWNS = "nobody_owns"
    UNKNOWN_STATUS = "unknown_status"
    UNKNOWN_ADOPTED = "unknown_adopted"
    UNKNOWN_TYPE = "unknown_type"
    PARENT_ENDED = "parent_ended"
    NO_ANCHOR = "no_anchor"
    TEN_YEARS = "ten_years"  # a question, for nobody has said whether it came from a private proposal
    NO_GOAL = "no_goal"


@dataclass(frozen=True)
class Portrait:
    """One plan. What it does not say is empty or None.

    `act` is the code of the act its type is made by, where it has one; `needs_…` is what is asked of its type;
    `may_be_private` whether its type is made from private proposals too. `last_heard_of` is the day somebody last told
    how it goes: a step, a change in how it stands, a document.
    """

    id: str
    stage: Stage
    has_type: bool = True
    act: str = ""
    legal_basis: str = ""
    adopted: When | None = None
    last_revised: When | None = None
    revision_due: When | None = None
    period: When | None = None
    valid_until: When | None = None
    is_owned: bool = True
    needs_owner: bool = False
    needs_parent: bool = False
    needs_goal: bool = False
    has_parent: bool = False
    parent_ended: str = ""  # the id of the parent, where that is repealed or replaced
    has_goal: bool = False
    is_followed: bool = False
    last_heard_of: date | None = None
    may_be_private: bool = False


@dataclass(frozen=True)
class Pair:
    """Two plans that say much the same, as another engine found."""

    one: str
    other: str
    score: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """`facts` is what it rests on: with other facts it is another finding, which somebody may need to look at anew."""

    kind: Kind
    facts: str
    when: When | None = None
    years: int = 0
    other: str = ""
    act: Act | None = None
    named_year: int = 0  # the older act that the plan itself names
    reasons: tuple[str, ...] = ()
    is_question: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return (self.kind.value, self.facts)


@dataclass(frozen=True)
class PlanFindings:
    id: str
    findings: tuple[Finding, ...]
    weight: tuple[int, int, int] = field(default=(0, 0, 0))
