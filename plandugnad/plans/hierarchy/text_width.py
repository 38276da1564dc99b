"""How wide text becomes in a drawing, near enough to break lines: the page's system fonts are never known here."""

_NARROW = frozenset("iljtfrI.,:;'’|!()[] -/")
_WIDE = frozenset("mwMW@%—")
_SHARES = {"narrow": 0.34, "wide": 0.88, "capital": 0.7, "other": 0.565}  # of the font size; a little above Arial's


def width_of(text: str, font_size: float) -> float:
    return sum(_SHARES[_kind(letter)] for letter in text) * font_size


def _kind(letter: str) -> str:
    if letter in _NARROW:
        return "narrow"
    if letter in _WIDE or ord(letter) > 0x2FFF:
        return "wide"
    return "capital" if letter.isupper() else "other"


def broken(text: str, font_size: float, room: float, most_lines: int) -> tuple[str, ...]:
    """The text on at most so many lines, cut with … where it is longer. A word wider than the room is cut in two."""
    lines: list[str] = []
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
        used += _SHARES[_kind(letter)] * font_size
        if used > room:
            return max(index, 1)
    return len(text)
