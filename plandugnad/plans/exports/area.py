"""The municipalities of an area as files: .xlsx, CSV and JSON, each a row with what one may see of its plans."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plandugnad.core.norwegian import search_key
from plandugnad.plans.area.rows import MAIN_TYPES, AreaRow, Sight
from plandugnad.plans.exports.delimited import harmless
from plandugnad.plans.exports.plain import written
from plandugnad.plans.exports.spreadsheet import AS_TEXT, cut, written_when
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.words.area import missing_words
from plandugnad.plans.words.groups import MAIN_TYPE_NAMES

FORMAT, VERSION = "plandugnad/kommuner", 1
Value = str | int | None
_SIGHTS = {
    Sight.ALL: _("alle planer"),
    Sight.ADOPTED: _("vedtatte planer"),
    Sight.SHARED: _("det som er delt"),
    Sight.NONE: _("ingen"),
}


@dataclass(frozen=True)
class AreaContents:
    name: str
    is_example: bool
    rows: Sequence[AreaRow]
    made_on: date
    chosen: Sequence[str] = ()

    def file_name(self, ending: str) -> str:
        mark = "-eksempeldata" if self.is_example else ""
        return f"{slugify(search_key(self.name)) or 'norge'}-kommuner{mark}-{self.made_on.isoformat()}.{ending}"


@dataclass(frozen=True)
class AreaColumn:
    heading: str
    width: int  # in letters
    value: Callable[[AreaRow], Value]


def _figure(read: Callable[[AreaRow], int]) -> Callable[[AreaRow], Value]:
    """Nothing rather than 0 where nobody has entered plans, or where none are shown."""
    return lambda row: read(row) if row.has_plans else None


def _adopted(plan_type: PlanType) -> Callable[[AreaRow], Value]:
    def value(row: AreaRow) -> Value:
        plan = row.plan_of(plan_type)
        return written_when(plan.adopted) if plan and plan.adopted else None

    return value


def _due(plan_type: PlanType) -> Callable[[AreaRow], Value]:
    def value(row: AreaRow) -> Value:
        plan = row.plan_of(plan_type)
        return written_when(plan.revision_due) if plan and plan.revision_due else None

    return value


def columns() -> list[AreaColumn]:
    main = [
        AreaColumn(f"{MAIN_TYPE_NAMES[plan_type]}, {what}", 14, read(plan_type))
        for plan_type in MAIN_TYPES
        for what, read in ((gettext("vedtatt"), _adopted), (gettext("skal revideres"), _due))
    ]
    return [
        AreaColumn(gettext("Kommune"), 22, lambda row: row.place.name),
        AreaColumn(gettext("Kommunenummer"), 10, lambda row: row.place.number),
        AreaColumn(gettext("Fylke"), 18, lambda row: row.place.county),
        AreaColumn(gettext("Sentralitetsklasse"), 12, lambda row: row.place.centrality),
        AreaColumn(gettext("Innbyggere"), 12, lambda row: row.place.population),
        AreaColumn(gettext("Du ser"), 16, lambda row: str(_SIGHTS[row.sight])),
        AreaColumn(gettext("Planer"), 9, _figure(lambda row: row.total)),
        AreaColumn(gettext("Over fristen"), 9, _figure(lambda row: row.overdue)),
        AreaColumn(gettext("Revideres innen ett år"), 12, _figure(lambda row: row.soon)),
        *main,
        AreaColumn(gettext("Mangler etter loven"), 50, lambda row: missing_words(row.missing)),
    ]


def delimited(contents: AreaContents) -> bytes:
    out, shown = io.StringIO(), columns()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    mark = [gettext("Eksempeldata")] if contents.is_example else []
    writer.writerow([*(column.heading for column in shown), *mark])
    for row in contents.rows:
        writer.writerow([*(_text(column.value(row)) for column in shown), *mark])
    return out.getvalue().encode("utf-8-sig")


def _text(value: Value) -> str:
    return harmless(value) if isinstance(value, str) else "" if value is None else str(value)


def spreadsheet(contents: AreaContents) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**AS_TEXT, "in_memory": True}) as book:
        book.set_properties({"title": contents.name, "company": "Plandugnad"})
        _write_rows(book, contents)
        _write_about(book, contents)
    return out.getvalue()


def _write_rows(book: Any, contents: AreaContents) -> None:
    sheet, shown = book.add_worksheet(gettext("Kommuner")), columns()
    heading = book.add_format({"bold": True, "bottom": 2, "valign": "top", "text_wrap": True})
    for index, column in enumerate(shown):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.heading, heading)
    for line, row in enumerate(contents.rows, start=1):
        for index, column in enumerate(shown):
            value = column.value(row)
            if isinstance(value, int):
                sheet.write_number(line, index, value)
            elif value:
                sheet.write_string(line, index, cut(value))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(contents.rows), 1), len(shown) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_about(book: Any, contents: AreaContents) -> None:
    sheet = book.add_worksheet(gettext("Om"))
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 80)
    bold, wrap = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    for line, (name, value) in enumerate(_about(contents)):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, cut(value), wrap)


def _about(contents: AreaContents) -> list[tuple[str, str]]:
    rows = [
        (gettext("Område"), contents.name),
        (gettext("Kilde"), gettext("Kommunenes planoversikter i Plandugnad, og folketall og sentralitet fra SSB")),
        (gettext("Hentet"), contents.made_on.strftime("%d.%m.%Y")),
        (gettext("Antall kommuner"), str(len(contents.rows))),
        (gettext("Utvalg"), "; ".join(contents.chosen) or gettext("Alle kommunene")),
        (
            gettext("Mangler etter loven"),
            gettext(
                "Planer loven krever, som ikke står blant de vedtatte planene du kan se. "
                "Økonomiplanen kan inngå i eller utgjøre handlingsdelen."
            ),
        ),
    ]
    mark = (gettext("Eksempeldata"), gettext("Kommunen og planene er oppdiktet."))
    return [mark, *rows] if contents.is_example else rows


def plain(contents: AreaContents) -> bytes:
    """{"format", "version", "made_on", "area", "is_example", "chosen", "municipalities": [...]}; codes as in kinds."""
    return written(
        {
            "format": FORMAT,
            "version": VERSION,
            "made_on": contents.made_on.isoformat(),
            "area": contents.name,
            "is_example": contents.is_example,
            "chosen": list(contents.chosen),
            "municipalities": [_municipality(row) for row in contents.rows],
        }
    )


def _municipality(row: AreaRow) -> dict[str, Any]:
    figures = {"plans": row.total, "overdue": row.overdue, "soon": row.soon} if row.has_plans else {}
    main = {
        str(plan_type): {
            "id": str(plan.id),
            "name": plan.name,
            "status": plan.status,
            "adopted": plan.adopted.iso if plan.adopted else None,
            "revision_due": plan.revision_due.iso if plan.revision_due else None,
        }
        for plan_type, plan in zip(MAIN_TYPES, row.main, strict=True)
        if plan
    }
    return {
        "number": row.place.number,
        "name": row.place.name,
        "county": row.place.county_number,
        "centrality_class": row.place.centrality,
        "population": row.place.population,
        "seen": str(row.sight),
        **figures,
        "main_plans": main,
        "missing_by_law": [str(one) for one in row.missing],
    }
