"""The words of one paragraph as plain text and back: see `markup`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plandugnad.engines.sheet.marks import is_link
from plandugnad.engines.sheet.richtext import BREAK, Span

_ESCAPED = "\\*[]()#-•. \t"
_LINK = re.compile(r"\[((?:\\[^\n]|[^\\\[\]\n])+)\]\(((?:\\[^\n]|[^\\()\s])+)\)")
_LINE_START = re.compile(r"#{1,3}(?: |$)|[-•](?: |$)|[ \t]|([0-9]{1,4})\.(?: |$)")
_STARS = re.compile(r"\*+")
_SPACE = " \t\n"


def write_inline(spans: Sequence[Span], *, is_line: bool = False) -> str:
    """`is_line`: what must stand on one line goes on in the next by a backslash."""
    made = "".join(_written(spans))
    lines = made.split(BREAK)
    for number, line in enumerate(lines):
        lines[number] = _LINE_START.sub(_not_a_mark, line, count=1) if _LINE_START.match(line) else line
    joined = lines[0]
    for before, after in pairwise(lines):
        is_blank = not before.strip(" \t") or not after.strip(" \t")
        joined += f"\\{BREAK}{after}" if is_line or is_blank else f"{BREAK}{after}"
    return joined


def _not_a_mark(found: re.Match[str]) -> str:
    said = found[0]
    return f"{found[1]}\\{said[len(found[1]) :]}" if found[1] else f"\\{said}"


def _written(spans: Sequence[Span]) -> Iterator[str]:
    strong = em = False
    link = ""
    edge = Span("")
    held = [*_apart(spans), edge]
    for before, one, after in zip([edge, *held], held, [*held[1:], edge], strict=False):
        if one.link != link and link:
            yield f"]({_address(link)})"
        yield ("**" if one.strong != strong else "") + ("*" if one.em != em else "")
        if one.link != link and one.link:
            yield "["
        yield _escaped(one.text, _begins_badly(before, one), _ends_badly(one, after))
        strong, em, link = one.strong, one.em, one.link


def _is_lost(one: Span, other: Span) -> bool:
    """A star with space on both sides is a star."""
    is_marked = (one.strong, one.em) != (other.strong, other.em)
    return is_marked and (one.text[-1:] or BREAK) in _SPACE and (other.text[:1] or BREAK) in _SPACE


def _begins_badly(before: Span, one: Span) -> bool:
    return _is_lost(before, one) and one.text[:1] in (" ", "\t")


def _ends_badly(one: Span, after: Span) -> bool:
    return _is_lost(one, after) and not _begins_badly(one, after)


def _escaped(text: str, first: bool, last: bool) -> str:
    signs = [f"\\{one}" if one in "\\*[]" else one for one in text]
    for place in ({0} if first else set()) | ({len(signs) - 1} if last else set()):
        signs[place : place + 1] = [f"\\{signs[place]}"] if signs else []
    return "".join(signs)


def _apart(spans: Sequence[Span]) -> Sequence[Span]:
    """A line break is never marked, and words marked alike stand together."""
    found: list[Span] = []
    for one in spans:
        for number, line in enumerate(one.text.split(BREAK)):
            if number:
                _add(found, Span(BREAK))
            if line:
                _add(found, Span(line, one.strong, one.em, one.link))
    return found


def _address(link: str) -> str:
    return re.sub(r"[\\()]", r"\\\g<0>", link)


@dataclass(slots=True)
class _Token:
    """A sign that is meant, or a mark: stars, or the beginning or the end of a link."""

    text: str = ""
    stars: int = 0
    link: str | None = None


def read_inline(text: str) -> tuple[Span, ...]:
    tokens = list(_tokens(text))
    _pair(tokens)
    spans: list[Span] = []
    strong = em = False
    link = ""
    for one in tokens:
        if one.stars:
            strong, em = strong ^ (one.stars > 1), em ^ (one.stars != 2)
        if one.link is not None:
            link = one.link
        spans.append(Span(one.text, strong, em, link))
    return tuple(_apart(spans))


def _add(spans: list[Span], one: Span) -> None:
    last = spans[-1] if spans else None
    if last and (last.strong, last.em, last.link) == (one.strong, one.em, one.link):
        spans[-1] = Span(last.text + one.text, one.strong, one.em, one.link)
    else:
        spans.append(one)


def _tokens(text: str) -> Iterator[_Token]:
    at, before = 0, BREAK
    while at < len(text):
        sign = text[at]
        if sign == "\\" and at + 1 < len(text) and (text[at + 1] in _ESCAPED or text[at + 1] == BREAK):
            at += 1
            yield _Token(text[at])
            before = "\\"
        elif sign == "*" and (stars := _STARS.match(text, at)):
            after = text[stars.end() : stars.end() + 1] or BREAK
            is_mark = len(stars[0]) <= 3 and not (before in _SPACE and after in _SPACE)
            yield _Token(stars=len(stars[0])) if is_mark else _Token(stars[0])
            at, before = stars.end() - 1, "*"
        elif sign == "[" and (found := _LINK.match(text, at)) and (address := _read_address(found[2])):
            yield _Token(link=address)
            yield from _tokens(found[1])
            yield _Token(link="")
            at, before = found.end() - 1, ")"
        else:
            yield _Token(sign)
            before = sign
        at += 1


def _read_address(written: str) -> str:
    """Empty where it is none. Without https:// before it, it is one all the same."""
    address = re.sub(r"\\(.)", r"\1", written)
    if is_link(address):
        return address
    guessed = f"mailto:{address}" if "@" in address and "/" not in address else f"https://{address}"
    return guessed if "." in address and ":" not in address and is_link(guessed) else ""


def _pair(tokens: list[_Token]) -> None:
    """A mark that is never ended is a sign."""
    for kind in (2, 1):
        held = [one for one in tokens if one.stars and one.stars in (kind, 3)]
        if len(held) % 2:
            last = held[-1]
            last.text, last.stars = "*" * kind, last.stars - kind
