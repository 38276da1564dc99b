"""Who may import for a municipality: those who write its plans, and its coordinator when it has said yes."""

from plandugnad.plans.access import portfolio_abilities
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation


def can_import(actor: Actor, organisation: Organisation) -> bool:
    return organisation.is_municipality and portfolio_abilities(actor, organisation).can_import
