"""What the pages of one statement begin with: the one that is asked for, or 404."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.consultations.access import ConsultationAbilities, consultation_abilities
from plandugnad.consultations.models import Point, Statement
from plandugnad.consultations.points.queries import find_point, find_statement
from plandugnad.consultations.views.asked import base as consultation_base
from plandugnad.core.pieces import Crumb
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import not_found_unless


def statement_to_see(actor: Actor, id: UUID) -> tuple[Statement, ConsultationAbilities]:
    statement = find_statement(id)
    if statement is None:
        raise Http404
    abilities = consultation_abilities(actor, statement.consultation)
    not_found_unless(abilities.can_see)
    return statement, abilities


def statement_to_change(actor: Actor, id: UUID) -> Statement:
    statement, abilities = statement_to_see(actor, id)
    not_found_unless(abilities.can_write)
    return statement


def point_to_change(actor: Actor, id: UUID) -> tuple[Point, Statement]:
    """Also one that is deleted, so that it can be brought back."""
    point = find_point(id)
    if point is None:
        raise Http404
    statement = statement_to_change(actor, point.statement_id)
    point.statement = statement
    return point, statement


def base(statement: Statement, abilities: ConsultationAbilities, *further: Crumb) -> dict[str, Any]:
    address = reverse("statement", args=[statement.id]) if further else ""
    here = Crumb(_("Uttalelse %(number)s") % {"number": statement.number}, address)
    return consultation_base(statement.consultation, abilities, "statements", here, *further) | {"statement": statement}
