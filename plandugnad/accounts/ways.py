"""The ways a person has to sign in, as her own page and the page where she confirms who she is show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from plandugnad.accounts.models import LinkedIdentity, Person
from plandugnad.accounts.providers.linking import name_of, providers
from plandugnad.accounts.providers.provider import Provider
from plandugnad.accounts.theirs.factors import Authenticator


@dataclass(frozen=True)
class Linked:
    id: UUID
    code: str
    name: str
    since: datetime
    used_at: datetime | None
    is_set_up: bool


@dataclass(frozen=True)
class Factor:
    id: int
    name: str
    since: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Ways:
    has_password: bool
    linked: tuple[Linked, ...]
    can_link: tuple[Provider, ...]
    passkeys: tuple[Factor, ...]
    app: Factor | None
    codes_left: int | None

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
    return Ways(person.has_usable_password(), linked, others, *_factors_of(person))


def _factors_of(person: Person) -> tuple[tuple[Factor, ...], Factor | None, int | None]:
    rows = list(Authenticator.objects.filter(user=person).order_by("created_at", "pk"))  # type: ignore[attr-defined]
    shown = {
        kind: tuple(Factor(row.pk, str(row), row.created_at, row.last_used_at) for row in rows if row.type == kind)
        for kind in (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
    }
    codes = [len(row.wrap().get_unused_codes()) for row in rows if row.type == Authenticator.Type.RECOVERY_CODES]
    app = shown[Authenticator.Type.TOTP]
    return shown[Authenticator.Type.WEBAUTHN], app[0] if app else None, codes[0] if codes else None
