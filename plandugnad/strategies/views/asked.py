"""What the pages of a strategy begin with: the strategy that is asked for, or 404."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.core.pieces import Crumb
from plandugnad.plans.access import PortfolioAbilities, portfolio_abilities
from plandugnad.plans.views.asked import crumbs_of
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import SignedInRequest, not_found_unless
from plandugnad.regions.models import Organisation
from plandugnad.strategies.access import StrategyAbilities, strategy_abilities
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.queries import find_strategy

FORM = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422
CONFLICT = 409


@dataclass(frozen=True)
class Asked:
    request: SignedInRequest
    strategy: Strategy
    can: StrategyAbilities

    @property
    def organisation(self) -> Organisation:
        return self.strategy.organisation

    @property
    def actor(self) -> Actor:
        return self.request.actor

    @property
    def portfolio(self) -> PortfolioAbilities:
        return portfolio_abilities(self.actor, self.organisation)

    def about(self, *crumbs: Crumb, here: str = "") -> dict[str, Any]:
        """What every template of a strategy needs. `here` is which of its pages it is: see parts/strategy_nav.html."""
        municipality, strategy = self.organisation, self.strategy
        address = reverse("strategy", args=[strategy.id]) if crumbs else ""
        return {
            "strategy": strategy,
            "organisation": municipality,
            "is_example": municipality.is_example,
            "can": self.can,
            "abilities": self.portfolio,
            "here": here,
            "crumbs": crumbs_of(
                municipality,
                Crumb(_("Planstrategi"), reverse("strategies", args=[municipality.number])),
                Crumb(strategy.term.name, address),
                *crumbs,
            ),
        }


def strategy_to_see(request: SignedInRequest, id: UUID) -> Asked:
    found = find_strategy(id)
    if found is None:
        raise Http404
    can = strategy_abilities(request.actor, found)
    not_found_unless(can.can_see)
    return Asked(request, found, can)


def strategy_to_see_all(request: SignedInRequest, id: UUID) -> Asked:
    asked = strategy_to_see(request, id)
    not_found_unless(asked.can.can_see_all)
    return asked


def strategy_to_write(request: SignedInRequest, id: UUID) -> Asked:
    asked = strategy_to_see(request, id)
    not_found_unless(asked.can.can_write)
    return asked
