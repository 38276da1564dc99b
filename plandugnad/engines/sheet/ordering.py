"""Order keys: between two there is always room for one more, and two people who insert at once do not move each other.

A key is digits 0–9, A–Z, a–z, read as a fraction, never ending in 0. Items with the same key stand by their ids.
"""

import re
from hashlib import sha256

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LONGEST = 200
_KEY = re.compile(r"[0-9A-Za-z]*[1-9A-Za-z]")
_BASE = len(DIGITS)
_SALT = 3


def is_key(written: object) -> bool:
    return isinstance(written, str) and len(written) <= LONGEST and _KEY.fullmatch(written) is not None


def between(left: str = "", right: str = "", salt: str = "") -> str:
    """A key after `left` and before `right`; empty is the beginning and the end.

    `salt` (the id of the item) makes the keys of two who insert at the same place differ. Raises ValueError where
    there is no room: `left` is not before `right`.
    """
    if right and left >= right:
        raise ValueError(f"{left} is not before {right}")
    return _middle(left, right) + (_salted(salt) if salt else "")


def spread(number: int) -> list[str]:
    """So many keys in order, short and evenly apart: for a new list, and for one whose keys have grown long."""
    width, room = 1, _BASE
    while room < 2 * (number + 1):
        width, room = width + 1, room * _BASE
    return [_written((place + 1) * room // (number + 1), width) for place in range(number)]


def _written(value: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        value, rest = divmod(value, _BASE)
        digits = DIGITS[rest] + digits
    return digits.rstrip("0") or DIGITS[1]


def _middle(left: str, right: str) -> str:
    """With a salt after it the key stays before `right`: it is never a beginning of `right`."""
    made = ""
    for place in range(max(len(left), len(right)) + 1):
        low = DIGITS.index(left[place]) if place < len(left) else 0
        high = DIGITS.index(right[place]) if place < len(right) else (_BASE if not right else 0)
        if low == high:
            made += DIGITS[low]
            continue
        if high - low > 1:
            # Towards the end of a list one step at a time, so that adding a hundred rows does not make long keys.
            return made + DIGITS[low + 1 if not right else (low + high) // 2]
        # No room at this digit: keep the low one, and go above what is left of `left`.
        return made + DIGITS[low] + _middle(left[place + 1 :], "")
    raise ValueError(f"no room between {left} and {right}")


def _salted(salt: str) -> str:
    number = int.from_bytes(sha256(salt.encode("utf-8", "replace")).digest()[:8], "big")
    digits = ""
    for _ in range(_SALT):
        number, rest = divmod(number, _BASE)
        digits += DIGITS[rest]
    return digits + DIGITS[1 + number % (_BASE - 1)]
