"""Consultations that are out, and what is said in them."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from plandugnad.consultations.actions import make_consultation
from plandugnad.consultations.models import Consultation, Statement
from plandugnad.consultations.taking_in import add_statement
from plandugnad.regions.models import Organisation
from tests.processes.builders import INGRID, a_plan, a_process

AREA = "KPA-7"  # the land-use part is laid out


def a_consultation(place: Organisation, name: str = "Kommuneplanens arealdel", **values: Any) -> Consultation:
    """Not published."""
    return make_consultation(INGRID, a_process(a_plan(place, name)), AREA, values)


def one_that_is_out(place: Organisation, name: str = "Kommuneplanens arealdel", **values: Any) -> Consultation:
    """Published, since ten days, with twenty to go, unless `values` says otherwise."""
    made = a_consultation(place, name, **{"opens_on": day(-10), "closes_on": day(20), **values})
    assert made.opens_on
    made.published_at = min(timezone.now(), timezone.make_aware(datetime.combine(made.opens_on, time(0, 5))))
    made.save(update_fields=["published_at"])
    return made


def a_statement(consultation: Consultation, **values: Any) -> Statement:
    said = {"source": "web", "party": "private", "name": "Kari Eksempel", "email": "kari@eksempel.no", "text": "Nei."}
    return add_statement(INGRID, consultation, said | values, [])


def day(from_today: int) -> date:
    return timezone.localdate() + timedelta(days=from_today)
