"""Pages of what has been counted already, in the query of something else."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

if TYPE_CHECKING:
    _Pages = Paginator[Any]
else:
    _Pages = Paginator


class _Known(_Pages):
    def __init__(self, rows: "QuerySet[Any]", size: int, count: int | None) -> None:
        super().__init__(rows, size)
        self._known = count

    @property
    def count(self) -> int:
        return super().count if self._known is None else self._known


def known_pages(rows: "QuerySet[Any]", size: int, count: int | None) -> "Paginator[Any]":
    """With None they are counted after all."""
    return _Known(rows, size, count)
