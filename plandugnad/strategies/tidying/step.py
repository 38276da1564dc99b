"""Tidying as a step of the planning strategy."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.core.marks import written_day
from plandugnad.regions.actor import Actor
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.steps import Standing, StrategyStep, add_step
from plandugnad.strategies.tidying.actions import count_by_type
from plandugnad.strategies.tidying.models import TidyingRound, total
from plandugnad.strategies.tidying.words import before_and_after, plans_word

ORDER = 10


def tidying_step(actor: Actor, strategy: Strategy, today: date) -> StrategyStep | None:
    """Of an adopted strategy only where there was a round: nobody is asked to tidy for what is decided."""
    if strategy.organisation_id not in actor.reads:
        return None
    round = TidyingRound.objects.filter(organisation=strategy.organisation_id, first_year=strategy.first_year).first()
    if round is None and strategy.is_adopted:
        return None
    number = strategy.organisation.number
    address = reverse("tidying", args=[number])
    title = _("Rydd i planene")
    if round is None:
        count = total(count_by_type(strategy.organisation))
        said = _("%(plans)s i oversikten. Se hvilke som er forbi fristen, uten eier eller eldre enn loven.")
        words = said % {"plans": plans_word(count)}
        return StrategyStep(ORDER, title, Standing.TO_DO, words, _("Begynn å rydde"), address)
    if round.counts_after is not None:
        words = before_and_after(round.total_before, total(round.counts_after))
        result = reverse("tidying_result", args=[number])
        return StrategyStep(ORDER, title, Standing.DONE, words, _("Se hva dere valgte"), result)
    said = _("%(plans)s da dere begynte %(day)s. Det er valgt for %(chosen)s av dem.")
    about = {"plans": plans_word(round.total_before), "day": written_day(round.begun_on)}
    words = said % (about | {"chosen": round.choices.count()})
    return StrategyStep(ORDER, title, Standing.BEGUN, words, _("Rydd videre"), address)


add_step(tidying_step)
