"""Reading in a file of boundaries, taking it into use, and going back. The caller has asked who may."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.boundaries.apart import WALL_SECONDS, Read, read_apart
from plandugnad.boundaries.models import Boundary, BoundarySet
from plandugnad.boundaries.sentences import refusal
from plandugnad.core import audit, files
from plandugnad.core.audit import By
from plandugnad.core.models import StoredFile
from plandugnad.engines.boundaries.refusal import Refused

SOURCE, LICENCE = "Kartverket", "CC BY 4.0"
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True)
class Look:
    """What a file says, when nothing of it is kept."""

    year: int
    names: dict[str, str]  # by number


def look_at(path: Path, *, year: int | None = None, seconds: int = WALL_SECONDS) -> Look:
    """Raises ValidationError with a sentence."""
    read, known_year = _read(path, path.name, year, seconds)
    return Look(known_year, {unit["number"]: unit["name"] for unit in read.units})


def read_in(
    by: By,
    chunks: Iterable[bytes],
    file_name: str,
    *,
    source: str = SOURCE,
    licence: str = LICENCE,
    year: int | None = None,
    seconds: int = WALL_SECONDS,
) -> BoundarySet:
    """Keeps the file and what it says, to be looked at before anybody else sees it. Another draft goes.

    Raises ValidationError with a sentence; then nothing is kept but bytes the nightly sweep takes away.
    """
    stored = files.store(chunks)
    read, known_year = _read(Path(files.path_of(stored.sha256)), file_name, year, seconds)
    return _keep(by, stored, read, file_name=file_name[:200], source=source, licence=licence, year=known_year)


def _read(path: Path, file_name: str, year: int | None, seconds: int) -> tuple[Read, int]:
    try:
        read = read_apart(path, seconds)
    except Refused as refused:
        raise ValidationError({"file": refusal(refused)}) from None
    known_year = year or _year_of(read, file_name)
    if known_year is None:
        raise ValidationError({"year": _("Filen sier ikke hvilket år den gjelder. Skriv året.")})
    return read, known_year


def _year_of(read: Read, file_name: str) -> int | None:
    """As the file says of itself, else as its name says."""
    named = [int(year) for year in _YEAR.findall(file_name) if int(year) <= timezone.localdate().year + 1]
    if named:
        return named[0]
    try:
        return date.fromisoformat(read.dated).year
    except ValueError:
        return None


@transaction.atomic
def _keep(by: By, stored: StoredFile, read: Read, **about: object) -> BoundarySet:
    BoundarySet.objects.filter(taken_at=None).delete()
    found = BoundarySet.objects.create(
        file=stored, county_edges=read.county_edges, by_id=by.id, by_name=by.name, **about
    )
    rows = [
        Boundary(
            boundary_set=found,
            number=unit["number"],
            name=unit["name"][:120],
            fine=unit["fine"],
            coarse=unit["coarse"],
            point=unit["point"],
        )
        for unit in read.units
    ]
    Boundary.objects.bulk_create(rows, batch_size=200)
    audit.record(by, "boundaries_read", found, after=_about(found, len(rows)))
    return found


@transaction.atomic
def take_into_use(by: By, boundary_set: BoundarySet) -> bool:
    """In place of the one before, as a whole. False when somebody did so or threw it away meanwhile."""
    current = BoundarySet.objects.select_for_update().filter(pk=boundary_set.pk, taken_at=None).first()
    if current is None:
        return False
    current.taken_at = timezone.now()
    current.save(update_fields=["taken_at"])
    audit.record(by, "boundaries_taken", current, after=_about(current, current.boundaries.count()))
    return True


@transaction.atomic
def take_out(by: By, boundary_set: BoundarySet) -> bool:
    """The one before is shown again, or dots where there is none. The one taken out waits to be looked at again."""
    current = BoundarySet.objects.select_for_update().filter(pk=boundary_set.pk, taken_at__isnull=False).first()
    if current is None:
        return False
    BoundarySet.objects.filter(taken_at=None).delete()
    current.taken_at = None
    current.save(update_fields=["taken_at"])
    audit.record(by, "boundaries_taken_out", current, before=_about(current, current.boundaries.count()))
    return True


@transaction.atomic
def throw_away(by: By, boundary_set: BoundarySet) -> None:
    """Only what is not in use."""
    found = BoundarySet.objects.select_for_update().filter(pk=boundary_set.pk, taken_at=None).first()
    if found is not None:
        audit.record(by, "boundaries_thrown_away", found, before=_about(found, found.boundaries.count()))
        found.delete()


def _about(found: BoundarySet, count: int) -> dict[str, str | int]:
    return {"file": found.file_name, "year": found.year, "source": found.source, "municipalities": count}
