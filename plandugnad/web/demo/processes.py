"""Three plans under way, counted from the day of the demo: a strategy, a land-use part and a private zoning plan; and a
community part that came to its end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.statute.chains import DONE
from plandugnad.engines.statute.holidays import next_working_day, previous_working_day
from plandugnad.plans.kinds import PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.processes.actions import begin_process, describe_step, end_process, write_handover
from plandugnad.processes.dates import Dates, Place
from plandugnad.processes.models import CommonProcess, Process
from plandugnad.regions.models import Organisation
from plandugnad.web.demo.portfolio import election_to_plan_for
from plandugnad.web.demo.region import Region

# Six weeks is the least for a land-use part (pbl. § 11-14).
CONSULTATION = timedelta(days=45)


def make_processes(region: Region, people: dict[str, Person], today: date) -> None:
    fjordvik, lyngmo = region.municipalities["Fjordvik"], region.municipalities["Lyngmo"]
    _make_strategy(lyngmo, people, today)
    _make_land_use_part(fjordvik, people, today)
    _make_private_zoning_plan(fjordvik, people, today)
    _make_community_part_that_is_adopted(fjordvik, people)


def _make_strategy(lyngmo: Organisation, people: dict[str, Person], today: date) -> None:
    """Between constitution and adoption in the year after an election; in the other years the next one is prepared."""
    plan = Plan.objects.of(lyngmo).get(plan_type=PlanType.PLANNING_STRATEGY, status=PlanStatus.IN_PROCESS)
    by = _by(people["Marit"])
    constituted = previous_working_day(date(election_to_plan_for(today), 10, 14))
    # Councils constitute themselves on a day of their own, which no yearly calendar of meetings has.
    dates = {"KPS-STRAT-0": replace(_set(constituted, today), is_settled=True)}
    if constituted <= today:
        dates |= {
            "KPS-STRAT-1": _on(constituted + timedelta(days=20), today),
            "KPS-STRAT-2": _on(constituted + timedelta(days=45), today),
            "KPS-STRAT-3": _on(constituted + timedelta(days=90), today),
        }
    else:
        dates |= {
            "KPS-STRAT-1": _on(today + timedelta(days=12), today),
            "KPS-STRAT-2": _on(today - timedelta(days=17), today),
        }
    process = _begin(by, plan, "KPS-STRAT", dates, people["Marit"])
    describe_step(
        by, process, "KPS-STRAT-1",
        _said(people["Marit"], "Kommunelegen og økonomisjefen", "Folkehelseoversynet er frå 2023. Nye tal kjem."),
    )  # fmt: skip
    describe_step(
        by, process, "KPS-STRAT-3",
        _said(None, "Fylkeskommunen, statsforvaltaren og nabokommunane", "Spør Fjordvik om same brev kan brukast."),
    )  # fmt: skip


def _make_land_use_part(fjordvik: Organisation, people: dict[str, Person], today: date) -> None:
    """The proposal is on consultation. The day the council adopts the plan was agreed before that was put off, and now
    comes before it is over: it is flagged, and stands."""
    plan = Plan.objects.of(fjordvik).get(plan_type=PlanType.LAND_USE_PART)
    by, put_out = _by(people["Ingrid"]), _working(today - timedelta(days=18))
    days_ago = {
        "KPA-1": 620, "KPA-1a": 610, "KPA-2": 580, "KPA-3": 580, "KPA-3:closed": 530, "KPA-4": 480, "KPA-6": 40,
        "KPA-6a": 45,
    }  # fmt: skip
    dates = {key: _on(today - timedelta(days=number), today) for key, number in days_ago.items()}
    dates |= {
        "KPA-7": _on(put_out, today),
        "KPA-7:closed": Dates(planned_on=next_working_day(put_out + CONSULTATION), is_settled=True),
        "KPA-9": Dates(planned_on=_working(today + timedelta(days=21)), is_settled=True),
        "KPA-10": Dates(planned_on=_working(today + timedelta(days=60))),
    }
    process = _begin(by, plan, "KPA", dates, people["Ingrid"])
    for code, said in {
        "KPA-2": _said(people["Ingrid"], "Alle på listen over mottakere", "Kunngjort i avisen og på nettsiden."),
        "KPA-3": _said(people["Ingrid"], "Ungdomsrådet og reindriften", "Folkemøte i Vikasund i den tredje uken."),
        "KPA-6": _said(people["Ingrid"], "Elvanes deler kartarbeidet", "", weeks=20),
        "KPA-7": _said(people["Ingrid"], "Alle på listen over mottakere", "Folkemøte i Vikasund i den tredje uken."),
        "KPA-9": _said(people["Tore"], "Ordføreren", "Datoen ble avtalt med ordføreren før høringen ble flyttet."),
    }.items():
        describe_step(by, process, code, said)
    write_handover(
        by,
        process,
        "Reindriften er lovet et eget møte før planen vedtas. Spør Guri hos fylkeskommunen om strandsonen.",
    )


def _make_private_zoning_plan(fjordvik: Organisation, people: dict[str, Person], today: date) -> None:
    """The twelve weeks run, after they stood three weeks while the proposer found what was missing."""
    zoning = Plan.objects.of(fjordvik).filter(plan_type=PlanType.ZONING_DETAIL, status=PlanStatus.IN_PROCESS)
    plan, by = zoning.in_norwegian_order()[0], _by(people["Ingrid"])
    days_ago = {
        "REG-1": 230, "REG-2": 210, "REG-2a": 205, "REG-2b": 205, "REG-3": 180, "REG-3:closed": 150,
        "REG-5": 60, "REG-6:stopped": 40, "REG-6:resumed": 19,
    }  # fmt: skip
    dates = {key: _on(today - timedelta(days=number), today) for key, number in days_ago.items()}
    dates["REG-6"] = _on(today + timedelta(days=20), today)
    process = _begin(by, plan, "REG", dates, people["Ingrid"], private=True)
    for code, said in {
        "REG-3": _said(None, "Forslagsstilleren varslet selv", "Ni merknader. To gjelder avkjørselen."),
        "REG-5": _said(None, "Utbygger Eksempel AS (oppdiktet)", "Støyrapporten manglet. Den kom tre uker etter."),
        "REG-6": _said(people["Ingrid"], "Utvalg for plan og miljø", "Klokka sto mens støyrapporten manglet."),
    }.items():
        describe_step(by, process, code, said)


def _make_community_part_that_is_adopted(fjordvik: Organisation, people: dict[str, Person]) -> None:
    """The council was to adopt it six weeks earlier, and put it off once: that is what those elected are told."""
    plan, by = Plan.objects.of(fjordvik).get(plan_type=PlanType.COMMUNITY_PART), _by(people["Ingrid"])
    if plan.adopted is None or plan.adopted.day is None:
        return
    adopted = plan.adopted.day
    days_before = {
        "KPS-1": 520, "KPS-2": 480, "KPS-3": 480, "KPS-3:closed": 430, "KPS-4": 400, "KPS-6": 130, "KPS-7": 110,
        "KPS-7:closed": 60, "KPS-8": 50,
    }  # fmt: skip
    dates = {key: _on(adopted - timedelta(days=number), adopted) for key, number in days_before.items()}
    dates |= {
        "KPS-9": Dates(planned_on=_working(adopted - timedelta(days=42)), happened_on=adopted),
        "KPS-10": _on(adopted + timedelta(days=14), adopted + timedelta(days=14)),
    }
    process = _begin(by, plan, "KPS", dates, people["Ingrid"])
    end_process(by, process, adopted + timedelta(days=14))


def _begin(by: By, plan: Plan, chain: str, dates: Mapping[str, Dates], lead: Person, **choices: bool) -> Process:
    placed = {_place(key): each for key, each in dates.items()}
    common = CommonProcess.objects.kept().filter(chain=chain).select_related("collaboration").first()
    return begin_process(by, plan, chain, choices, placed, lead_id=lead.id, common=common)


def _place(key: str) -> Place:
    code, _of, mark = key.partition(":")
    return Place(code, mark or DONE)


def _said(owner: Person | None, participants: str, notes: str, weeks: int | None = None) -> dict[str, object]:
    return {
        "owner_id": owner.id if owner else None,
        "participants": participants,
        "notes": notes,
        "weeks_of_work": weeks,
    }


def _on(day: date, today: date) -> Dates:
    return _set(_working(day), today)


def _set(day: date, today: date) -> Dates:
    """It happened when the day has come; before that it is a plan."""
    return Dates(planned_on=day, happened_on=day) if day <= today else Dates(planned_on=day)


def _working(day: date) -> date:
    return previous_working_day(day)


def _by(person: Person) -> By:
    return By(person.id, str(person))
