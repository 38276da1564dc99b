"""Which paragraphs of a letter say nothing of the plan: the greeting first, the thanks, closing and signature last.

Bokmål and nynorsk, and the English people now and then close with. Pure. What may be more than a courtesy is left as a
paragraph: «Hei, veien må flyttes» is one, «Hei» and «Hei Fjordvik kommune» are not.
"""

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from plandugnad.consultations.points.spans import Span

_GREETINGS = r"hei(?:san|sann)?|hallo|hei\s+hei|god(?:\s?dag|\s?morgen|\s?kveld)|kjære|til|hello|hi|dear"
_WISHES = r"(?:vennlig(?:e|st)?|venleg(?:e|ast)?|beste?|gode?|varme?|hjertelige?|hjarteleg(?:e)?)"
_REGARDS = r"(?:hilsen(?:er)?|hilsning(?:er)?|hilsing(?:ar)?|helsing(?:ar)?)"
_THANKS = (
    r"(?:takk(?:er)?\s+)?på\s+(?:forhånd|førehand)(?:\s+takk)?|(?:tusen\s+|mange\s+)?takk(?:\s+(?:for\s+(?:oppmerksomheten|"
    r"merksemda|meg|oss|at\s+(?:dere|de)\s+(?:leser|les|lytter|lyttar|tar\s+dere\s+tid|tek\s+dykk\s+tid)|muligheten\s+til\s+å"
    r"\s+uttale\s+(?:meg|oss|seg)|høvet\s+til\s+å\s+uttale\s+(?:meg|oss|seg))))?"
)
_CLOSINGS = (
    rf"(?:med\s+)?{_WISHES}\s+{_REGARDS}|(?:med\s+)?{_REGARDS}|mvh|m\.v\.h|vh|v\.h|(?:kind|best|warm)\s+regards|regards"
)
# What stands beside names in a greeting and in a signature.
_BESIDE = frozenset({
    "adr", "adresse", "alle", "andelslag", "av", "avd", "beboer", "beboere", "beboerne", "bnr", "bebuarane", "bruker",
    "da", "dagleg", "daglig", "de", "der", "dere", "dykk", "e-post", "ein", "eier", "eigar", "en", "epost", "familie",
    "familien", "for", "fra", "frå", "fritidsbolig", "gjelder", "gjeld", "gnr", "grunneier", "grunneigar", "grunneiere",
    "grunneigarar", "hos", "hytteeier", "hytteeigar", "i", "igjen", "innbygger", "innbyggjar", "kasserer", "kasserar",
    "kommune", "kommunen", "kontoret", "leder", "leiar", "med", "mob", "mobil", "nabo", "naboene", "naboer", "naboane",
    "nestleder", "nestleiar", "og", "ordfører", "ordførar", "planavdelingen", "planavdelinga", "plankontoret", "post",
    "på", "rådmann", "rådmannen", "saksbehandler", "saksbehandlar", "sammen", "saman", "sekretær", "styreleder",
    "styreleiar", "styremedlem", "styret", "tel", "telefon", "tlf", "til", "undertegnede", "v", "ved", "vegne",
    "vegner", "vel", "velforening", "von", "a", "as", "sa", "fylkeskommune", "statsforvalteren", "statsforvaltaren",
})  # fmt: skip
_GREETING = re.compile(rf"(?:{_GREETINGS})(?![\w-])", re.IGNORECASE)
_CLOSING = re.compile(rf"(?:{_CLOSINGS})(?![\w-])", re.IGNORECASE)
_ONLY_THANKS = re.compile(rf"(?:{_THANKS})[\s.!,]*", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;:()/|]*\w[^\s,;:()/|]*")
_ENDS_SENTENCE = re.compile(r"[.!?]\s*$")
_LONGEST_GREETING, _LONGEST_LINE, _MOST_LINES = 80, 80, 8
_FIRST, _LAST = 3, 5  # in how many paragraphs a greeting, and a closing with what follows it, are looked for


def courtesies(text: str, parts: Sequence[Span], names: Collection[str] = ()) -> list[Span]:
    """Of the paragraphs, those that are no more. `names`: of who has sent it, and her e-mail, by which a signature
    without a closing is known. A text that is nothing else has none."""
    said = [part.of(text) for part in parts]
    first = {place for place, one in enumerate(said[:_FIRST]) if _is_greeting(one)}
    last = _ending(said, [name.casefold() for name in names if len(name) > 2])
    found = first | last
    return [part for place, part in enumerate(parts) if place in found] if len(found) < len(parts) else []


def _ending(said: Sequence[str], names: Sequence[str]) -> set[int]:
    """From the last closing on, where only a signature follows it; with the thanks before it."""
    begins = len(said)
    for place in range(len(said) - 1, max(len(said) - 1 - _LAST, -1), -1):
        if _is_closing(said[place]) or _is_signed(said[place], names):
            begins = place
        elif not _is_signature(said[place]):
            break
    if begins == len(said):
        begins = len(said) if not said or not _is_thanks(said[-1]) else len(said) - 1
    thanks = list(takewhile(lambda place: _is_thanks(said[place]), range(begins - 1, -1, -1)))
    return {*thanks, *range(begins, len(said))}


def _is_greeting(said: str) -> bool:
    begun = _GREETING.match(said)
    if not begun or len(said) > _LONGEST_GREETING:
        return False
    rest = said[begun.end() :].rstrip(" \t\r\n,.!–-:")
    is_addressed = begun[0].casefold() not in {"til", "kjære", "dear"} or bool(rest.strip())
    return is_addressed and not re.search(r"[.!?]", rest) and _are_names(rest)


def _is_closing(said: str) -> bool:
    begun = _CLOSING.match(said)
    return bool(begun) and _is_signature(said[begun.end() :] if begun else "")


def _is_thanks(said: str) -> bool:
    return bool(_ONLY_THANKS.fullmatch(said))


def _is_signed(said: str, names: Sequence[str]) -> bool:
    first = (said.strip().splitlines() or [""])[0].casefold()
    return any(name in first for name in names) and _is_signature(said)


def _is_signature(said: str) -> bool:
    """Lines of names, places, numbers and who one is. No sentence."""
    lines = [line.strip() for line in said.splitlines() if line.strip(" \t,.:;!–-")]
    return len(lines) <= _MOST_LINES and all(len(line) <= _LONGEST_LINE and _are_names(line) for line in lines)


def _are_names(line: str) -> bool:
    """In capitals nothing tells a name from another word, so more than two of them are a sentence."""
    words = [stripped for word in _WORD.findall(line) if (stripped := word.strip(".!–-«»\"'"))]
    if line.isupper() and len(words) > 2:
        return all(word.casefold() in _BESIDE or not word.isalpha() for word in words)
    return all(_is_beside_or_name(word) for word in words)


def _is_beside_or_name(word: str) -> bool:
    is_name = word[0].isupper() or any(sign.isdigit() or sign in "@+" for sign in word) or word.startswith("www")
    return is_name or word.casefold() in _BESIDE
