"""Health checks, and what people say in them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.principles.actions import close_round, give_answer, open_round
from plandugnad.principles.forms import UNKNOWN
from plandugnad.principles.models import HealthRound
from plandugnad.principles.release import Line
from plandugnad.principles.statements import CODES
from plandugnad.regions.models import Collaboration, Member, Organisation
from tests.cast import Cast, make_organisation, make_person

# Four places: two municipalities of the cast, one that joins, and the coordinator in the collaboration itself.
ANSWERERS = ("Ingrid", "Marit", "Siv", "Kåre")


def by(cast: Cast, name: str) -> By:
    person = cast.person(name)
    return By(person.id, str(person))


def with_siv(cast: Cast) -> Organisation:
    """Siv plans in Ytterholm, which is a member too."""
    place = make_organisation("Ytterholm", "9906", county=cast.county)
    Member.objects.create(collaboration=cast.ytre_fjord, organisation=place)
    cast.people["Siv"] = make_person("Siv", "planner", place)
    return place


def at_screen(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def all_on(step: int | None, comment: str = "", **others: int | None) -> dict[str, Line]:
    """The same of each principle, but for those that are named."""
    return {code: Line(others.get(code, step), comment) for code in CODES}


def an_open_round(cast: Cast, **days: Any) -> HealthRound:
    return open_round(by(cast, "Kåre"), cast.ytre_fjord, **days)


def answered(cast: Cast, round: HealthRound, said: Mapping[str, Mapping[str, Line]]) -> None:
    for name, lines in said.items():
        give_answer(by(cast, name), round, lines)


def a_closed_round(cast: Cast, *steps: int, days_ago: int = 0, comment: str = "") -> HealthRound:
    """Answered by the four, each with her step everywhere."""
    round = an_open_round(cast)
    answered(
        cast, round, {name: all_on(step, comment) for name, step in zip(ANSWERERS, steps or (1, 2, 4, 5), strict=True)}
    )
    return close_round(by(cast, "Kåre"), round, timezone.now() - timedelta(days=days_ago))


def page(name: str, place: Collaboration, *more: Any) -> str:
    return reverse(name, args=[place.id, *more])


def filled_in(step: int | str = UNKNOWN, **others: str) -> dict[str, str]:
    """The form, as it is sent."""
    return {f"{code}_score": str(step) for code in CODES} | others
