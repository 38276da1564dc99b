"""One line of a table, read cell by cell; whatever cannot be right is refused with its file and line."""

import csv
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

# The nine digits of an organisation number, weighted, sum to a multiple of eleven.
ORGANISATION_NUMBER_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)

Choice = TypeVar("Choice", bound=str)
Fact = TypeVar("Fact")


class RegisterError(ValueError):
    """A table that cannot be trusted: names the file, the line and what to mend."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(f"{file}, linje {line}: {what}")
        self.file, self.line = file, line


@dataclass(frozen=True)
class Line:
    file: str
    number: int
    cells: dict[str, str]

    def error(self, what: str) -> RegisterError:
        return RegisterError(self.file, self.number, what)

    def cell(self, column: str) -> str:
        if column not in self.cells:
            raise self.error(f"kolonnen {column} mangler.")
        return self.cells[column]

    def has(self, column: str) -> bool:
        return self.cell(column) != ""

    def text(self, column: str, pattern: str = ".+") -> str:
        text = self.cell(column)
        if text != text.strip() or not re.fullmatch(pattern, text, re.ASCII | re.DOTALL):
            raise self.error(f"«{text}» kan ikke stå under {column}.")
        return text

    def optional(self, column: str, pattern: str = ".+") -> str | None:
        return self.text(column, pattern) if self.has(column) else None

    def several(self, column: str, pattern: str = r"[^;]+(;[^;]+)*") -> tuple[str, ...]:
        values = tuple(self.text(column, pattern).split(";"))
        if len(set(values)) < len(values):
            raise self.error(f"samme verdi står to ganger under {column}.")
        return values

    def integer(self, column: str, lowest: int, highest: int) -> int:
        return int(self.decimal(column, lowest, highest, r"\d{1,9}"))

    def decimal(self, column: str, lowest: float, highest: float, pattern: str = r"-?\d{1,9}(\.\d{1,6})?") -> float:
        number = float(self.text(column, pattern))
        if not lowest <= number <= highest:
            raise self.error(f"{number:g} under {column} er utenfor {lowest:g}–{highest:g}.")
        return number

    def day(self, column: str) -> date:
        try:
            return date.fromisoformat(self.text(column, r"\d{4}-\d\d-\d\d"))
        except ValueError as error:
            raise self.error(f"«{self.cells[column]}» under {column} er ikke en dato som 2024-01-01.") from error

    def optional_day(self, column: str) -> date | None:
        return self.day(column) if self.has(column) else None

    def choice(self, column: str, choices: tuple[Choice, ...]) -> Choice:
        for choice in choices:
            if choice == self.cell(column):
                return choice
        raise self.error(f"«{self.cells[column]}» under {column} må være en av {', '.join(choices)}.")

    def optional_choice(self, column: str, choices: tuple[Choice, ...]) -> Choice | None:
        return self.choice(column, choices) if self.has(column) else None

    def organisation_number(self, column: str = "organisation_number") -> str:
        number = self.text(column, r"\d{9}")
        if sum(int(digit) * weight for digit, weight in zip(number, ORGANISATION_NUMBER_WEIGHTS, strict=True)) % 11:
            raise self.error(f"kontrollsifferet i organisasjonsnummeret {number} stemmer ikke.")
        return number

    def optional_organisation_number(self, column: str = "organisation_number") -> str | None:
        return self.organisation_number(column) if self.has(column) else None

    def refer(self, numbers: tuple[str, ...], known: Collection[str]) -> None:
        for number in numbers:
            if number not in known:
                raise self.error(f"nummer {number} finnes ikke i registeret.")


Lines = list[tuple[Line, Fact]]


def read_lines(path: Path, make: Callable[[Line], Fact], *key: str) -> Lines[Fact]:
    lines: Lines[Fact] = []
    seen: dict[tuple[str, ...], int] = {}
    for line in _each_line(path):
        fact = make(line)
        names = tuple(line.cell(column) for column in key)
        if names in seen:
            raise line.error(f"{', '.join(names)} står også på linje {seen[names]}.")
        seen[names] = line.number
        lines.append((line, fact))
    if not lines:
        raise RegisterError(path.name, 1, "tabellen er tom.")
    return lines


def _each_line(path: Path) -> Iterator[Line]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            columns = next(reader, [])
            for cells in reader:
                if len(cells) != len(columns):
                    raise RegisterError(path.name, reader.line_num, f"{len(cells)} celler, ventet {len(columns)}.")
                yield Line(path.name, reader.line_num, dict(zip(columns, cells, strict=True)))
    except FileNotFoundError as error:
        raise RegisterError(path.name, 0, f"finnes ikke i {path.parent}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise RegisterError(path.name, 0, f"kan ikke leses som CSV i UTF-8: {error}.") from error


def facts(lines: Lines[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for _, fact in lines)
