"""Places and bodies of the register, to be found by every name and number they have or had."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.urls import reverse

from plandugnad.projections import audience
from plandugnad.projections.entries import About, Keys
from plandugnad.projections.filling import add_source
from plandugnad.projections.models import Entry
from plandugnad.regions.models import Organisation


class OrganisationSource:
    key = "regions.organisation"

    def ids(self) -> Iterable[UUID]:
        return Organisation.objects.current().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = Organisation.objects.current().filter(id__in=ids).select_related("county")
        for row in rows.prefetch_related("former_numbers"):
            yield _entry(row)


def _entry(row: Organisation) -> Entry:
    # A county takes part as its council, so that is what it is called.
    name = str(row.about.get("administration_name") or row.name)
    address = reverse("portfolio", args=[row.number]) if row.is_municipality else reverse("organisation", args=[row.id])
    county = row.county.name if row.county else ""
    numbers = (row.number, *(former.number for former in row.former_numbers.all()))
    names = (row.name, "kommune", county) if row.is_municipality else (row.name,)
    keys = Keys.of(name, *names, *row.other_names, *numbers)
    told = About(OrganisationSource.key, row.id, row.id, name, address)
    return told.found([audience.OPEN], keys, kind=row.kind, number=row.number, place=county)


add_source(OrganisationSource())
