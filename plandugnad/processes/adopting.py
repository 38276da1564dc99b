"""The day a council adopted the plan stands in its process and on the plan itself. What stands in one is offered to the
other: nothing is written that nobody has pressed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.engines.statute import chains
from plandugnad.engines.statute.chains import DONE
from plandugnad.engines.tables.when import When
from plandugnad.plans import actions as plan_actions
from plandugnad.plans import owning
from plandugnad.plans.kinds import ENDED, IN_FORCE, PlanStatus
from plandugnad.plans.models import OwnerState, Plan, PlanOwner
from plandugnad.plans.queries.owner_rows import rows_of
from plandugnad.plans.words.dates import written
from plandugnad.plans.words.names import status_name
from plandugnad.processes import actions
from plandugnad.processes.dates import NO_DATES, Dates, Place
from plandugnad.processes.models import Process
from plandugnad.processes.queries.process import Kept

ADOPTED, ADOPTED_UNDONE = "process_adopted", "process_adopted_undone"


@dataclass(frozen=True)
class Offer:
    """`to_plan`: from the process to the plan, else the other way. `council` is empty in a plan of one municipality.
    `stands`: what the plan says of itself there."""

    place: Place
    organisation: UUID
    council: str
    day: date
    to_plan: bool
    stands: str


def offers_of(process: Process, kept: Kept, today: date) -> list[Offer]:
    """Where the two say otherwise, council by council; the one that leads first."""
    step = next((one for one in chains()[process.chain].steps if one.adopts), None)
    return list(_offers(process, kept, step.id, today)) if step else []


def _offers(process: Process, kept: Kept, code: str, today: date) -> Iterator[Offer]:
    rows = _rows(process.plan)
    is_under_way = any(row.status not in (*IN_FORCE, *ENDED) for row in rows.values())
    latest = _latest_before(process, kept, code)
    for id, row in rows.items():
        place, day = _happened(kept.dates, code, id)
        council, stands = kept.owners.get(id, ""), standing(row.status, row.adopted)
        adopted = row.adopted.day if row.adopted and row.status == PlanStatus.ADOPTED else None
        if day is not None and _is_news(row, day):
            yield Offer(place, id, council, day, True, stands)
        elif day is None and adopted and adopted <= today and _is_of_this(adopted, latest, kept, is_under_way):
            yield Offer(Place(code, organisation=id if kept.owners else None), id, council, adopted, False, stands)


def _rows(plan: Plan) -> dict[UUID, Plan | PlanOwner]:
    others = {row.organisation_id: row for row in rows_of(plan) if row.state is OwnerState.OWNS}
    return {plan.organisation_id: plan, **others}


def _happened(dates: Mapping[Place, Dates], code: str, id: UUID) -> tuple[Place, date | None]:
    """In the last round. A day that names no council is that of all."""
    found = {
        place: kept.happened_on for place, kept in dates.items()
        if place.code == code and place.mark == DONE and place.organisation in (None, id) and kept.happened_on
    }  # fmt: skip
    place = max(found, key=lambda one: one.round, default=Place(code))
    return place, found.get(place)


def _is_news(row: Plan | PlanOwner, day: date) -> bool:
    """Not where the plan says the same, or has been adopted anew, repealed or replaced since."""
    if row.status in ENDED:
        return False
    if row.adopted is None or day > row.adopted.last_day():
        return True
    return day >= row.adopted.first_day() and row.status not in IN_FORCE


def _latest_before(process: Process, kept: Kept, code: str) -> date | None:
    """The last that has happened of what stands above the adoption."""
    steps = [step.id for step in chains()[process.chain].steps]
    above = set(steps[: steps.index(code)])
    days = (one.happened_on for place, one in kept.dates.items() if place.code in above and one.happened_on)
    return max(days, default=None)


def _is_of_this(adopted: date, latest: date | None, kept: Kept, is_under_way: bool) -> bool:
    """What the plan was adopted as before it was begun anew is not what this process came to. In a joint plan that some
    councils have adopted, and others have not, the day is of this work though nothing else is dated."""
    if latest is not None:
        return adopted >= latest
    return bool(kept.owners) and is_under_way


def standing(status: str, adopted: When | None) -> str:
    """What the plan says of itself: 'vedtatt 26. august 2006, nå under revisjon'."""
    said = status_name(status).lower() if status else _("under arbeid")
    if adopted is None:
        return said
    told = (_("vedtatt %(when)s") if adopted.day else _("vedtatt i %(when)s")) % {"when": written(adopted)}
    return told if status in ("", PlanStatus.ADOPTED) else _("%(told)s, nå %(status)s") % {"told": told, "status": said}


def take(by: By, process: Process, offer: Offer) -> None:
    """Raises ValidationError where somebody has written there meanwhile."""
    if offer.to_plan:
        adopt_on_plan(by, process, offer)
    else:
        actions.set_dates(by, process, {offer.place: Dates(happened_on=offer.day)}, seen={offer.place: NO_DATES})


@transaction.atomic
def adopt_on_plan(by: By, process: Process, offer: Offer) -> None:
    current = actions.locked(process)
    row = _rows(current.plan)[offer.organisation]
    before = _kept(row)
    _write(by, row, {"status": PlanStatus.ADOPTED.value, "adopted": offer.day.isoformat()})
    _record(by, ADOPTED, current, offer.organisation, offer.council, before)


def undo_adopted(by: By, process: Process, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Raises ValidationError where the plan has been changed since, or the municipality owns it no longer."""
    with transaction.atomic():
        current, id = actions.locked(process), UUID(after["organisation"])
        row = _rows(current.plan).get(id)
        stands = _kept(row) if row else {}
        if row is None or any(stands[name] != after[name] for name in stands):
            raise ValidationError(_("Dette er endret igjen siden. Ingenting er angret; se hva som står nå."))
        _write(by, row, {name: before[name] for name in stands})
        _record(by, ADOPTED_UNDONE, current, id, after.get("council", ""), stands)


def _record(by: By, verb: str, process: Process, id: UUID, council: str, before: Mapping[str, Any]) -> None:
    row = _rows(Plan.objects.get(pk=process.plan_id))[id]
    whose = {"organisation": str(id), "council": council}
    actions.touch(process)
    actions.record(by, verb, process, before={**whose, **before}, after={**whose, **_kept(row)})


def _kept(row: Plan | PlanOwner) -> dict[str, Any]:
    return {"status": row.status, "adopted": row.adopted.iso if row.adopted else None}


def _write(by: By, row: Plan | PlanOwner, values: Mapping[str, Any]) -> None:
    """Through the plan's own actions, so that its history says it, and its overviews follow."""
    if isinstance(row, Plan):
        plan_actions.change_plan(by, row, values)
    else:
        when = When.parse(values["adopted"]) if values["adopted"] else None
        owning.change_own(by, row, {**values, "adopted": when})
