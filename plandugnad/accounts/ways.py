"""The ways a person has to sign in, as her own page and the page where she confirms who she is show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from plandugnad.accounts.models import LinkedIdentity, Person
from plandugnad.accounts.providers.linking import name_of, providers
from plandugnad.accounts.providers.provider import Provider


@dataclass(frozen=True)
class Linked:
    id: UUID
    code: str
    name: str
    since: datetime
    used_at: datetime | None
    is_set_up: bool


@dataclass(frozen=True)
class Ways:
    has_password: bool
    linked: tuple[Linked, ...]
    can_link: tuple[Provider, ...]

    @property
    def confirms_at(self) -> list[Linked]:
        return [one for one in self.linked if one.is_set_up]


def ways_of(person: Person) -> Ways:
    rows = LinkedIdentity.objects.filter(person=person).order_by("made_at", "id")
    linked = tuple(
        Linked(row.id, row.provider, name_of(row.provider), row.made_at, row.used_at, row.provider in providers())
        for row in rows
    )
    have = {one.code for one in linked}
    others = tuple(provider for code, provider in providers().items() if code not in have)
    return Ways(person.has_usable_password(), linked, others)
