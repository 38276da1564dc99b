"""Own text as it is written in a plain field, as pieces of a document: paragraphs, lists and small headings."""

import re
from collections.abc import Iterator

from plandugnad.core.papers.pieces import Bullets, Piece, Subheading, Words

_MARK = re.compile(r"[-*•]\s+")
_HEADING = re.compile(r"#{1,6}\s+")


def pieces_of(text: str) -> Iterator[Piece]:
    """An empty line parts paragraphs. Lines that begin with a dash are a list; with a #, a small heading."""
    for block in re.split(r"\n[ \t]*\n", text.strip()):
        yield from _of_block([line.strip() for line in block.split("\n") if line.strip()])


def _of_block(lines: list[str]) -> Iterator[Piece]:
    words: list[str] = []
    items: list[str] = []
    for line in lines:
        is_item = _MARK.match(line) is not None
        if words and (is_item or _HEADING.match(line)):
            yield Words("\n".join(words))
            words = []
        if items and not is_item:
            yield Bullets(tuple(items))
            items = []
        if is_item:
            items.append(_MARK.sub("", line, count=1))
        elif found := _HEADING.match(line):
            yield Subheading(line[found.end() :])
        else:
            words.append(line)
    if items:
        yield Bullets(tuple(items))
    if words:
        yield Words("\n".join(words))
