"""What the page of a plan says of the planning strategy: on the strategy's own plan the way to it, on others what it
decides of them."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.plans.models import Plan
from plandugnad.plans.sections import Section, add_sections
from plandugnad.regions.actor import Actor
from plandugnad.strategies.models import PlanNeed, Strategy


class StrategySection:
    flag = "has_strategy"

    def exists(self) -> Exists:
        return Exists(Strategy.objects.filter(deleted_at=None, plan=OuterRef("pk")))

    def section(self, actor: Actor, plan: Plan) -> Section | None:
        if not getattr(plan, self.flag, True):
            return None
        found = Strategy.objects.visible_to(actor).filter(plan=plan).first()
        if found is None:
            return None
        words = _("Behov, kapasitet, vedtak og oppfølging for %(term)s.") % {"term": found.term.name}
        return Section(_("Planstrategien"), words, _("Åpne planstrategien"), reverse("strategy", args=[found.id]))


class NeedSection:
    flag = "has_need"

    def exists(self) -> Exists:
        return Exists(PlanNeed.objects.kept().filter(strategy__deleted_at=None, plan=OuterRef("pk")))

    def section(self, actor: Actor, plan: Plan) -> Section | None:
        if not getattr(plan, self.flag, True):
            return None
        needs = PlanNeed.objects.kept().filter(plan=plan, strategy__in=Strategy.objects.visible_to(actor))
        need = needs.select_related("strategy").order_by("-strategy__first_year").first()
        if need is None:
            return None
        said = need.get_decision_display() or _("ikke avgjort")
        words = _("%(term)s: %(decision)s") % {"term": need.strategy.term.name, "decision": said}
        address = reverse("strategy", args=[need.strategy_id])
        return Section(_("I planstrategien"), words, _("Åpne planstrategien"), address)


add_sections(StrategySection())
add_sections(NeedSection())
