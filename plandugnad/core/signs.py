"""Which signs the fonts we print with have. PDF/UA refuses a file with a sign that cannot be shown, and the library
stops altogether at some it cannot place; so what is written is looked through first."""

import re
import unicodedata

# Latin with the Sámi letters, Greek, Cyrillic, punctuation, currencies, arrows, mathematics, boxes and ticks.
_SHOWN = (
    "\t\n\u0020-\u007e\u00a0-\u04ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f\u2190-\u22ff"
    "\u2500-\u2606\u2609-\u262f\u2713\u2714\ufb00-\ufb06"
)
_NOT_SHOWN = re.compile(f"[^{_SHOWN}]")
INSTEAD = "▯"
_UNBROKEN = re.compile(r"\S{24,}")
_AT_A_TIME = 12
_SPACE_OF_NO_WIDTH = "\u200b"


_LEFT_OUT = ("Mn", "Me", "Cf")
_NO_SIGN_YET = "Cn"


def shown(text: str) -> str:
    """Accents that do not join their letter, and signs that only say how another is shown, are left out."""
    return "".join(_sign(one) for one in unicodedata.normalize("NFC", text))


def _sign(one: str) -> str:
    category = unicodedata.category(one)
    if category in _LEFT_OUT:
        return ""
    return INSTEAD if category == _NO_SIGN_YET or _NOT_SHOWN.match(one) else one


def breakable(text: str) -> str:
    """What has no space in it may still be parted, so that it stays within its cell."""
    return _UNBROKEN.sub(_parted, text)


def _parted(found: re.Match[str]) -> str:
    word = found[0]
    return _SPACE_OF_NO_WIDTH.join(word[place : place + _AT_A_TIME] for place in range(0, len(word), _AT_A_TIME))
