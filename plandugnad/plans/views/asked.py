"""What the pages of a plan begin with: the plan that is asked for, or 404."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from plandugnad.core.pieces import Crumb
from plandugnad.plans.access import PlanAbilities, PortfolioAbilities, plan_abilities, portfolio_abilities
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.plan import find_plan
from plandugnad.plans.queries.portfolio import find_municipality
from plandugnad.plans.words.names import in_sentence
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import not_found_unless
from plandugnad.regions.models import Organisation

LONGEST_CRUMB = 48


def existing_plan(id: UUID) -> Plan:
    plan = find_plan(id)
    if plan is None:
        raise Http404
    return plan


def plan_to_see(actor: Actor, id: UUID) -> tuple[Plan, PlanAbilities]:
    plan = existing_plan(id)
    abilities = plan_abilities(actor, plan)
    not_found_unless(abilities.can_see)
    return plan, abilities


def plan_to_change(actor: Actor, id: UUID) -> Plan:
    plan = existing_plan(id)
    not_found_unless(plan_abilities(actor, plan).can_write)
    return plan


def municipality_to_write(actor: Actor, number: str) -> tuple[Organisation, PortfolioAbilities]:
    municipality = find_municipality(number)
    abilities = portfolio_abilities(actor, municipality)
    not_found_unless(abilities.can_write)
    return municipality, abilities


def to_message(view: str, *arguments: Any) -> HttpResponse:
    """To a page whose message has a way to undo: the next press of Tab leads to it, not past all of the page."""
    return redirect(f"{reverse(view, args=arguments)}#messages")


def crumbs_of(organisation: Organisation, *further: Crumb) -> list[Crumb]:
    """The way here from the register of municipalities."""
    portfolio = Crumb(organisation.name, reverse("portfolio", args=[organisation.number]))
    return [Crumb(_("Kommuner"), reverse("register")), portfolio, *further]


def plan_crumbs(plan: Plan, here: str = "") -> list[Crumb]:
    if not here:
        return crumbs_of(plan.organisation, Crumb(_shortened(plan.name)))
    there = Crumb(_shortened(plan.name), reverse("plan", args=[plan.pk]))
    return crumbs_of(plan.organisation, there, Crumb(here))


def _shortened(name: str) -> str:
    """A name of four hundred signs would fill the screen before the page has begun."""
    return in_sentence(Truncator(name).chars(LONGEST_CRUMB))
