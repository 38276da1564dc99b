"""Once a quarter it is time to ask how it goes: in the planner's list, and nothing is mailed by itself."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import IN_FORCE
from plandugnad.plans.telling import PlanSource
from plandugnad.projections import audience
from plandugnad.projections.entries import About
from plandugnad.projections.filling import add_source, let_rest_on, refresh
from plandugnad.projections.models import Entry
from plandugnad.projections.words import add_asks, add_kinds
from plandugnad.strategies.living import pulse
from plandugnad.strategies.living.pulse import Quarter, last_quarter_asked
from plandugnad.strategies.living.reading import promised_on
from plandugnad.strategies.models import Strategy, StrategyQuerySet

PULSE = "strategy_pulse"


class PulseSource:
    key = "strategies.pulse"

    def ids(self) -> Iterable[UUID]:
        return _followed().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = list(_followed().filter(id__in=list(ids)).select_related("plan", "organisation"))
        asked = last_quarter_asked(row.pk for row in rows)
        for row in rows:
            last = Quarter.kept(asked[row.pk]) if row.pk in asked else Quarter.of(promised_on(row))
            day = last.next.asking_day
            if day.year > row.term.last_year:
                continue  # the next council's strategy is what is followed up then
            address = reverse("strategy_pulse", args=[row.pk])
            about = About(self.key, row.pk, row.organisation_id, row.plan.name, address)
            yield about.needs([audience.writers_of(row.organisation_id)], PULSE, When.on(day))


def _followed() -> StrategyQuerySet:
    return Strategy.objects.kept().filter(plan__status__in=IN_FORCE)


@transaction.atomic
def ask_now(by: By, strategy: Strategy, today: date) -> int:
    """As `pulse.ask_now`, and it is not asked for again until the next quarter."""
    number = pulse.ask_now(by, strategy, today)
    refresh(PulseSource.key, [strategy.pk])
    return number


def of_plans(ids: Collection[UUID]) -> StrategyQuerySet:
    """Whether it is adopted stands on its plan."""
    return Strategy.objects.filter(plan_id__in=ids)


add_source(PulseSource())
let_rest_on(PlanSource.key, PulseSource.key, of_plans)
add_asks({PULSE: _("Spør hvordan det går med planene i «%(what)s»")})
add_kinds({PULSE: _("spørsmål om framdrift")})
