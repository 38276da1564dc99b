"""Who may see an entry, as short texts: an entry holds those that open it, a reader those she carries.

So a list over all features is one query, and a right that ends is gone at the next request: what a reader carries is
worked out anew each time (`Actor.keys`), and what an entry holds is written with the thing it tells of.
"""

from uuid import UUID

OPEN = "open"
_ADOPTED = "adopted:"


def readers_of(organisation_id: UUID) -> str:
    """Those who read everything this organisation has."""
    return f"all:{organisation_id}"


def readers_of_adopted(organisation_id: UUID) -> str:
    """Those who read what is in force here; they carry another key for what they read in full."""
    return f"{_ADOPTED}{organisation_id}"


def is_of_adopted(key: str) -> bool:
    return key.startswith(_ADOPTED)


def writers_of(organisation_id: UUID) -> str:
    return f"write:{organisation_id}"


def shared_with(place_id: UUID) -> str:
    """Those whom a share to this organisation or collaboration reaches."""
    return f"shared:{place_id}"


def inside(place_id: UUID) -> str:
    """Those who have a part of the work in this organisation or collaboration, also through their municipality."""
    return f"inside:{place_id}"


def person(person_id: UUID) -> str:
    return f"person:{person_id}"


def place_of(key: str) -> UUID | None:
    """The organisation or collaboration a key is about; None for the open key and for a person's own."""
    kind, *rest = key.split(":")  # a key may say more after the place: 'role:<place>:<code>'
    return UUID(rest[0]) if rest and kind != "person" else None


def person_of(key: str) -> UUID | None:
    kind, _, id = key.partition(":")
    return UUID(id) if id and kind == "person" else None
