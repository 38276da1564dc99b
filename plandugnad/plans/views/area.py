"""Many municipalities side by side: a county's, a state administrator's, all of Norway's; as pages and as files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plandugnad.boundaries.queries import land
from plandugnad.plans.access import can_see_area
from plandugnad.plans.area.chips import AreaForm, area_chips, chosen_words
from plandugnad.plans.area.choices import BY_FIGURE, AreaChoices, in_order, narrowed, read_sorter
from plandugnad.plans.area.drawing import draw_map, keys_of
from plandugnad.plans.area.figures import CENTRALITY, FIGURES, Figure
from plandugnad.plans.area.outlines import draw_land
from plandugnad.plans.area.rows import AreaRow
from plandugnad.plans.columns import area_columns, nation_columns
from plandugnad.plans.exports.area import AreaContents, delimited, plain, spreadsheet
from plandugnad.plans.queries.area import (
    Together,
    find_county,
    find_state_administrator,
    read_area,
    read_together,
)
from plandugnad.plans.views.exports import downloads
from plandugnad.plans.words.area import area_finding, map_finding, sight_words, untold_words
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Organisation, OrganisationKind

ROWS_A_PAGE = 100
WRITERS: dict[str, tuple[Callable[[AreaContents], bytes], str]] = {
    "xlsx": (spreadsheet, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (delimited, "text/csv; charset=utf-8"),
    "json": (plain, "application/json"),
}


@dataclass(frozen=True)
class Asked:
    """The municipalities as they were asked for. `names` are of what stands as a number or id in the address."""

    all: list[AreaRow]
    rows: list[AreaRow]
    choices: AreaChoices
    sorter: str
    names: Mapping[tuple[str, str], str]


def _asked(request: SignedInRequest, area: Organisation | None, today: date) -> Asked:
    rows = read_area(request.actor, area, today)
    if area is not None:
        not_found_unless(can_see_area(rows))
    choices, sorter = AreaChoices.read(request.GET.dict()), read_sorter(request.GET.get("sorter", ""))
    together = read_together(request.actor, rows)
    left = narrowed(rows, choices, {one.id: one.members for one in together})
    counties = {row.place.county_number: row.place.county for row in rows if row.place.county} if area is None else {}
    names = _names(together, counties)
    ordered = in_order(left, sorter, FIGURES.get(choices.figure, CENTRALITY))
    return Asked(rows, ordered, choices, sorter, names)


def _names(together: list[Together], counties: Mapping[str, str]) -> dict[tuple[str, str], str]:
    names = {("collaboration", one.id): one.name for one in together}
    return names | {("county", number): name for number, name in sorted(counties.items())}


def _county(actor: Actor, number: str) -> Organisation:
    found = find_county(actor, number)
    if found is None:
        raise Http404
    return found


def _state_administrator(actor: Actor, id: UUID) -> Organisation:
    found = find_state_administrator(actor, id)
    if found is None:
        raise Http404
    return found


@require_safe
@signed_in
def county_plans(request: SignedInRequest, number: str) -> HttpResponse:
    return _area(request, _county(request.actor, number), "county_export", number)


@require_safe
@signed_in
def state_administrator_plans(request: SignedInRequest, id: UUID) -> HttpResponse:
    return _area(request, _state_administrator(request.actor, id), "state_administrator_export", id)


def _area(request: SignedInRequest, area: Organisation, export: str, place: UUID | str) -> HttpResponse:
    today = timezone.localdate()
    asked = _asked(request, area, today)
    figure = FIGURES.get(asked.choices.figure, FIGURES["over"])
    outlines = land(area.number if area.kind == OrganisationKind.COUNTY else "")
    context = _page(request, asked) | {
        "area": area,
        "follows_strategies": _follows_strategies(request.actor, area, asked.all),
        "land": draw_land(asked.rows, _numbers(asked.all), outlines, figure, is_named=True) if outlines else None,
        "figure": figure,
        "figures": _figures(asked, asked.sorter),
        "map_title": map_finding(asked.rows, figure),
        "map_keys": keys_of(asked.rows, figure),
        "is_example": area.is_example,
        "finding": area_finding(asked.all, area.name),
        "columns": area_columns(),
        "downloads": downloads(export, place, asked.choices.address(asked.sorter)),
        "today": today,
    }
    return render(request, "plans/area.html", context)


def _follows_strategies(actor: Actor, area: Organisation, rows: Sequence[AreaRow]) -> bool:
    """As the page of a county's planning strategies itself asks."""
    return area.kind == OrganisationKind.COUNTY and any(row.place.id in actor.reads_adopted for row in rows)


