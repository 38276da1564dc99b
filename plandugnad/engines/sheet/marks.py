"""What a rich text may hold: which elements within which, with which attributes, and how words may be marked.

The names are those of ProseMirror's own schemas, which the editor in the browser uses.
"""

import re
from typing import Any

INLINE = frozenset({"paragraph", "heading"})
_BLOCKS = frozenset({"paragraph", "heading", "bullet_list", "ordered_list"})
WITHIN: dict[str, frozenset[str]] = {
    "": _BLOCKS,  # the text itself
    "paragraph": frozenset({"hard_break"}),
    "heading": frozenset({"hard_break"}),
    "bullet_list": frozenset({"list_item"}),
    "ordered_list": frozenset({"list_item"}),
    "list_item": frozenset({"paragraph", "bullet_list", "ordered_list"}),
    "hard_break": frozenset(),
}
LEVELS = (1, 2, 3)
DEEPEST = 17  # eight lists within one another, each with its items, and the paragraph in the last
_LINK = re.compile(r"(?:https?://[^\s/?#\\<>\"]|mailto:[^\s<>\"])[^\s<>\"]*", re.IGNORECASE)
LONGEST_LINK = 2_000


def is_link(address: Any) -> bool:
    """Only http, https and mailto: an address of another kind may do something where it is pressed."""
    return isinstance(address, str) and len(address) <= LONGEST_LINK and _LINK.fullmatch(address) is not None


def takes_attribute(node: str, name: str, value: Any) -> bool:
    if value is None:
        return (node, name) in {("heading", "level"), ("ordered_list", "order")}
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # how some libraries write every number
    if isinstance(value, bool) or not isinstance(value, int):
        return False
    if (node, name) == ("heading", "level"):
        return value in LEVELS
    return (node, name) == ("ordered_list", "order") and 0 <= value <= 9_999


def takes_mark(name: str, value: Any) -> bool:
    """`value` is None where the mark ends."""
    if name in ("strong", "em"):
        return value is None or value == {}
    if name == "link":
        return value is None or (
            isinstance(value, dict)
            and set(value) <= {"href", "title"}
            and is_link(value.get("href"))
            and (value.get("title") is None or _is_title(value["title"]))
        )
    return False


def _is_title(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 200 and value.isprintable()
