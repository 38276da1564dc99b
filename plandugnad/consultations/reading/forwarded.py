"""Who wrote first, in an e-mail that somebody has sent on: read from the lines programs put above the first words."""

import re
from dataclasses import dataclass
from email.utils import parseaddr

_SENT_ON = re.compile(r"\s*(?:vs|fw|fwd|fv|wg|vidaresendt|videresendt)\s*:", re.IGNORECASE)
_FROM = re.compile(r"^[>\s*]*(?:fra|frå|from|von)\s*:\*?\s*(.+)$", re.IGNORECASE)
_OTHER = re.compile(
    r"^[>\s*]*(?:sendt|dato|date|sent|til|to|kopi|cc|emne|subject|svar til|reply-to|viktigheit|viktighet|importance)"
    r"\s*:\*?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^[>\s*]*(?:emne|subject)\s*:", re.IGNORECASE)
_LONGEST_BLOCK = 12
_AT_MOST_LINES = 2_000


@dataclass(frozen=True)
class First:
    name: str
    email: str
    text: str


def says_so(subject: str) -> bool:
    return bool(_SENT_ON.match(subject))


def found(text: str) -> First | None:
    """The first block of such lines; nothing when there is none that names both a sender and a subject."""
    lines = text.split("\n")
    for number, line in enumerate(lines[:_AT_MOST_LINES]):
        named = _FROM.match(line) if len(line) < 400 else None
        if named and (end := _end_of_block(lines, number)):
            shown, email = parseaddr(_plain(named[1]))
            name = " ".join((shown if "@" in email else named[1]).strip("\"' *").split())
            return First(name[:200], email if "@" in email else "", "\n".join(map(_unquoted, lines[end:])))
    return None


def _plain(told: str) -> str:
    return told.replace("[mailto:", "<").replace("]", ">").replace("mailto:", "")


def _end_of_block(lines: list[str], start: int) -> int:
    """The line after the block, or 0 when these lines are something else."""
    has_subject, at = False, start + 1
    while at < min(len(lines), start + _LONGEST_BLOCK) and lines[at].strip("> "):
        has_subject = has_subject or bool(_SUBJECT.match(lines[at]))
        if not _OTHER.match(lines[at]) and has_subject:
            break
        at += 1
    return at if has_subject else 0


def _unquoted(line: str) -> str:
    return re.sub(r"^>\s?", "", line)
