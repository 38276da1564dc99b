"""The names of people and organisations that stand in a sheet by their id."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any
from uuid import UUID

from plandugnad.accounts.models import Person
from plandugnad.engines.sheet.rows import BlockRows, Party
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.models import Sheet
from plandugnad.worksheets.reviewing.guiding import guides_in, marked


def names_in(rows: Mapping[str, BlockRows], sheet: Sheet | None = None) -> Callable[[Party], str]:
    """Three questions at most, however many are named. What is gone from the register is named by nothing.

    In a professional review (`sheet`), who guides is marked so.
    """
    guides = guides_in(sheet) if sheet else {}
    found = [party for one in rows.values() for party in _parties(one)]
    organisations = {UUID(one.id) for one in found if one.kind == "organisation" and _is_id(one.id)}
    people = {UUID(one.id) for one in found if one.kind == "person" and _is_id(one.id)}
    names: dict[tuple[str, str], str] = {}
    if organisations:
        for id, name in Organisation.objects.filter(pk__in=organisations).values_list("pk", "name"):
            names["organisation", str(id)] = marked(guides[id]) if id in guides else name
    if people:
        for person in Person.objects.filter(pk__in=people):
            names["person", str(person.pk)] = str(person)
    return lambda party: party.name or names.get((party.kind, party.id.lower()), "")


def named_in(rows: Mapping[str, BlockRows], sheet: Sheet | None = None) -> Mapping[Party, str]:
    """Everybody who is named, with the name."""
    name_of = names_in(rows, sheet)
    return {party: name for one in rows.values() for party in _parties(one) if (name := name_of(party))}


def _parties(value: Any) -> Iterator[Party]:
    if isinstance(value, Party):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _parties(getattr(value, one.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _parties(inner)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _parties(inner)


def _is_id(written: str) -> bool:
    try:
        return str(UUID(written)) == written.lower()
    except ValueError:
        return False
