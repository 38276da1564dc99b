"""What a municipality once said about a row of its table, found again by what the row says, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from plandugnad.core.audit import By
from plandugnad.engines.tables import Workbook
from plandugnad.engines.tables.headings import normalised_heading
from plandugnad.imports.choices import NEW, Answer
from plandugnad.imports.models import RememberedRow
from plandugnad.imports.reading.fingerprints import Fingerprint, fingerprints
from plandugnad.regions.models import Organisation

_MOST_AT_ONCE = 2000


@dataclass(frozen=True)
class MendedCell:
    """Found by its heading where the table has one such, else by its place."""

    heading: str
    column: int
    text: str


@dataclass(frozen=True)
class SaidBefore:
    """The answers about a row, and what they were about: another question is not answered by them."""

    answer: Answer
    about: Fingerprint = ""  # the rows that looked like the same plan, when `answer.twin` was given
    candidates: frozenset[str] = frozenset()  # the plans it might have been, when `answer.plan` was given
    cells: tuple[MendedCell, ...] = ()
    by_id: str = ""
    by_name: str = ""

    def about_twins(self, about: Fingerprint) -> str:
        return self.answer.twin if about == self.about else ""

    def about_plans(self, candidates: Iterable[str]) -> str:
        """That it is none of the plans shown says nothing of a plan that has come since."""
        if self.answer.plan == NEW and not self.candidates.issuperset(candidates):
            return ""
        return self.answer.plan


def said_before(organisation: Organisation) -> dict[Fingerprint, SaidBefore]:
    rows = RememberedRow.objects.filter(organisation=organisation)
    told = rows.values_list("fingerprint", "answer", "about", "candidates", "cells", "by_id", "by__name")
    return {
        fingerprint: SaidBefore(
            Answer(**answer),
            about,
            frozenset(candidates),
            tuple(MendedCell(**cell) for cell in cells),
            str(by_id or ""),
            by_name or "",
        )
        for fingerprint, answer, about, candidates, cells, by_id, by_name in told
    }


def mended_before(
    workbook: Workbook, said: Mapping[Fingerprint, SaidBefore], headers: Mapping[int, Mapping[int, str]]
) -> dict[int, dict[tuple[int, int], str]]:
    """By sheet: the cells that were mended in rows that say just what they said then. `headers` by sheet and column."""
    found: dict[int, dict[tuple[int, int], str]] = {}
    for (index, row), fingerprint in fingerprints(workbook).items():
        if index in headers and fingerprint in said:
            for cell in said[fingerprint].cells:
                found.setdefault(index, {})[row, _column_of(cell, headers[index])] = cell.text
    return found


def _column_of(cell: MendedCell, headers: Mapping[int, str]) -> int:
    named = [column for column, header in headers.items() if normalised_heading(header) == cell.heading]
    return named[0] if cell.heading and len(named) == 1 else cell.column


def remember_answers(by: By, organisation: Organisation, said: Mapping[Fingerprint, SaidBefore]) -> None:
    _remember(by, organisation, said, ("answer", "about", "candidates"))


def remember_cells(
    by: By, organisation: Organisation, fingerprint: Fingerprint, mended: Mapping[int, tuple[str, str]]
) -> None:
    """`mended` by column: its heading, and what the cell should have said."""
    cells = tuple(MendedCell(normalised_heading(heading), column, text) for column, (heading, text) in mended.items())
    _remember(by, organisation, {fingerprint: replace(_NOTHING, cells=cells)}, ("cells",))


def _remember(
    by: By, organisation: Organisation, said: Mapping[Fingerprint, SaidBefore], fields: tuple[str, ...]
) -> None:
    rows = [
        RememberedRow(
            organisation=organisation,
            fingerprint=fingerprint,
            answer=asdict(replace(before.answer, take=[])),
            about=before.about,
            candidates=sorted(before.candidates),
            cells=[asdict(cell) for cell in before.cells],
            by_id=by.id,
        )
        for fingerprint, before in sorted(said.items())  # in one order, so that two who answer wait for each other
        if fingerprint
    ]
    RememberedRow.objects.bulk_create(
        rows,
        batch_size=_MOST_AT_ONCE,
        update_conflicts=True,
        unique_fields=["organisation", "fingerprint"],
        update_fields=[*fields, "by"],
    )


_NOTHING = SaidBefore(Answer())
