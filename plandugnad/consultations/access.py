"""Who may do what with a consultation. Behind the public page it follows the process, which follows the plan. Of a
joint plan it is the leading municipality's, which has the statements and the names in them."""

from dataclasses import dataclass

from plandugnad.consultations.models import Consultation
from plandugnad.processes.access import process_abilities
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class ConsultationAbilities:
    can_see: bool
    can_write: bool


def consultation_abilities(actor: Actor, consultation: Consultation) -> ConsultationAbilities:
    """Reads `consultation.process.plan`: ask for it with the consultation."""
    abilities = process_abilities(actor, consultation.process.plan)
    is_kept = consultation.deleted_at is None and consultation.process.deleted_at is None
    return ConsultationAbilities(can_see=is_kept and abilities.can_see_all, can_write=is_kept and abilities.can_write)


def can_bring_back(actor: Actor, consultation: Consultation) -> bool:
    """One that is deleted, while its process is there."""
    is_there = consultation.process.deleted_at is None
    return is_there and process_abilities(actor, consultation.process.plan).can_write
