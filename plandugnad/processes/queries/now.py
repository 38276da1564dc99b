"""Where one process is, for a page that is about something else: one question, and no more reckoning than it takes."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from plandugnad.engines.statute import Refused
from plandugnad.plans.models import Plan
from plandugnad.processes.casing import case_of
from plandugnad.processes.dates import kept_dates
from plandugnad.processes.models import DeadlineOverride, Process, Step, StepDate
from plandugnad.processes.queries.process import Kept, owners_of, step_rows
from plandugnad.processes.queries.progress import open_of
from plandugnad.processes.queries.rows import StepRow

_DATES = ("code", "mark", "round", "organisation_id", "planned_on", "happened_on", "is_settled")
_STEPS = ("code", "name", "after", "left_out_because")
_OVERRIDES = ("code", "provision", "day", "because", "counted_from")


def whole_of(plan: Plan) -> Process | None:
    """The process under way, else the last that ended, with its rows."""
    rows = Process.objects.kept().filter(plan=plan).order_by(F("ended_on").desc(nulls_first=True))
    process = rows.annotate(
        its_dates=_rows(StepDate, _DATES),
        its_steps=_rows(Step, _STEPS),
        its_overrides=_rows(DeadlineOverride, _OVERRIDES),
    ).first()
    if process is not None:
        process.plan = plan  # with its owners, which the page has asked for already
    return process


def now_of(process: Process, today: date) -> StepRow | None:
    """For one from `whole_of`. The council's meetings move days and not where we are, so they are not asked for."""
    its: Any = process
    kept = Kept(
        dates=kept_dates(StepDate(**_read(row)) for row in its.its_dates),
        steps=[Step(**row) for row in its.its_steps],
        overrides=[DeadlineOverride(**_read(row)) for row in its.its_overrides],
        councils={},
        owners=owners_of(process.plan),
    )
    try:
        case = case_of(process, today, kept.dates, steps=kept.steps, overrides=kept.overrides)
    except Refused:  # said on its own page
        return None
    return next(iter(open_of(step_rows(case, kept, has_course=False))), None)


def _rows(model: Any, names: tuple[str, ...]) -> ArraySubquery:
    rows = model.objects.filter(process=OuterRef("pk")).order_by("pk")
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in names})))


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    """As the columns have it; JSON knows neither days nor keys."""
    days = {
        name: date.fromisoformat(row[name])
        for name in ("planned_on", "happened_on", "day", "counted_from")
        if row.get(name)
    }
    place = row.get("organisation_id")
    return {**row, **days, **({"organisation_id": UUID(place)} if place else {})}
