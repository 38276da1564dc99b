"""What a call by token may do: what its person may at this moment, and of that no more than the token is for."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from plandugnad.api.models import TokenScope
from plandugnad.regions.actor import Actor

# Who may change something must also be able to see what it is.
_IMPLIED = {
    TokenScope.WRITE_PLANS: {TokenScope.READ_PLANS, TokenScope.READ_PUBLIC},
    TokenScope.WRITE_ARCHIVE: {TokenScope.READ_ARCHIVE, TokenScope.READ_PUBLIC},
}
_PLANS = ("reads", "reads_adopted", "shared_with")
_TOGETHER = ("collaborations", "works_in", "inside", "has_part_in")
# What of an actor each of them builds on. Everything else, a token does not give.
_GIVES = {
    TokenScope.READ_PUBLIC: (),
    TokenScope.READ_PLANS: _PLANS,
    TokenScope.WRITE_PLANS: ("writes",),
    TokenScope.READ_MEETINGS: (*_PLANS, *_TOGETHER),
    TokenScope.READ_COLLABORATIONS: _TOGETHER,
    TokenScope.READ_ARCHIVE: ("shared_with", *_TOGETHER, "roles"),
    TokenScope.WRITE_ARCHIVE: ("writes",),
}
_NARROWED = sorted({"imports", "invites", "coordinates"}.union(*_GIVES.values()))


def scopes_of(kept: Collection[str]) -> frozenset[str]:
    """With what follows from them. Everybody may read what is public."""
    known = {TokenScope(scope) for scope in kept if scope in TokenScope.values}
    return frozenset({TokenScope.READ_PUBLIC} | known | {more for scope in known for more in _IMPLIED.get(scope, ())})


def narrowed(actor: Actor, scopes: Collection[str], token_name: str) -> Actor:
    """People, invitations and the installation are never a token's matter."""
    by_name = f"{actor.name} (nøkkelen «{token_name}»)"
    given = {name for scope in scopes for name in _GIVES[TokenScope(scope)]}
    without: dict[str, Any] = {name: frozenset() for name in _NARROWED if name not in given}
    return replace(actor, name=by_name, is_administrator=False, **without)
