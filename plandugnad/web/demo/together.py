"""How far the six have come: what they cover, the agreement, the mandates, a joint plan, who helps and who goes."""

from datetime import date, timedelta

from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.plans import owning
from plandugnad.plans.kinds import Decision, PlanStatus
from plandugnad.plans.models import Plan
from plandugnad.regions import agreeing, joining
from plandugnad.regions.actions import invite, send_invitation
from plandugnad.regions.founding import COORDINATOR, Description, describe_collaboration
from plandugnad.regions.models import LegalForm, Member, MemberKind, Role
from plandugnad.web.demo.people import planner_of
from plandugnad.web.demo.region import Region

COVERS = """Kystsonen i fjorden, felles kart og kunnskap, og saksbehandling av reguleringsplaner når noen mangler folk.
Vi møtes i planforum hver måned og deler maler."""
LEAVES_OUT = "Hver kommune lager sin egen planstrategi og økonomiplan, og behandler dispensasjoner selv."
SETTLED = {
    "tasks": ("Kystsoneplanen, og de reguleringsplanene kommunene melder inn", "Avtalen, punkt 1"),
    "board": ("To fra hver kommune: ordfører og leder av planutvalget", "Avtalen, punkt 3"),
    "process": ("Kommunen som eier området, følger reglene. Fjordvik kunngjør for alle", "Avtalen, punkt 4"),
    "adopted": ("Hvert kommunestyre, innen tre måneder etter at styret har sendt forslaget", "Avtalen, punkt 6"),
    "exit": ("Skriftlig, tre måneder før", "Avtalen, punkt 9"),
}
# Months since each council decided; one has not yet.
MANDATES = {"Fjordvik": 15, "Lyngmo": 15, "Elvanes": 14, "Granheim": 13, "Storskar": 11}
SAYS = "Kommunen er med i fire år. Planavdelingen kan dele utkast med de andre."


def make_together(region: Region, people: dict[str, Person], today: date) -> None:
    by = _by(people["Kåre"])
    about = Description(region.collaboration.name, COVERS, LEAVES_OUT, LegalForm.JOINT_PLANNING)
    describe_collaboration(by, region.collaboration, about)
    for code, (note, reference) in SETTLED.items():
        agreeing.settle_point(by, region.collaboration, code, is_settled=True, note=note, reference=reference)
    agreeing.settle_point(by, region.collaboration, "board_rules", is_settled=False, note="Utkast til neste styremøte")
    _give_mandates(region, people, today)
    _ask_for_help(region, people, by)
    _share_a_plan(region, people, today)
    coordinator = Role.objects.get(code=COORDINATOR)
    send_invitation(*invite(by, region.collaboration, coordinator, "ola@solfjell.example", "Ola Eksempel"))
    leaving = Member.objects.select_related("organisation").get(organisation=region.municipalities["Granheim"])
    joining.give_notice(planner_of(people, "Granheim"), leaving)


def _give_mandates(region: Region, people: dict[str, Person], today: date) -> None:
    for name, months in MANDATES.items():
        member = Member.objects.get(collaboration=region.collaboration, organisation=region.municipalities[name])
        day = _thursday(today - timedelta(days=30 * months))
        Member.objects.filter(pk=member.pk).update(accepted_at=timezone.now() - timedelta(days=30 * months - 20))
        agreeing.add_mandate(
            planner_of(people, name),
            member,
            decided=When.on(day),
            case_reference=_case(day),
            says=SAYS if name != "Storskar" else "",
            address=f"https://{name.lower()}.example/vedtak/plansamarbeid.pdf" if name != "Granheim" else "",
        )


def _ask_for_help(region: Region, people: dict[str, Person], by: By) -> None:
    """The county has said yes; the state administrator has not answered."""
    places = [region.county, region.state_administrator]
    for row in joining.invite_organisations(by, region.collaboration, places, MemberKind.HELPER):
        if row.organisation == region.county:
            joining.answer_invitation(_by(people["Guri"]), row, True)


def _share_a_plan(region: Region, people: dict[str, Person], today: date) -> None:
    """Adopted in two of four councils; a fifth municipality is asked."""
    plan = Plan.objects.of(region.municipalities["Fjordvik"]).get(legal_basis=JOINT_BASIS)
    rows = {
        name: owning.invite_owner(_by(people["Ingrid"]), plan, region.municipalities[name])
        for name in ("Elvanes", "Lyngmo", "Storskar", "Ytterholm")
    }
    for name in ("Elvanes", "Lyngmo", "Storskar"):
        row = rows[name]
        assert row is not None  # nobody owns it yet
        owning.answer_ownership(planner_of(people, name), row, True)
    day = _thursday(today - timedelta(days=40))
    elvanes, lyngmo = rows["Elvanes"], rows["Lyngmo"]
    assert elvanes is not None
    assert lyngmo is not None
    decided = {
        "status": PlanStatus.ADOPTED,
        "adopted": When.on(day),
        "adopted_by": "Elvanes kommunestyre",
        "case_reference": _case(day),
    }
    owning.change_own(planner_of(people, "Elvanes"), elvanes, decided)
    noted = {"responsible": "Marit Eksempel", "decision": Decision.NEW, "notes": "Til kommunestyret etter nyttår."}
    owning.change_own(planner_of(people, "Lyngmo"), lyngmo, noted)


JOINT_BASIS = "pbl. kap. 9 og § 11-5"


def joint_plan_in(today: date) -> dict[str, object]:
    """As it stands in Fjordvik, which leads it."""
    day = _thursday(today - timedelta(days=75))
    return {
        "status": PlanStatus.ADOPTED,
        "adopted": When.on(day),
        "adopted_by": "Fjordvik kommunestyre",
        "case_reference": _case(day),
        "revision_due": When.of_year(today.year + 8),
        "legal_basis": JOINT_BASIS,
    }


def _thursday(day: date) -> date:
    """Councils meet then."""
    return day - timedelta(days=(day.weekday() - 3) % 7)


def _case(day: date) -> str:
    return f"{day.month * 4}/{day.year % 100:02d}"


def _by(person: Person) -> By:
    return By(person.id, str(person))
