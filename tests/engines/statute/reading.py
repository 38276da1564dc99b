"""How the case files are read, for every test that uses them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    file: str
    situation: str
    counting: str
    number: int
    unit: str
    extension: tuple[int, str] | None
    start: date | None
    stops: tuple[tuple[date, date | None], ...]
    meeting: date | None
    year: int | None
    exists: bool
    statutory_end: date | None
    working_day_end: date | None
    arithmetic: str
    provisions: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file} {self.situation} {self.start or self.meeting or self.year}"


def length_of(text: str) -> tuple[int, str]:
    number, unit = text.split()
    return int(number), unit


def read_case(file: str, row: dict[str, Any]) -> Case:
    number, unit = length_of(row.get("length", "0 none"))
    return Case(
        file=file,
        situation=row["situation"],
        counting=row["counting"],
        number=number,
        unit=unit,
        extension=length_of(row["extension"]) if "extension" in row else None,
        start=row.get("start"),
        stops=tuple((stop["stopped"], stop.get("resumed")) for stop in row.get("stops", [])),
        meeting=row.get("meeting"),
        year=row.get("year"),
        exists=row.get("exists", True),
        statutory_end=row["statutory_end"] if row.get("exists", True) else None,
        working_day_end=row["working_day_end"] if row.get("exists", True) else None,
        arithmetic=row["arithmetic"],
        provisions=tuple(row["provisions"]),
    )


def read_cases() -> Iterator[Case]:
    for path in sorted((HERE / "cases").glob("*.yaml")):
        sheet: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        shared = {key: sheet[key] for key in ("length", "counting") if key in sheet}
        for row in sheet["cases"]:
            yield read_case(path.stem, shared | row)


def read_chains() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((HERE / "chains").glob("*.yaml")):
        yield path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))
