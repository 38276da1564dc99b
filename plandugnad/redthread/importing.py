"""A table of budget lines, as it is pasted or uploaded → lines, with what is wrong in words. Nothing is saved here."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plandugnad.core.norwegian import search_key
from plandugnad.engines.tables import Sheet, Workbook
from plandugnad.redthread.models import FIRST_YEAR, LAST_YEAR, LONGEST_NAME, MOST_AMOUNT, BudgetLine, CommunityGoal

MOST_ROWS = 2_000
_NAMES = ("budsjettlinje", "linje", "navn", "tiltak", "tekst", "beskrivelse", "post", "prosjekt")
_ACCOUNTS = ("konto eller omrade", "konto", "kontonr", "omrade", "ansvar", "funksjon", "rammeomrade", "sektor")
_GOALS = ("mal", "hovedmal", "satsingsomrade", "goal")
_YEAR = re.compile(r"\b(20\d\d)\b")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_SUMS = ("sum", "totalt", "til sammen", "total")
UNITS = {"1000": 1.0, "kr": 0.001, "mill": 1000.0}


@dataclass(frozen=True)
class ReadLine:
    """One row that can be written. `standing` is the line it changes."""

    row: int
    name: str
    account: str
    amounts: Mapping[str, int]
    goal: CommunityGoal | None
    standing: BudgetLine | None

    @property
    def is_changed(self) -> bool:
        return self.standing is not None and any(
            self.standing.amounts.get(year) != amount for year, amount in self.amounts.items()
        )


@dataclass(frozen=True)
class Wrong:
    row: int
    words: str


@dataclass(frozen=True)
class ReadTable:
    years: tuple[str, ...]
    lines: tuple[ReadLine, ...]
    wrong: tuple[Wrong, ...]
    skipped: int  # sums and headings between

    @property
    def wrong_rows(self) -> int:
        return len({one.row for one in self.wrong})


@dataclass(frozen=True)
class _Head:
    row: int
    name: int
    account: int | None
    goal: int | None
    years: Mapping[int, str]


def as_text(workbook: Workbook) -> str:
    """The sheet that has a heading we know, as a table with tabs: what the preview keeps and reads again."""
    sheets = [sheet for sheet in workbook.sheets if not sheet.hidden]
    sheet = next((one for one in sheets if _head(_texts(one))), sheets[0] if sheets else None)
    if sheet is None:
        return ""
    rows = []
    for _number, cells in _texts(sheet):
        last = max(cells, default=-1)
        rows.append("\t".join(" ".join(cells.get(column, "").split()) for column in range(last + 1)))
    return "\n".join(rows)


_Rows = Sequence[tuple[int, Mapping[int, str]]]


def _texts(sheet: Sheet) -> list[tuple[int, dict[int, str]]]:
    return [
        (number, {column: cell.text for column, cell in cells.items() if cell.text})
        for number, cells in sorted(sheet.rows.items())
    ]


def read_lines(
    workbook: Workbook, unit: str, goals: Sequence[CommunityGoal], standing: Iterable[BudgetLine]
) -> ReadTable:
    for sheet in workbook.sheets:
        rows = _texts(sheet)
        head = None if sheet.hidden else _head(rows)
        if head is not None:
            return _Reader(head, unit, goals, standing).read(rows)
    words = _(
        "Fant ingen overskrifter. Den øverste raden må ha «Budsjettlinje» (eller «Tiltak») og årene, for eksempel "
        "«2026» og «2027»."
    )
    return ReadTable((), (), (Wrong(1, words),), 0)


def _head(rows: _Rows) -> _Head | None:
    """In the first rows: a year in one cell at least, and a word for the name."""
    for number, cells in rows[:15]:
        years = {column: found[1] for column, text in cells.items() if len(text) < 40 and (found := _YEAR.search(text))}
        words = {search_key(text).strip(): column for column, text in cells.items() if column not in years}
        name = next((words[word] for word in _NAMES if word in words), None)
        if years and name is not None and len(set(years.values())) == len(years):
            account = next((words[word] for word in _ACCOUNTS if word in words), None)
            goal = next((words[word] for word in _GOALS if word in words), None)
            return _Head(number, name, account, goal, years)
    return None


class _Reader:
    def __init__(self, head: _Head, unit: str, goals: Sequence[CommunityGoal], standing: Iterable[BudgetLine]) -> None:
        self.head, self.times = head, UNITS.get(unit, 1.0)
        self.goals = {search_key(goal.name): goal for goal in goals}
        self.standing = {(search_key(one.account), search_key(one.name)): one for one in standing}
        self.seen: dict[tuple[str, str], int] = {}
        self.lines: list[ReadLine] = []
        self.wrong: list[Wrong] = []
        self.skipped = 0

    def read(self, rows: _Rows) -> ReadTable:
        below = [row for row in rows if row[0] > self.head.row and row[1]]
        if len(below) > MOST_ROWS:
            words = _("Tabellen har %(count)s rader. Vi leser inntil %(most)s om gangen: del den.")
            self.wrong.append(Wrong(self.head.row, words % {"count": len(below), "most": MOST_ROWS}))
            below = []
        for number, cells in below:
            self._row(number, cells)
        return ReadTable(tuple(self.head.years.values()), tuple(self.lines), tuple(self.wrong), self.skipped)

    def _row(self, number: int, cells: Mapping[int, str]) -> None:
        name = " ".join(cells.get(self.head.name, "").split())
        account = " ".join(cells.get(self.head.account, "").split()) if self.head.account is not None else ""
        given = {year: cells[column] for column, year in self.head.years.items() if cells.get(column, "").strip()}
        if not given or search_key(name or account).split(" ")[0] in _SUMS:
            self.skipped += 1
            return
        if not name:
            self._say(number, _("Raden har beløp, men ikke noe navn. Skriv hva linjen heter."))
            return
        if len(name) > LONGEST_NAME or len(account) > 120:
            self._say(number, _("Navnet eller kontoen er for lang. Kort den ned."))
            return
        amounts = self._amounts(number, given)
        goal = self._goal(number, cells)
        key = (search_key(account), search_key(name))
        if key in self.seen:
            words = _("Den samme linjen står i rad %(row)s også. Slå dem sammen, eller gi dem hver sin konto.")
            self._say(number, words % {"row": self.seen[key]})
            return
        self.seen[key] = number
        if amounts is None or isinstance(goal, bool):
            return
        self.lines.append(ReadLine(number, name, account, amounts, goal, self.standing.get(key)))

    def _amounts(self, number: int, given: Mapping[str, str]) -> dict[str, int] | None:
        found: dict[str, int] = {}
        for year, text in given.items():
            amount = read_amount(text, self.times)
            if amount is None or abs(amount) > MOST_AMOUNT or not FIRST_YEAR <= int(year) <= LAST_YEAR:
                words = _("«%(text)s» under %(year)s er ikke et beløp vi kan lese. Skriv et tall, som 1200 eller -300.")
                self._say(number, words % {"text": text[:60], "year": year})
                return None
            found[year] = amount
        return found

    def _goal(self, number: int, cells: Mapping[int, str]) -> "CommunityGoal | bool | None":
        """False where a goal is named that is not here."""
        text = " ".join(cells.get(self.head.goal, "").split()) if self.head.goal is not None else ""
        if not text:
            return None
        found = self.goals.get(search_key(text))
        if found is None:
            words = _("Fant ikke målet «%(goal)s». Skriv det som det står i den røde tråden, eller la cellen stå tom.")
            self._say(number, words % {"goal": text[:120]})
            return False
        return found

    def _say(self, number: int, words: str) -> None:
        self.wrong.append(Wrong(number, words))


def read_amount(text: str, times: float = 1.0) -> int | None:
    """«1 200», «1.200», «-300», «(300)», «1200,5», «kr 1 200». A point before three digits parts thousands."""
    even = text.replace("\u2212", "-").replace("\u2013", "-").lower().replace("kr", "").strip()
    even = "".join(even.split()).rstrip(",-") if even.endswith(",-") else "".join(even.split())
    if even.startswith("(") and even.endswith(")"):
        even = f"-{even[1:-1]}"
    if re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+(,\d+)?", even):
        even = even.replace(".", "")
    if len(even) > 20 or not _NUMBER.fullmatch(even):
        return 0 if even in {"-", "–"} else None
    return round(float(even.replace(",", ".")) * times)
