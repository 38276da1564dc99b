"""What is told of health checks: whom they wait for, when, and that one was opened or closed. Never what was said."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.principles.models import HealthAnswer, HealthRound
from plandugnad.principles.people import workers_of
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About
from plandugnad.projections.filling import add_source
from plandugnad.projections.models import Entry
from plandugnad.projections.words import (
    Reminder,
    add_asks,
    add_kinds,
    add_parts,
    add_reminders,
    add_verbs,
)
from plandugnad.regions import keys

ANSWER, CLOSE, DUE = "health_answer", "health_close", "health_due"
_PART = "principles.health"


class HealthSource:
    key = "principles.health"

    def ids(self) -> Iterable[UUID]:
        return HealthRound.objects.open().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        for round in HealthRound.objects.open().filter(id__in=ids).select_related("collaboration"):
            yield from _of_round(round)


def about(round: HealthRound, page: str = "health_checks") -> About:
    place = round.collaboration
    address = reverse(page, args=[place.id] if page == "health_checks" else [place.id, round.id])
    return About(HealthSource.key, round.id, place.id, place.name, address, facts={"of": _PART})


def _of_round(round: HealthRound) -> Iterator[Entry]:
    """Each who has not answered is asked by name, so a line that goes tells nobody else that she has."""
    due = When.on(round.due_on) if round.due_on else None
    answered = set(HealthAnswer.objects.filter(round=round).values_list("person_id", flat=True))
    waiting = workers_of(round.collaboration).keys() - answered
    if waiting:
        yield about(round, "health_answer").needs([audience.person(id) for id in waiting], ANSWER, due)
    if due is not None:
        yield about(round).on([audience.inside(round.collaboration_id)], DUE, due)
        yield about(round, "health_close").needs([keys.coordinators_of(round.collaboration_id)], CLOSE, due)


def tell_of(by: By, verb: str, round: HealthRound) -> None:
    page = "health_round" if round.has_result else "health_checks"
    tell(by, verb, [about(round, page)], [audience.inside(round.collaboration_id)])


def _part(facts: Mapping[str, Any]) -> str:
    return _("helsesjekk")


add_parts(_PART, _part)
add_verbs(
    HealthSource.key,
    {
        "health_opened": gettext_lazy("%(who)s åpnet en helsesjekk av «%(what)s»"),
        "health_due_set": gettext_lazy("%(who)s endret fristen for helsesjekken av «%(what)s»"),
        "health_closed": gettext_lazy("%(who)s lukket helsesjekken av «%(what)s»"),
        "health_cancelled": gettext_lazy("%(who)s avbrøt helsesjekken av «%(what)s»"),
    },
    is_found=False,
)
add_asks({ANSWER: gettext_lazy("Svar på «%(what)s»")})
add_kinds(
    {
        ANSWER: gettext_lazy("svar på helsesjekken"),
        CLOSE: gettext_lazy("lukk helsesjekken"),
        DUE: gettext_lazy("svarfrist"),
    }
)
add_reminders([ANSWER, CLOSE], [Reminder.WEEK, Reminder.DAY])
add_source(HealthSource())
