"""The marks within a number: '12 345,6' in Norwegian, '12,345.6' in English."""

from django.utils.translation import get_language


def is_english() -> bool:
    return (get_language() or "").startswith("en")


def decimal_mark() -> str:
    return "." if is_english() else ","


def thousands_mark(space: str) -> str:
    return "," if is_english() else space
