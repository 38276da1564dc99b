"""When names and addresses of private recipients are no longer needed: our own standard, which people may change."""

from datetime import date, timedelta

from django.utils import timezone

from plandugnad.engines.statute import chains
from plandugnad.engines.statute.chains import DONE
from plandugnad.engines.statute.holidays import next_working_day
from plandugnad.processes.models import Process
from plandugnad.processes.notice.models import Announcement

# After the decision: appeals, and questions of who was told. Where no decision is planned, most plans take less.
AFTER_DECISION = timedelta(days=365)
WITHOUT_DECISION = timedelta(days=3 * 365)


def usual_private_until(process: Process, sent_on: date) -> date:
    end = _decided_on(process)
    return next_working_day(max(end, sent_on) + AFTER_DECISION if end else sent_on + WITHOUT_DECISION)


def private_until_of(kept: Announcement) -> date | None:
    """The day that is set, else as if the letter went when the last of them was put on the list, or when one went after
    that. None when there is nobody."""
    if kept.private_until or kept._state.adding:
        return kept.private_until
    rows = kept.recipients.filter(is_private=True, erased_at=None)
    days = [timezone.localdate(made_at) for made_at in rows.values_list("made_at", flat=True)]
    sent = kept.proofs.filter(recipients__contains=[{"private": True}])
    days += sent.values_list("announced_on", flat=True)
    return usual_private_until(kept.process, max(days)) if days else None


def _decided_on(process: Process) -> date | None:
    """The last day a council has, as it happened or as it is planned."""
    chain = chains().get(process.chain)
    deciding = next((step.id for step in reversed(chain.steps) if step.in_council), "") if chain else ""
    days = [one.happened_on or one.planned_on for one in process.dates.filter(code=deciding, mark=DONE)]
    return max((day for day in days if day), default=None)
