"""Open data, for programs and for people."""

import json
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from plandugnad.core.streaming import StreamedFile
from plandugnad.exchange.catalogue import catalogue
from plandugnad.exchange.content import FIELDS
from plandugnad.exchange.files import LICENCE_ADDRESS, LICENCE_NAME, about, as_atom, as_csv, as_json, public_plan
from plandugnad.exchange.http import conditional, not_published, open_data
from plandugnad.exchange.reading import (
    NORWAY,
    Area,
    State,
    changes_in,
    find_area,
    find_published,
    opened_in,
    rows_of,
    state_of,
)
from plandugnad.regions.http import open_to_all
from plandugnad.regions.models import OrganisationKind

JSON, CSV, ATOM = "application/json", "text/csv; charset=utf-8", "application/atom+xml; charset=utf-8"
_WRITERS = {"json": (as_json, JSON), "csv": (as_csv, CSV)}
_MOST_PAGES = 10_000
# Where an area's addresses begin.
_WAYS: dict[str, str] = {OrganisationKind.MUNICIPALITY: "kommuner/{}/", OrganisationKind.COUNTY: "fylker/{}/"}


@require_safe
@open_to_all
def open_page(request: HttpRequest) -> HttpResponse:
    opened = opened_in(NORWAY)
    about = {
        "opened": opened,
        "plans": sum(each.plans for each in opened),
        "fields": FIELDS,
        "base": f"{settings.BASE_URL}/apne-data/",
        "licence_name": LICENCE_NAME,
        "licence_address": LICENCE_ADDRESS,
        "is_example": any(each.is_example for each in opened),
    }
    return render(request, "exchange/open.html", about)


@open_data
def country_file(request: HttpRequest, format: str) -> HttpResponseBase:
    return _file(request, NORWAY, format)


@open_data
def county_file(request: HttpRequest, number: str, format: str) -> HttpResponseBase:
    return _of(request, OrganisationKind.COUNTY, number, format)


@open_data
def municipality_file(request: HttpRequest, number: str, format: str) -> HttpResponseBase:
    return _of(request, OrganisationKind.MUNICIPALITY, number, format)


def _of(request: HttpRequest, kind: str, number: str, format: str) -> HttpResponseBase:
    area = find_area(kind, number)
    return _file(request, area, format) if area else not_published()


def _file(request: HttpRequest, area: Area, format: str) -> HttpResponseBase:
    """All of it in one answer, on purpose: open data is fetched whole, and in pages by the API. Atom has its pages."""
    state = state_of(area)
    if format == "atom":
        page = _page(request.GET.get("side", "1"))
        write = partial(_feed, area, state, page)
        return conditional(request, state, f"atom{page}", write, partial(HttpResponse, content_type=ATOM))
    if format not in _WRITERS:
        return not_published()
    writer, content_type = _WRITERS[format]
    name = f"planer{f'-{area.number}' if area.number else ''}.{format}"
    headers = {"Content-Disposition": content_disposition_header(format == "csv", name) or "inline"}
    answer = partial(StreamedFile, content_type=content_type, headers=headers)
    return conditional(
        request, state, format, lambda: writer(about(area, state, opened_in(area)), rows_of(area)), answer
    )


def _page(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    return min(max(number, 1), _MOST_PAGES)


def _feed(area: Area, state: State, page: int) -> bytes:
    rows, has_more = changes_in(area, page)
    address = f"{settings.BASE_URL}/apne-data/{_WAYS.get(area.kind, '').format(area.number)}planer.atom"
    links = {"self": address if page == 1 else f"{address}?side={page}", "first": address}
    links |= {"previous": f"{address}?side={page - 1}"} if page > 1 else {}
    links |= {"next": f"{address}?side={page + 1}"} if has_more else {}
    return as_atom(area, state, rows, links)


@open_data
def plan_file(request: HttpRequest, id: UUID) -> HttpResponseBase:
    row = find_published(id)
    if row is None:
        return not_published()
    state = State(1, 1, row.changed_at, row.version)
    body: dict[str, Any] = public_plan(row) | {"license": LICENCE_ADDRESS}
    return conditional(
        request,
        state,
        "plan",
        lambda: json.dumps(body, ensure_ascii=False).encode(),
        partial(HttpResponse, content_type=JSON),
    )


@open_data
def catalogue_file(request: HttpRequest) -> HttpResponseBase:
    state = state_of(NORWAY)
    return conditional(
        request,
        state,
        "catalogue",
        lambda: json.dumps(catalogue(opened_in(NORWAY)), ensure_ascii=False).encode(),
        partial(HttpResponse, content_type="application/ld+json"),
    )
