"""The roles a visitor of the demo may try, each with what that person wants."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.models import Plan
from plandugnad.regions.models import Membership

# One sentence each, in the order of a day's work; a role made by the installation itself has none.
WANTS: dict[str, Promise] = {
    "planner": _("er alene om planene i kommunen, og vil se hvilke som haster."),
    "municipal_director": _("vil vite hva som er over fristen, og invitere dem som skal arbeide med det."),
    "elected_representative": _("vil se hvilke planer kommunen har, og hva de bygger på."),
    "coordinator": _("vil se planene til hele regionen ved siden av hverandre."),
    "county_guide": _("vil vite hva kommunene i fylket har vedtatt, før rådene gis."),
    "county_planning_director": _("vil ha med sine egne folk, og se det samlede bildet av fylket."),
    "state_adviser": _("vil se vedtatte planer i området før neste planforum."),
    "partner": _("vil lese planene som er delt med samarbeidspartnerne."),
    "guest": _("vil lese det ene utkastet som er delt, og ikke noe mer."),
    "administrator": _("vil sette opp et samarbeid og invitere en koordinator."),
}


BEGINS = _("har bare et regneark, og vil se hierarkiet sitt om ti minutter.")
IN_NYNORSK = _("vil ha alt på nynorsk, og se hva nabokommunene har vedtatt.")


@dataclass(frozen=True)
class DemoRole:
    person_id: UUID
    name: str
    role: str
    place: str
    wants: Promise | str


def demo_roles() -> list[DemoRole]:
    """Each person once, by the first of her roles."""
    rows = Membership.objects.filter(person__is_example=True, person__is_active=True, ended_at=None)
    found = rows.select_related("person", "role", "organisation", "collaboration").order_by("made_at", "id")[:40]
    first: dict[UUID, Membership] = {}
    for row in found:
        first.setdefault(row.person_id, row)
    with_plans = set(Plan.objects.kept().values_list("organisation_id", flat=True).distinct())
    return [
        DemoRole(row.person_id, str(row.person), str(row.role), str(row.place or ""), _wants(row, with_plans))
        for row in sorted(first.values(), key=lambda row: _place_in_line(row.role_id))
    ]


def _wants(row: Membership, with_plans: set[UUID]) -> Promise | str:
    if row.role_id == "planner" and row.organisation is not None:
        if row.organisation_id not in with_plans:
            return BEGINS
        if row.organisation.language == "nn":
            return IN_NYNORSK
    return WANTS.get(row.role_id, "")


def _place_in_line(code: str) -> int:
    order = list(WANTS)
    return order.index(code) if code in order else len(order)
