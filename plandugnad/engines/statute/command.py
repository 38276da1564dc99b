"""The bodies of `plandugnad statute period`, `chain` and `steps`."""

from typing import Any

from plandugnad.engines.statute.chains import DONE, choice_names
from plandugnad.engines.statute.conflicts import Conflict, conflicts_of
from plandugnad.engines.statute.counting import Reason, count_length
from plandugnad.engines.statute.course import StepDates, course_of
from plandugnad.engines.statute.deadlines import Deadline, deadlines_of
from plandugnad.engines.statute.periods import Length, Unit
from plandugnad.engines.statute.reading import chain_named, read_case, read_date


def period(start: str, number: int, unit: str, language: str = "nb") -> dict[str, Any]:
    """A bare period, without a provision: its end, and where that goes when it is no working day. Raises Refused."""
    day = read_date(start, "start")
    end = count_length(Length(number, Unit(unit)), day)
    return {
        "start": day.isoformat(),
        "length": number,
        "unit": unit,
        "statutory_end": _day(end.statutory_end),
        "working_day_end": _day(end.working_day_end),
        "reasons": _said(end.reasons, language),
    }


def chain(text: str, language: str = "nb") -> dict[str, Any]:
    """A whole process. Raises Refused."""
    case = read_case(text)
    return {
        "plan_type": case.chain.id,
        "today": case.today.isoformat(),
        "choices": sorted(case.choices),
        "deadlines": [_deadline(one, language) for one in deadlines_of(case)],
        "conflicts": [_conflict(one, language) for one in conflicts_of(case)],
        "steps": [_step(one, language) for one in course_of(case)],
    }


def steps(name: str, language: str = "nb") -> dict[str, Any]:
    """What may stand in a process of this kind: its steps, what can happen in each, and what can be chosen.

    Raises Refused.
    """
    found, _implied = chain_named(name)
    return {
        "plan_type": found.id,
        "name": found.name.said(language),
        "choices": {one: choice_names()[one].clause.said(language) for one in found.choices},
        "steps": [
            {
                "step": one.id,
                "name": one.name.said(language),
                "marks": [DONE, *one.marks],
                "when": list(one.when),
                "provisions": [rule.provision.id for rule in one.rules],
            }
            for one in found.steps
        ],
    }


def _deadline(one: Deadline, language: str) -> dict[str, Any]:
    return {
        "step": one.step,
        "provision": one.provision.id,
        "citation": one.provision.citation,
        "certainty": one.provision.certainty.value,
        "kind": one.kind.value,
        "starts_on": one.starts_on.isoformat(),
        "statutory_end": _day(one.statutory_end),
        "working_day_end": _day(one.working_day_end),
        "safe_date": _day(one.safe_date),
        "state": one.state.value,
        "municipality": one.municipality,
        "backwards": one.backwards,
        "assumed": one.assumed,
        "overridden": one.overridden,
        "reasons": _said(one.reasons, language),
        "why": one.why(language),
    }


def _conflict(one: Conflict, language: str) -> dict[str, Any]:
    return {
        "step": one.step,
        "mark": one.mark,
        "date": one.set_to.isoformat(),
        "kind": one.kind,
        "proposal": _day(one.proposal),
        "confirmed": one.confirmed,
        "municipality": one.municipality,
        "reason": one.said(language),
    }


def _step(one: StepDates, language: str) -> dict[str, Any]:
    return {
        "step": one.step,
        "set_on": _day(one.set_on),
        "earliest": one.earliest.isoformat(),
        "latest": _day(one.latest),
        "why_earliest": _said(one.why_earliest, language),
        "why_latest": _said(one.why_latest, language),
    }


def _said(reasons: list[Reason] | tuple[Reason, ...], language: str) -> list[str]:
    return [one.said(language) for one in reasons]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
