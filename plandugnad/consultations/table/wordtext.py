"""The words of a piece of WordprocessingML as plain text: a paragraph is a line, a list has its marks, and what is
deleted in tracked changes is gone."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from plandugnad.consultations.table.read import COMMENTS, FORMATTING, PICTURES, TRACKED

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}sdtPr", f"{W}pPr", f"{W}rPr", f"{W}tcPr", f"{W}instrText", _FALLBACK}
_DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object"}
_SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_LOOKS = {f"{W}b", f"{W}i", f"{W}u", f"{W}strike", f"{W}highlight", f"{W}color"}
_OFF = {"0", "false", "none"}
BULLET = "–"


@dataclass
class Lists:
    """Which numbering is a bullet, and which styles are lists. Read from the document's own parts."""

    bullets: set[tuple[str, str]] = field(default_factory=set)
    styles: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, numbering: Any, styles: Any) -> "Lists":
        found = cls()
        kinds: dict[str, set[str]] = {}
        for abstract in _all(numbering, "abstractNum"):
            levels = [
                _value(level, "ilvl")
                for level in abstract.findall(f"{W}lvl")
                if _value(level.find(f"{W}numFmt")) == "bullet"
            ]
            kinds[_value(abstract, "abstractNumId")] = set(levels)
        for number in _all(numbering, "num"):
            for level in kinds.get(_value(number.find(f"{W}abstractNumId")), ()):
                found.bullets.add((_value(number, "numId"), level))
        for style in _all(styles, "style"):
            if (said := inner(style, f"{W}pPr", f"{W}numPr")) is not None:
                found.styles[_value(style, "styleId")] = _numbering(said)
        return found


def _all(root: Any, name: str) -> Iterable[Any]:
    return [] if root is None else root.iter(f"{W}{name}")


def _value(element: Any, name: str = "val") -> str:
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def inner(element: Any, *names: str) -> Any:
    """The first of the first of the name: one step at a time, as a path of two is ten times slower to find."""
    for name in names:
        element = element.find(name) if element is not None else None
    return element


def _numbering(said: Any) -> tuple[str, str]:
    return _value(said.find(f"{W}numId")), _value(said.find(f"{W}ilvl")) or "0"


@dataclass
class Words:
    """Reads one cell after another, and notices what it leaves out."""

    lists: Lists
    remarks: set[str] = field(default_factory=set)

    def of(self, element: Any) -> str:
        lines = [""]
        counted: Counter[tuple[str, str]] = Counter()
        is_begun = False
        for paragraph in self._paragraphs(element):
            if is_begun:
                lines.append("")
            lines[-1] += self._mark(paragraph, counted) + "".join(self._signs(paragraph))
            is_begun = not self._runs_on(paragraph)
        return "\n".join(lines)

    def _paragraphs(self, element: Any) -> Iterator[Any]:
        if element.tag == f"{W}p":
            yield element
            return
        for child in element:
            if child.tag in _GONE:
                self._notice(child)
            elif child.tag == f"{W}r":  # in a control around some of the words of a paragraph
                yield element
                return
            else:
                yield from self._paragraphs(child)

    def _signs(self, element: Any) -> Iterator[str]:
        for child in element:
            self._notice(child)
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag not in _GONE and child.tag not in _DRAWN:
                yield from self._signs(child)

    def _notice(self, element: Any) -> None:
        tag = element.tag
        if tag in (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"):
            self.remarks.add(TRACKED)
        elif tag == f"{W}commentReference":
            self.remarks.add(COMMENTS)
        elif tag in _DRAWN:
            self.remarks.add(PICTURES)
        elif tag == f"{W}rPr" and any(look.tag in _LOOKS and _value(look) not in _OFF for look in element):
            self.remarks.add(FORMATTING)

    def _runs_on(self, paragraph: Any) -> bool:
        """Its mark is deleted in tracked changes, so that the next is part of the same line."""
        if inner(paragraph, f"{W}pPr", f"{W}rPr", f"{W}del") is None:
            return False
        self.remarks.add(TRACKED)
        return True

    def _mark(self, paragraph: Any, counted: Counter[tuple[str, str]]) -> str:
        look = paragraph.find(f"{W}pPr")
        own = inner(look, f"{W}numPr")
        style = _value(inner(look, f"{W}pStyle"))
        numbering = _numbering(own) if own is not None else self.lists.styles.get(style)
        if numbering is None or numbering[0] in ("", "0"):
            return ""
        if numbering in self.lists.bullets:
            return f"{BULLET} "
        counted[numbering] += 1
        return f"{counted[numbering]}. "
