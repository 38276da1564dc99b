"""What a Word file says of itself: else it is from 2013 and made by a library."""

import re
from typing import Any

from django.utils import timezone
from docx.oxml.ns import qn

# What XML 1.0 has no way to write; halves of signs among them.
_NO_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_WORD_OF_TODAY = "15"  # lower, Word says «Kompatibilitetsmodus» above it, and tables stick out of the margin


def plain(text: str) -> str:
    """As it can stand in a document and come back: line breaks are one sign, and what XML cannot hold is gone."""
    return _NO_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def describe(document: Any, title: str, author: str, language: str) -> None:
    """`language` as in «nb»."""
    properties = document.core_properties
    properties.title, properties.author, properties.language = title[:200], author[:200], f"{language}-NO"
    properties.last_modified_by, properties.comments, properties.revision = author[:200], "", 1
    properties.created = properties.modified = timezone.now().replace(tzinfo=None, microsecond=0)
    for one in document.settings.element.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), _WORD_OF_TODAY)
