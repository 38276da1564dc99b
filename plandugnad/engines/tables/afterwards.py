"""What an adoption cell says of later days: «Vedtatt 2019, gjelder til 2031», «2009 (opphevet 2020)»."""

import re

from plandugnad.engines.tables.dates import has_year, scan

_UNTIL_OR_AGAIN = re.compile(
    r"[,;.(–-]?\s*\b(?:gjelder|gjeld|gyldig|varer|varar|utløper|utgår|skal|bør|må|blir|vert|neste|planlagt|revideres"
    r"|reviderast|rulleres|rullerast|oppdateres|oppdaterast)\b.*\Z"
    r"|[,;.(–-]?\s*\b(?:ny (?=revi|rull)|under (?=revi|rull|oppdat)).*\Z",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:opphev(?:et|a|d|ja)|utgått|gått ut|avvikl(?:et|a)|erstatt(?:et|a)|avløyst|avløst|bortfalt|trukket|trekt)\b"
    r"[^,;.()]*?(?:\d{1,2}\.\s?\S+\s?)?(?:19|20)\d\d.*\Z",
    re.IGNORECASE,
)
_OVER = ("repealed", "replaced")


def before_and_afterwards(text: str, status: str | None) -> tuple[str, str] | None:
    """The text parted where it begins to speak of later days; None when one of the parts says no time."""
    found = (_ENDED if status in _OVER else _UNTIL_OR_AGAIN).search(text)
    before = text[: found.start()].strip(" ,;.(–-") if found else ""
    dated = scan(before)
    return (before, text[len(before) :]) if (dated.days or dated.years) and has_year(text[len(before) :]) else None


def is_to_be_revised(afterwards: str) -> bool:
    return bool(re.search(r"revi|rull|oppdat", afterwards, re.IGNORECASE))


def is_only_its_end(text: str, status: str | None) -> bool:
    """«Opphevet 2020»: the year is that of its end."""
    return status in _OVER and bool(_ENDED.match(text))
