"""What a Word file says of itself: else it is from 2013 and made by a library."""

from typing import Any

from django.utils import timezone


def describe(document: Any, title: str, author: str, language: str) -> None:
    """`language` as in «nb»."""
    properties = document.core_properties
    properties.title, properties.author, properties.language = title[:200], author[:200], f"{language}-NO"
    properties.last_modified_by, properties.comments, properties.revision = author[:200], "", 1
    properties.created = properties.modified = timezone.now().replace(tzinfo=None, microsecond=0)
