"""The whole thread as .xlsx: a row for each thing under each goal, the lines once each, and what hangs loose."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from plandugnad.plans.exports.spreadsheet import AS_TEXT, cut
from plandugnad.redthread.queries import Here
from plandugnad.redthread.rows import Amounts, GoalRow, goal_rows, loose_groups, years_of


def spreadsheet(here: Here, *, is_inside: bool) -> bytes:
    """Outside nobody is told what hangs loose."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**AS_TEXT, "in_memory": True}) as book:
        mark = _("Eksempeldata") if here.organisation.is_example else ""
        title = _("Rød tråd i %(name)s") % {"name": here.organisation.name}
        book.set_properties({"title": title, "company": "Plandugnad", "comments": mark})
        years = [str(year) for year in here.years]
        headings = [_("Mål"), _("Slag"), _("Navn"), _("Ansvarlig eller område"), _("Status"), *years]
        _sheet(book, _("Rød tråd"), headings, _of_goals(goal_rows(here, can_write=False)), (here, mark))
        _sheet(
            book, _("Budsjettlinjer"), [_("Budsjettlinje"), _("Konto eller område"), _("Mål"), *years],
            _of_lines(here), (here, mark),
        )  # fmt: skip
        if is_inside:
            groups = loose_groups(here, here.thread.loose, can_write=False)
            loose = ([group.heading, row.name, row.reason] for group in groups for row in group.rows)
            _sheet(book, _("Henger løst"), [_("Hva"), _("Navn"), _("Hvorfor")], loose, (here, mark))
    return out.getvalue()


def _bare(amounts: Amounts) -> list[int | None]:
    return [amount for _year, amount in amounts]


def _of_goals(rows: Iterable[GoalRow]) -> Iterable[list[Any]]:
    for row in rows:
        name = f"{row.number} {row.goal.name}"
        yield [name, _("Mål"), row.goal.name, row.section, row.lacks, *_bare(row.sums)]
        for thing in row.things:
            yield [name, thing.kind_words, thing.name, thing.about, thing.status, *_bare(thing.amounts)]
        yield from _of_goals(row.subs)


def _of_lines(here: Here) -> Iterable[list[Any]]:
    names = {str(goal.id): goal.name for goal in here.goals}
    for id, line in here.lines.items():
        goals = ", ".join(names[goal] for goal in names if goal in here.thread.goals_of[str(id)])
        yield [line.name, line.account, goals, *_bare(years_of(here, line.by_year))]
    yield [_("Sum, hver linje én gang"), "", "", *_bare(years_of(here, here.thread.total))]


def _sheet(
    book: Any, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], about: tuple[Here, str]
) -> None:
    here, mark = about
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bottom": 2, "valign": "top", "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "# ##0", "valign": "top"})
    for column, word in enumerate(headings):
        sheet.set_column(column, column, 10 if word.isdecimal() else 32)
        sheet.write_string(0, column, word, heading)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(last, column, value, number)
            elif value:
                sheet.write_string(last, column, cut(str(value)), text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{here.organisation.name}&C{mark}&R&P / &N")
