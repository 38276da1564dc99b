"""What is worked out of a sheet's rows and answers, and of nothing else."""

from collections.abc import Collection, Mapping

from plandugnad.engines.sheet.blocks import ScaleBlock, TableBlock
from plandugnad.engines.sheet.rows import TableRows


def hours_a_year(block: TableBlock, rows: TableRows) -> Mapping[str, float]:
    """For one person of each kind in the column of people, in its order. A row that lacks something costs nothing."""
    if block.hours is None:
        return {}
    of = block.hours
    columns = {one.id: one for one in block.columns}
    counts = {one.id: one.counts or 0.0 for one in columns[of.times].choices}
    spent = {one.id: 0.0 for one in columns[of.people].choices}
    for row in rows.rows:
        minutes, times, people = (row.cells.get(name) for name in (of.minutes, of.times, of.people))
        if isinstance(minutes, float) and minutes > 0 and isinstance(times, str) and isinstance(people, tuple):
            for one in people:
                spent[one] += minutes / 60 * counts.get(times, 0.0)
    return {one: hours for one, hours in spent.items() if hours}


def step_suggested(block: ScaleBlock, ticked: Collection[str]) -> str | None:
    """The highest step that at least two ticks reach: one alone may be chance. She still chooses herself."""
    reached = [step.id for step in block.steps for sign in step.signs if sign.id in ticked]
    return reached[-2:][0] if reached else None
