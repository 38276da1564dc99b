"""Writes a rich text from a plain tree, changing no more of the document than what differs.

Paragraphs that are the same are left alone, and where one paragraph has become another its words are changed by their
difference: what somebody else writes in the text at the same time is not lost.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from pycrdt import XmlElement, XmlFragment, XmlText

from plandugnad.engines.sheet.checking import Touched
from plandugnad.engines.sheet.difference import edits
from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.marks import DEEPEST, LEVELS, is_link
from plandugnad.engines.sheet.operations import Editing, change_words, length_of
from plandugnad.engines.sheet.refusal import Refusal, Refused, Where
from plandugnad.engines.sheet.richtext import BREAK, Heading, Listed, RichBlock, Span, plain, read_rich
from plandugnad.engines.sheet.schema import is_storable


def write_rich(
    editing: Editing, block: str, blocks: Sequence[RichBlock], was: Sequence[RichBlock]
) -> Accepted | Refusal:
    """`was` is what she saw when she began: paragraphs that others have added or changed since are kept."""
    sheet, where = editing.sheet, Where(block)
    try:
        root = sheet.schema.roots.get(block)
        if root is None or not root.is_text:
            raise Refused("unknown_block", where, name=block[:40])
        if block not in editing.may_write:
            raise Refused("closed", where)
        _check(blocks, where, 1)
        fragment = sheet.root(block)
        # Every paragraph, list and item counts as one sign besides its words, as in the document.
        if length_of(plain(tuple(blocks))) + 3 * _number(blocks) > root.most_text:
            raise Refused("too_long", where, limit=root.most_text)
        with sheet.changing() as change:
            rewrite(fragment, list(was), list(blocks))
    except Refused as refused:
        return editing.refusal(refused.refusal)
    touched = {Touched(block, "", "")} if change.update else set()
    return Accepted(frozenset(touched), change.update)


def append_rich(fragment: XmlFragment, blocks: Sequence[RichBlock]) -> None:
    """At the end of what stands, within a transaction."""
    _insert(fragment, len(fragment.children), blocks)


def _number(blocks: Sequence[RichBlock]) -> int:
    return sum(
        1 + (sum(1 + _number(item) for item in one.items) if isinstance(one, Listed) else len(one.spans))
        for one in blocks
    )


def _check(blocks: Sequence[RichBlock], where: Where, deep: int) -> None:
    if deep > DEEPEST:
        raise Refused("formatting", where, name="list_item")
    for one in blocks:
        if isinstance(one, Listed):
            for item in one.items:
                if any(isinstance(inner, Heading) for inner in item):
                    raise Refused("formatting", where, name="heading")
                _check(item, where, deep + 2)
            continue
        if isinstance(one, Heading) and one.level not in LEVELS:
            raise Refused("formatting", where, name="heading")
        for span in one.spans:
            if not is_storable(span.text):
                raise Refused("signs", where)
            if span.link and not is_link(span.link):
                raise Refused("formatting", where, name="link")


def rewrite(fragment: XmlFragment, was: list[RichBlock], blocks: list[RichBlock]) -> None:
    """Within a transaction. What became of each block she saw is found first in what stands now; what is not hers is
    passed over.
    """
    now = list(read_rich(fragment))
    stands: dict[int, int] = {}
    for a, b, size in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks():
        stands.update({a + step: b + step for step in range(size)})
    for kind, a, b, c, d in reversed(SequenceMatcher(None, was, blocks, autojunk=False).get_opcodes()):
        if kind == "equal":
            continue
        old, new = list(range(a, b)), blocks[c:d]
        while old and new and _into(fragment, stands.get(old[-1]), was[old[-1]], new[-1]):
            old, new = old[:-1], new[:-1]
        at = _place(stands, was, old[-1] + 1 if old else a, len(now))
        _insert(fragment, at, new)
        for one in reversed(old):
            if one in stands:  # else somebody has changed it meanwhile, and it is kept beside what is new
                del fragment.children[stands[one]]


def _place(stands: dict[int, int], was: Sequence[RichBlock], after: int, end: int) -> int:
    """Where a new block goes: after the nearest before it that still stands, or before the nearest after."""
    for one in range(after - 1, -1, -1):
        if one in stands:
            return stands[one] + 1
    return min((stands[one] for one in range(after, len(was)) if one in stands), default=end)


def _into(fragment: XmlFragment, at: int | None, old: RichBlock, new: RichBlock) -> bool:
    """Whether one paragraph could be changed into another where it stands."""
    if at is None or isinstance(old, Listed) or isinstance(new, Listed) or type(old) is not type(new):
        return False
    element: Any = fragment.children[at]
    inside = list(element.children)
    before = "".join(span.text for span in old.spans)
    after = "".join(span.text for span in new.spans)
    if len(inside) != 1 or not isinstance(inside[0], XmlText) or BREAK in before + after or not after:
        return False
    if str("".join(text for text, _ in inside[0].diff())) != before:
        return False
    if isinstance(new, Heading):
        element.attributes["level"] = new.level
    for one in reversed(edits(before, after)):
        change_words(inside[0], before, one.start, one.end, one.text)
    _mark(inside[0], new.spans)
    return True


def _mark(words: XmlText, spans: Sequence[Span]) -> None:
    place = 0
    there = _marks_now(words)
    for span in spans:
        size = len(span.text.encode())
        if any(there[place + step] != _marks(span) for step in range(size)):
            words.format(place, place + size, {"strong": None, "em": None, "link": None} | _marks(span))
        place += size


def _marks_now(words: XmlText) -> list[dict[str, Any]]:
    return [
        {name: one for name, one in (marks or {}).items() if one is not None}
        for text, marks in words.diff()
        for _ in range(len(text.encode()))
    ]


def _marks(span: Span) -> dict[str, Any]:
    marks: dict[str, Any] = {}
    if span.strong:
        marks["strong"] = {}
    if span.em:
        marks["em"] = {}
    if span.link:
        marks["link"] = {"href": span.link, "title": None}
    return marks


def _insert(holder: Any, at: int, blocks: Sequence[RichBlock]) -> None:
    for number, one in enumerate(blocks):
        if isinstance(one, Listed):
            element = XmlElement("ordered_list" if one.start else "bullet_list")
            holder.children.insert(at + number, element)
            if one.start:
                element.attributes["order"] = one.start
            for place, item in enumerate(one.items):
                inner = XmlElement("list_item")
                element.children.insert(place, inner)
                _insert(inner, 0, item)
            continue
        element = XmlElement("heading" if isinstance(one, Heading) else "paragraph")
        holder.children.insert(at + number, element)
        if isinstance(one, Heading):
            element.attributes["level"] = one.level
        _write_spans(element, one.spans)


def _write_spans(element: Any, spans: Sequence[Span]) -> None:
    """A line break is an element of its own, between texts."""
    words: XmlText | None = None
    length = 0
    for span in spans:
        for number, line in enumerate(span.text.split(BREAK)):
            if number:
                element.children.append(XmlElement("hard_break"))
                words, length = None, 0
            if not line:
                continue
            if words is None:
                words = XmlText()
                element.children.append(words)
            words.insert(length, line, _marks(span) or None)
            length += len(line.encode())
