"""One row being read: each cell adds what it says, and at the end what was said is weighed together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from plandugnad.engines.tables.adoption import Adoption, read_adoption, read_adoption_text
from plandugnad.engines.tables.cases import Case, archive_number, cases_in
from plandugnad.engines.tables.columns import ColumnGuess
from plandugnad.engines.tables.crosses import state_of
from plandugnad.engines.tables.dates import revised_part, says_more, scan, span_of
from plandugnad.engines.tables.headings import normalised_heading
from plandugnad.engines.tables.kinds import kind_of_type
from plandugnad.engines.tables.names import Name
from plandugnad.engines.tables.phrases import NOT_YET_ADOPTED, REGISTER_STATUSES, Phrase, phrase
from plandugnad.engines.tables.profile import is_cross
from plandugnad.engines.tables.revision import Revision, read_revision, read_revision_text
from plandugnad.engines.tables.sheet import Cell
from plandugnad.engines.tables.text import is_blank
from plandugnad.engines.tables.when import When

# Where a word of status or decision stood; the lowest is believed.
_STATUS, _DECISION, _CROSS, _TYPE, _PERIOD, _ADOPTION, _REVISION, _NAME = range(8)


@dataclass(slots=True)
class Draft:
    name: Name
    statuses: list[tuple[int, str]] = field(default_factory=list)
    decisions: list[tuple[int, str]] = field(default_factory=list)
    adoption: Adoption = field(default_factory=Adoption)
    adoption_text: str = ""
    adoption_header: str = ""
    revised: Adoption = field(default_factory=Adoption)
    revision: Revision = field(default_factory=Revision)
    work_years: list[int] = field(default_factory=list)
    period: tuple[int, int] | None = None
    cases: list[Case] = field(default_factory=list)
    case_reference: str | None = None
    # From cells that are not for it, used when the right cells are empty.
    stray_adoption: Adoption = field(default_factory=Adoption)
    stray_due: When | None = None
    texts: dict[str, str] = field(default_factory=dict)
    simplified: list[tuple[int, str]] = field(default_factory=list)

    def read(self, column: ColumnGuess, cell: Cell) -> None:
        """Takes in one cell under a heading that means something."""
        assert column.field is not None
        reader = _READERS.get(column.field)
        if reader:
            reader(self, column, cell)
        elif column.field.startswith("year_"):
            self._year(column, cell)
        elif column.field.startswith("decision_"):
            self._cross(column, cell)
        elif not is_blank(cell.text):
            self.texts.setdefault(column.field, cell.text)

    def hear(self, rank: int, said: Phrase) -> None:
        if said.status:
            self.statuses.append((rank, said.status))
        if said.decision:
            self.decisions.append(
                (_DECISION if rank == _STATUS else _STATUS if rank == _DECISION else rank, said.decision)
            )

    def note(self, column: ColumnGuess, text: str | None) -> None:
        if text:
            self.simplified.append((column.index, text))

    def _adopted(self, column: ColumnGuess, cell: Cell) -> None:
        self.adoption = read_adoption(cell, bare_cases=_speaks_of_cases(column.header))
        self.adoption_text, self.adoption_header = cell.text, column.header
        self._take(column, self.adoption, _ADOPTION)
        if self.adoption.revised:
            self.revised = Adoption(self.adoption.revised)

    def _last_revised(self, column: ColumnGuess, cell: Cell) -> None:
        if is_blank(cell.text):
            return
        self.revised = read_adoption(cell, bare_cases=_speaks_of_cases(column.header))
        self._take(column, self.revised, _REVISION)

    def _take(self, column: ColumnGuess, found: Adoption, rank: int) -> None:
        self.hear(rank, found.said)
        self.cases.extend(found.cases)
        self.note(column, found.note)

    def _revision_due(self, column: ColumnGuess, cell: Cell) -> None:
        if cell.text.casefold() in _YES or cell.value is True:
            self.decisions.append((_REVISION, "revise"))  # a cross for «yes, this one»
            return
        if cell.text.casefold() in _NO or cell.value is False:
            return
        if (parts := _has_been_revised(cell.text)) and not self.revised.adopted:
            self.revised = read_adoption_text(parts)
            self.note(column, cell.text)
            return
        found = read_revision(cell)
        self.hear(_REVISION, found.said)
        self.note(column, found.note)
        # In two columns: when the work begins, and when it is to be done.
        self.revision = self.revision.until(found)

    def _status(self, column: ColumnGuess, cell: Cell) -> None:
        if "planstatus" in column.header.casefold() and cell.text in REGISTER_STATUSES:
            self.statuses.append((_STATUS, REGISTER_STATUSES[cell.text]))
            return
        if is_cross(cell.text) or cell.value in (True, False):
            state = state_of(normalised_heading(column.header))
            if state and cell.text.casefold() not in _NO:
                self.statuses.append((_STATUS, state))
                return
        self._words(column, cell, _STATUS)

    def _decision(self, column: ColumnGuess, cell: Cell) -> None:
        if cell.text.casefold() in _YES and (named := phrase(column.header).decision):
            self.decisions.append((_DECISION, named))  # «Ja» under «Behov for revisjon?»
            return
        if cell.text.casefold() not in _NO:
            self._words(column, cell, _DECISION)

    def _words(self, column: ColumnGuess, cell: Cell, rank: int) -> None:
        """A cell for words of status or decision; dates in it count where the right cells are empty."""
        text = cell.text
        if is_blank(text):
            return
        found = read_revision_text(text)
        said = found.said
        self.hear(rank, said)
        self.cases.extend(cases_in(text, bare=False))
        dated = scan(text)
        if said.status == "adopted" and not said.decision:
            self._stray_adoption(text)
        elif said.status in _OVER and not said.decision:
            pass  # «Opphevet 2020»: the year of its end
        elif (parts := revised_part(text)) and not said.decision and said.status != "under_revision":
            self.revised = self.revised if self.revised.adopted else read_adoption_text(parts[1])
        elif found.due:
            self.stray_due = self.stray_due or found.due
        is_over = said.status in _OVER and bool(found.due)
        understood = said.status or said.decision or found.due or said.not_adopted
        if said.whole or said.recurring or is_over or not understood or says_more(dated):
            self.note(column, text)

    def _stray_adoption(self, text: str) -> None:
        found = read_adoption_text(text)
        if found.adopted and not self.stray_adoption.adopted:
            self.stray_adoption = found

    def _plan_type(self, column: ColumnGuess, cell: Cell) -> None:
        text = cell.text
        if is_blank(text):
            return
        self.texts["plan_type"] = text
        if kind_of_type(text) is None:
            self._words(column, cell, _TYPE)

    def _period(self, column: ColumnGuess, cell: Cell) -> None:
        text = cell.text
        if is_blank(text):
            return
        found = scan(text)
        years = [*found.years, *(day.year for day in found.days)]
        if self.period and len(years) == 1 and not found.spans:
            # The last year in a column of its own, right of the first.
            self.period = (min(self.period[0], *years), max(self.period[1], *years))
            return
        if found.spans:
            self.period = found.spans[0]
        elif years and len(years) <= 2 and not _is_open(text):
            self.period = (min(years), max(years))
        elif short := _short_span(text):
            self.period = short
        else:
            said = phrase(text)
            self.hear(_PERIOD, said)
            self.note(column, text if not (said.status or said.decision) or says_more(found) else None)
            return
        if says_more(found) or len(found.spans) > 1:
            self.note(column, text)

    def _case(self, column: ColumnGuess, cell: Cell) -> None:
        text = cell.text
        if is_blank(text):
            return
        found = cases_in(text, bare=True)
        if scan(text).days:
            self._stray_adoption(text)
        if found:
            self.case_reference = found[0].number
            if not _is_archive(column.header):
                self.cases[:0] = found
            if len(found) > 1:
                self.note(column, text)
        elif (number := archive_number(text)) and not scan(text).days:
            self.case_reference = number
        elif scan(text).days or scan(text).years:
            self._stray_adoption(text)
        else:
            self.note(column, text)

    def _year(self, column: ColumnGuess, cell: Cell) -> None:
        """Any filled cell under a year means work that year; a word goes to the notes."""
        text = cell.text
        if is_blank(text) or text.casefold() in _NO or cell.value is False:
            return
        year = int((column.field or "").removeprefix("year_"))
        self.work_years.append(year)
        if not is_cross(text) and text != str(year):
            self.note(column, text)
            # «Ferdig» or «høring» under a year is a step to come, not the state of the plan.
            self.hear(_CROSS, phrase(text)._replace(status=None))

    def _cross(self, column: ColumnGuess, cell: Cell) -> None:
        text = cell.text
        if is_blank(text) or text.casefold() in _NO or cell.value is False:
            return
        self.decisions.append((_CROSS, (column.field or "").removeprefix("decision_")))
        found = read_revision_text(text)
        self.stray_due = found.due or self.stray_due  # nearer the matter than a year beside a status
        if not is_cross(text):
            self.note(column, text if not found.due or found.note else None)

    def finish_name(self) -> None:
        """What the name itself said, in a final parenthesis or «– vedtatt DATE»."""
        if self.name.said:
            self.hear(_NAME, self.name.said)
        if self.name.adoption:
            self._stray_adoption(self.name.adoption)
            self.cases.extend(cases_in(self.name.adoption, bare=False))

    @property
    def status_word(self) -> str | None:
        return min(self.statuses)[1] if self.statuses else None

    @property
    def decision_word(self) -> str | None:
        return min(self.decisions, key=lambda pair: pair[0])[1] if self.decisions else None

    def adoption_given(self) -> tuple[When | None, bool]:
        """When the plan was first adopted, and whether that is only the year of a case."""
        own = self.adoption
        if own.adopted or own.refused or own.period:
            return own.adopted, own.from_case
        if own.expected:
            return None, False
        if self.stray_adoption.adopted:
            return self.stray_adoption.adopted, self.stray_adoption.from_case
        # A case number alone dates a plan that is adopted, not one on its way to be.
        years = [year for case in self.cases if (year := case.year())]
        if years and self.status_word not in NOT_YET_ADOPTED:
            return When.of_year(years[0]), True
        return None, False

    def has_date(self, field: str) -> bool:
        """Whether the field's own cell gave a time, or said in words there is none yet."""
        if field == "adopted":
            own = self.adoption
            return bool(own.adopted or own.period or own.expected or own.refused)
        return bool(self.revised.adopted if field == "last_revised" else self.revision.due)

    def due(self) -> When | None:
        if self.revision.due:
            return self.revision.due
        if self.work_years:
            return When.of_years(min(self.work_years), max(self.work_years))
        return self.stray_due or self.adoption.expected


