"""Styles of an .ods: which cell styles are bold, filled, or dates that show only the year."""

from collections.abc import Mapping
from typing import TypeVar

from plandugnad.engines.tables.formats.markup import attributes_by_local_name

_T = TypeVar("_T")

_DATE_PARTS = {"day", "month", "hours", "minutes", "seconds", "day-of-week", "week-of-year", "quarter", "am-pm"}
_DEPTH_OF_PARENTS = 20


class Styles:
    """Collects styles from styles.xml and content.xml; a style inherits what it does not say itself."""

    def __init__(self) -> None:
        self._bold: dict[str, bool] = {}
        self._filled: dict[str, bool] = {}
        self._format: dict[str, str] = {}
        self._parent: dict[str, str] = {}
        self._year_formats: dict[str, bool] = {}
        self._style = ""
        self._date_format = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._begin(attributes_by_local_name(attributes))
        elif name == "text-properties" and self._style:
            weight = attributes_by_local_name(attributes).get("font-weight")
            if weight:
                self._bold[self._style] = weight == "bold" or (weight.isdigit() and int(weight) >= 600)
        elif name == "table-cell-properties" and self._style:
            color = attributes_by_local_name(attributes).get("background-color")
            if color:
                self._filled[self._style] = color.lower() not in ("transparent", "#ffffff")
        elif name == "date-style":
            self._date_format = attributes_by_local_name(attributes).get("name", "")
            self._year_formats[self._date_format] = False
        elif self._date_format:
            self._part_of_date(name)

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""
        elif name == "date-style":
            self._date_format = ""

    def _begin(self, attributes: dict[str, str]) -> None:
        if attributes.get("family") != "table-cell":
            return
        self._style = attributes.get("name", "")
        self._parent[self._style] = attributes.get("parent-style-name", "")
        if "data-style-name" in attributes:
            self._format[self._style] = attributes["data-style-name"]

    def _part_of_date(self, name: str) -> None:
        if name == "year":
            self._year_formats[self._date_format] = True
        elif name in _DATE_PARTS:
            self._year_formats[self._date_format] = False
            self._date_format = ""

    def is_bold(self, style: str) -> bool:
        return bool(self._inherited(self._bold, style))

    def is_filled(self, style: str) -> bool:
        return bool(self._inherited(self._filled, style))

    def shows_only_year(self, style: str) -> bool:
        return self._year_formats.get(self._inherited(self._format, style) or "", False)

    def _inherited(self, values: Mapping[str, _T], style: str) -> _T | None:
        for _ in range(_DEPTH_OF_PARENTS):
            if style in values:
                return values[style]
            if not style:
                return None
            style = self._parent.get(style, "")
        return None
