"""What is chosen above a table of municipalities, and what may be chosen with one click or from a list."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plandugnad.core.pieces import Chip
from plandugnad.plans.area.choices import (
    ADDRESS_NAMES,
    ANYTHING,
    CENTRALITIES,
    MAIN_ADDRESS_NAMES,
    MAIN_OVERDUE,
    AreaChoices,
    is_missing,
)
from plandugnad.plans.area.rows import AreaRow
from plandugnad.plans.filters import DueChoice
from plandugnad.plans.words.groups import MAIN_TYPE_NAMES


def _missing_choices() -> list[tuple[str, str]]:
    named = [
        (name, gettext("Mangler %(plan)s") % {"plan": str(MAIN_TYPE_NAMES[kind]).lower()})
        for kind, name in MAIN_ADDRESS_NAMES.items()
    ]
    return [(ANYTHING, gettext("Mangler noe loven krever")), *named]


def _due_choices() -> list[tuple[str, str]]:
    return [
        (DueChoice.OVERDUE, gettext("Har planer over fristen")),
        (MAIN_OVERDUE, gettext("Har overordnede planer over fristen")),
        (DueChoice.SOON, gettext("Revideres innen ett år")),
    ]


def _centrality_choices() -> list[tuple[str, str]]:
    return [(value, gettext("Sentralitetsklasse %(value)s") % {"value": value}) for value in CENTRALITIES]


def area_chips(
    rows: Sequence[AreaRow], choices: AreaChoices, names: Mapping[tuple[str, str], str], sorter: str
) -> list[Chip]:
    """What is chosen first, each with its way out; then the quick choices that lead to something.

    `rows` are those that are left; `names` are of what stands as an id or a number in the address.
    """
    labels = _labels() | dict(names)
    chosen = [
        Chip(labels.get((name, value), value), choices.without(name).address(sorter), is_on=True)
        for name, value in choices.narrowing.items()
    ]
    quick = {
        ("due", str(DueChoice.OVERDUE)): sum(row.overdue > 0 for row in rows),
        ("due", MAIN_OVERDUE): sum(row.main_overdue > 0 for row in rows),
        **{("missing", what): sum(is_missing(row, what) for row in rows) for what, _label in _missing_choices()},
    }
    offered = [
        Chip(labels[name, value], choices.with_choice(name, value).address(sorter), count=count)
        for (name, value), count in quick.items()
        if count and not getattr(choices, name)
    ]
    return chosen + offered


def chosen_words(choices: AreaChoices, names: Mapping[tuple[str, str], str]) -> list[str]:
    labels = _labels() | dict(names)
    return [labels.get((name, value), value) for name, value in choices.narrowing.items()]


def _labels() -> dict[tuple[str, str], str]:
    groups = {"due": _due_choices(), "missing": _missing_choices(), "centrality": _centrality_choices()}
    return {(name, str(value)): label for name, pairs in groups.items() for value, label in pairs}


class AreaForm(forms.Form):
    """Narrows a table of municipalities. It only writes the address: `AreaChoices` reads it."""

    due = forms.ChoiceField(label=_("Revisjon"))
    missing = forms.ChoiceField(label=_("Mangler etter loven"))
    centrality = forms.ChoiceField(label=_("Sentralitet"))
    collaboration = forms.ChoiceField(label=_("Samarbeid"))
    county = forms.ChoiceField(label=_("Fylke"))

    def __init__(self, choices: AreaChoices, names: Mapping[tuple[str, str], str]) -> None:
        super().__init__(initial=choices.narrowing, use_required_attribute=False)
        offered: dict[str, Iterable[tuple[str, str]]] = {
            "due": _due_choices(),
            "missing": _missing_choices(),
            "centrality": _centrality_choices(),
            "collaboration": [(value, label) for (name, value), label in names.items() if name == "collaboration"],
            "county": [(value, label) for (name, value), label in names.items() if name == "county"],
        }
        for name, pairs in offered.items():
            self._offer(name, [(str(value), capfirst(label)) for value, label in pairs])

    def add_prefix(self, field_name: str) -> str:
        """Each field is sent under its name in the address."""
        return ADDRESS_NAMES.get(field_name, field_name)

    def _offer(self, name: str, pairs: list[tuple[str, str]]) -> None:
        if not pairs:
            del self.fields[name]
            return
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Alle")), *pairs]
        field.widget.attrs["class"] = "ds-input"
