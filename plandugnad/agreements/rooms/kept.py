"""How long, as people write it → a date, when it is one. Pure."""

import re
from datetime import date

from plandugnad.engines.tables.when import When

_LEAD = re.compile(
    r"^(?:(?:kan\s+)?(?:slettes|slettast|kastes|kastast)\s+)?(?:til|inntil|fram til|fram\s?over til|etter|ut|until)?"
    r"(?:\s+og\s+med)?\s*(?:utgangen av\s+)?(?:år(?:et)?\s+)?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}|(?:19|20|21)\d{2}")


def read_until(words: str) -> When | None:
    """'5 år' and 'så lenge planen gjelder' are no dates, and stand as words."""
    text = _LEAD.sub("", " ".join(words.split())).strip(" .")
    try:
        if found := _DOTTED.fullmatch(text):
            return When.on(date(int(found[3]), int(found[2]), int(found[1])))
        return When.parse(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None
