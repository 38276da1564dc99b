"""The product's components. Pages say `{% load components %}`; /stil in a demo shows each of them."""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify

from plandugnad.core.pieces import Chip, Column, Crumb
from plandugnad.web.templatetags import marks
from plandugnad.web.templatetags.written import written_date, written_number

register = template.Library()
register.filter("norwegian_date", written_date)
register.filter("norwegian_number", written_number)
for mark in (marks.icon, marks.status, marks.dated, marks.link_button, marks.button):
    register.simple_tag(mark)

_PARTS = "web/parts/"
_ids = itertools.count(1)

_TONES = {"error": ("danger", "error"), "warning": ("warning", "warning"), "success": ("success", "check")}


@register.inclusion_tag(_PARTS + "breadcrumb.html")
def breadcrumb(crumbs: Iterable[Crumb]) -> dict[str, Any]:
    return {"crumbs": list(crumbs)}


@register.simple_tag
def rows(template_name: str, **given: Any) -> SafeString:
    """Rows that come by the hundred, from a template in a folder `jinja2`: see `plandugnad.web.rows`."""
    return SafeString(engines["jinja2"].get_template(template_name).render(given))


@register.inclusion_tag(_PARTS + "facts.html")
def facts(rows: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {"rows": list(rows)}


@register.inclusion_tag(_PARTS + "filter_chips.html")
def filter_chips(chips: Iterable[Chip], label: str, clear_address: str = "") -> dict[str, Any]:
    shown = list(chips)
    return {"chips": shown, "label": label, "clear_address": clear_address if any(chip.is_on for chip in shown) else ""}


@register.inclusion_tag(_PARTS + "table_head.html", takes_context=True)
def table_head(context: Context, columns: Sequence[Column]) -> dict[str, Any]:
    request = context.get("request")
    chosen = request.GET.get("sorter", "") if request else ""
    return {"headings": [_heading(column, chosen, request) for column in columns]}


def _heading(column: Column, chosen: str, request: Any) -> dict[str, Any]:
    direction = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(chosen, "") if column.sort else ""
    address = ""
    if column.sort and request:
        query = request.GET.copy()
        query["sorter"] = f"-{column.sort}" if direction == "ascending" else column.sort
        query.pop("side", None)
        address = f"?{query.urlencode()}"
    return {"column": column, "direction": direction, "address": address}


@register.inclusion_tag(_PARTS + "pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], parameter: str = "side") -> dict[str, Any]:
    """`parameter` tells two lists on one page apart."""
    request = context.get("request")

    def address(number: int | str) -> str:
        query = request.GET.copy() if request else QueryDict(mutable=True)
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": [(number, address(number)) for number in numbers],
        "previous": address(page.number - 1),
        "next": address(page.number + 1),
    }


@register.simple_block_tag
def empty_state(content: str, heading: str, icon: str = "information") -> str:
    return render_to_string(_PARTS + "empty_state.html", {"content": content, "heading": heading, "icon": icon})


@register.simple_block_tag
def disclosure(content: str, summary: str, is_open: bool = False) -> str:
    return render_to_string(_PARTS + "disclosure.html", {"content": content, "summary": summary, "is_open": is_open})


@register.simple_block_tag
def note(content: str, tone: str = "info") -> str:
    color, picture = _TONES.get(tone, ("info", "information"))
    return render_to_string(_PARTS + "note.html", {"content": content, "color": color, "icon": picture})


@register.simple_block_tag
def term(content: str, word: str, section: str = "", address: str = "") -> str:
    """A dotted word that opens its meaning and the section of the law."""
    element = f"ord-{slugify(word)}-{next(_ids)}"  # unique also among fragments fetched later
    found = {"content": content, "word": word, "section": section, "address": address, "element": element}
    return SafeString(render_to_string(_PARTS + "term.html", found).strip())


@register.inclusion_tag(_PARTS + "field.html")
def field(field: forms.BoundField, autocomplete: str = "") -> dict[str, Any]:
    """A form's field with its label, help and what is wrong with it."""
    widget = field.field.widget
    is_group = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return {
        "field": field,
        "control": field.as_widget(attrs=_attributes(field, autocomplete)),
        "is_group": is_group,
        "is_choice": isinstance(widget, forms.CheckboxInput),
        # What else makes up for it, where one of two must be there.
        "instead": getattr(field.field, "instead", ""),
        "is_optional": not field.field.required
        and not isinstance(widget, forms.CheckboxInput)
        # A form where nothing is demanded says so at none of its fields.
        and getattr(field.field, "says_optional", True),
        "help_id": f"{field.auto_id}_helptext",
        "error_id": f"{field.auto_id}_error",
    }


def _attributes(field: forms.BoundField, autocomplete: str) -> dict[str, str | bool]:
    attributes: dict[str, str | bool] = {"class": f"{field.field.widget.attrs.get('class', '')} ds-input".strip()}
    described = [f"{field.auto_id}_error"] if field.errors else []
    if field.help_text:
        described.append(f"{field.auto_id}_helptext")
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if autocomplete:
        attributes["autocomplete"] = autocomplete
    return attributes


@register.inclusion_tag(_PARTS + "error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    wrong = [(_first_control(field), field.label, list(field.errors)) for field in form if field.errors]
    return {"wrong": wrong, "general": list(form.non_field_errors())}


def _first_control(field: forms.BoundField) -> str:
    is_group = isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{field.auto_id}_0" if is_group else field.auto_id


@register.inclusion_tag(_PARTS + "file_drop.html")
def file_drop(
    name: str, label: str, accept: str = "", help_text: str = "", is_many: bool = False, is_required: bool = True
) -> dict[str, Any]:
    told = {"name": name, "label": label, "accept": accept, "help_text": help_text}
    return told | {"is_many": is_many, "is_required": is_required}


@register.inclusion_tag(_PARTS + "auto_save.html", takes_context=True)
def auto_save(context: Context, field: forms.BoundField, address: str) -> dict[str, Any]:
    """A field that is sent when it is changed. The answer is empty, or status 422 with a sentence on what is wrong."""
    answer = f"{field.auto_id}_answer"
    described = f"{answer} {field.auto_id}_helptext" if field.help_text else answer
    control = field.as_widget(attrs={"class": "ds-input", "aria-describedby": described})
    return {"field": field, "control": control, "address": address, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(_PARTS + "copy_button.html")
def copy_button(text: str, label: str) -> dict[str, Any]:
    return {"text": text, "label": label}


@register.inclusion_tag(_PARTS + "print_button.html")
def print_button() -> dict[str, Any]:
    return {}


@register.filter
def undo_address(tags: str | None) -> str:
    """The address to undo at, from a message with extra_tags='undo:/planer/…'. Only addresses on this site."""
    found = re.search(r"(?:^|\s)undo:(/(?![/\\])\S*)", tags or "")
    return found[1] if found else ""


@register.filter
def tone(level_tag: str) -> str:
    return _TONES.get(level_tag, ("info", "information"))[0]


@register.filter
def tone_icon(level_tag: str) -> str:
    return _TONES.get(level_tag, ("info", "information"))[1]
