"""Plans as JSON for other programs.

{"format": "plandugnad/planer", "version": 1, "made_on": day, "is_example": bool, "chosen": [text],
 "municipality": {"number", "name"},
 "plans": [{"id", "name", "plan_type", "status", ... every field of a plan ..., "parent": {"id", "name"} | null}]}

Of a collaboration "collaboration": {"id", "name"} stands instead of the municipality, which each plan has of its own.
Codes are those of plandugnad.plans.kinds. Dates are '2019-06-12', '2019' or '2024/2026'. The order is the table's.
"""

import json
from typing import Any

from plandugnad.plans.exports.contents import Contents
from plandugnad.plans.models import Plan
from plandugnad.plans.snapshot import snapshot
from plandugnad.regions.models import Collaboration, Organisation

FORMAT, VERSION = "plandugnad/planer", 1


def plain(contents: Contents) -> bytes:
    place = contents.place
    shape = {
        "format": FORMAT,
        "version": VERSION,
        "made_on": contents.made_on.isoformat(),
        "is_example": place.is_example,
        "chosen": list(contents.chosen),
        **_place(place),
        "plans": [_plan(plan, contents) for plan in contents.plans],
    }
    return written(shape)


def _place(place: Organisation | Collaboration) -> dict[str, Any]:
    if isinstance(place, Collaboration):
        return {"collaboration": {"id": str(place.id), "name": place.name}}
    return {"municipality": {"number": place.number, "name": place.name}}


def written(shape: Any) -> bytes:
    return json.dumps(shape, ensure_ascii=False, indent=1).encode()


def _plan(plan: Plan, contents: Contents) -> dict[str, Any]:
    fields = snapshot(plan)
    del fields["parent_id"]
    name = contents.parent_name(plan)
    whose = _place(plan.organisation) if contents.collaboration else {}
    return {
        "id": str(plan.id),
        **whose,
        **fields,
        "parent": {"id": str(plan.parent_id), "name": name} if name else None,
    }
