"""Asking state, region and neighbours, on the front page of a strategy."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.plans.words.names import listed
from plandugnad.regions.actor import Actor
from plandugnad.strategies.access import strategy_abilities
from plandugnad.strategies.asking.queries import read_asked
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.steps import Standing, StrategyStep, add_step


def asking_step(actor: Actor, strategy: Strategy, today: date) -> StrategyStep | None:
    can = strategy_abilities(actor, strategy)
    if not can.can_see_all:
        return None
    page = read_asked(strategy, today)
    asked = [one for one in page.parties if one.asked_on]
    standing = Standing.BEGUN if page.parties else Standing.TO_DO
    if not page.parties:
        words = _("Loven krever at dere innhenter synspunkter. Vi foreslår hvem, og skriver brevet.")
    elif not asked:
        words = ngettext(
            "%(count)s står på listen. Brevet er ikke sendt.", "%(count)s står på listen. Brevet er ikke sendt.",
            len(page.parties),
        ) % {"count": len(page.parties)}  # fmt: skip
    else:
        answered = sum(1 for one in asked if one.answered_on)
        words = _("%(asked)s er spurt, %(answered)s har svart.") % {"asked": len(asked), "answered": answered}
        if page.is_met:
            standing = Standing.DONE
        else:
            lacking = listed([str(demand.kind.label) for demand in page.demands if not demand.is_met])
            words += " " + _("Ikke spurt: %(kinds)s.") % {"kinds": lacking}
    label = _("Spør dem") if can.can_write and standing is Standing.TO_DO else _("Se hvem som er spurt")
    address = reverse("strategy_asked", args=[strategy.id])
    return StrategyStep(40, _("Spør stat, region og naboer"), standing, words, label, address)


add_step(asking_step)
