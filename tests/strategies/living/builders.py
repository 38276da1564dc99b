"""A strategy adopted in March 2024 and followed up. Plain functions: what they are given is what they make."""

from datetime import UTC, date, datetime, time
from typing import Any

from plandugnad.regions.models import Organisation
from plandugnad.strategies.living.models import PulseContact, TrackNote
from plandugnad.strategies.living.notes import Saying, say
from plandugnad.strategies.models import PlanNeed, Strategy
from tests.plans.builders import INGRID, make_plan
from tests.strategies.builders import a_need, a_strategy, adopted

TODAY = date(2026, 3, 3)


def followed(organisation: Organisation) -> Strategy:
    return adopted(a_strategy(organisation))


def promised(strategy: Strategy, name: str, begins: int = 20242, ends: int = 20251, **plan: Any) -> PlanNeed:
    found = make_plan(strategy.organisation, name, **plan) if plan else None
    return a_need(strategy, name, found, decision="new", begins=begins, ends=ends)


def said(
    need: PlanNeed, track: str, because: str = "Mangler folk.", day: date = date(2026, 1, 5), **more: Any
) -> TrackNote:
    note = say(INGRID, need, Saying(track, because, **more))
    at = datetime.combine(day, time(12), UTC)
    TrackNote.objects.filter(pk=note.pk).update(made_at=at)
    note.refresh_from_db()
    return note


def asked_at(need: PlanNeed, email: str = "kari@eksempel.no", name: str = "Kari Eksempel") -> PulseContact:
    return PulseContact.objects.create(need=need, email=email, name=name)
