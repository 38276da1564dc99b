"""What the page of a plan says of the red thread: which goals it is anchored in."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.plans.models import Plan
from plandugnad.plans.sections import Section, add_sections
from plandugnad.plans.words.names import in_sentence
from plandugnad.redthread.access import thread_abilities
from plandugnad.redthread.models import Anchor, CommunityGoal
from plandugnad.redthread.queries import FOLLOWING_UP, goals_read_by
from plandugnad.regions.actor import Actor

MOST_NAMED = 4


class GoalsSection:
    flag = "municipality_has_goals"

    def exists(self) -> Exists:
        own = CommunityGoal.objects.kept().filter(organisation_id=OuterRef("organisation_id"))
        return Exists(own)

    def section(self, actor: Actor, plan: Plan) -> Section | None:
        if not getattr(plan, self.flag, True):
            return None
        can = thread_abilities(actor, plan.organisation)
        if not can.can_see:
            return None
        goals = goals_read_by(actor, plan.organisation)
        rows = Anchor.objects.filter(organisation_id=plan.organisation_id, plan=plan, goal_id__in=[g.id for g in goals])
        names = [f"«{in_sentence(row.goal.name)}»" for row in rows.select_related("goal").order_by("made_at", "id")]
        if not names and not (can.can_write and plan.plan_type in FOLLOWING_UP):
            return None
        words = _("Planen er ikke forankret i noe mål.")
        if names:
            words = ngettext("Følger opp målet %(goals)s.", "Følger opp målene %(goals)s.", len(names)) % {
                "goals": _listed(names)
            }
        number = plan.organisation.number
        if can.can_write:
            return Section(_("Mål"), words, _("Velg mål"), reverse("thread_plan", args=[number, plan.pk]))
        return Section(_("Mål"), words, _("Åpne den røde tråden"), reverse("thread", args=[number]))


def _listed(names: list[str]) -> str:
    left = len(names) - MOST_NAMED
    if left <= 0:
        return ", ".join(names)
    return _("%(names)s og %(count)s til") % {"names": ", ".join(names[:MOST_NAMED]), "count": left}


add_sections(GoalsSection())
