"""What the pages of a consultation begin with."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from plandugnad.consultations.models import Consultation, Handling, Statement
from plandugnad.engines.statute import chains
from plandugnad.processes.dates import NO_DATES, Place, kept_dates
from plandugnad.processes.models import Process
from plandugnad.processes.words import law_language


@dataclass(frozen=True)
class Counts:
    """How far the municipality has come with the statements."""

    statements: int
    ready: int

    @property
    def left(self) -> int:
        return self.statements - self.ready


def find_consultation(id: UUID) -> Consultation | None:
    rows = Consultation.objects.select_related("process__plan__organisation", "process__lead")
    return rows.filter(pk=id).first()


def step_title(consultation: Consultation) -> str:
    """What the step is called in the law's course, or in the municipality's own."""
    known = chains()[consultation.process.chain].by_id.get(consultation.code)
    if known is not None:
        return known.name.said(law_language())
    own = consultation.process.steps.filter(code=consultation.code).first()
    return own.name if own else consultation.code


def days_of_step(process: Process, code: str, round: int = 1) -> tuple[date | None, date | None]:
    """When the step opens and closes as its process has it: what happened, else what is planned."""
    dates = kept_dates(process.dates.all())
    return (dates.get(Place(code, round=round), NO_DATES).day, dates.get(Place(code, "closed", round), NO_DATES).day)


def counts_of(consultation: Consultation) -> Counts:
    ready = Count("id", filter=Q(handling=Handling.READY))
    found = Statement.objects.kept().filter(consultation=consultation).aggregate(all=Count("id"), ready=ready)
    return Counts(found["all"], found["ready"])
