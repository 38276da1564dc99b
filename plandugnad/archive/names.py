"""File names with nothing in them that a disk, a header or an eye could be fooled by."""

import os
import re
import unicodedata
from collections.abc import Container

from plandugnad.archive.limits import LONGEST_NAME

# Format characters (Cf) hold the marks that turn text around: 'plan\u202efdp.exe' looks like a PDF.
_NEVER_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_UNSAFE = re.compile(r'[<>:"/\\|?*]')
# Names Windows keeps for devices, whatever comes after a dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_LONGEST_ENDING = 12


def shown(text: str) -> str:
    """Without signs that cannot be seen, on one line."""
    spaced = "".join(" " if sign in "\t\r\n" else sign for sign in unicodedata.normalize("NFC", text))
    return " ".join("".join(sign for sign in spaced if unicodedata.category(sign) not in _NEVER_SHOWN).split())


def safe_name(text: str) -> str:
    """One step of a path everywhere, leading nowhere else; the ending is kept. Empty when nothing is left."""
    stem, ending = parted(_UNSAFE.sub("_", shown(text)).strip(" ."))
    name = f"{stem[: LONGEST_NAME - len(ending)].rstrip(' .')}{ending}".strip(" .")
    return f"_{name}"[:LONGEST_NAME] if _DEVICE.match(name) else name


def uploaded_name(text: str) -> str:
    """Of a file as a browser names it: some send the whole path."""
    return safe_name(re.split(r"[/\\]", text)[-1])


def parted(name: str) -> tuple[str, str]:
    """'Referat 12.06.pdf' is 'Referat 12.06' and '.pdf'. What looks like an ending must be short and one word."""
    stem, ending = os.path.splitext(name)
    is_ending = 1 < len(ending) <= _LONGEST_ENDING and ending[1:].isalnum() and not ending[1:].isdecimal()
    return (stem, ending) if is_ending else (name, "")


def name_key(name: str) -> str:
    """Two names that a disk may not tell apart are the same name."""
    return unicodedata.normalize("NFKC", name).casefold()


def free_name(name: str, taken: Container[str]) -> str:
    """The name, or the name with a number behind it; `taken` holds keys."""
    stem, ending = parted(name)
    candidate, number = name, 1
    while name_key(candidate) in taken:
        number += 1
        candidate = f"{stem[: LONGEST_NAME - len(ending) - 8]} ({number}){ending}"
    return candidate