def _page(request: SignedInRequest, asked: Asked) -> dict[str, Any]:
    return {
        "page": Paginator(asked.rows, ROWS_A_PAGE).get_page(request.GET.get("side")),
        "number": len(asked.all),
        "sight": sight_words(asked.all),
        "choices": asked.choices,
        "sorter": asked.sorter,
        "form": AreaForm(asked.choices, asked.names),
        "chips": area_chips(asked.rows, asked.choices, asked.names, asked.sorter),
        "clear_address": asked.choices.cleared().address(asked.sorter),
    }


@require_safe
@signed_in
def nation(request: SignedInRequest) -> HttpResponse:
    """Everybody may see the register; of plans only what one sees anyway is counted."""
    asked = _asked(request, None, timezone.localdate())
    figure, outlines = FIGURES.get(asked.choices.figure, CENTRALITY), land()
    drawn = draw_land(asked.rows, _numbers(asked.all), outlines, figure) if outlines else None
    corner = (drawn.width, drawn.height) if drawn else None
    context = _page(request, asked) | {
        "figure": figure,
        "figures": _figures(asked, f"-{BY_FIGURE}"),
        "finding": map_finding(asked.rows, figure),
        "untold": untold_words(asked.rows, figure),
        "drawing": draw_map(asked.rows, [row.place for row in asked.all], figure, corner),
        "land": drawn,
        "columns": nation_columns(figure),
        "downloads": downloads_of_nation(asked),
    }
    return render(request, "plans/nation.html", context)


def _numbers(rows: list[AreaRow]) -> list[str]:
    return [row.place.number for row in rows]


def _figures(asked: Asked, sorter: str) -> list[tuple[Figure, str]]:
    """What the map may show, each with the address that shows it."""
    return [(one, asked.choices.with_choice("figure", one.code).address(sorter)) for one in FIGURES.values()]


def downloads_of_nation(asked: Asked) -> list[tuple[str, str]]:
    names = {"xlsx": _("Excel"), "csv": _("CSV"), "json": _("JSON")}
    query = asked.choices.address(asked.sorter)
    return [(name, reverse("nation_export", args=[file_format]) + query) for file_format, name in names.items()]


@require_safe
@signed_in
def county_export(request: SignedInRequest, number: str, format: str) -> HttpResponse:
    return _taken_out(request, _county(request.actor, number), format)


@require_safe
@signed_in
def state_administrator_export(request: SignedInRequest, id: UUID, format: str) -> HttpResponse:
    return _taken_out(request, _state_administrator(request.actor, id), format)


@require_safe
@signed_in
def nation_export(request: SignedInRequest, format: str) -> HttpResponse:
    return _taken_out(request, None, format)


def _taken_out(request: SignedInRequest, area: Organisation | None, format: str) -> HttpResponse:
    today = timezone.localdate()
    asked = _asked(request, area, today)
    if format not in WRITERS:
        raise Http404
    contents = AreaContents(
        name=area.name if area else _("Norge"),
        is_example=area.is_example if area else False,
        rows=asked.rows,
        made_on=today,
        chosen=chosen_words(asked.choices, asked.names),
    )
    write, content_type = WRITERS[format]
    disposition = content_disposition_header(True, contents.file_name(format))
    return HttpResponse(write(contents), content_type, headers={"Content-Disposition": disposition or "attachment"})
