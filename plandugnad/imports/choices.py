"""What a person has decided about one run, as kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

Key = str  # «0:12»: the sheet's place in the workbook, and the row

SKIP = "skip"
KEEP = "keep"
NEW = "new"


def key_of(sheet: int, row: int) -> Key:
    return f"{sheet}:{row}"


@dataclass
class SheetChoice:
    """Only what differs from the guess."""

    is_included: bool = True
    header_row: int | None = None
    columns: dict[str, str] = field(default_factory=dict)  # column index → field, empty for «bruk ikke»
    cells: dict[str, str] = field(default_factory=dict)  # «12,3» → what the cell should have said
    remembered_rows: list[int] = field(default_factory=list)  # rows whose cells were mended before, not in this run


@dataclass
class Answer:
    """What was answered about one row. Each question has its own, so that a later one does not hide an earlier."""

    twin: str = ""  # keep or skip: the same plan twice in the table
    plan: str = ""  # new, skip, or the plan it is
    error: str = ""  # without: import the row without the faulty value
    take: list[str] = field(default_factory=list)  # fields where the table wins over what was changed by hand


@dataclass
class Choices:
    sheets: dict[str, SheetChoice] = field(default_factory=dict)
    answers: dict[Key, Answer] = field(default_factory=dict)
    is_other_municipality_right: bool = False

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Choices:
        return cls(
            sheets={index: SheetChoice(**choice) for index, choice in stored.get("sheets", {}).items()},
            answers={key: Answer(**answer) for key, answer in stored.get("answers", {}).items()},
            is_other_municipality_right=bool(stored.get("is_other_municipality_right")),
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def sheet(self, index: int) -> SheetChoice:
        return self.sheets.setdefault(str(index), SheetChoice())

    def answer(self, key: Key) -> Answer:
        return self.answers.setdefault(key, Answer())

    def said(self, key: Key) -> Answer:
        """The answer, without making room for one."""
        return self.answers.get(key) or _UNANSWERED

    def amendments(self, index: int) -> dict[tuple[int, int], str]:
        cells = self.sheets[str(index)].cells if str(index) in self.sheets else {}
        return {
            (int(row), int(column)): text for place, text in cells.items() for row, _, column in [place.partition(",")]
        }


_UNANSWERED = Answer()
