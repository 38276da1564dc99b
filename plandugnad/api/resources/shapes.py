"""What several resources have in common in how they are written."""

from datetime import UTC, datetime
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field

from plandugnad.engines.tables.when import When
from plandugnad.regions.models import Collaboration, Organisation

# A day, a year, or the first and last of several years: never filled up to 1 January.
WHEN_PATTERN = r"^[0-9]{4}(-[0-9]{2}-[0-9]{2}|/[0-9]{4})?$"
WhenText = Annotated[
    str,
    Field(
        pattern=WHEN_PATTERN,
        description=gettext_noop("«2019-06-12», «2019» eller «2024/2026»: så nøyaktig som det er kjent."),
    ),
]
# Four digits; text, since the first may be 0.
NumberText = Annotated[str, Field(pattern=r"^[0-9]{4}$", description=gettext_noop("Kommunenummer, som «4206»."))]
CountyText = Annotated[str, Field(pattern=r"^[0-9]{2}$", description=gettext_noop("Fylkesnummer, som «42»."))]


def _in_utc(moment: datetime) -> datetime:
    """Python takes time zones the database does not, and moments that have no other zone's name."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(_("Tidspunktet er for langt unna.")) from None


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]


class Strict(Schema):
    """What is sent to us: a name we do not know is told of, not passed over."""

    model_config = ConfigDict(extra="forbid")


class PlaceRef(Schema):
    id: str
    kind: Annotated[
        str, Field(description=gettext_noop("Slaget organisasjon, eller «collaboration» for et samarbeid."))
    ]
    number: Annotated[str, Field(description=gettext_noop("Kommune- eller fylkesnummer; tomt for andre."))]
    name: str


def place_ref(place: Organisation | Collaboration) -> dict[str, Any]:
    if isinstance(place, Collaboration):
        return {"id": str(place.id), "kind": "collaboration", "number": "", "name": place.name}
    return {"id": str(place.id), "kind": place.kind, "number": place.number, "name": place.name}


def iso(when: When | None) -> str | None:
    return when.iso if when is not None else None
