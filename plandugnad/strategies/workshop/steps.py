"""Co-creation, on the front page of a strategy."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.core.marks import written_day
from plandugnad.regions.actor import Actor
from plandugnad.strategies.access import strategy_abilities
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.steps import Standing, StrategyStep, add_step
from plandugnad.strategies.workshop.reading import find_workshop
from plandugnad.worksheets.models import Phase

ORDER = 15


def workshop_step(actor: Actor, strategy: Strategy, today: date) -> StrategyStep | None:
    """Of an adopted strategy only where there was a workshop."""
    can = strategy_abilities(actor, strategy)
    workshop = find_workshop(strategy) if can.can_see_all else None
    if not can.can_see_all or (workshop is None and strategy.is_adopted):
        return None
    address, title = reverse("strategy_workshop", args=[strategy.id]), _("Lag retningen sammen med kommunestyret")
    if workshop is None:
        words = _("Et verksted der hele kommunestyret er med, og den første runden er anonym.")
        label = _("Forbered verkstedet") if can.can_write else _("Les om verkstedet")
        return StrategyStep(ORDER, title, Standing.TO_DO, words, label, address)
    about = {"day": written_day(workshop.on)}
    if workshop.sheet.phase == Phase.AGREE:
        words = _("Verkstedet var %(day)s.") if workshop.on < today else _("Verkstedet er %(day)s. Det er stemt.")
        return StrategyStep(ORDER, title, Standing.DONE, words % about, _("Se hva det ga"), address)
    words = _("Verkstedet er %(day)s.") if workshop.on >= today else _("Verkstedet var %(day)s, og er ikke avsluttet.")
    return StrategyStep(ORDER, title, Standing.BEGUN, words % about, _("Gå til verkstedet"), address)


add_step(workshop_step)
