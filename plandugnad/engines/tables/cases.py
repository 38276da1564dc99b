"""Case numbers: «K-sak 45/19», «PS 12/2020», «2024/1188»."""

import re
from typing import NamedTuple

_WORD = (
    r"(?:k|ks|kst|kom|ps|fsk|fs|f|ft|fu|hmu|mtu|plu|kr)[-. ]{0,2}(?:sak|st)\w*|(?:k|ks|kst|kom|ps|fsk|fs|ft|kmst"
    r"|k\.st)\b\.?"
    r"|\w*kommunestyre\w*|\w*formannskap\w*|\w*sak(?:snr|snummer|nr|en|a)?\b|vedtak(?:snr)?\b|arkivsak\w*|jnr|j\.nr"
    r"|esa|websak|ephorte|jpid"
)
_NUMBER = r"\d{4}/\d{1,6}(?:-\d{1,4})?|\d{1,5}/\d{2,6}(?:-\d{1,4})?"
_AFTER_WORD = re.compile(
    rf"\b(?:{_WORD})(?:[\s.,:;()#-]*(?:nr|nummer|no)\b\.?)?[\s.,:;()#-]*({_NUMBER})(?![\d/])", re.IGNORECASE
)
_BARE = re.compile(rf"(?<![\d/.])({_NUMBER})(?![\d/])")
_COUNCIL = re.compile(r"(\d{1,3})/(\d{2}|(?:19|20)\d{2})\Z")
_ARCHIVE_NUMBER = re.compile(r"(?<![\d/])(\d{4,})(?![\d/])")


class Case(NamedTuple):
    number: str
    after_word: bool

    def year(self) -> int | None:
        """The year of a council case n/yy. Archive numbers have the year first, or four digits: they say nothing."""
        found = _COUNCIL.match(self.number)
        if not found:
            return None
        if len(found[2]) == 4:
            # Two readings are possible without a case word: a council case of that year, or an archive number.
            return int(found[2]) if self.after_word else None
        year = int(found[2])
        if 35 < year < 50:
            return None  # «19/45» has the year first
        return 2000 + year if year < 50 else 1900 + year


def cases_in(text: str, *, bare: bool) -> list[Case]:
    """Case numbers in a text; `bare` when the column itself is for cases, so that no case word is needed."""
    found = [Case(match[1], True) for match in _AFTER_WORD.finditer(text)]
    if bare:
        known = {case.number for case in found}
        found += [Case(match[1], False) for match in _BARE.finditer(text) if match[1] not in known]
    return found


def without_cases(text: str) -> str:
    return _AFTER_WORD.sub(" ", text)


def archive_number(text: str) -> str | None:
    """A lone number in a case column, such as a journal post."""
    found = _ARCHIVE_NUMBER.findall(text)
    return found[0] if len(found) == 1 and len(re.sub(r"[\d\W]", "", text)) <= 12 else None
