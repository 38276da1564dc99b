"""The register as the table engine looks municipalities up in it: that of the database, so examples are found."""

from django.db.models import Prefetch

from plandugnad.engines.tables import Places
from plandugnad.regions.models import FormerNumber, Organisation


def known_places() -> Places:
    former = Prefetch("former_numbers", FormerNumber.objects.order_by("number"))
    municipalities = Organisation.objects.municipalities().select_related("county").prefetch_related(former)
    return Places.from_rows(
        (
            place.number,
            place.name,
            tuple(place.other_names),
            tuple(number.number for number in place.former_numbers.all()),
            place.county.name if place.county else "",
        )
        for place in municipalities.order_by("number")
    )
