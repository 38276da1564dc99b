"""When a council may decide on a planning strategy, and by when it must: the statute engine's arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plandugnad.core.marks import written_day
from plandugnad.engines.statute import Provision, law
from plandugnad.engines.statute.chains import DONE
from plandugnad.engines.statute.counting import End, count, count_back
from plandugnad.engines.statute.provisions import Version
from plandugnad.processes.dates import Place, kept_dates
from plandugnad.processes.models import Process
from plandugnad.processes.queries.process import council_meetings, running_of
from plandugnad.strategies.models import Strategy

PUBLICATION, ADOPTION = "pbl-10-1-publication", "pbl-10-1-adoption"
CONSTITUTED, PUBLIC, DECIDED = "KPS-STRAT-0", "KPS-STRAT-5", "KPS-STRAT-6"
MERGED, PROGRAMME = "merged_with_programme", "KPS-STRAT-7"


def _provision(id: str, day: date) -> tuple[Provision, Version]:
    found = law()[id]
    version = found.on(day)
    assert version is not None
    return found, version


def earliest_treatment(public_on: date) -> End:
    """The council's own treatment, 30 days after the proposal was made public at the least (pbl. § 10-1)."""
    return count(*_provision(PUBLICATION, public_on), public_on)


def first_lawful(public_on: date) -> date:
    end = earliest_treatment(public_on)
    assert end.working_day_end is not None
    return end.working_day_end


def latest_publication(meeting: date) -> date:
    end = count_back(*_provision(PUBLICATION, meeting), meeting)
    assert end.safe_date is not None
    return end.safe_date


def latest_adoption(constituted: date) -> date:
    end = count(*_provision(ADOPTION, constituted), constituted)
    assert end.working_day_end is not None
    return end.working_day_end


@dataclass(frozen=True)
class Constituted:
    """The day the clock began. `is_known`: it stands in the process; else it is the last day the law allows."""

    day: date
    is_known: bool


def constituted(strategy: Strategy) -> Constituted:
    process = running_of(strategy.plan)
    if process is not None:
        found = kept_dates(process.dates.all()).get(Place(CONSTITUTED))
        if found and found.day:
            return Constituted(found.day, is_known=found.happened_on is not None)
    return Constituted(date(strategy.term.first_year, 10, 31), is_known=False)


def meetings_from(strategy: Strategy, day: date) -> Sequence[date]:
    return council_meetings([strategy.organisation_id], day)[strategy.organisation_id]


def refusal(strategy: Strategy, counts_from: date | None, day: date) -> str:
    """Why the council cannot treat it that day, in words, with the first day it can. Empty where it can."""
    if counts_from is None:
        return _(
            "Forslaget er ikke gjort offentlig. Gjør det offentlig først. Kommunestyret kan behandle det tidligst "
            "30 dager etter (pbl. § 10-1)."
        )
    first = first_lawful(counts_from)
    if day >= first:
        return ""
    told = {"day": written_day(day), "public": written_day(counts_from), "first": written_day(first)}
    said = _(
        "%(day)s er for tidlig. Forslaget ble offentlig %(public)s, og skal være offentlig i minst 30 dager før "
        "kommunestyret behandler det (pbl. § 10-1). Første lovlige dag er %(first)s."
    ) % told  # fmt: skip
    coming = meetings_from(strategy, first)
    if coming:
        said += " " + _("Første møte i kalenderen fra da av er %(meeting)s.") % {"meeting": written_day(coming[0])}
    return said


def open_process(strategy: Strategy) -> Process | None:
    process = running_of(strategy.plan)
    return process if process is not None and process.ended_on is None else None


def day_in(process: Process | None, code: str, mark: str = DONE) -> date | None:
    if process is None:
        return None
    found = kept_dates(process.dates.all()).get(Place(code, mark))
    return found.day if found else None
