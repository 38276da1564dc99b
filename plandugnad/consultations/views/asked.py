"""What the pages behind a consultation begin with: the one that is asked for, or 404."""

from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from plandugnad.consultations.access import ConsultationAbilities, consultation_abilities
from plandugnad.consultations.models import Consultation
from plandugnad.consultations.nav import places
from plandugnad.consultations.queries import find_consultation, step_title
from plandugnad.core.pieces import Crumb
from plandugnad.processes.access import ProcessAbilities
from plandugnad.processes.views.asked import base as process_base
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import not_found_unless

CONSULTATION = gettext_lazy("Høring")


def consultation_to_see(actor: Actor, id: UUID) -> tuple[Consultation, ConsultationAbilities]:
    consultation = find_consultation(id)
    if consultation is None:
        raise Http404
    abilities = consultation_abilities(actor, consultation)
    not_found_unless(abilities.can_see)
    return consultation, abilities


def consultation_to_change(actor: Actor, id: UUID) -> Consultation:
    consultation, abilities = consultation_to_see(actor, id)
    not_found_unless(abilities.can_write)
    return consultation


def base(consultation: Consultation, abilities: ConsultationAbilities, here: str, *further: Crumb) -> dict[str, Any]:
    """`here` is the name of the address among `nav.places`, so that the reader sees where she is."""
    process = consultation.process
    address = reverse("consultation", args=[consultation.id])
    all_places = places(consultation, here)
    if not further and here != "consultation":
        further = tuple(Crumb(str(place.label)) for place in all_places if place.is_here)
    first = Crumb(CONSULTATION, address if further else "")
    inside = ProcessAbilities(abilities.can_see, abilities.can_write, can_see_all=abilities.can_see)
    found = process_base(process, inside, first, *further)
    return found | {
        "consultation": consultation,
        "abilities": abilities,
        "step_title": step_title(consultation),
        "places": all_places,
    }


def given_ids(given: QueryDict, name: str) -> set[UUID]:
    return {given_id(one) for one in given.getlist(name)}


def given_id(said: str) -> UUID:
    """No id of anything is as one that is not there: what is asked for is not found, in words."""
    try:
        return UUID(said)
    except ValueError:
        return UUID(int=0)
