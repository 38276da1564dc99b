from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404

from plandugnad.imports import sentences
from plandugnad.imports.models import ImportRun, RunState
from plandugnad.regions.models import Organisation

_A_PAGE = 20


@dataclass(frozen=True)
class RunLine:
    """One earlier import in the list."""

    id: UUID
    file_name: str
    by: str
    at: datetime
    state: str
    told: str

    @property
    def is_draft(self) -> bool:
        return self.state == RunState.DRAFT

    @property
    def is_written(self) -> bool:
        return self.state == RunState.WRITTEN


def find_run(id: UUID) -> ImportRun:
    run = ImportRun.objects.without_tables().select_related("organisation", "by").filter(pk=id).first()
    if run is None:
        raise Http404
    return run


def find_municipality(number: str) -> Organisation:
    found = Organisation.objects.municipalities().filter(number=number).first()
    if found is None:
        raise Http404
    return found


def earlier_runs(organisation: Organisation, page: str | None) -> Page[Any]:
    runs = ImportRun.objects.without_tables().told_of().filter(organisation=organisation).select_related("by")
    found: Page[Any] = Paginator(runs.order_by("-made_at", "-id"), _A_PAGE).get_page(page)
    found.object_list = [_line(run) for run in found.object_list]
    return found


def _line(run: ImportRun) -> RunLine:
    counts = (run.outcome or {}).get("counts", {})
    return RunLine(
        id=run.id,
        file_name=run.file_name,
        by=str(run.by) if run.by else "",
        at=run.undone_at or run.written_at or run.made_at,
        state=run.state,
        told=sentences.written(counts.get("created", 0), counts.get("changed", 0)),
    )
