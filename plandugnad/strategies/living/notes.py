"""What is said of a plan in the strategy, and of one outside it. Each is one transaction, when `access` is asked."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.plans.models import Plan
from plandugnad.strategies.actions import record
from plandugnad.strategies.living.kinds import Track
from plandugnad.strategies.living.models import OutsideReason, PulseAsk, TrackNote
from plandugnad.strategies.living.reading import promised_on
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.terms import HalfYear


@dataclass(frozen=True)
class Saying:
    """`id` is that of the form, so that one sent twice is said once."""

    track: str
    because: str = ""
    ends: int | None = None
    id: UUID | None = None


def refused(need: PlanNeed, saying: Saying) -> dict[str, str]:
    """What is wrong with it, by field."""
    if saying.track not in Track.values:
        return {"track": _("Velg hvordan det går.")}
    if saying.track != Track.ON_TRACK and not saying.because.strip():
        return {"because": _("Skriv hvorfor. En setning er nok, og kommunestyret får lese den.")}
    if saying.track == Track.SLIPPED and saying.ends and need.ends and saying.ends < need.ends:
        return {"ends": _("Den nye fristen er før den som ble lovet. Velg et senere halvår.")}
    return {}


@transaction.atomic
def say(by: By, need: PlanNeed, saying: Saying, *, ask: PulseAsk | None = None, name: str = "") -> TrackNote:
    """`name` is who says it, where that is nobody who is signed in: it is kept here, where it can be erased, and not in
    the history."""
    if saying.id and (made := TrackNote.objects.filter(pk=saying.id, need=need).first()):
        return made
    if wrong := refused(need, saying):
        raise ValidationError(wrong)
    told = {
        "need": need,
        "track": saying.track,
        "because": saying.because.strip(),
        "ends": saying.ends if saying.track == Track.SLIPPED else None,
        "ask": ask,
        "said_by_id": by.id,
        "said_by_name": (name or by.name)[:200],
    }
    note = TrackNote.objects.create(**told, **({"id": saying.id} if saying.id else {}))
    record(by, "track_said", need.strategy, after=_told(note))
    return note


@transaction.atomic
def set_taken_back(by: By, note: TrackNote, *, is_back: bool) -> None:
    """`is_back`: what is taken back stays in the history; what it said before counts again."""
    current = TrackNote.objects.select_for_update(of=("self",)).select_related("need__strategy").get(pk=note.pk)
    if (current.taken_back_at is not None) == is_back:
        return
    current.taken_back_at = timezone.now() if is_back else None
    current.save(update_fields=["taken_back_at"])
    verb = "track_taken_back" if is_back else "track_put_back"
    record(by, verb, current.need.strategy, after=_told(current))


def _told(note: TrackNote) -> dict[str, str]:
    return {"plan": note.need.name, "track": note.track, "because": note.because}


def new_ends(need: PlanNeed) -> list[HalfYear]:
    """From the half after what was promised, and into the next term: a plan that slips may slip that far."""
    term = need.strategy.term
    first = need.ends_half.number if need.ends_half else HalfYear.of(promised_on(need.strategy)).number
    return [HalfYear.numbered(number) for number in range(first + 1, HalfYear(term.last_year + 2, 2).number + 1)]


@transaction.atomic
def explain_outside(by: By, strategy: Strategy, plan: Plan, because: str) -> None:
    """Empty takes the reason away."""
    because = because.strip()
    before = OutsideReason.objects.filter(strategy=strategy, plan=plan).first()
    if (before.because if before else "") == because:
        return
    if because:
        values = {"because": because, "said_by_id": by.id, "said_by_name": by.name[:200]}
        OutsideReason.objects.update_or_create(strategy=strategy, plan=plan, defaults=values)
    elif before:
        before.delete()
    record(
        by, "outside_explained", strategy,
        before={"because": before.because} if before else None, after={"plan": plan.name, "because": because},
    )  # fmt: skip
