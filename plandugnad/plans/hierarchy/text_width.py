"""How wide text becomes in a drawing, near enough to break lines: the page's system fonts are never known here.

Reckoned for the widest of those that are common, DejaVu Sans on Linux: in a narrower one there is air to the right, and
in none does a word stand outside its box.
"""

# The share of the font size that a bold letter takes, rounded up; a letter not named here takes as much as the widest.
_BOLD_SHARES = {
    0.39: "ijlI J/\\|,.·’'",
    0.46: "-:;f!()[]",
    0.50: "tr_–§",
    0.60: 'scz?*"',
    0.66: "vxy«»L",
    0.69: "akeåäéEFT",
    0.71: "oøönhu0123456789$",
    0.73: "bdgpqSYCPZ",
    0.85: "BAKRVXÅUGDHN#+<=>^~OQØ&",
    0.93: "w",
    1.10: "mMW%@—…æÆ",
}
_OTHER = 1.1
_SHARES = {letter: share for share, letters in _BOLD_SHARES.items() for letter in letters}
_REGULAR = 0.93  # of the bold


def width_of(text: str, font_size: float, *, is_bold: bool = True) -> float:
    return sum(_share_of(letter) for letter in text) * font_size * (1 if is_bold else _REGULAR)


def _share_of(letter: str) -> float:
    return _SHARES.get(letter, _OTHER)


def broken(text: str, font_size: float, room: float, most_lines: int, *, is_bold: bool = True) -> tuple[str, ...]:
    """The text on at most so many lines, cut with … where it is longer. A word wider than the room is cut in two."""
    lines: list[str] = []
    room /= 1 if is_bold else _REGULAR
    rest = " ".join(text.split())
    while rest and len(lines) < most_lines:
        is_last = len(lines) == most_lines - 1
        line, rest = _first_line(rest, font_size, room)
        lines.append(_shortened(f"{line} {rest}", font_size, room) if is_last and rest else line)
    return tuple(lines)


def _first_line(text: str, font_size: float, room: float) -> tuple[str, str]:
    fits = _fitting(text, font_size, room)
    if fits == len(text):
        return text, ""
    space = text.rfind(" ", 0, fits + 1)
    cut = space if space > 0 else fits
    return text[:cut].rstrip(), text[cut:].lstrip()


def _shortened(text: str, font_size: float, room: float) -> str:
    fits = _fitting(text, font_size, room)
    return text if fits == len(text) else text[: max(fits - 1, 1)].rstrip() + "…"


def _fitting(text: str, font_size: float, room: float) -> int:
    """How many of the first letters fit; at least one."""
    used = 0.0
    for index, letter in enumerate(text):
        used += _share_of(letter) * font_size
        if used > room:
            return max(index, 1)
    return len(text)
