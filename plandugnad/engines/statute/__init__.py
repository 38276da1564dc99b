"""When must, should and may things happen: the law as dated data, and every date with its reasons.

Pure: no clock, no database, no web; `today` is handed in. A process in; its deadlines, course and conflicts out.
"""

from plandugnad.engines.statute.chains import Chain, Step, chains, choice_names
from plandugnad.engines.statute.conflicts import Conflict, conflicts_of
from plandugnad.engines.statute.course import StepDates, course_of
from plandugnad.engines.statute.deadlines import Deadline, Kind, State, deadlines_of
from plandugnad.engines.statute.facts import Case, Event, Override
from plandugnad.engines.statute.periods import Length, Unit
from plandugnad.engines.statute.provisions import Certainty, Provision, law
from plandugnad.engines.statute.reading import chain_named, read_case
from plandugnad.engines.statute.refusal import Refused
from plandugnad.engines.statute.review import Doubt, Question, doubt_of, doubts, questions

__all__ = [
    "Case",
    "Certainty",
    "Chain",
    "Conflict",
    "Deadline",
    "Doubt",
    "Event",
    "Kind",
    "Length",
    "Override",
    "Provision",
    "Question",
    "Refused",
    "State",
    "Step",
    "StepDates",
    "Unit",
    "chain_named",
    "chains",
    "choice_names",
    "conflicts_of",
    "course_of",
    "deadlines_of",
    "doubt_of",
    "doubts",
    "law",
    "questions",
    "read_case",
]
