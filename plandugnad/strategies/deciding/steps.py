"""The course, and the decision, on the front page of a strategy."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.core.marks import written_day
from plandugnad.plans.words.dates import written
from plandugnad.regions.actor import Actor
from plandugnad.strategies.access import strategy_abilities
from plandugnad.strategies.deciding.adopting import standing_adoption
from plandugnad.strategies.deciding.lawful import (
    DECIDED,
    constituted,
    day_in,
    first_lawful,
    latest_adoption,
    open_process,
)
from plandugnad.strategies.document.queries import latest_proposal, public_edition
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.steps import Standing, StrategyStep, add_step


def course_step(actor: Actor, strategy: Strategy, today: date) -> StrategyStep | None:
    """The law's dates, and those of the course: first, for all that comes after has its day there."""
    can = strategy_abilities(actor, strategy)
    if not can.can_see_all or strategy.is_adopted:
        return None
    title, process = _("Legg løpet"), open_process(strategy)
    if process is None:
        if not can.can_write:
            return None
        latest = latest_adoption(constituted(strategy).day)
        words = _("Alle stegene med dager, i ett klikk. Kommunestyret må vedta innen %(day)s.")
        if today > latest:
            words = _("Alle stegene med dager, i ett klikk. Fristen etter loven var %(day)s.")
        address = reverse("strategy_process", args=[strategy.id])
        return StrategyStep(5, title, Standing.TO_DO, words % {"day": written_day(latest)}, _("Se forslaget"), address)
    planned = day_in(process, DECIDED)
    words = _("Prosessen går.")
    if planned:
        words = _("Kommunestyret behandler den %(day)s.") % {"day": written_day(planned)}
    return StrategyStep(5, title, Standing.DONE, words, _("Åpne prosessen"), reverse("process", args=[process.id]))


def deciding_step(actor: Actor, strategy: Strategy, today: date) -> StrategyStep | None:
    can, title = strategy_abilities(actor, strategy), _("Gjør forslaget offentlig og vedta")
    if not can.can_see_all:
        return None
    label, address = _("Åpne"), reverse("strategy_decide", args=[strategy.id])
    if strategy.is_adopted and standing_adoption(strategy) is None:
        words = _("Vedtatt i planoversikten. Før vedtaket inn her, så får planene valgene sine.")
        return StrategyStep(60, title, Standing.BEGUN, words, label, address)
    if strategy.is_adopted:
        words = _("Vedtatt.")
        if strategy.plan.adopted:
            words = _("Vedtatt %(when)s.") % {"when": written(strategy.plan.adopted)}
        if public_edition(strategy) is not None:
            words += " " + _("Alle kan lese den.")
        return StrategyStep(60, title, Standing.DONE, words, label, address)
    proposal = latest_proposal(strategy)
    if proposal is None or proposal.withdrawn_at is not None:
        words = _("Forslaget skal være offentlig i minst 30 dager før kommunestyret behandler det.")
        standing = Standing.TO_DO if strategy.community_choice and strategy.land_use_choice else Standing.WAITS
        return StrategyStep(60, title, standing, words, label, address)
    told = {"public": written_day(proposal.counts_from), "first": written_day(first_lawful(proposal.counts_from))}
    words = _("Offentlig fra %(public)s. Kommunestyret kan behandle det fra %(first)s.") % told
    return StrategyStep(60, title, Standing.BEGUN, words, label, address)


add_step(course_step)
add_step(deciding_step)