_OVER = ("repealed", "replaced")
_YES = {"x", "×", "✓", "✔", "☑", "☒", "ja"}
_NO = {"nei", "no", "ikke", "ikkje", "0", "usann", "false"}
_Reader = Callable[[Draft, ColumnGuess, Cell], None]
_READERS: dict[str, _Reader] = {
    "adopted": Draft._adopted, "last_revised": Draft._last_revised, "revision_due": Draft._revision_due,
    "status": Draft._status, "decision": Draft._decision, "plan_type": Draft._plan_type, "period": Draft._period,
    "case_reference": Draft._case,
}  # fmt: skip


def _has_been_revised(text: str) -> str | None:
    """«Revidert 2023» where it should say when the plan is to be revised: the day or year it was."""
    found = re.match(r"(?:sist )?(?:revidert|rullert|oppdatert) (?:i |den )?(.{4,20})\Z", text, re.IGNORECASE)
    dated = scan(found[1]) if found else None
    return found[1] if found and dated and (dated.days or dated.years) and not says_more(dated) else None


def _speaks_of_cases(header: str) -> bool:
    return "sak" in header.casefold()


def _is_archive(header: str) -> bool:
    """Archive systems put the year first; their numbers date nothing."""
    heading = header.casefold()
    return any(word in heading for word in ("arkiv", "ephorte", "websak", "journal", "esa", "360", "elements", "jp"))


def _is_open(text: str) -> bool:
    """«2020–», «fra 2020», «til 2030»: half a period is none."""
    low = text.casefold()
    return low.endswith(("-", "–", "→", ">")) or low.startswith(
        ("-", "–", "→", ">", "fra", "frå", "til", "etter", "før", "mot")
    )


def _short_span(text: str) -> tuple[int, int] | None:
    found = text.replace("–", "-").replace("/", "-").split("-")
    if len(found) == 2 and all(part.strip().isdigit() and len(part.strip()) == 2 for part in found):
        return span_of("20" + found[0].strip(), "20" + found[1].strip())
    return None
