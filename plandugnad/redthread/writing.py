"""Lines that are read in are written: those that stand are changed, and none is written twice."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.redthread.actions import one_at_a_time
from plandugnad.redthread.history import record, shot
from plandugnad.redthread.importing import ReadLine
from plandugnad.redthread.models import Anchor, BudgetLine
from plandugnad.regions.models import Organisation


@transaction.atomic
def write_lines(by: By, organisation: Organisation, lines: Sequence[ReadLine]) -> tuple[UUID, int, int]:
    """A year the table does not name keeps its amount, and a goal is added, never taken away."""
    one_at_a_time(organisation.pk)
    batch, made, changed = new_id(), 0, 0
    ids = [line.standing.pk for line in lines if line.standing]
    standing = {row.pk: row for row in BudgetLine.objects.select_for_update().filter(pk__in=ids)}
    anchored = set(Anchor.objects.filter(line_id__in=ids).values_list("line_id", "goal_id"))
    for line in lines:
        row = standing.get(line.standing.pk) if line.standing else None
        if row is None:
            row = BudgetLine(
                organisation=organisation, name=line.name, account=line.account, amounts=dict(line.amounts)
            )
            row.save(force_insert=True)
            record(by, "budget_line_made", row, organisation.pk, batch, after=shot(row))
            made += 1
        elif (amounts := dict(sorted((row.amounts | dict(line.amounts)).items()))) != row.amounts:
            before, row.amounts = shot(row), amounts
            row.version += 1
            row.save(update_fields=["amounts", "version"])
            record(by, "budget_line_changed", row, organisation.pk, batch, before=before, after=shot(row))
            changed += 1
        if line.goal and (row.pk, line.goal.pk) not in anchored:
            made_anchor = Anchor.objects.create(organisation=organisation, goal=line.goal, line=row)
            record(by, "anchor_made", made_anchor, organisation.pk, batch, after=shot(made_anchor))
    return batch, made, changed
