"""Rows that come by the hundred are written by Jinja, which compiles a template to Python: a fifth of Django's time.

Such a template lies in the app's folder `jinja2`, holds only rows, and is put in a page with `{% rows %}`. It is given
what it shows and nothing else; a name that is not there stops it. `once(dated)` is `dated`, worked out once for each
value in these rows: many of them are the same. See docs/decisions/0015.
"""

from functools import cache
from typing import Any
from uuid import UUID

from django.template.backends.django import get_installed_libraries
from django.template.library import import_library
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from jinja2 import Environment, StrictUndefined

from plandugnad.web.templatetags import marks


def environment(**options: Any) -> Environment:
    """Named by the settings. Escaping is on, as in pages, and texts are gathered from `_("…")`."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(autoescape=options.pop("autoescape", True), **options)
    made.globals |= {"_": gettext, "url": _url, "once": cache}
    made.globals |= {mark.__name__: mark for mark in (marks.icon, marks.status, marks.dated, marks.button)}
    made.filters |= {"capfirst": capfirst, "linebreaks": _linebreaks}
    for path in get_installed_libraries().values():
        if path.startswith("plandugnad."):  # the same words as in pages
            made.filters |= import_library(path).filters
    return made


def _url(name: str, *arguments: object) -> str:
    if len(arguments) == 1 and isinstance(arguments[0], UUID):
        return str(arguments[0]).join(_around_id(name))
    return reverse(name, args=arguments)


@cache
def _around_id(name: str) -> list[str]:
    """What stands before and after the id in this address: looking that up takes longer than the rest of a row."""
    nobody = UUID(int=0)
    return reverse(name, args=[nobody]).split(str(nobody))


def _linebreaks(text: str) -> SafeString:
    return SafeString(linebreaks(text, autoescape=True))
