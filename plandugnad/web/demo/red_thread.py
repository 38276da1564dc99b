"""The red thread of Fjordvik: its goals, measures and budget lines, some hanging loose, and a section three
municipalities own together, which two of the councils have decided. Example data."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.plans.kinds import ENDED, PlanType
from plandugnad.plans.models import Plan
from plandugnad.redthread.actions import Chosen, anchor, save_thing
from plandugnad.redthread.jointly import actions as jointly
from plandugnad.redthread.models import BudgetLine, CommunityGoal, Measure, SectionEdition, SectionOwner
from plandugnad.redthread.queries import FOLLOWING_UP
from plandugnad.regions.models import Organisation
from plandugnad.web.demo.people import planner_of
from plandugnad.web.demo.region import Region

# Goal, UN goals, sub goals.
_GOALS = (
    ("Gode oppvekstkår i hele kommunen", (3, 4), ("Alle barn kan svømme", "Ingen unge står utenfor")),
    ("Trygg alderdom hjemme", (3, 11), ()),
    ("Naturen tåler det vi bygger", (13, 14, 15), ()),
    ("Arbeid for dem som flytter hjem", (8, 9), ()),
    ("Levende grender", (11,), ()),
)
# Measure, unit, goal (number from 1, «1.1» is a sub goal), status, first and last year from now, free.
_MEASURES: tuple[tuple[str, str, str, str, int, int, bool], ...] = (
    ("Svømming for alle på 4. trinn", "Oppvekst", "1.1", "under_way", 0, 3, False),
    ("Ungdomslos på skolen", "Oppvekst", "1.2", "under_way", 0, 2, False),
    ("Foreldrekveld i hver grend", "Oppvekst", "1", "planned", 0, 1, True),
    ("Hverdagsrehabilitering", "Helse og mestring", "2", "under_way", 0, 3, False),
    ("Boligtilskudd til livsløpsstandard", "Helse og mestring", "2", "planned", 1, 3, False),
    ("Kartlegge myr og strandeng", "Plan og natur", "3", "planned", 0, 1, False),
    ("Naturregnskap hvert år", "Plan og natur", "3", "planned", 0, 3, True),
    ("Traineeordning med nabokommunene", "Personal", "4", "under_way", 0, 2, False),
    ("Nytt lager til teknisk drift", "Teknisk", "", "planned", 1, 2, False),
)
# Budget line, account, measure (place in the list above) or goal, amounts in 1000 kr from this year.
_LINES: tuple[tuple[str, str, int | str, tuple[int, ...]], ...] = (
    ("Svømmeundervisning, leie og buss", "202 Grunnskole", 0, (420, 430, 440, 450)),
    ("Ungdomslos, 1 årsverk", "241 Forebygging", 1, (780, 800, 820, 0)),
    ("Leirskole", "202 Grunnskole", "1", (260, 260, 260, 260)),
    ("Hverdagsrehabilitering, 2 årsverk", "254 Hjemmetjeneste", 3, (1_640, 1_680, 1_720, 1_760)),
    ("Velferdsteknologi", "254 Hjemmetjeneste", "2", (900, 600, 400, 400)),
    ("Tilskudd til livsløpsstandard", "265 Bolig", 4, (0, 500, 500, 500)),
    ("Natur- og miljøkartlegging", "360 Naturforvaltning", 5, (350, 350, 0, 0)),
    ("Klimatilpasning av bekkeløp", "335 Vei og vann", "3", (0, 1_200, 1_200, 0)),
    ("Trainee, to stillinger", "120 Administrasjon", 7, (950, 980, 1_010, 0)),
    ("Næringsfond", "325 Næring", "4", (1_500, 1_500, 1_500, 1_500)),
    ("Friområde ved kaia", "335 Friområder", "1,3", (0, 800, 300, 0)),
    ("Nytt lager", "130 Bygg", 8, (0, 4_500, 2_000, 0)),
    ("Utskifting av biler", "130 Bygg", "", (600, 600, 600, 600)),
    ("Lisenser og utstyr", "120 Administrasjon", "", (1_100, 1_130, 1_160, 1_190)),
    ("Kulturskole", "383 Kulturskole", "1", (2_200, 2_250, 2_300, 2_350)),
)
# By words in their names: which plans follow up which goal.
_FOLLOWED = {
    "1": ("oppvekst", "mobbing", "barnehage", "skole", "vold", "idrett", "bibliotek"),
    "1.1": ("svømme",),
    "2": ("helse", "omsorg", "rehabilitering", "demens", "psykisk", "trafikksikkerhet", "bolig"),
    "3": ("klima", "natur", "kulturminne", "kyst", "ladestasjon", "avløp"),
    "4": ("næring", "arbeidsgiver", "kompetanse", "digital"),
}
_TITLE = "Utviklingsstrategi for Solfjell: felles del av samfunnsdelen"
_JOINT_GOAL = "Ett bo- og arbeidsområde i Solfjell"
_TEXT = (
    "Kommunene planlegger bolig, arbeid og tjenester som ett område. Den som flytter hit, skal finne arbeid i én "
    "kommune og bo i en annen uten å miste noe på det.\n\n"
    "Vi deler planfolk, og lager kunnskapsgrunnlaget sammen. Hvert kommunestyre vedtar avsnittet for sin kommune."
)
_JOINT = ("Fjordvik", "Lyngmo", "Storskar")


def red_thread(region: Region, people: dict[str, Person], today: date) -> None:
    here, by = region.municipalities["Fjordvik"], planner_of(people, "Fjordvik")
    plans = list(Plan.objects.kept().of(here).exclude(status__in=ENDED).in_norwegian_order())
    society = next((plan for plan in plans if plan.plan_type == PlanType.COMMUNITY_PART), None)
    economy = next((plan for plan in plans if plan.plan_type == PlanType.ECONOMY_PLAN), None)
    goals = _goals(by, here, society, today)
    measures = _measures(by, here, goals, today)
    _lines(by, here, (goals, measures), economy, today)
    _plans(by, here, goals, plans)
    _together(region, people, today)


def _goals(by: By, here: Organisation, society: Plan | None, today: date) -> dict[str, CommunityGoal]:
    found: dict[str, CommunityGoal] = {}
    for number, (name, un_goals, subs) in enumerate(_GOALS, start=1):
        values = {"name": name, "un_goals": list(un_goals), "position": number, "plan": society}
        values |= {"first_year": today.year - 2, "last_year": today.year + 9}
        found[str(number)] = _saved(by, here, CommunityGoal(organisation=here), values)
        for place, sub in enumerate(subs, start=1):
            values = {"name": sub, "position": place, "parent": found[str(number)]}
            found[f"{number}.{place}"] = _saved(by, here, CommunityGoal(organisation=here), values)
    return found


def _saved(by: By, here: Organisation, goal: CommunityGoal, values: dict[str, object]) -> CommunityGoal:
    save_thing(by, here, goal, values)
    return goal


def _measures(by: By, here: Organisation, goals: dict[str, CommunityGoal], today: date) -> list[Measure]:
    found = []
    for name, unit, goal, status, first, last, is_free in _MEASURES:
        row = Measure(organisation=here)
        values = {"name": name, "unit": unit, "status": status, "is_free": is_free}
        values |= {"first_year": today.year + first, "last_year": today.year + last}
        save_thing(by, here, row, values, [goals[goal].id] if goal else [])
        found.append(row)
    return found


def _lines(
    by: By,
    here: Organisation,
    anchors: tuple[dict[str, CommunityGoal], list[Measure]],
    economy: Plan | None,
    today: date,
) -> None:
    goals, measures = anchors
    for name, account, on, amounts in _LINES:
        by_year = {str(today.year + ahead): amount for ahead, amount in enumerate(amounts)}
        values: dict[str, Any] = {"name": name, "account": account, "amounts": by_year, "plan": economy}
        chosen: list[UUID] = []
        if isinstance(on, int):
            values["measure"] = measures[on]
        elif on:
            chosen = [goals[number].id for number in on.split(",")]
        save_thing(by, here, BudgetLine(organisation=here), values, chosen)


def _plans(by: By, here: Organisation, goals: dict[str, CommunityGoal], plans: Iterable[Plan]) -> None:
    """Most of the plans that follow up a goal say which; the others hang loose."""
    following = [plan for plan in plans if plan.plan_type in FOLLOWING_UP]
    for number, words in _FOLLOWED.items():
        own = [plan.id for plan in following if any(word in plan.name.lower() for word in words)]
        anchor(by, here, Chosen(plans=frozenset(own)), goals[number])


def _together(region: Region, people: dict[str, Person], today: date) -> None:
    lead, *others = (region.municipalities[name] for name in _JOINT)
    section = jointly.begin_section(planner_of(people, lead.name), lead, _TITLE, _TEXT, others)
    goal = CommunityGoal(section=section)
    save_thing(planner_of(people, lead.name), lead, goal, {"name": _JOINT_GOAL, "position": 90})
    owners = {row.organisation_id: row for row in SectionOwner.objects.filter(section=section)}
    for place in others:
        jointly.answer(planner_of(people, place.name), owners[place.id], is_yes=True)
        owners[place.id].refresh_from_db()
    edition = SectionEdition.objects.get(section=section)
    for days, place in ((41, lead), (27, others[0])):
        jointly.decide(
            planner_of(people, place.name),
            owners[place.id],
            edition,
            "decided",
            decided_on=today - timedelta(days=days),
            body="kommunestyret",
            case_reference=f"{(today - timedelta(days=days)).year % 100}/{days}",
        )
    jointly.decide(planner_of(people, others[1].name), owners[others[1].id], edition, "proposed")
