"""Pictures in the document. Who draws one adds it here as it is loaded; the document does not know what they show."""

from collections.abc import Callable, Iterator
from datetime import date

from plandugnad.core.papers.pieces import Picture
from plandugnad.strategies.models import Strategy

Drawn = Callable[[Strategy, date], Picture | None]
_added: list[Drawn] = []


def add_picture(of: Drawn) -> None:
    """`of` is called in the language of the document, and gives None where there is nothing to draw. What it gives is
    kept with the document and shown to anybody: nothing but what the plan table says may be in it."""
    if of not in _added:
        _added.append(of)


def pictures_of(strategy: Strategy, today: date) -> Iterator[Picture]:
    for of in _added:
        if (picture := of(strategy, today)) is not None:
            yield picture
