"""What a call by token may do: what its person may at this moment, and of that no more than the token is for."""

from collections.abc import Collection
from dataclasses import replace

from plandugnad.api.models import TokenScope
from plandugnad.regions.actor import NOWHERE, Actor

# Who may change plans must also be able to see what they are.
_IMPLIED = {TokenScope.WRITE_PLANS: {TokenScope.READ_PLANS, TokenScope.READ_PUBLIC}}


def scopes_of(kept: Collection[str]) -> frozenset[str]:
    """With what follows from them. Everybody may read what is public."""
    known = {TokenScope(scope) for scope in kept if scope in TokenScope.values}
    return frozenset({TokenScope.READ_PUBLIC} | known | {more for scope in known for more in _IMPLIED.get(scope, ())})


def narrowed(actor: Actor, scopes: Collection[str], token_name: str) -> Actor:
    """People, invitations and the installation are never a token's matter."""
    by_name = f"{actor.name} (nøkkelen «{token_name}»)"
    least = replace(actor, name=by_name, imports=NOWHERE, invites=NOWHERE, coordinates=NOWHERE, is_administrator=False)
    if TokenScope.WRITE_PLANS not in scopes:
        least = replace(least, writes=NOWHERE)
    if not {TokenScope.READ_PLANS, TokenScope.READ_MEETINGS} & set(scopes):
        least = replace(least, reads=NOWHERE, reads_adopted=NOWHERE, shared_with=NOWHERE)
    if not {TokenScope.READ_MEETINGS, TokenScope.READ_COLLABORATIONS} & set(scopes):
        least = replace(least, collaborations=NOWHERE, works_in=NOWHERE, inside=NOWHERE, has_part_in=NOWHERE)
    return least
