"""What there is to do with the needs, on the front page of the strategy."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.regions.actor import Actor
from plandugnad.strategies.access import strategy_abilities
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.needs.queries import read_weighed
from plandugnad.strategies.needs.rows import Weighed
from plandugnad.strategies.needs.words import finding, term_words
from plandugnad.strategies.steps import Standing, StrategyStep, add_step


def weigh(actor: Actor, strategy: Strategy, today: date) -> StrategyStep | None:
    can = strategy_abilities(actor, strategy)
    if not can.can_see_all:
        return None
    weighed = read_weighed(actor, strategy, today)
    done = [row for row in weighed.rows if row.is_overruled or row.judged.suggested is not None]
    standing = Standing.TO_DO
    if strategy.is_adopted or (weighed.rows and len(done) == len(weighed.rows)):
        standing = Standing.DONE
    elif weighed.said:
        standing = Standing.BEGUN
    label = _("Vurder behovene") if can.can_write and standing is not Standing.DONE else _("Se behovene")
    address = reverse("strategy_needs", args=[strategy.id])
    return StrategyStep(20, _("Vurder planbehovene"), standing, _weighed_words(weighed, len(done)), label, address)


def _weighed_words(weighed: Weighed, done: int) -> str:
    total = len(weighed.rows)
    if not total:
        return _("Legg inn planene dere har, eller foreslå nye. Så kan dere vurdere hvilke dere trenger.")
    words = ngettext(
        "Dere har vurdert %(done)s av %(total)s plan.",
        "Dere har vurdert %(done)s av %(total)s planer. For resten gjelder det som står i planoversikten.",
        total,
    )
    return words % {"done": done, "total": total}


def see_people(actor: Actor, strategy: Strategy, today: date) -> StrategyStep | None:
    can = strategy_abilities(actor, strategy)
    if not can.can_see_all:
        return None
    weighed = read_weighed(actor, strategy, today)
    has_capacity = any(room is not None for room in weighed.room.values())
    if not has_capacity:
        words, standing = _("Skriv hvor mange dagsverk dere har til planarbeid hvert år."), Standing.TO_DO
        name, label = "strategy_capacity", _("Skriv dagsverkene") if can.can_write else _("Se folk og tid")
    else:
        found = finding(weighed.fitted, len(weighed.inside))
        words = f"{found}. {term_words(weighed.fitted)}"
        is_settled = weighed.inside and not weighed.fitted.no_room and not weighed.fitted.unknown
        standing = Standing.DONE if is_settled or strategy.is_adopted else Standing.BEGUN
        name, label = "strategy_board", _("Åpne tavlen")
    address = reverse(name, args=[strategy.id])
    return StrategyStep(25, _("Se om dere har folk nok"), standing, words, label, address)


add_step(weigh)
add_step(see_people)
