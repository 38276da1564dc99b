"""What somebody had written when what she saved was refused: given back, so that she can copy it.

Only what came with the request itself is shown. The page is the same whether the thing is gone, was never there or is
kept from her.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.forms.widgets import ChoiceWidget
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.core.fields import WhenField
from plandugnad.plans.models import Plan

_OURS, _SECRETS = "plandugnad.", ("plandugnad.accounts.", "plandugnad.api.")
NEVER_SHOWN = re.compile(r"^csrf|pass|secret", re.IGNORECASE)
CHOSEN = "valgt-fil:"  # the names of files, carried along by the page that gives a form back
_NOT_TYPED = (forms.HiddenInput, forms.PasswordInput, forms.CheckboxInput, ChoiceWidget, forms.FileInput)


@dataclass(frozen=True)
class Typed:
    label: str
    text: str

    @property
    def rows(self) -> int:
        return min(12, 1 + self.text.count("\n") + len(self.text) // 80)


def typed_in(request: HttpRequest) -> list[Typed]:
    """Nothing where no view was found: then nobody has seen to that the form was ours."""
    match = request.resolver_match
    module = match.func.__module__ if match else ""
    if request.method != "POST" or not module.startswith(_OURS) or module.startswith(_SECRETS):
        return []
    return list(_read(request, _labels(module)))


def _read(request: HttpRequest, labels: dict[str, str | None]) -> Iterator[Typed]:
    for name, sent in request.POST.items():
        text = str(sent)
        before = request.POST.get(f"initial-{name}")
        if NEVER_SHOWN.search(name) or name.startswith(("initial-", CHOSEN)) or not text.strip() or text == before:
            continue
        field = name.rsplit("-", 1)[-1]  # after the prefix of a form that stands beside others
        is_words = len(text.split()) > 1
        label = labels.get(field, _("Det du skrev") if is_words else None)
        if label is not None:
            yield Typed(label, text)


def _labels(module: str) -> dict[str, str | None]:
    """What the view's own forms call their fields, else all forms of its app. None where nothing is typed."""
    package = ".".join(module.split(".")[:2]) + "."
    in_app = [form for form in _forms(forms.BaseForm) if form.__module__.startswith(package)]
    own = [form for form in in_app if vars(sys.modules[module]).get(form.__name__) is form]
    of_plan = _of_plan() if Plan.__module__.startswith(package) else {}
    return _said(in_app) | of_plan | _said(own)


def _said(found: Iterable[type[forms.BaseForm]]) -> dict[str, str | None]:
    said: dict[str, set[str | None]] = {}
    for form in found:
        for name, field in vars(form).get("base_fields", {}).items():
            said.setdefault(name, set()).add(_label(name, field))
    return {name: _one_of(labels) for name, labels in said.items()}


def _forms(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for each in form.__subclasses__():
        yield each
        yield from _forms(each)


def _label(name: str, field: Any) -> str | None:
    return None if isinstance(field.widget, _NOT_TYPED) else str(field.label or capfirst(name))


def _one_of(labels: set[str | None]) -> str | None:
    words = {each for each in labels if each}
    if not words:
        return None
    return words.pop() if len(words) == 1 else _("Det du skrev")


def _of_plan() -> dict[str, str | None]:
    """Its form is made anew for each plan, from the fields of the table."""
    kinds = (models.CharField, models.TextField, WhenField)
    return {
        field.name: str(capfirst(field.verbose_name)) if isinstance(field, kinds) and not field.choices else None
        for field in Plan._meta.get_fields()
        if isinstance(field, models.Field)
    }
