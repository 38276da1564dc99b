"""What is done with a health check. Each is one transaction; the caller has asked `access`.

That a round is opened, closed or cancelled is in the history and told of. That somebody answers is not: who has, is
for nobody else to know.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from random import SystemRandom
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.marks import written_day
from plandugnad.principles import telling
from plandugnad.principles.models import HealthAnswer, HealthComment, HealthResult, HealthRound, HealthScore
from plandugnad.principles.people import workers_of
from plandugnad.principles.queries import opens_from
from plandugnad.principles.release import Line, Said, release
from plandugnad.principles.statements import CODES, WORDING
from plandugnad.projections.filling import refresh
from plandugnad.regions.models import Collaboration


@transaction.atomic
def open_round(by: By, collaboration: Collaboration, due_on: date | None = None) -> HealthRound:
    """Two who open one at once have opened the same."""
    Collaboration.objects.select_for_update(no_key=True).get(pk=collaboration.pk)
    there = HealthRound.objects.open().filter(collaboration=collaboration).first()
    if there is not None:
        return there
    may_open_from = opens_from(collaboration)
    if may_open_from and timezone.localdate() < may_open_from:
        said = _("Den forrige helsesjekken er nettopp lukket. En ny kan åpnes fra %(day)s.")
        raise ValidationError(said % {"day": written_day(may_open_from)})
    _check_due(due_on)
    made = HealthRound.objects.create(collaboration=collaboration, wording=WORDING, due_on=due_on)
    _record(by, "health_opened", made, after={"due_on": due_on.isoformat() if due_on else None})
    return made


@transaction.atomic
def set_due(by: By, round: HealthRound, due_on: date | None) -> None:
    current = _opened(round)
    if current.due_on == due_on:
        return
    _check_due(due_on)
    before = current.due_on
    current.due_on = due_on
    current.save(update_fields=["due_on"])
    told = [day.isoformat() if day else None for day in (before, due_on)]
    _record(by, "health_due_set", current, before={"due_on": told[0]}, after={"due_on": told[1]})


@transaction.atomic
def give_answer(by: By, round: HealthRound, lines: Mapping[str, Line]) -> HealthAnswer:
    """All eight, instead of what she may have said before."""
    person = _person(by)
    current = _opened(round)
    if set(lines) != set(CODES):
        raise ValidationError(_("Svar på alle prinsippene. Velg «Vet ikke» der du ikke vet."))
    place = workers_of(current.collaboration).get(person)
    answer, is_new = HealthAnswer.objects.get_or_create(
        round=current, person_id=person, defaults={"organisation_id": place}
    )
    answer.scores.all().delete()
    HealthScore.objects.bulk_create(
        [HealthScore(answer=answer, principle=code, score=said.score, comment=said.comment)
         for code, said in lines.items()]
    )  # fmt: skip
    if is_new:
        refresh(telling.HealthSource.key, [current.id], by)
    return answer


@transaction.atomic
def take_back_answer(by: By, round: HealthRound) -> None:
    current = _opened(round)
    if HealthAnswer.objects.filter(round=current, person_id=_person(by)).delete()[0]:
        refresh(telling.HealthSource.key, [current.id], by)


@transaction.atomic
def close_round(by: By, round: HealthRound, moment: datetime | None = None) -> HealthRound:
    """Answers become results and comments that are nobody's. What cannot be shown is not kept either."""
    current = _opened(round)
    current.closed_at = moment or timezone.now()
    given = list(HealthAnswer.objects.filter(round=current).prefetch_related("scores"))
    current.answered = len(given)
    current.places = len({_place(current, answer) for answer in given})
    current.save()
    if current.has_result:
        HealthResult.objects.bulk_create(_results(current, given))
        HealthComment.objects.bulk_create(_comments(current, given))
    HealthAnswer.objects.filter(round=current).delete()
    _record(by, "health_closed", current)
    return current


@transaction.atomic
def cancel_round(by: By, round: HealthRound) -> None:
    """All that has been answered is deleted; the page that asks for it has said so."""
    current = _opened(round)
    current.cancelled_at = timezone.now()
    current.save(update_fields=["cancelled_at"])
    HealthAnswer.objects.filter(round=current).delete()
    _record(by, "health_cancelled", current)


def _person(by: By) -> UUID:
    assert by.id is not None  # who answers is signed in
    return by.id


def _place(round: HealthRound, answer: HealthAnswer) -> UUID:
    """Those who work in the collaboration itself are one place together."""
    return answer.organisation_id or round.collaboration_id


def _results(round: HealthRound, given: Iterable[HealthAnswer]) -> list[HealthResult]:
    said: dict[str, list[Said]] = {code: [] for code in CODES}
    for answer in given:
        for line in answer.scores.all():
            said[line.principle].append(Said(_place(round, answer), line.score))
    return [_result(round, code, lines) for code, lines in said.items()]


def _result(round: HealthRound, code: str, lines: list[Said]) -> HealthResult:
    told = release(lines)
    return HealthResult(
        round=round,
        principle=code,
        shown=told.shown,
        counts=list(told.counts),
        unknown=told.unknown,
        is_low=told.is_low,
    )


def _comments(round: HealthRound, given: Iterable[HealthAnswer]) -> list[HealthComment]:
    """Drawn before they are written, so that neither ids, moments nor the order of the rows tells which were one's."""
    found = [(line.principle, line.comment) for answer in given for line in answer.scores.all() if line.comment]
    SystemRandom().shuffle(found)
    at = round.closed_at or timezone.now()
    return [HealthComment(id=uuid4(), made_at=at, round=round, principle=code, text=text) for code, text in found]


def _check_due(due_on: date | None) -> None:
    if due_on is not None and due_on < timezone.localdate():
        raise ValidationError({"due_on": _("Fristen er passert. Velg en dag som kommer, eller la feltet stå tomt.")})


def _opened(round: HealthRound) -> HealthRound:
    rows = HealthRound.objects.select_for_update(of=("self",), no_key=True).select_related("collaboration")
    current = rows.get(pk=round.pk)
    if not current.is_open:
        raise ValidationError(_("Helsesjekken er lukket eller avbrutt. Ingenting er endret."))
    return current


def _record(by: By, verb: str, round: HealthRound, **about: object) -> None:
    audit.record(by, verb, round, **about)
    refresh(telling.HealthSource.key, [round.id], by)
    telling.tell_of(by, verb, round)
