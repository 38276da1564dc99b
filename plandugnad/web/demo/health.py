"""How those who work in the example region say it is doing: a year ago, half a year ago, and one that waits."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.principles.actions import close_round, give_answer, open_round
from plandugnad.principles.models import HealthRound
from plandugnad.principles.release import Line
from plandugnad.principles.statements import CODES
from plandugnad.projections.models import ActivityEntry
from plandugnad.web.demo.region import Region

# A step for each principle, in their order; 0 for «vet ikke».
Steps = tuple[int, int, int, int, int, int, int, int]
_YEAR_AGO: dict[str, Steps] = {
    "Ingrid": (2, 3, 3, 2, 2, 2, 4, 3),
    "Marit": (3, 2, 4, 1, 0, 1, 4, 3),
    "Siv": (2, 2, 3, 2, 1, 2, 3, 4),
    "Kåre": (4, 4, 5, 3, 3, 4, 5, 2),
}
_HALF_A_YEAR_AGO: dict[str, Steps] = {
    "Ingrid": (4, 3, 4, 3, 2, 1, 5, 3),
    "Tore": (3, 4, 4, 2, 3, 2, 4, 4),
    "Marit": (4, 3, 3, 3, 1, 2, 5, 2),
    "Siv": (3, 2, 3, 2, 2, 1, 4, 3),
    "Kåre": (5, 4, 5, 4, 4, 3, 4, 4),
}
_NOW: dict[str, Steps] = {
    "Tore": (4, 4, 4, 3, 3, 2, 5, 4),
    "Marit": (4, 3, 4, 3, 2, 3, 4, 3),
    "Kåre": (5, 4, 4, 4, 3, 3, 5, 4),
}
_SAID_A_YEAR_AGO = {
    ("Marit", "monitoring"): "Vi avtaler mye i møtene. Ingen spør neste gang.",
    ("Siv", "local_rules"): "Fristene er laget for kommuner med en planavdeling.",
}
_SAID_HALF_A_YEAR_AGO = {
    ("Ingrid", "conflict_resolution"): "Uenigheten om strandsonen lå lenge før noen tok den opp.",
    ("Siv", "conflict_resolution"): "Jeg vet ikke hvem jeg skal ringe når vi er uenige.",
    ("Tore", "boundaries"): "Mye klarere etter at avtalen ble skrevet.",
    ("Marit", "graduated_response"): "Vi sier ikke fra. Så blir det stille i stedet.",
}


def make_health_checks(region: Region, people: Mapping[str, Person]) -> None:
    """By the clock, which opening and closing a round ask for themselves, and not by the day the rest is made for."""
    today = timezone.localdate()
    earlier = (
        (380, 366, _YEAR_AGO, _SAID_A_YEAR_AGO),
        (196, 182, _HALF_A_YEAR_AGO, _SAID_HALF_A_YEAR_AGO),
    )
    for opened, closed, steps, said in earlier:
        round = _asked(region, people, steps, said)
        close_round(_by(people["Kåre"]), round, _moment(today, closed))
        _as_of(round, _moment(today, opened), _moment(today, closed))
    _asked(region, people, _NOW, {}, today + timedelta(days=9))


def _asked(
    region: Region,
    people: Mapping[str, Person],
    steps: Mapping[str, Steps],
    said: Mapping[tuple[str, str], str],
    due_on: date | None = None,
) -> HealthRound:
    round = open_round(_by(people["Kåre"]), region.collaboration, due_on)
    for name, given in steps.items():
        lines = {code: Line(step or None, said.get((name, code), "")) for code, step in zip(CODES, given, strict=True)}
        give_answer(_by(people[name]), round, lines)
    return round


def _as_of(round: HealthRound, opened: datetime, closed: datetime) -> None:
    """It was opened and closed then, and those who follow the collaboration were told then."""
    HealthRound.objects.filter(pk=round.pk).update(made_at=opened)
    for verb, moment in (("health_opened", opened), ("health_closed", closed)):
        told = ActivityEntry.objects.filter(source_id=round.pk, verb=verb)
        told.update(happened_at=moment, happened_on=timezone.localdate(moment))


def _moment(today: date, days_ago: int) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days_ago), time(10)))


def _by(person: Person) -> By:
    return By(person.id, str(person))
