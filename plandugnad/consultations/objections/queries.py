"""What stands of objections, and what the law demands next."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation, Objection, ObjectionState, ObjectionTurn
from plandugnad.consultations.objections.turns import UNRESOLVED
from plandugnad.core.models import AuditEvent
from plandugnad.engines.statute import Deadline, Refused, chains, deadlines_of
from plandugnad.engines.statute.chains import Step
from plandugnad.engines.statute.provisions import Provision, law
from plandugnad.processes.casing import case_of
from plandugnad.processes.dates import kept_dates
from plandugnad.processes.models import Process
from plandugnad.processes.words import law_language

# Consultations of what is to be adopted (pbl §§ 11-14, 11-15, 11-17, 12-10, 12-14; KU-forskriften § 27).
_OF_PROPOSALS = frozenset(
    {
        "ku-27-supplementary",
        "pbl-11-14-consultation",
        "pbl-11-15-new-area-use",
        "pbl-11-17-minor-change",
        "pbl-12-10-consultation",
        "pbl-12-14-change",
        "reg-8a-directed-consultation",
    }
)
_OF_PROGRAMMES = frozenset({"pbl-11-13-programme", "pbl-12-9-programme"})
_TO_THE_STATE_ADMINISTRATOR = "pbl-5-6-to-state-administrator"
_NEXT: dict[str, tuple[str, ...]] = {
    ObjectionState.RAISED: ("pbl-5-6-mediation",),
    ObjectionState.DIALOGUE: ("pbl-5-6-mediation",),
    ObjectionState.MEDIATION: (_TO_THE_STATE_ADMINISTRATOR,),
    ObjectionState.SENT: ("pbl-5-6-forwarding",),
}


@dataclass(frozen=True)
class ObjectionRow:
    objection: Objection
    newest: ObjectionTurn | None
    is_late: bool

    @property
    def is_unresolved(self) -> bool:
        return self.objection.state in UNRESOLVED


@dataclass(frozen=True)
class Demand:
    """A provision in words, and where in the law it stands."""

    says: str
    citation: str
    source: str


@dataclass(frozen=True)
class LawNext:
    """`step` is where the process sends the case on; without `is_in_process` somebody must say that one remains."""

    demands: list[Demand]
    deadlines: list[tuple[Deadline, str]]
    step_name: str
    step_address: str
    is_in_process: bool


def step_for_objections(process: Process) -> Step | None:
    """Where the case goes to the ministry. A course without it has a plan nobody can object to (pbl § 5-4)."""
    chain = chains().get(process.chain)
    rules = ((step, rule.provision.id) for step in (chain.steps if chain else ()) for rule in step.rules)
    return next((step for step, provision in rules if provision == _TO_THE_STATE_ADMINISTRATOR), None)


def can_be_objected_to(consultation: Consultation) -> bool:
    """It is the proposal of a plan with legal effect that is objected to, not a programme or a notice before it."""
    is_proposal = not _OF_PROPOSALS.isdisjoint(_provisions_of(consultation))
    return is_proposal and step_for_objections(consultation.process) is not None


def why_no_objection(consultation: Consultation) -> str:
    """Empty where one can object. A plan that can be objected to says when, and not that it cannot."""
    if can_be_objected_to(consultation):
        return ""
    if step_for_objections(consultation.process) is None:
        return _(
            "Innsigelse kan bare fremmes mot forslag til arealdel og reguleringsplan (pbl. § 5-4), "
            "ikke mot denne planen."
        )
    if not _OF_PROGRAMMES.isdisjoint(_provisions_of(consultation)):
        return _(
            "Innsigelse kan ikke fremmes mot planprogrammet, men mot planforslaget når det legges ut (pbl. § 5-4)."
        )
    return _("Innsigelse kan ikke fremmes her, men mot planforslaget når det legges ut (pbl. § 5-4).")


def _provisions_of(consultation: Consultation) -> set[str]:
    chain = chains().get(consultation.process.chain)
    step = chain.by_id.get(consultation.code) if chain else None
    return {rule.provision.id for rule in step.rules} if step else set()


def objection_rows(consultation: Consultation) -> list[ObjectionRow]:
    """Those that remain first, each group in the order the statements came."""
    found = (
        Objection.objects.filter(deleted_at=None, statement__consultation=consultation, statement__deleted_at=None)
        .select_related("statement__organisation")
        .prefetch_related("turns")
        .order_by("statement__number", "made_at", "id")
    )
    rows = [row_of(objection, consultation.closes_on) for objection in found]
    return sorted(rows, key=lambda row: not row.is_unresolved)


def row_of(objection: Objection, closes_on: date | None) -> ObjectionRow:
    turns = list(objection.turns.all())
    is_late = bool(turns and closes_on and turns[0].happened_on > closes_on)
    return ObjectionRow(objection, turns[-1] if turns else None, is_late)


def find_objection(id: UUID) -> Objection | None:
    """Also one that is deleted, so that it can be brought back."""
    rows = Objection.objects.filter(statement__deleted_at=None).prefetch_related("turns")
    return rows.filter(pk=id).first()


def find_turn(objection: Objection, id: UUID) -> ObjectionTurn | None:
    return objection.turns.filter(pk=id).first()


def find_turn_taken_back(objection: Objection, id: UUID) -> AuditEvent | None:
    event = AuditEvent.objects.filter(
        pk=id, subject_id=objection.statement_id, verb="objection_turn_taken_back"
    ).first()
    return event if event and (event.before or {}).get("objection") == str(objection.pk) else None


def law_next(process: Process, states: list[str], today: date) -> LawNext | None:
    """What the law says of the objections that remain, with the days of the process's own step."""
    step = step_for_objections(process)
    remaining = [state for state in states if state in UNRESOLVED]
    if step is None or not remaining:
        return None
    ids = dict.fromkeys(id for state in remaining for id in _NEXT.get(state, ()))
    after = [one.id for one in step.demands if one.id not in ids]
    found = [law()[id] for id in (*ids, *after)]
    deadlines, is_in_process = _deadlines(process, step, today)
    return LawNext(
        demands=[demand for one in found if (demand := _demand(one, today))],
        deadlines=[(one, one.why(law_language())) for one in deadlines],
        step_name=step.name.said(law_language()),
        step_address=f"{reverse('process', args=[process.pk])}#steg-{step.id}",
        is_in_process=is_in_process,
    )


def _demand(provision: Provision, today: date) -> Demand | None:
    version = provision.on(today)
    return (
        Demand(version.says.said(law_language()), provision.cited.said(law_language()), provision.source)
        if version
        else None
    )


def _deadlines(process: Process, step: Step, today: date) -> tuple[list[Deadline], bool]:
    dates, steps = kept_dates(process.dates.all()), list(process.steps.all())
    try:
        case = case_of(process, today, dates, steps=steps, overrides=process.overrides.all())
        found = [one for one in deadlines_of(case) if one.step == step.id]
    except Refused:  # what contradicts itself is said on the page of the process
        return [], True
    return found, any(active.step.id == step.id for active in case.steps)
