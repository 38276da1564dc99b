"""styles.xml of an .xlsx: which cell formats are bold, filled, dates, or dates that show only the year."""

import re
from typing import NamedTuple

from plandugnad.engines.tables.formats.archive import Archive
from plandugnad.engines.tables.formats.markup import read_part

# Built-in number formats that are dates (ECMA-376 part 1, 18.8.30, with the East Asian ones).
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NOT_PART_OF_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
# Format codes are stored in English; «å» (år) is seen from programs that store them as typed.
_DATE_LETTERS = re.compile(r"[ymdhså]", re.IGNORECASE)
_FINER_THAN_YEAR = re.compile(r"[mdhs]", re.IGNORECASE)
_NUMBER_MARKS = re.compile(r"[0#?]|general|standard", re.IGNORECASE)


class Look(NamedTuple):
    bold: bool = False
    filled: bool = False
    date: bool = False
    year_only: bool = False


def is_date_format(code: str) -> bool:
    bare = _NOT_PART_OF_FORMAT.sub("", code).split(";")[0]
    return bool(_DATE_LETTERS.search(bare)) and not _NUMBER_MARKS.search(bare)


def shows_only_year(code: str) -> bool:
    bare = _NOT_PART_OF_FORMAT.sub("", code).split(";")[0]
    return is_date_format(code) and not _FINER_THAN_YEAR.search(bare)


def read_looks(archive: Archive, part: str) -> list[Look]:
    """The look of each cell format, in the order cells refer to them."""
    styles = _Styles()
    with_limits = archive.limits
    read_part(
        archive.file, part, archive.open(part), start=styles.start, end=styles.end, depth=with_limits.xml_depth
    )  # fmt: skip
    return styles.looks()


class _Styles:
    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.bold: list[bool] = []
        self.filled: list[bool] = []
        self.cells: list[tuple[int, int, int]] = []
        self.within = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("numFmts", "fonts", "fills", "cellXfs", "cellStyleXfs", "dxfs"):
            self.within = name
        elif name == "numFmt" and self.within == "numFmts":
            self.formats[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif self.within == "fonts":
            self._font(name, attributes)
        elif self.within == "fills":
            self._fill(name, attributes)
        elif name == "xf" and self.within == "cellXfs":
            ids = (_number(attributes.get(key)) for key in ("numFmtId", "fontId", "fillId"))
            self.cells.append((next(ids), next(ids), next(ids)))

    def end(self, name: str) -> None:
        if name == self.within:
            self.within = ""

    def _font(self, name: str, attributes: dict[str, str]) -> None:
        if name == "font":
            self.bold.append(False)
        elif name == "b" and self.bold:
            self.bold[-1] = attributes.get("val", "1") not in ("0", "false")

    def _fill(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fill":
            self.filled.append(False)
        elif name == "patternFill" and self.filled:
            self.filled[-1] = attributes.get("patternType", "none") not in ("none", "gray125")
        elif name == "gradientFill" and self.filled:
            self.filled[-1] = True
        elif name == "fgColor" and self.filled and _is_white(attributes):
            self.filled[-1] = False

    def looks(self) -> list[Look]:
        return [
            Look(
                bold=_at(self.bold, font),
                filled=_at(self.filled, fill),
                date=number in _BUILT_IN_DATES if number not in self.formats else is_date_format(self.formats[number]),
                year_only=number in self.formats and shows_only_year(self.formats[number]),
            )
            for number, font, fill in self.cells
        ]


def _is_white(color: dict[str, str]) -> bool:
    # White paint marks nothing; people use it to hide the grid. Theme colour 0 is the background.
    return color.get("rgb", "").upper() in ("FFFFFFFF", "00FFFFFF") or (
        color.get("theme") == "0" and "tint" not in color
    )


def _at(values: list[bool], index: int) -> bool:
    return values[index] if 0 <= index < len(values) else False


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
