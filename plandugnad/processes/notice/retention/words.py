"""A text without the names and addresses it holds, where they stand alone. Names of one word are any word."""

import re
from collections.abc import Collection
from typing import Any


def without(value: Any, words: Collection[str], instead: str) -> Any:
    """Longest first, so that an address goes before a name that is a part of it."""
    told = sorted((word for word in words if "@" in word or len(word.split()) > 1), key=len, reverse=True)
    pattern = "|".join(rf"(?<![\w.+-]){re.escape(word)}(?!-?\w)" for word in told) or r"(?!)"
    return _without(value, re.compile(pattern, re.IGNORECASE), instead)


def _without(value: Any, pattern: re.Pattern[str], instead: str) -> Any:
    if isinstance(value, str):
        return pattern.sub(instead, value)
    if isinstance(value, list):
        return [_without(one, pattern, instead) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, pattern, instead) for key, one in value.items()}
    return value
