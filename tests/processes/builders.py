"""Processes, and people at their screens."""

from datetime import date
from uuid import uuid4

from django.test import Client

from plandugnad.core.audit import By
from plandugnad.plans.actions import create_plan
from plandugnad.plans.models import Plan
from plandugnad.processes.actions import begin_process, set_dates
from plandugnad.processes.dates import Dates, Place
from plandugnad.processes.models import Process
from plandugnad.regions.models import Organisation
from tests.cast import Cast

INGRID = By(uuid4(), "Ingrid Eksempel")
TORE = By(uuid4(), "Tore Eksempel")
DAY = date(2026, 9, 7)  # a Monday with no holiday near


def a_plan(place: Organisation, name: str = "Kommuneplanens arealdel", kind: str = "land_use_part") -> Plan:
    return create_plan(INGRID, place, {"name": name, "plan_type": kind, "status": "in_process"})


def a_process(plan: Plan, chain: str = "KPA", **choices: bool) -> Process:
    return begin_process(INGRID, plan, chain, choices, {})


def happened(process: Process, code: str, day: date, mark: str = "done") -> None:
    set_dates(INGRID, process, {Place(code, mark): Dates(happened_on=day)})


def planned(process: Process, code: str, day: date, mark: str = "done", *, is_settled: bool = False) -> None:
    set_dates(INGRID, process, {Place(code, mark): Dates(planned_on=day, is_settled=is_settled)})


def fresh(process: Process) -> Process:
    return Process.objects.select_related("plan__organisation").get(pk=process.pk)


def at_screen(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client
