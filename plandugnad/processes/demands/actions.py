"""What a municipality says of its own work."""

from collections.abc import Mapping

from django.db import transaction

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.processes.demands.models import DemandEffort
from plandugnad.regions.models import Organisation


class ChangedMeanwhile(Exception):
    """Somebody wrote other figures after this person opened the page: `stands` by key, None where there is none."""

    def __init__(self, stands: Mapping[str, int | None]) -> None:
        super().__init__()
        self.stands = stands


@transaction.atomic
def write_efforts(
    by: By, organisation: Organisation, wanted: Mapping[str, int | None], seen: Mapping[str, int | None]
) -> int:
    """Only what this person changed is written: `wanted` against `seen`. None goes back to the example value. Says how
    many were changed."""
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    stands = dict(DemandEffort.objects.filter(organisation=organisation).values_list("key", "days"))
    changed = {key: days for key, days in wanted.items() if days != seen.get(key)}
    others = {key: stands.get(key) for key in changed if stands.get(key) not in (seen.get(key), changed[key])}
    if others:
        raise ChangedMeanwhile(others)
    real = {key: days for key, days in changed.items() if stands.get(key) != days}
    if not real:
        return 0
    DemandEffort.objects.filter(organisation=organisation, key__in=real).delete()
    DemandEffort.objects.bulk_create(
        DemandEffort(organisation=organisation, key=key, days=days) for key, days in real.items() if days is not None
    )
    before = {key: stands.get(key) for key in real}
    audit.record(
        by, "demand_efforts_written", organisation, organisation_id=organisation.id, before=before, after=dict(real)
    )
    return len(real)
