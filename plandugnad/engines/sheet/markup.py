"""A rich text as plain text that can be written in any field, and back; nothing of what it holds is lost.

    # Heading, ## smaller, ### smallest      - dots      1. numbers, two spaces further in for a list within a list
    **strong**  *emphasised*  [words](https://address)      a blank line between paragraphs

A backslash before a sign takes its meaning away; one at the end of a line keeps the next line in the same paragraph.
`read_markup` is total: what is no mark-up is words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plandugnad.engines.sheet.inline_markup import read_inline, write_inline
from plandugnad.engines.sheet.richtext import BREAK, Heading, Listed, Paragraph, RichBlock, Span

DEEPEST_LIST = 8
_STEP = 2  # spaces for each list within another
_HEADING = re.compile(r"(#{1,3})(?: +|$)(.*)", re.DOTALL)
_ITEM = re.compile(r"(?:[-•]|([0-9]{1,4})\.)(?: |$)(.*)", re.DOTALL)
_SPACES = " \t"


def write_markup(blocks: Sequence[RichBlock]) -> str:
    """Paragraphs without words are left out: a blank line is none."""
    shown = [one for one in blocks if isinstance(one, Listed | Heading) or one.spans]
    return "\n\n".join(_block(one) for one in shown)


def _block(one: RichBlock) -> str:
    if isinstance(one, Listed):
        return "\n".join(_list(one, 0))
    if isinstance(one, Heading):
        return _marked("#" * one.level, one.spans)
    return write_inline(one.spans)


def _list(one: Listed, deep: int) -> Iterator[str]:
    for number, item in enumerate(one.items, one.start):
        mark = f"{min(number, 9_999)}." if one.start else "-"
        first, *rest = item if item and not isinstance(item[0], Listed) else (Paragraph(), *item)
        spans = () if isinstance(first, Listed) else first.spans
        yield " " * (_STEP * deep) + _marked(mark, spans)
        before: RichBlock = first
        for inner in rest:
            if not isinstance(inner, Listed):
                yield ""
                yield " " * (_STEP * (deep + 1)) + write_inline(inner.spans, is_line=True)
            else:
                if isinstance(before, Listed):
                    yield ""
                yield from _list(inner, deep + 1)
            before = inner


def _marked(mark: str, spans: Sequence[Span]) -> str:
    words = write_inline(spans, is_line=True)
    return f"{mark} {words}" if words else mark


@dataclass
class _Words:
    """A paragraph or a heading that is still being read. `level` is 0 for a paragraph."""

    lines: list[str]
    level: int = 0

    def done(self) -> RichBlock:
        spans = read_inline(BREAK.join(self.lines))
        return Heading(self.level, spans) if self.level else Paragraph(spans)


@dataclass
class _Items:
    start: int
    items: "list[list[_Words | _Items]]" = field(default_factory=list)

    def done(self) -> RichBlock:
        return Listed(tuple(tuple(one.done() for one in item) for item in self.items), self.start)


@dataclass
class _Reading:
    blocks: list[_Words | _Items] = field(default_factory=list)
    lists: list[_Items] = field(default_factory=list)  # those that are open, each within the one before it
    is_apart: bool = True  # from the line before, by a blank one

    def take(self, line: str) -> None:
        content = line.lstrip(_SPACES)
        if not content:
            self.is_apart = True
            return
        step = (len(line) - len(content)) // _STEP
        if found := _ITEM.fullmatch(content):
            self._item(step, max(1, int(found[1])) if found[1] else 0, found[2])
        elif self.lists and step:
            self._within(step, content)
        else:
            self._outside(content)
        self.is_apart = False

    def _item(self, step: int, start: int, words: str) -> None:
        step = min(step, len(self.lists), DEEPEST_LIST - 1)
        there = self.lists[step] if step < len(self.lists) else None
        del self.lists[step + 1 :]
        if there is None or self.is_apart or bool(there.start) != bool(start):
            del self.lists[step:]
            there = _Items(start)
            (self.lists[-1].items[-1] if self.lists else self.blocks).append(there)
            self.lists.append(there)
        there.items.append([_Words([words])])

    def _within(self, step: int, words: str) -> None:
        """More of what is said in an item."""
        del self.lists[min(step, len(self.lists)) :]
        item = self.lists[-1].items[-1]
        last = item[-1]
        if isinstance(last, _Words) and not self.is_apart:
            last.lines.append(words)
        else:
            item.append(_Words([words]))

    def _outside(self, content: str) -> None:
        is_under_list, self.lists = bool(self.lists), []
        last = self.blocks[-1] if self.blocks else None
        if found := _HEADING.fullmatch(content):
            self.blocks.append(_Words([found[2]], len(found[1])))
        elif isinstance(last, _Words) and not last.level and not self.is_apart and not is_under_list:
            last.lines.append(content)
        else:
            self.blocks.append(_Words([content]))


def read_markup(text: str) -> tuple[RichBlock, ...]:
    reading = _Reading()
    for line in _lines(text):
        reading.take(line)
    return tuple(one.done() for one in reading.blocks)


def _lines(text: str) -> Iterator[str]:
    """A line that ends in a backslash goes on in the next."""
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        kept.append(line)
        if (len(line) - len(line.rstrip("\\"))) % 2 == 0:
            yield "\n".join(kept)
            kept = []
    if kept:
        yield "\n".join(kept)
