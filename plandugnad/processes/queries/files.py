"""The documents of steps: files in the archive, of which each sees those that are open to her."""

from collections import defaultdict
from collections.abc import Collection

from plandugnad.archive.models import File, Room
from plandugnad.processes.models import Process
from plandugnad.regions.actor import Actor

MOST_SHOWN = 200


def files_of(actor: Actor, process: Process, codes: Collection[str] | None = None) -> dict[str, list[File]]:
    """By the step they belong to. Names as they are now, wherever the file has been moved."""
    rows = process.files.filter(file__deleted_at=None, file__room__in=Room.objects.visible_to(actor.keys))
    if codes is not None:
        rows = rows.filter(code__in=codes)
    found: defaultdict[str, list[File]] = defaultdict(list)
    for row in rows.select_related("file__room").order_by("file__sort_key", "made_at")[:MOST_SHOWN]:
        found[row.code].append(row.file)
    return dict(found)
