"""A plan's name as it stands in a cell: kept whole, except an outline number, a status word and a date of adoption."""

import re
from functools import lru_cache
from typing import NamedTuple

from plandugnad.engines.tables.dates import scan, span_of
from plandugnad.engines.tables.phrases import Phrase, is_bare_phrase, phrase

_BULLET = re.compile(r"(?:[•◦‣▪▫●○■□►▶➢➤✓✔·*–—→]|-(?=\s+[^\W\d]))\s*(?=\S)")
_MONTHS = r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)"
# «1.2 », «3. », «2) », «a) », «IV. », but neither «17. mai-program» nor «3. trinn».
_OUTLINE = re.compile(
    rf"(?:\d{{1,2}}(?:\.\d{{1,2}})+\.?\s+|\d{{1,2}}\)\s*|\d{{1,2}}\.\s+(?!{_MONTHS})(?=[^\W\d_a-zæøå])"
    rf"|\d{{1,2}}\.(?=[A-ZÆØÅ])|[a-zA-Z]\)\s*|[A-ZÆØÅ]\.\s+|[IVX]{{1,5}}\.\s+)(?=\S)"
)
_BARE_NUMBER = re.compile(r"\d{1,3}\s+(?=[A-ZÆØÅ])")
_PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]\s*\Z")
_ADOPTION = re.compile(r"\s*[-–—]\s*((?:vedtatt|vedteken|vedteke)\b[^–—]*)\Z", re.IGNORECASE)
_SPAN = re.compile(r"(?<![\d./-])((?:19|20)\d\d)\s*(?:[-–—‒‑/]|--|\btil\b)\s*((?:19|20)\d\d|\d\d)(?![\d/]|[-.]\d)")


class Name(NamedTuple):
    text: str
    said: Phrase | None = None  # by a final parenthesis
    adoption: str | None = None  # a final «– vedtatt DATE»


@lru_cache(maxsize=20_000)
def read_name(text: str, *, numbered: bool = False) -> Name:
    """`numbered` when the whole column begins with bare numbers: «12 Kulturplan»."""
    name = without_outline(text, numbered=numbered)
    adoption: str | None = None
    said: Phrase | None = None
    for _ in range(2):  # «Kulturplan – vedtatt 2018 (utgått)» and the other way round
        if said is None and (parenthesis := _PARENTHESIS.search(name)) and _is_word_of_state(parenthesis[1]):
            name, said = name[: parenthesis.start()], phrase(parenthesis[1])
        if adoption is None and (found := _ADOPTION.search(name)) and _is_date(found[1]):
            name, adoption = name[: found.start()], found[1]
    if not name.strip():
        return Name(text)
    return Name(name.strip(), said, adoption)


def without_outline(text: str, *, numbered: bool = False) -> str:
    rest = text
    for pattern in (_BULLET, _OUTLINE, *((_BARE_NUMBER,) if numbered else ())):
        if found := pattern.match(rest):
            rest = rest[found.end() :]
    return rest or text


def begins_with_bare_number(text: str) -> bool:
    return bool(_BARE_NUMBER.match(text))


def period_in_name(name: str) -> tuple[int, int] | None:
    """A span of years in a name; a single year there is nothing."""
    for match in _SPAN.finditer(name):
        if span := span_of(match[1], match[2]):
            return span
    return None


def _is_word_of_state(text: str) -> bool:
    return is_bare_phrase(text)


def _is_date(text: str) -> bool:
    found = scan(text)
    return bool(found.days or found.years) and not found.spans
