from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plandugnad.engines.tables.messages import sentence
from plandugnad.engines.tables.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth telling that stops nothing, such as macros that were not run."""

    code: str
    params: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: str = "nb") -> str:
        """In the reader's own language: 'nb', 'nn' or 'en'."""
        return sentence(self.code, language, **dict(self.params))


@dataclass(frozen=True, slots=True)
class Workbook:
    """What was in a file or a pasted text, kept so that it can be read again without the file."""

    filename: str
    format: str  # xlsx, xls, ods, csv, html or paste
    sheets: tuple[Sheet, ...]
    notices: tuple[Notice, ...] = ()

    def sheet(self, name: str | None) -> Sheet | None:
        """The first sheet of that name, told exactly."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def to_json(self) -> dict[str, Any]:
        """A form without Python types, for a database; `from_json` gives the same workbook back."""
        return {
            "filename": self.filename,
            "format": self.format,
            "sheets": [sheet.to_json() for sheet in self.sheets],
            "notices": [[notice.code, [list(pair) for pair in notice.params]] for notice in self.notices],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Workbook:
        """Of what `to_json` gave; other input may raise KeyError, TypeError or ValueError."""
        return cls(
            filename=stored["filename"],
            format=stored["format"],
            sheets=tuple(Sheet.from_json(sheet) for sheet in stored["sheets"]),
            notices=tuple(
                Notice(code, tuple((key, value) for key, value in params)) for code, params in stored["notices"]
            ),
        )
