"""The small pieces that a page holds by the hundred: icons, statuses, dates, buttons.

Written here rather than in a template each, since a template costs more to begin than any of these to write. Both kinds
of template use them: pages by `{% load components %}`, rows by the names in `plandugnad.web.rows`.
"""

from functools import lru_cache
from typing import Any

from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from plandugnad.web.templatetags.written import Dateable, machine_date, written_date

# What each status looks like: (shape, colour). Shape and word carry the meaning; colour only helps.
_STATUS_MARKS = {
    "idea": ("idea", "neutral"),
    "decided": ("decided", "neutral"),
    "in_process": ("working", "accent"),
    "in_consultation": ("hearing", "accent"),
    "adopted": ("adopted", "success"),
    "under_revision": ("revising", "accent"),
    "repealed": ("repealed", "neutral"),
    "replaced": ("replaced", "neutral"),
    "due": ("attention", "warning"),
    "overdue": ("attention", "danger"),
}
_NOTHING = SafeString("")


@lru_cache(maxsize=256)  # a file's address does not change while the process lives
def icon(name: str) -> SafeString:
    """With a space after it, for where it stands in a line of text."""
    return format_html(
        '<svg class="pd-icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg> ',
        static("web/sprite.svg"),
        name,
    )


def status(code: str, label: str, note: str = "") -> SafeString:
    shape, color = _STATUS_MARKS.get(code, ("unknown", "neutral"))
    after = f' <span class="pd-quiet">{conditional_escape(note)}</span>' if note else ""
    words = conditional_escape(capfirst(label))
    return SafeString(f'<span class="pd-status" data-color="{color}">{icon(f"shape-{shape}")}{words}{after}</span>')


def dated(value: Dateable) -> SafeString:
    """<time> with the date as it is written in text."""
    machine = machine_date(value)
    if not machine:
        return _NOTHING
    words = conditional_escape(written_date(machine))
    if "/" in machine:  # HTML has no way to write a span of years
        return SafeString(f'<span class="pd-figure">{words}</span>')
    return SafeString(f'<time datetime="{conditional_escape(machine)}">{words}</time>')


def link_button(label: str, address: str, variant: str = "primary", icon: str = "", size: str = "") -> SafeString:
    inside = _inside(label, icon)
    return format_html('<a class="ds-button"{} href="{}">{}</a>', _look(variant, size), address, inside)


def button(label: str, variant: str = "primary", icon: str = "", size: str = "", **attributes: str) -> SafeString:
    """A button that sends its form; other attributes (name, value, data_color, hx_post …) are passed on."""
    others = flatatt({name.replace("_", "-"): value for name, value in attributes.items()})
    inside = _inside(label, icon)
    return format_html('<button class="ds-button" type="submit"{}{}>{}</button>', _look(variant, size), others, inside)


def _look(variant: str, size: str) -> SafeString:
    named: dict[str, Any] = {"data-variant": variant} | ({"data-size": size} if size else {})
    return flatatt(named)


def _inside(label: str, picture: str) -> SafeString:
    return format_html("{}{}", icon(picture) if picture else "", label)
