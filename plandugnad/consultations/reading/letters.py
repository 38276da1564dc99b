"""Text whose letters are told wrong, or not at all, made whole: of Western Europe when it is not UTF-8."""

import codecs
import re

from plandugnad.archive.names import shown

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u2069]")
_MANY_EMPTY = re.compile(r"\n{3,}")
# Letters of UTF-8 that were read as Western Europe's: «Ã¥» for «å».
_READ_TWICE = re.compile(r"Ã[\x80-\xbf¦¸¥†˜…]|â€[™œ“”]")
_LATIN = {"us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "iso8859-1", "windows-1252", "cp1252"}


def decoded(content: bytes, charset: str) -> str:
    """What a file says of its letters is believed when it fits. UTF-8 fits by chance almost never."""
    try:
        return _once(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    name = charset.lower().strip("\"' ")
    if name and name not in _LATIN and name not in {"utf-8", "utf8"} and _is_of_text(name):
        try:
            return content.decode(name)
        except (UnicodeError, LookupError):
            pass
    return content.decode("cp1252", "replace")


def mended(text: str) -> str:
    """Of a header: bytes that were kept as they were (surrogates) become the letters they are."""
    if text.isascii():
        return text
    try:
        return decoded(text.encode("ascii", "surrogateescape"), "")
    except UnicodeEncodeError:
        return _once(text.encode("utf-8", "replace").decode())


def tidied(text: str) -> str:
    """As a person would paste it: no signs that cannot be seen, no heaps of empty lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\u2028", "\n")
    text = _CONTROL.sub("", text.encode("utf-8", "replace").decode())
    return _MANY_EMPTY.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def on_one_line(text: str) -> str:
    return shown(tidied(text))


def _is_of_text(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def _once(text: str) -> str:
    if not _READ_TWICE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
