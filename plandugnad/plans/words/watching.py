"""What is said to those who guide many municipalities."""

from django.utils.translation import gettext, ngettext

from plandugnad.plans.hierarchy.placing import PlanCard
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.queries.watching import Watch
from plandugnad.plans.words.area import of_all, verbs
from plandugnad.plans.words.groups import MAIN_TYPE_NAMES


def watch_finding(watch: Watch) -> str:
    """The one sentence their front page opens with."""
    if not watch.seen:
        return gettext("Ingen planer å se i %(name)s ennå") % {"name": watch.area.name}
    if watch.late_count:
        late = watch.late_count
        said = ngettext(
            "%(these)s har overordnede planer over fristen",
            "%(these)s har overordnede planer over fristen",
            verbs(late),
        )
        return said % {"these": of_all(late, watch.seen)}
    if watch.missing_count:
        missing = watch.missing_count
        said = ngettext(
            "%(these)s mangler en plan loven krever", "%(these)s mangler en plan loven krever", verbs(missing)
        )
        return said % {"these": of_all(missing, watch.seen)}
    return gettext("Ingen overordnede planer er over fristen")


def watch_lead(watch: Watch) -> str:
    """How much of the area is behind it."""
    if not watch.seen:
        return gettext("Her ser du hva kommunene i området har vedtatt, og det de har delt.")
    return ngettext(
        "%(name)s: %(seen)s kommune med planer du kan se.",
        "%(name)s: %(seen)s kommuner med planer du kan se.",
        watch.seen,
    ) % {"name": watch.area.name, "seen": watch.seen}


def main_name(card: PlanCard) -> str:
    """'Samfunnsdel' says more in a narrow table than the plan's own long name."""
    return str(MAIN_TYPE_NAMES.get(PlanType(card.plan_type), card.name))
