"""All of Norway, drawn from a seed: 357 municipalities, 25,000 strategic and 80,000 land plans, people and events."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from random import Random
from typing import Any

from plandugnad.accounts.models import Person
from plandugnad.core.bulk import insert_rows
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.projections.making import fill_anew
from plandugnad.regions import register
from plandugnad.regions.loading import load_register
from plandugnad.regions.models import Collaboration, CouncilMember, Member, Membership, Organisation, OrganisationKind

STRATEGIC, LAND, PEOPLE, EVENTS = 25_000, 80_000, 10_000, 300_000
_AT_A_TIME = 10_000
_NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

_MAIN = (
    (PlanType.PLANNING_STRATEGY, "Kommunal planstrategi 2024–2027"),
    (PlanType.COMMUNITY_PART, "Kommuneplanens samfunnsdel"),
    (PlanType.LAND_USE_PART, "Kommuneplanens arealdel"),
    (PlanType.ACTION_PART, "Handlingsdel 2026–2029"),
    (PlanType.ECONOMY_PLAN, "Økonomiplan 2026–2029 og årsbudsjett 2026"),
)
_THEMES = (
    "klima og energi", "idrett og friluftsliv", "trafikksikkerhet", "oppvekst", "bolig", "helse og omsorg", "kultur",
    "digitalisering", "beredskap", "vann og avløp", "næring", "bygg", "likestilling", "språk", "landbruk", "kystsone",
)  # fmt: skip
_NAMES = ("Bakke", "Nes", "Sand", "Haug", "Myr", "Dal", "Vik", "Øy", "Ås", "Fjell", "Elve", "Skog", "Strand", "Lund")
_ENDINGS = ("myra", "lia", "neset", "vika", "åsen", "tunet", "grenda", "parken", "moen", "sletta", "stranda", "haugen")
_WHAT = ("hyttefelt", "boligfelt", "sentrum", "næringsområde", "massetak", "skole", "hamn", "gang- og sykkelvei")
_FORMS = ("Temaplan for {}", "Kommunedelplan for {}", "Strategi for {}", "Handlingsplan for {}", "Plan for {}")
_STATUSES = (PlanStatus.ADOPTED,) * 7 + (PlanStatus.IN_PROCESS, PlanStatus.UNDER_REVISION, PlanStatus.REPEALED)
_VERBS = ("plan_changed", "plan_created", "plan_shared", "document_added", "plan_linked")


def make_nation(seed: int = 20261121, *, part: float = 1) -> None:
    """`part` of everything but the register; the same each time."""
    chance = Random(seed)
    load_register(register.read_register())
    places = list(Organisation.objects.municipalities().current().in_norwegian_order())
    plans: list[Plan] = []
    for some in _batches(_plans(places, chance, part)):
        insert_rows(some)
        plans += some
    _make_collaborations()
    people = _make_people(places, int(PEOPLE * part))
    for events in _batches(_events(plans, people, chance, int(EVENTS * part))):
        insert_rows(events)
    fill_anew()


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(rows, _AT_A_TIME)):
        yield some


def _plans(places: list[Organisation], chance: Random, part: float) -> Iterator[Plan]:
    strategic, land = int(STRATEGIC * part), int(LAND * part)
    main = [(place, plan_type, name) for place in places for plan_type, name in _MAIN][:strategic]
    for place, plan_type, name in main:
        yield _plan(place, plan_type, name, chance)
    round_of_places = cycle(places)
    for place in islice(round_of_places, strategic - len(main)):
        name = chance.choice(_FORMS).format(chance.choice(_THEMES))
        yield _plan(place, chance.choice((PlanType.THEME_PLAN, PlanType.PARTIAL_PLAN_THEME)), name, chance)
    for number, place in enumerate(islice(round_of_places, land)):
        where = chance.choice(_NAMES) + chance.choice(_ENDINGS)
        name = f"Detaljregulering for {where} {chance.choice(_WHAT)}"
        year = chance.randint(1985, 2026)
        yield _plan(place, PlanType.ZONING_DETAIL, name, chance, national_plan_id=f"{place.number}_{year}{number:05}")


def _plan(place: Organisation, plan_type: PlanType, name: str, chance: Random, **more: object) -> Plan:
    year = chance.randint(1995, 2026)
    plan = Plan(
        organisation=place,
        name=name,
        plan_type=plan_type,
        status=chance.choice(_STATUSES),
        adopted=When.of_year(year),
        revision_due=When.of_year(year + chance.randint(4, 12)) if not more or chance.random() < 0.2 else None,
        case_reference=f"{year % 100:02}/{chance.randint(1, 4000)}",
        responsible=chance.choice(("Plansjef", "Kommunedirektør", "Miljørådgiver", "")),
        **more,
    )
    plan.set_keys()
    return plan


def _make_collaborations() -> None:
    for council in Organisation.objects.filter(kind=OrganisationKind.REGIONAL_COUNCIL):
        collaboration = Collaboration.objects.create(name=council.name)
        ids = CouncilMember.objects.filter(council=council).values_list("municipality_id", flat=True)
        Member.objects.bulk_create(Member(collaboration=collaboration, organisation_id=id) for id in ids)


def _make_people(places: list[Organisation], count: int) -> list[Person]:
    """Planners, directors and elected in every municipality; in each county and collaboration some more."""
    counties = Organisation.objects.filter(kind=OrganisationKind.COUNTY)
    seats: list[tuple[str, dict[str, Any]]] = [("county_guide", {"organisation": county}) for county in counties]
    seats += [("coordinator", {"collaboration": one}) for one in Collaboration.objects.all()]
    rounds = ("planner", "municipal_director", *("elected_representative",) * (count // len(places)))
    seats += [(role, {"organisation": place}) for role in rounds for place in places]
    seats = seats[: max(count, 3 * len(places))]
    people = [
        Person(email=f"person{number}@eksempel.no", name=f"Eksempel {number}", password="!", is_example=True)
        for number in range(len(seats))
    ]
    insert_rows(people)
    insert_rows(
        [Membership(person=person, role_id=role, **where) for person, (role, where) in zip(people, seats, strict=True)]
    )
    return people


def _events(plans: list[Plan], people: list[Person], chance: Random, count: int) -> Iterator[AuditEvent]:
    for _ in range(count):
        plan, person = chance.choice(plans), chance.choice(people)
        year = str(chance.randint(1995, 2026))
        event = AuditEvent(
            verb=chance.choice(_VERBS),
            by_id=person.id,
            by_name=person.name,
            subject_type="plans.plan",
            subject_id=plan.id,
            organisation_id=plan.organisation_id,
            before={"adopted": None},
            after={"adopted": year},
        )
        event.made_at = _NOW - timedelta(minutes=chance.randint(0, 2 * 365 * 24 * 60))
        yield event
