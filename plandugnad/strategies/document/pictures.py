"""Pictures in the document. Who draws one adds it here as it is loaded; the document does not know what they show."""

from collections.abc import Callable, Iterator

from plandugnad.core.papers.pieces import Picture
from plandugnad.strategies.models import Strategy

Drawn = Callable[[Strategy], Picture | None]
_added: list[Drawn] = []


def add_picture(of: Drawn) -> None:
    """`of` is called in the language of the document, and gives None where there is nothing to draw."""
    if of not in _added:
        _added.append(of)


def pictures_of(strategy: Strategy) -> Iterator[Picture]:
    for of in _added:
        if (picture := of(strategy)) is not None:
            yield picture
