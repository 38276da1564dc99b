"""A process for each plan of a portfolio, with its steps dated as a planner would, some behind and most to come."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

DATED = 11  # with the deadlines that follow it makes twelve rows and more in the calendar


def add_processes(plans: Iterable[Any], chance: Random, today: date) -> None:
    """Rows as the actions write them, without their history, which no page of these reads."""
    from plandugnad.core.bulk import insert_rows
    from plandugnad.engines.statute import chains
    from plandugnad.processes.casing import chain_of
    from plandugnad.processes.models import Process, StepDate

    processes, dates = [], []
    for plan in plans:
        chain = chain_of(plan.plan_type) or chains()["KPA"]
        process = Process(plan=plan, chain=chain.id, choices=dict(chain.defaults))
        processes.append(process)
        day = today - timedelta(days=chance.randint(0, 500))
        for step in chain.steps[:DATED]:
            happened = day if day < today else None
            dates.append(StepDate(process=process, code=step.id, planned_on=day, happened_on=happened))
            day += timedelta(days=chance.randint(14, 90))
    insert_rows(processes)
    insert_rows(dates)
