from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.api.actions import digest
from plandugnad.api.models import ApiToken, TokenScope

LONGEST_SECRET = 100


@dataclass(frozen=True)
class TokenRow:
    id: UUID
    name: str
    scopes: tuple[str, ...]  # in words
    expires_at: datetime
    used_at: datetime | None
    is_expired: bool
    lacks_second_step: bool


def open_token(secret: str) -> ApiToken | None:
    """None for unknown, closed and expired ones, and for people who cannot sign in any more."""
    if not 0 < len(secret) <= LONGEST_SECRET:
        return None
    return ApiToken.objects.working().select_related("person").filter(digest=digest(secret)).first()


def tokens_of(person: Person, *, needs_two_steps: bool) -> list[TokenRow]:
    """Those that are not closed, the newest first."""
    rows = ApiToken.objects.filter(person=person, revoked_at=None)
    return [_row(token, needs_two_steps) for token in rows[:100]]


def _row(token: ApiToken, needs_two_steps: bool) -> TokenRow:
    words = tuple(str(TokenScope(scope).label) for scope in token.scopes if scope in TokenScope.values)
    is_expired = token.expires_at <= timezone.now()
    lacks = needs_two_steps and not token.has_two_steps
    return TokenRow(token.id, token.name, words, token.expires_at, token.used_at, is_expired, lacks)


def find_own_token(person: Person, token_id: UUID) -> ApiToken | None:
    """Also one that is closed."""
    return ApiToken.objects.filter(person=person, pk=token_id).first()
