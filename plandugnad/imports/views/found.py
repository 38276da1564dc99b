from uuid import UUID

from plandugnad.imports.access import can_import
from plandugnad.imports.models import ImportRun
from plandugnad.imports.queries.runs import find_municipality, find_run
from plandugnad.regions.http import SignedInRequest, not_found_unless
from plandugnad.regions.models import Organisation


def run_of(request: SignedInRequest, id: UUID) -> ImportRun:
    """The run, for those who may import for its municipality now, whoever began it. To all others it does not exist."""
    run = find_run(id)
    not_found_unless(can_import(request.actor, run.organisation))
    return run


def municipality_of(request: SignedInRequest, number: str) -> Organisation:
    municipality = find_municipality(number)
    not_found_unless(can_import(request.actor, municipality))
    return municipality
