"""What there is to do with the document, on the front page of a strategy."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.regions.actor import Actor
from plandugnad.strategies.access import strategy_abilities
from plandugnad.strategies.document.queries import adopted_edition
from plandugnad.strategies.document.reading import sections_of
from plandugnad.strategies.document.sections import OWN
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.steps import Standing, StrategyStep, add_step


def document_step(actor: Actor, strategy: Strategy, today: date) -> StrategyStep | None:
    can, address = strategy_abilities(actor, strategy), reverse("strategy_document", args=[strategy.id])
    title, read = _("Skriv dokumentet"), _("Les dokumentet")
    if adopted_edition(strategy) is not None:
        return StrategyStep(50, title, Standing.DONE, _("Står slik kommunestyret vedtok det."), read, address)
    if not can.can_see_all:
        return None
    written = sum(1 for code, section in sections_of(strategy).items() if code in OWN and section.text.strip())
    label = _("Skriv") if can.can_write else read
    if not written:
        words = _("Planene, behovene og tallene settes inn for dere. Noen avsnitt skriver dere selv.")
        return StrategyStep(50, title, Standing.TO_DO, words, label, address)
    told = {"written": written, "all": len(OWN)}
    words = ngettext(
        "%(written)s av %(all)s avsnitt er skrevet.", "%(written)s av %(all)s avsnitt er skrevet.", written
    )
    standing = Standing.DONE if written == len(OWN) else Standing.BEGUN
    return StrategyStep(50, title, standing, words % told, label, address)


add_step(document_step)
