"""Until when somebody may answer who had her letter later than the others.

Of an appeal the law says it: the three weeks run from when the notice has arrived (fvl. § 29). Of a consultation it
says how long it must last, not that each recipient has the whole of it: that she should is our own reading (D).
"""

from dataclasses import dataclass
from datetime import date

from plandugnad.engines.statute import Provision, chains, law
from plandugnad.engines.statute.counting import count
from plandugnad.engines.statute.holidays import next_working_day
from plandugnad.engines.statute.provisions import Bound
from plandugnad.processes.models import Process
from plandugnad.processes.notice.demanded import Demanded
from plandugnad.processes.notice.wording import has_answers, is_appeal

_APPEAL = "fvl-29-appeal"


@dataclass(frozen=True)
class OwnDeadline:
    """`provision` is None where the law gives no length: then she has as many days as the others had."""

    day: date
    provision: Provision | None
    is_appeal: bool
    announced: date | None

    @property
    def days_later(self) -> int:
        return max((self.day - self.announced).days, 0) if self.announced else 0

    @property
    def is_later(self) -> bool:
        return self.announced is None or self.day > self.announced


def own_deadline(
    process: Process, what: Demanded, announced: date | None, first_sent: date, sent_on: date
) -> OwnDeadline | None:
    """None where nobody is to answer, or where nothing says how long they have."""
    appeal = is_appeal(what)
    if not appeal and not has_answers(what):
        return None
    provision = law()[_APPEAL] if appeal else _least(process, what.code)
    version = provision.on(sent_on) if provision else None
    if provision and version:
        day = count(provision, version, sent_on).working_day_end
        return OwnDeadline(day, provision, appeal, announced) if day else None
    if announced is None:
        return None
    return OwnDeadline(next_working_day(sent_on + (announced - first_sent)), None, appeal, announced)


def _least(process: Process, code: str) -> Provision | None:
    """What the law says the step lasts at least, from its own first day."""
    step = chains()[process.chain].by_id.get(code)
    for rule in step.rules if step else ():
        newest = rule.provision.newest
        if newest.bound is Bound.AT_LEAST and newest.length:
            return rule.provision
    return None
