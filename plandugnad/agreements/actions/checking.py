"""What is published must be whole: a row that cannot be read stops all of it, with a sentence on which and why."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plandugnad.agreements.kinds import AgreementKind, RuleTheme, Stage, StakeholderLevel, StakeholderRole
from plandugnad.agreements.models import LONGEST_TEXT
from plandugnad.agreements.published import ROW_OF, PublishedRow, Stakeholder, StayingSystem
from plandugnad.regions.models import Organisation

MOST_ROWS = 300
PRINCIPLES = range(1, 9)
MOST_WEEKS, MOST_MINUTES = 520, 24 * 60
_ITEM = re.compile(r"[A-Za-z0-9_.:-]{8,40}\Z")
_PAGE_HERE = re.compile(r"/(?![/\\])\S{0,299}\Z")
_TITLE_LENGTH, _CODE_LENGTH = 200, 40
_CHOICES = {
    "theme": RuleTheme.values,
    "level": ["", *StakeholderLevel.values],
    "role": ["", *StakeholderRole.values],
    "stage": ["", *Stage.values],
}
_SPANS = {"principle": PRINCIPLES, "weeks": range(MOST_WEEKS + 1), "minutes": range(MOST_MINUTES + 1)}


def check(kind: AgreementKind, said: Mapping[str, Any], rows: Sequence[PublishedRow]) -> None:
    if not said["title"].strip() or len(said["title"]) > _TITLE_LENGTH:
        raise ValidationError(_("Tittelen må ha fra 1 til %(most)s tegn.") % {"most": _TITLE_LENGTH})
    if not _PAGE_HERE.match(said["address"]):
        raise ValidationError(_("Adressen til arbeidsarket må være en side her i Plandugnad."))
    if said["review_on"] is not None and said["review_on"] <= said["adopted_on"]:
        raise ValidationError(_("Dagen det skal tas opp igjen, må komme etter dagen det ble vedtatt."))
    if len(rows) > MOST_ROWS:
        raise ValidationError(_("Det er plass til %(most)s rader. Slå noen sammen først.") % {"most": MOST_ROWS})
    _check_rows(ROW_OF[kind], rows)
    _check_organisations(rows)


def check_systems(systems: Sequence[StayingSystem]) -> None:
    if len(systems) > MOST_ROWS:
        raise ValidationError(_("Det er plass til %(most)s rader. Slå noen sammen først.") % {"most": MOST_ROWS})
    _check_rows(StayingSystem, systems)


def _check_rows(of: type, rows: Sequence[PublishedRow | StayingSystem]) -> None:
    for number, row in enumerate(rows, 1):
        fault = _fault(of, row)
        if fault:
            raise ValidationError(_("Rad %(number)s: %(fault)s") % {"number": number, "fault": fault})
    if twice := [item for item, count in Counter(row.item for row in rows).items() if count > 1]:
        raise ValidationError(_("To rader har samme merke: %(item)s.") % {"item": twice[0]})


def _fault(of: type, row: PublishedRow | StayingSystem) -> str:
    if not isinstance(row, of):
        return _("raden hører til et annet arbeidsark.")
    if not _ITEM.match(row.item):
        return _("merket må ha fra 8 til 40 bokstaver og tall.")
    values = vars(row)
    if not (values.get("text") or values.get("name", "")).strip():
        return _("den har ingen tekst.")
    if any(isinstance(value, str) and len(value) > LONGEST_TEXT for value in values.values()):
        return _("en tekst er lengre enn %(most)s tegn.") % {"most": LONGEST_TEXT}
    if any(len(value) > _CODE_LENGTH for name, value in values.items() if name.endswith("_code")):
        return _("et valg har et for langt merke.")
    if any(name in values and values[name] not in known for name, known in _CHOICES.items()):
        return _("et valg finnes ikke.")
    if any(values.get(name) is not None and values[name] not in span for name, span in _SPANS.items()):
        return _("et tall er for stort eller for lite.")
    return _("en fase finnes ikke.") if set(values.get("stages", ())) - set(Stage.values) else ""


def _check_organisations(rows: Sequence[PublishedRow]) -> None:
    asked = {row.organisation_id for row in rows if isinstance(row, Stakeholder) and row.organisation_id}
    known = set(Organisation.objects.filter(pk__in=asked).values_list("pk", flat=True))
    for row in rows:
        if isinstance(row, Stakeholder) and row.organisation_id and row.organisation_id not in known:
            raise ValidationError(_("Organisasjonen til «%(name)s» står ikke i registeret.") % {"name": row.name})
