"""What the pages of a process begin with: the process that is asked for, or 404."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from plandugnad.core.pieces import Crumb
from plandugnad.plans.models import Plan
from plandugnad.plans.views.asked import existing_plan, plan_crumbs
from plandugnad.processes.access import ProcessAbilities, process_abilities
from plandugnad.processes.models import Process
from plandugnad.processes.queries.log import last_event
from plandugnad.processes.queries.process import find_process
from plandugnad.processes.words import law_lang
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import not_found_unless

PROCESS = gettext_lazy("Prosess")
FORM = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


def plan_for_process(actor: Actor, id: UUID) -> tuple[Plan, ProcessAbilities]:
    plan = existing_plan(id)
    abilities = process_abilities(actor, plan)
    not_found_unless(abilities.can_see)
    return plan, abilities


def process_to_read(actor: Actor, id: UUID) -> tuple[Process, ProcessAbilities]:
    """Where it is and what comes, for all owners of the plan. Also one that is deleted, for those who may bring it
    back."""
    process = find_process(id)
    if process is None:
        raise Http404
    abilities = process_abilities(actor, process.plan)
    not_found_unless(abilities.can_write if process.deleted_at else abilities.can_see)
    return process, abilities


def process_to_see(actor: Actor, id: UUID) -> tuple[Process, ProcessAbilities]:
    """With all the leading municipality has in it: whom it notifies, what it writes to the one who takes over."""
    process, abilities = process_to_read(actor, id)
    not_found_unless(abilities.can_see_all or process.deleted_at is not None)
    return process, abilities


def process_to_date(actor: Actor, id: UUID) -> tuple[Process, ProcessAbilities]:
    """For those who run it, and those who set the days of their own council in it."""
    process, abilities = process_to_read(actor, id)
    not_found_unless((abilities.can_write or bool(abilities.writes_for)) and process.deleted_at is None)
    return process, abilities


def process_to_change(actor: Actor, id: UUID) -> Process:
    process, abilities = process_to_see(actor, id)
    not_found_unless(abilities.can_write and process.deleted_at is None)
    return process


def undo_of_last(process: Process) -> str:
    """For the message that something is saved: the way back."""
    event = last_event(process)
    return f"undo:{reverse('process_undo', args=[process.id, event.pk])}" if event else ""


def base(process: Process, abilities: ProcessAbilities, *further: Crumb) -> dict[str, Any]:
    plan = process.plan
    there = plan_crumbs(plan, "…")[:-1]
    here = Crumb(PROCESS, reverse("process", args=[process.id]) if further else "")
    return {
        "process": process,
        "plan": plan,
        "abilities": abilities,
        "is_example": plan.organisation.is_example,
        "law_lang": law_lang(),
        "crumbs": [*there, here, *further],
    }
