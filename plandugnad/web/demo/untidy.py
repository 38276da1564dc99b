"""What Fjordvik has not got round to: so that there is something to tidy, of each kind."""

from collections.abc import Sequence
from datetime import date

from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import describe_plan_type
from plandugnad.plans.kinds import PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.strategies.models import TidyingRound
from plandugnad.strategies.terms import Term
from plandugnad.strategies.tidying.types import write_principles

_GOALS = ("Mål 2: Trygge oppvekstvilkår", "Mål 4: Et sted å bli gammel")
_PRINCIPLES = (
    "Vi lager en plan når den skal styre noe, og ikke ellers. Et temanotat eller en retningslinje er ofte nok.\n\n"
    "Alle planer har grunnlag i et mål i samfunnsdelen, én som eier dem, og tiltak som står i handlingsdelen."
)


def leave_untidy(plans: Sequence[Plan], today: date) -> None:
    """Before they are saved. Each of the plans is left otherwise as it was drawn."""
    year = today.year
    in_force = [plan for plan in plans if plan.plan_type == PlanType.THEME_PLAN and plan.status == PlanStatus.ADOPTED]
    anchored = [plan for plan in in_force if plan.parent is not None]
    loose = [plan for plan in in_force if plan.parent is None]
    for plan, goal in zip(anchored, _GOALS, strict=False):
        plan.goal = goal
    if len(loose) > 2:
        loose[0].period, loose[0].name = When.of_years(year - 7, year - 4), _without_years(loose[0].name)
        loose[0].adopted, loose[0].revision_due = When.of_year(year - 7), None
        loose[1].adopted, loose[1].case_reference = None, ""
        loose[2].owner_unit = loose[2].responsible = ""
    ended = next((plan for plan in plans if plan.status == PlanStatus.REPEALED), None)
    if ended is not None and len(loose) > 3:
        loose[3].parent = ended
    for plan in (*loose[:4], *anchored[:2]):
        plan.set_keys()


def _without_years(name: str) -> str:
    head, _space, tail = name.rpartition(" ")
    return head if head and tail[:1].isdigit() else name


def make_plan_system_few(by: By, organisation: Organisation, today: date) -> None:
    """The principles, one type that is not used any longer, and how many plans there were a term ago."""
    write_principles(by, organisation, _PRINCIPLES)
    describe_plan_type(by, organisation, PlanType.SERVICE_PLAN, is_used=False, text="")
    before = Term(Term.of(today).first_year - 4)
    begun = date(before.first_year, 11, 20)
    counts = {PlanType.THEME_PLAN: 27, PlanType.PARTIAL_PLAN_THEME: 4, PlanType.SERVICE_PLAN: 6}
    counts |= {PlanType.ZONING_DETAIL: 24, PlanType.COMMUNITY_PART: 1, PlanType.LAND_USE_PART: 1}
    after = counts | {PlanType.THEME_PLAN: 22, PlanType.PARTIAL_PLAN_THEME: 3}
    TidyingRound.objects.create(
        organisation=organisation,
        first_year=before.first_year,
        begun_on=begun,
        closed_on=date(before.first_year + 1, 2, 2),
        counts_before={str(code): count for code, count in counts.items()},
        counts_after={str(code): count for code, count in after.items()},
    )
