"""What the following up adds elsewhere: a step of the strategy, a section on the page of a plan begun outside it, and
what is frozen as the council decides."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.plans.models import Plan
from plandugnad.plans.sections import Section, add_sections
from plandugnad.regions.actor import Actor
from plandugnad.strategies import deciding
from plandugnad.strategies.access import strategy_abilities
from plandugnad.strategies.living.freezing import forget_as_adopted, freeze_as_adopted
from plandugnad.strategies.living.reading import read_content
from plandugnad.strategies.living.words import sentence
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.steps import Standing, StrategyStep, add_step


def living_step(actor: Actor, strategy: Strategy, today: date) -> StrategyStep | None:
    can, title = strategy_abilities(actor, strategy), _("Følg opp gjennom perioden")
    address = reverse("strategy_living", args=[strategy.pk])
    if not strategy.is_adopted:
        return StrategyStep(70, title, Standing.WAITS, _("Begynner når kommunestyret har vedtatt strategien."), "", "")
    if not can.can_see_all:
        words = _("Det kommunen har tatt vare på av hvordan det går.")
        return StrategyStep(70, title, Standing.BEGUN, words, _("Se"), address)
    words = sentence(read_content(strategy, today))
    return StrategyStep(70, title, Standing.BEGUN, words, _("Se hvordan det går"), address)


def adopted_of(actor: Actor, organisation_id: UUID) -> Strategy | None:
    """The newest that is adopted, for those who read everything there."""
    if organisation_id not in actor.reads:
        return None
    rows = Strategy.objects.visible_to(actor).filter(organisation=organisation_id).select_related("plan")
    return next((one for one in rows.order_by("-first_year") if one.is_adopted), None)


def told_of(actor: Actor, organisation_id: UUID, today: date) -> tuple[str, str, str] | None:
    """Which term, how it goes in a sentence, and the address of more."""
    strategy = adopted_of(actor, organisation_id)
    if strategy is None:
        return None
    return strategy.term.name, sentence(read_content(strategy, today)), reverse("strategy_living", args=[strategy.pk])


class OutsideSection:
    flag = "may_be_outside"

    def exists(self) -> Exists:
        """Of those whose municipality has an adopted strategy that says nothing of the plan."""
        told = (
            PlanNeed.objects.kept().filter(strategy=OuterRef("pk"), plan=OuterRef(OuterRef("pk"))).exclude(decision="")
        )
        return Exists(Strategy.objects.kept().filter(organisation=OuterRef("organisation")).exclude(Exists(told)))

    def section(self, actor: Actor, plan: Plan) -> Section | None:
        strategy = adopted_of(actor, plan.organisation_id) if getattr(plan, self.flag, True) else None
        if strategy is None:
            return None
        outside = read_content(strategy, timezone.localdate()).outside
        line = next((one for one in outside if one.plan_id == plan.pk), None)
        if line is None:
            return None
        can_write = strategy_abilities(actor, strategy).can_write
        address = reverse("strategy_outside", args=[strategy.pk, plan.pk])
        if not can_write:
            address = f"{reverse('strategy_living', args=[strategy.pk])}#utenfor"
        label = _("Si hvorfor") if can_write and not line.because else _("Se i oppfølgingen")
        words = line.because or _("Det er ikke sagt hvorfor.")
        return Section(_("Startet utenfor planstrategien"), words, label, address)


add_step(living_step)
add_sections(OutsideSection())
deciding.adopted.append(freeze_as_adopted)
deciding.taken_back.append(forget_as_adopted)
