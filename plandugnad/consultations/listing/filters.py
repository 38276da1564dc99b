"""The choices the list is narrowed by. They live in the address, so that what one sees can be sent to another."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode
from uuid import UUID

from plandugnad.consultations.models import Handling, StatementParty

LONGEST_WORDS = 100
YES = "ja"
ME, NOBODY = "meg", "ingen"
# What each choice is called in the address. The addresses are Norwegian, and stand in people's bookmarks.
ADDRESS_NAMES = {
    "q": "q",
    "handling": "behandling",
    "assigned": "ansvarlig",
    "party": "hvem",
    "late": "sent",
    "objection": "innsigelse",
    "tag": "merkelapp",
}
_CHOICES: dict[str, tuple[str, ...]] = {
    "handling": tuple(Handling.values),
    "party": tuple(StatementParty.values),
    "late": (YES,),
    "objection": (YES,),
}
SORTS = ("number", "name", "received", "handling", "assigned")


@dataclass(frozen=True)
class StatementFilters:
    """An empty text is no choice."""

    q: str = ""
    handling: str = ""
    assigned: str = ""
    party: str = ""
    late: str = ""
    objection: str = ""
    tag: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "StatementFilters":
        """Unknown choices are left out rather than refused: an old address should still lead somewhere."""
        return cls(**{name: _read(name, query.get(address_name, "")) for name, address_name in ADDRESS_NAMES.items()})

    @property
    def is_any(self) -> bool:
        return self != StatementFilters()

    def toggled(self, name: str, value: str) -> "StatementFilters":
        return replace(self, **{name: "" if getattr(self, name) == value else value})

    def address(self, sorter: str = "") -> str:
        """'?…', or '?' alone, which is the same page with nothing chosen."""
        named = {ADDRESS_NAMES[each.name]: getattr(self, each.name) for each in fields(self)}
        chosen = {name: value for name, value in named.items() if value}
        return f"?{urlencode(chosen | ({'sorter': sorter} if sorter else {}))}"


def read_sort(text: str) -> str:
    return text if text.removeprefix("-") in SORTS else ""


def _read(name: str, value: str) -> str:
    text = value.replace("\x00", "").strip()[:LONGEST_WORDS]
    if name == "assigned":
        return text if text in {ME, NOBODY} else _id(text)
    if name == "tag":
        return _id(text)
    return text if name not in _CHOICES or text in _CHOICES[name] else ""


def _id(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""
