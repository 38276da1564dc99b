"""The choices a table of plans is narrowed by. They live in the address, so a view can be kept, sent and exported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.due import Due
from plandugnad.plans.kinds import Decision, PlanStatus, PlanType

LONGEST_TEXT = 200
NOT_ENDED = "ikke-avsluttet"


class Missing(TextChoices):
    """What may be missing in a plan, as it stands in the address."""

    TYPE = "type", _("Mangler plantype")
    STATUS = "status", _("Mangler status")
    ADOPTED = "vedtatt", _("Mangler vedtaksdato")
    DUE = "frist", _("Mangler dato for revisjon")
    RESPONSIBLE = "ansvarlig", _("Mangler ansvarlig")
    PARENT = "forankring", _("Mangler forankring")


class DueChoice(TextChoices):
    OVERDUE = "over", _("Over fristen")
    SOON = "snart", _("Revideres innen ett år")


DUE_OF = {DueChoice.OVERDUE: Due.OVERDUE, DueChoice.SOON: Due.SOON}
STATUS_CHOICES = ((NOT_ENDED, _("Ikke opphevet eller erstattet")), *PlanStatus.choices)
_CHOICES: dict[str, Iterable[str]] = {
    "type": PlanType.values,
    "status": (NOT_ENDED, *PlanStatus.values),
    "due": DueChoice.values,
    "decision": Decision.values,
    "missing": Missing.values,
}
# What each choice is called in the address. The addresses are Norwegian, and stand in people's bookmarks.
ADDRESS_NAMES = {
    "q": "q",
    "type": "type",
    "status": "status",
    "due": "frist",
    "section": "omrade",
    "decision": "valg",
    "responsible": "ansvarlig",
    "missing": "mangler",
    "under": "under",
    "municipality": "kommune",
}


@dataclass(frozen=True)
class Filters:
    """An empty text is no choice."""

    q: str = ""
    type: str = ""
    status: str = ""
    due: str = ""
    section: str = ""
    decision: str = ""
    responsible: str = ""
    missing: str = ""
    under: str = ""
    municipality: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Filters":
        """Unknown choices are left out rather than refused: an old address should still lead somewhere."""
        return cls(**{name: _read(name, query.get(address_name, "")) for name, address_name in ADDRESS_NAMES.items()})

    @property
    def is_any(self) -> bool:
        return self != Filters()

    @property
    def chosen(self) -> dict[str, str]:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value}

    def without(self, name: str) -> "Filters":
        return replace(self, **{name: ""})

    def with_choice(self, name: str, value: str) -> "Filters":
        return replace(self, **{name: value})

    def address(self, sorter: str = "") -> str:
        """'?…', or '?' alone, which is the same page with nothing chosen."""
        named = {ADDRESS_NAMES[name]: value for name, value in self.chosen.items()}
        return f"?{urlencode(named | ({'sorter': sorter} if sorter else {}))}"


def _read(name: str, value: str) -> str:
    text = value.replace("\x00", "").strip()[:LONGEST_TEXT]
    if name in _CHOICES and text not in _CHOICES[name]:
        return ""
    return _id(text) if name == "under" else text


def _id(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""


def group_filters(plan_type: str) -> Filters:
    """The plans that stand in one group of the hierarchy; without a type, those that lack one."""
    return Filters(type=plan_type, status=NOT_ENDED) if plan_type else Filters(missing=Missing.TYPE)
