"""A rich text as a plain tree: headings, paragraphs and lists of words that may be strong, emphasised or a link."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pycrdt import XmlElement, XmlFragment, XmlText

from plandugnad.engines.sheet.marks import DEEPEST, LEVELS, is_link

BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Span:
    """Words marked alike. `link` is empty or an http, https or mailto address. A line break is `BREAK`."""

    text: str
    strong: bool = False
    em: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """Numbered from `start`; 0 where it has dots."""

    items: "tuple[tuple[RichBlock, ...], ...]"
    start: int = 0


RichBlock = Heading | Paragraph | Listed


def read_rich(fragment: XmlFragment) -> tuple[RichBlock, ...]:
    """Total: whatever stands there is read as what it is most like, and no words are left out."""
    return tuple(_blocks(fragment, 0))


def plain(blocks: tuple[RichBlock, ...]) -> str:
    """The words alone, a line for each paragraph."""
    return "\n".join(_lines(blocks))


def _lines(blocks: tuple[RichBlock, ...]) -> Iterator[str]:
    for one in blocks:
        if isinstance(one, Listed):
            for item in one.items:
                yield from _lines(item)
        else:
            yield "".join(span.text for span in one.spans)


def _blocks(holder: Any, deep: int) -> Iterator[RichBlock]:
    loose: list[Span] = []  # words outside any paragraph
    for child in holder.children:
        tag = child.tag if isinstance(child, XmlElement) else None
        if tag is None or tag == "hard_break":
            loose.extend(_inline(child, deep))
            continue
        if loose:
            yield Paragraph(_joined(loose))
            loose = []
        yield from _element(child, tag, deep + 1)
    if loose:
        yield Paragraph(_joined(loose))


def _element(child: Any, tag: str, deep: int) -> Iterator[RichBlock]:
    if tag in ("bullet_list", "ordered_list") and deep <= DEEPEST:
        items = tuple(_items(child, deep))
        if items:
            yield Listed(items, _start(child) if tag == "ordered_list" else 0)
    elif tag == "heading":
        yield Heading(_level(child), _joined(_inside(child, deep)))
    elif tag == "paragraph" or deep > DEEPEST:
        yield Paragraph(_joined(_inside(child, deep)))
    else:
        yield from _blocks(child, deep)


def _items(holder: Any, deep: int) -> Iterator[tuple[RichBlock, ...]]:
    for child in holder.children:
        if isinstance(child, XmlElement) and child.tag == "list_item":
            yield tuple(_blocks(child, deep + 1))
        elif isinstance(child, XmlElement):
            yield tuple(_element(child, str(child.tag), deep + 1))
        else:
            yield (Paragraph(_joined(_inline(child, deep))),)


def _inside(holder: Any, deep: int) -> Iterator[Span]:
    for child in holder.children:
        yield from _inline(child, deep)


def _inline(child: Any, deep: int) -> Iterator[Span]:
    if isinstance(child, XmlText):
        for text, marks in child.diff():
            if isinstance(text, str) and text:
                yield from _lines_of(_span(text, marks or {}))
    elif isinstance(child, XmlElement):
        if child.tag == "hard_break":
            yield Span(BREAK)
        elif deep <= 2 * DEEPEST:
            yield from _inside(child, deep + 1)


def _lines_of(span: Span) -> Iterator[Span]:
    """A line break has no marks, also where it was typed as a sign among bold words: written again it is an element,
    which can have none."""
    for number, line in enumerate(span.text.split(BREAK)):
        if number:
            yield Span(BREAK)
        if line:
            yield Span(line, span.strong, span.em, span.link)


def _span(text: str, marks: dict[str, Any]) -> Span:
    link = marks.get("link")
    address = link.get("href") if isinstance(link, dict) else None
    return Span(
        text,
        strong=marks.get("strong") is not None,
        em=marks.get("em") is not None,
        link=address if isinstance(address, str) and is_link(address) else "",
    )


def _joined(spans: Any) -> tuple[Span, ...]:
    """Words marked alike stand together, whatever they were typed as."""
    found: list[Span] = []
    for one in spans:
        last = found[-1] if found else None
        if last and (last.strong, last.em, last.link) == (one.strong, one.em, one.link):
            found[-1] = Span(last.text + one.text, one.strong, one.em, one.link)
        else:
            found.append(one)
    return tuple(found)


def _level(element: Any) -> int:
    level = dict(element.attributes).get("level", 1)
    return int(level) if isinstance(level, int | float) and level in LEVELS else 1


def _start(element: Any) -> int:
    start = dict(element.attributes).get("order", 1)
    return int(start) if isinstance(start, int | float) and start == start and 1 <= start <= 9_999 else 1
