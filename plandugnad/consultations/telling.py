"""What the overviews of all features tell of consultations: the last day to answer, and statements somebody has."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from plandugnad.consultations.models import Consultation, Handling, Point, Statement
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent, Row
from plandugnad.engines.statute.chains import CLOSED
from plandugnad.engines.tables.when import When
from plandugnad.processes.dates import NO_DATES, Place, kept_dates
from plandugnad.processes.telling import ProcessSource
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About, Keys
from plandugnad.projections.filling import add_source, let_rest_on, refresh
from plandugnad.projections.models import Entry
from plandugnad.projections.words import add_asks, add_kinds, add_parts, add_verbs

CLOSES, ASSIGNED = "consultation_closes", "statement_assigned"
# That the public has said something is for those who must answer it.
_FOR_WRITERS = frozenset({"statement_received"})


class ConsultationSource:
    key = "consultations.consultation"

    def ids(self) -> Iterable[UUID]:
        return Consultation.objects.kept().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = Consultation.objects.kept().filter(id__in=ids).select_related("process__plan__organisation")
        for consultation in rows.prefetch_related("process__dates", "process__steps"):
            plan, told = consultation.process.plan, about(consultation)
            seen_by = [audience.readers_of(plan.organisation_id)]
            yield told.found(seen_by, Keys(plan.sort_key, plan.search_key), place=plan.organisation.name)
            if consultation.published_at and consultation.closes_on and not _is_told_by_process(consultation):
                yield told.on(seen_by, CLOSES, When.on(consultation.closes_on))


def _is_told_by_process(consultation: Consultation) -> bool:
    """The same deadline stands once in the calendar: as a day of the step, where it has it."""
    process = consultation.process
    place = Place(consultation.code, CLOSED, consultation.round)
    if process.ended_on is not None or any(
        step.code == consultation.code and step.left_out_because for step in process.steps.all()
    ):
        return False
    return kept_dates(process.dates.all()).get(place, NO_DATES).day == consultation.closes_on


def _of_processes(ids: Collection[UUID]) -> QuerySet[Consultation]:
    """Whether a process says the deadline may have changed."""
    return Consultation.objects.kept().filter(process__in=ids, published_at__isnull=False)


def about(consultation: Consultation) -> About:
    plan = consultation.process.plan
    address = reverse("consultation", args=[consultation.id])
    return About(ConsultationSource.key, consultation.id, plan.organisation_id, plan.name, address)


class AssignedSource:
    """Statements somebody has been given, whole or a point of. Nothing of what they say, nor who said it, is told."""

    key = "consultations.statement"

    def ids(self) -> Iterable[UUID]:
        return _assigned().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = _assigned().filter(id__in=ids).select_related("consultation__process__plan")
        for statement in rows.prefetch_related(Prefetch("points", _waiting(), to_attr="waiting")):
            plan = statement.consultation.process.plan
            given = (statement.assigned_to_id, *(point.assigned_to_id for point in statement.waiting))
            asked = {person for person in given if person}
            address = reverse("statement", args=[statement.id])
            facts = {"of": self.key, "number": statement.number}
            told = About(self.key, statement.id, plan.organisation_id, plan.name, address, facts=facts)
            if asked:
                yield told.needs([audience.person(person) for person in asked], ASSIGNED)


def _waiting() -> QuerySet[Point]:
    return Point.objects.filter(deleted_at=None, is_ready=False, assigned_to__isnull=False)


def _assigned() -> QuerySet[Statement]:
    rows = Statement.objects.kept().exclude(handling=Handling.READY)
    rows = rows.filter(consultation__in=Consultation.objects.kept())
    return rows.filter(Q(assigned_to__isnull=False) | Exists(_waiting().filter(statement=OuterRef("pk"))))


def record(
    by: By, verb: str, consultation: Consultation, subject: Row | None = None, *, told_as: str = "", **said: Any
) -> AuditEvent:
    """History of what was done, with what changed; told in the activity once per consultation and day.

    Nothing a private person has said or is called goes into `said`. What the municipality writes of itself may still
    name her: `retention` takes her name out of the history of a consultation and its statements, and of no other.
    """
    place = consultation.process.plan.organisation_id
    event = audit.record(by, verb, subject or consultation, organisation_id=place, **said)
    refresh(ConsultationSource.key, [consultation.id], by)
    refresh(AssignedSource.key, _touched(consultation, subject), by)
    of = audience.writers_of if verb in _FOR_WRITERS else audience.readers_of
    tell(by, told_as or verb, [about(consultation)], [of(place)])
    return event


def note(by: By, verb: str, statement: Statement, **said: Any) -> AuditEvent:
    """The history of one statement. In the activity all that is done with statements is one line."""
    return record(by, verb, statement.consultation, statement, told_as="statement_answered", **said)


def _touched(consultation: Consultation, subject: Row | None) -> list[UUID]:
    """A consultation that is deleted, or comes back, takes along what was asked of people."""
    if subject is None:
        given = Q(assigned_to__isnull=False) | Exists(_waiting().filter(statement=OuterRef("pk")))
        return list(Statement.objects.filter(given, consultation=consultation).values_list("id", flat=True))
    return [subject.pk] if isinstance(subject, Statement) else []


def _statement_words(facts: Mapping[str, Any]) -> str:
    return _now("uttalelse nr. %(number)s") % {"number": facts["number"]}


add_verbs(
    ConsultationSource.key,
    {
        "consultation_made": _("%(who)s gjorde klar høringen av «%(what)s»"),
        "consultation_changed": _("%(who)s endret høringen av «%(what)s»"),
        "consultation_published": _("%(who)s la «%(what)s» ut på høring"),
        "consultation_withdrawn": _("%(who)s tok ned høringssiden for «%(what)s»"),
        "consultation_deleted": _("%(who)s slettet høringen av «%(what)s»"),
        "statement_received": _("Det kom inn en uttalelse om «%(what)s»"),
        "statement_taken_in": _("%(who)s la inn en uttalelse om «%(what)s»"),
        "statement_answered": _("%(who)s behandlet uttalelser om «%(what)s»"),
        "statement_deleted": _("%(who)s slettet en uttalelse om «%(what)s»"),
        "statement_undeleted": _("%(who)s hentet tilbake en uttalelse om «%(what)s»"),
        "statement_changed": _("%(who)s rettet en uttalelse om «%(what)s»"),
        "statements_assigned": _("%(who)s fordelte uttalelser om «%(what)s»"),
        "statements_assigned_undone": _("%(who)s angret fordelingen av uttalelser om «%(what)s»"),
        "statements_grouped": _("%(who)s grupperte like uttalelser om «%(what)s»"),
        "objection_noted": _("%(who)s noterte en innsigelse mot «%(what)s»"),
        "statement_table_undone": _("%(who)s angret innlesingen av uttalelsestabellen for «%(what)s»"),
        "statement_table_read": _("%(who)s leste inn uttalelsestabellen for «%(what)s»"),
        "private_data_erased": _("Personopplysninger i uttalelser om «%(what)s» ble slettet"),
        "contacts_erased": _("Kontaktpersoner i uttalelser om «%(what)s» ble slettet"),
    },
)
add_asks({ASSIGNED: _("Svar på %(what)s")})
add_kinds({CLOSES: _("høringsfrist"), ASSIGNED: _("uttalelse du skal svare på")})
add_parts(AssignedSource.key, _statement_words)
add_source(ConsultationSource())
let_rest_on(ProcessSource.key, ConsultationSource.key, _of_processes)
add_source(AssignedSource())
