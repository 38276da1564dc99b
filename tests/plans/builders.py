"""Plans, and people at their screens. Plain functions: what they are given is what they make."""

from typing import Any
from uuid import uuid4

from django.test import Client

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.plans.actions import create_plan
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation

INGRID = By(uuid4(), "Ingrid Eksempel")
TORE = By(uuid4(), "Tore Eksempel")

SQUARE: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[7.0, 58.2], [7.02, 58.2], [7.02, 58.21], [7.0, 58.21], [7.0, 58.2]]],
}


def make_plan(organisation: Organisation, name: str = "Temaplan for friluftsliv", **values: Any) -> Plan:
    return create_plan(INGRID, organisation, {"name": name, **values})


def browser(person: Person, *, with_htmx: bool = False) -> Client:
    """Someone signed in, whose forms are checked as in the real world."""
    client = Client(headers={"HX-Request": "true"} if with_htmx else {})
    client.force_login(person)
    return client


def fresh(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)
