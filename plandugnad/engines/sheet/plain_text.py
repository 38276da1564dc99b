"""A rich text saved from a plain field: what others have written meanwhile is kept, and never written over unseen."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.markup import read_markup, write_markup
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.refusal import Refusal, Where
from plandugnad.engines.sheet.rewriting import write_rich
from plandugnad.engines.sheet.richtext import RichBlock, read_rich


def plain_text(sheet: Sheet, block: str) -> str:
    return write_markup(read_rich(sheet.root(block)))


def write_plain(editing: Editing, block: str, typed: str, was: str) -> Accepted | Refusal:
    """`was` is the text the form was made from. Refused as `changed` where somebody has changed a paragraph of hers."""
    root = editing.sheet.schema.roots.get(block)
    if root is None or not root.is_text:
        return editing.refusal(Refusal("unknown_block", Where(block), {"name": block[:40]}))
    now = read_rich(editing.sheet.root(block))
    before, after = list(read_markup(was)), list(read_markup(typed))
    stands = _where_they_stand(before, now)
    for kind, start, end, _, _ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal" and any(place not in stands for place in range(start, end)):
            return editing.refusal(Refusal("changed", Where(block)))
    # As they stand, also what plain text says in another way; so that what she left alone is left alone.
    held = {before[place]: now[at] for place, at in stands.items()}
    return write_rich(editing, block, [held.get(one, one) for one in after], [held.get(one, one) for one in before])


def _where_they_stand(before: Sequence[RichBlock], now: Sequence[RichBlock]) -> dict[int, int]:
    said = [(at, one) for at, block in enumerate(now) for one in read_markup(write_markup([block]))[:1]]
    matching = SequenceMatcher(None, before, [one for _, one in said], autojunk=False).get_matching_blocks()
    return {a + step: said[b + step][0] for a, b, size in matching for step in range(size)}
