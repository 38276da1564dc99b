"""From the rows of a process to the facts the statute engine counts from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from plandugnad.engines.statute import Case, Chain, Event, Length, Override, Unit, chains
from plandugnad.engines.statute.chains import names_of_kinds, plain_name
from plandugnad.processes.dates import Dates, Place
from plandugnad.processes.models import DeadlineOverride, Process, Step


def chain_of(plan_type: str) -> Chain | None:
    """The course the law has for this kind of plan; None where it has none."""
    found = names_of_kinds().get(plain_name(plan_type))
    return chains()[found[0]] if found else None


def case_of(
    process: Process,
    today: date,
    dates: Mapping[Place, Dates],
    *,
    steps: Iterable[Step] = (),
    overrides: Iterable[DeadlineOverride] = (),
    meetings: Sequence[date] = (),
    councils: Mapping[UUID, Sequence[date]] | None = None,
) -> Case:
    """Raises engines.statute.Refused when the dates contradict each other."""
    chain = chains()[process.chain]
    return Case(
        chain=chain,
        today=today,
        events=tuple(_events(chain, dates)),
        chosen={name: bool(value) for name, value in process.choices.items()},
        durations={
            step.code: Length(step.weeks_of_work, Unit.WEEKS)
            for step in steps
            if step.weeks_of_work and step.code in chain.by_id
        },
        meetings=tuple(meetings),
        councils={str(id): tuple(days) for id, days in (councils or {}).items()},
        overrides=tuple(override(one) for one in overrides),
    )


def override(row: DeadlineOverride) -> Override:
    return Override(row.code, row.day, row.because, row.provision, row.counted_from)


def _events(chain: Chain, dates: Mapping[Place, Dates]) -> Iterable[Event]:
    """Steps of the municipality's own have no rules, and are no facts of the law's."""
    for place, kept in dates.items():
        if kept.day and place.code in chain.by_id:
            yield Event(
                step=place.code,
                date=kept.day,
                mark=place.mark,
                confirmed=kept.is_settled or kept.happened_on is not None,
                municipality=str(place.organisation or ""),
                round=place.round,
            )
