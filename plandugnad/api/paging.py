"""Lists a page at a time. The order is that of the ids, which never change: nothing is skipped when rows come or go."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field

MOST = 200
FIRST = 50

Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    items: list[Item]
    next: Annotated[str | None, Field(description=gettext_noop("Adressen til neste side; null på den siste."))]


class Paging(Schema):
    limit: Annotated[int, Field(ge=1, le=MOST, description=gettext_noop("Hvor mange på hver side."))] = FIRST
    after: Annotated[UUID | None, Field(description=gettext_noop("Id-en til den siste på siden før."))] = None


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any],
    paging: Paging,
    shaped: Callable[[list[Any]], Iterable[Any]],
    by: str = "id",
) -> dict[str, Any]:
    """One query; and those of `shaped`, which is given all rows of the page at once."""
    if paging.after is not None:
        rows = rows.filter(**{f"{by}__gt": paging.after})
    found = list(rows.order_by(by)[: paging.limit + 1])
    here = found[: paging.limit]
    has_more = len(found) > paging.limit
    return {"items": list(shaped(here)), "next": _next(request, getattr(here[-1], by)) if has_more else None}


def _next(request: HttpRequest, last: UUID) -> str:
    query = [(name, value) for name, values in request.GET.lists() for value in values if name != "after"]
    return f"{settings.BASE_URL}{request.path}?{urlencode([*query, ('after', str(last))])}"
