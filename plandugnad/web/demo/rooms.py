"""The digital structure of the example region: what they agreed on, and the rooms it became, with a few files."""

from datetime import date, timedelta

from plandugnad.accounts.models import Person
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.queries.found import find_standing
from plandugnad.agreements.rooms.making import Wish, make_rooms
from plandugnad.agreements.rooms.planning import read_plans
from plandugnad.archive.models import Room
from plandugnad.core.audit import By
from plandugnad.web.demo.archive import put
from plandugnad.web.demo.documents import word
from plandugnad.web.demo.region import Region
from plandugnad.web.demo.sheets import Row

ROOMS = [
    Row(
        "rom-referater",
        {
            "kind": "Referater og møtepapirer",
            "room": "Møter",
            "naming": "dato_type dokument_tittel",
            "readers": "members",
            "editors": "members",
            "kept": "Så lenge samarbeidet varer",
        },
    ),
    Row(
        "rom-avtaler",
        {
            "kind": "Avtaler og mandat",
            "room": "Styringsdokumenter",
            "readers": "members",
            "editors": "coordinator",
            "archived": "Sak- og arkivsystemet i hver kommune",
        },
    ),
    Row(
        "rom-kunnskap",
        {
            "kind": "Utredninger flere kan bruke",
            "room": "Felles kunnskapsgrunnlag",
            "naming": "år – tema – sted",
            "readers": "members_and_guides",
            "editors": "owner",
        },
    ),
    Row(
        "rom-maler",
        {
            "kind": "Maler og sjekklister",
            "room": "Maler",
            "naming": "type dokument – tema – år",
            "readers": "members",
            "editors": "planners",
            "kept": "Til de er byttet ut",
        },
    ),
    Row(
        "rom-vurderinger",
        {
            "kind": "Faglige planvurderinger",
            "room": "Planvurderinger",
            "naming": "dato_kommune_plan",
            "readers": "planners",
            "editors": "owner",
            "kept": "5 år",
        },
    ),
]
SYSTEMS = [
    Row("sys-arkiv", {"system": "Sak- og arkivsystemet", "stays_for": "Alt som er saksdokument i en kommune"}),
    Row("sys-register", {"system": "Planregisteret", "stays_for": "Gjeldende planer", "owner": "free:Geodatagruppa"}),
    Row("sys-teams", {"system": "Teams", "stays_for": "Samtaler og videomøter"}),
]
_LEFT_AS_IT_WAS = "Felles kunnskapsgrunnlag"  # so that one room shows how it differs from what they agreed on


def make_shared_rooms(region: Region, people: dict[str, Person], today: date) -> None:
    kare, ingrid = _by(people["Kåre"]), _by(people["Ingrid"])
    agreement = find_standing(region.collaboration, AgreementKind.ROOMS)[0]
    plans = read_plans(region.collaboration, today)
    make_rooms(kare, agreement, [Wish(plan, plan.name != _LEFT_AS_IT_WAS) for plan in plans])
    templates = Room.objects.get(collaboration=region.collaboration, name="Maler")
    put(
        ingrid,
        templates,
        f"mal - Planbeskrivelse - {today.year}.docx",
        word("Mal for planbeskrivelse", "Skriv kort, og begynn med hva planen gjør mulig."),
    )
    put(
        _by(people["Marit"]),
        templates,
        f"mal - Høyringsnotat - {today.year}.docx",
        word("Mal for høyringsnotat", "Kva ber vi om svar på? Skriv spørsmåla først."),
    )
    reviews = Room.objects.get(collaboration=region.collaboration, name="Planvurderinger")
    day = (today - timedelta(days=48)).isoformat()
    put(
        ingrid,
        reviews,
        f"{day}_Lyngmo_Klimakapitlet.docx",
        word("Faglig planvurdering", "Styrke: målene er målbare. Bekymring: ingen har ansvar for dem."),
    )


def _by(person: Person) -> By:
    return By(person.id, str(person))
