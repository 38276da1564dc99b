"""Plans as JSON for other programs.

{"format": "plandugnad/planer", "version": 1, "made_on": day, "is_example": bool, "chosen": [text],
 "municipality": {"number", "name"},
 "plans": [{"id", "name", "plan_type", "status", ... every field of a plan ..., "parent": {"id", "name"} | null}]}

Codes are those of plandugnad.plans.kinds. Dates are '2019-06-12', '2019' or '2024/2026'. The order is the table's.
"""

import json
from typing import Any

from plandugnad.plans.exports.contents import Contents
from plandugnad.plans.models import Plan
from plandugnad.plans.snapshot import snapshot

FORMAT, VERSION = "plandugnad/planer", 1


def plain(contents: Contents) -> bytes:
    place = contents.municipality
    shape = {
        "format": FORMAT,
        "version": VERSION,
        "made_on": contents.made_on.isoformat(),
        "is_example": place.is_example,
        "chosen": list(contents.chosen),
        "municipality": {"number": place.number, "name": place.name},
        "plans": [_plan(plan, contents) for plan in contents.plans],
    }
    return written(shape)


def written(shape: Any) -> bytes:
    return json.dumps(shape, ensure_ascii=False, indent=1).encode()


def _plan(plan: Plan, contents: Contents) -> dict[str, Any]:
    fields = snapshot(plan)
    del fields["parent_id"]
    name = contents.parent_name(plan)
    return {"id": str(plan.id), **fields, "parent": {"id": str(plan.parent_id), "name": name} if name else None}
