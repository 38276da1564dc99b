from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.plans.forms.fields import LineField
from plandugnad.redthread.choices import Choices
from plandugnad.redthread.kinds import MeasureStatus
from plandugnad.redthread.models import FIRST_YEAR, LAST_YEAR, LONGEST_NAME, LONGEST_TEXT, MOST_AMOUNT

UN_GOALS = 17


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)


class _ThingForm(forms.Form):
    """`seen` is the version the page was made from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def choose(self, name: str, choices: Choices, none: str = "") -> None:
        field = self.fields[name]
        field.choices = [("", none), *choices] if none else choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_year"), given.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Året det slutter, er før året det begynner. Rett det ene."))
        return given

    def id_of(self, name: str) -> UUID | None:
        return UUID(self.cleaned_data[name]) if self.cleaned_data.get(name) else None

    def ids_of(self, name: str) -> list[UUID]:
        return [UUID(id) for id in self.cleaned_data.get(name, [])]


class GoalForm(_ThingForm):
    name = LineField(label=gettext_lazy("Mål"), max_length=LONGEST_NAME)
    text = forms.CharField(
        label=gettext_lazy("Hva målet betyr"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    parent = forms.ChoiceField(label=gettext_lazy("Delmål under"), required=False)
    plan = forms.ChoiceField(
        label=gettext_lazy("Står i"),
        required=False,
        help_text=gettext_lazy("Er samfunnsdelen vedtatt, kan alle som leser vedtatte planer, se målet."),
    )
    first_year = _year(gettext_lazy("Fra år"))
    last_year = _year(gettext_lazy("Til år"))
    un_goals = LineField(
        label=gettext_lazy("FNs bærekraftsmål"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Numrene, for eksempel 3, 11, 13."),
    )
    position = forms.IntegerField(label=gettext_lazy("Plass i listen"), required=False, min_value=0, max_value=9_999)

    def clean_un_goals(self) -> list[int]:
        words = self.cleaned_data["un_goals"].replace(",", " ").replace(";", " ").split()
        numbers = [int(word) for word in words if word.isdecimal() and len(word) < 4]
        if len(numbers) != len(words) or any(not 1 <= number <= UN_GOALS for number in numbers):
            raise ValidationError(
                _("FNs bærekraftsmål har numrene 1 til 17. Skriv dem med komma mellom, som 3, 11, 13.")
            )
        return sorted(set(numbers))

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("name", "text", "un_goals", "first_year", "last_year")
        return {name: given[name] for name in names} | {"position": given["position"] or 0}


class MeasureForm(_ThingForm):
    name = LineField(label=gettext_lazy("Tiltak"), max_length=LONGEST_NAME)
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("Mål det følger opp"), required=False, widget=forms.CheckboxSelectMultiple
    )
    plan = forms.ChoiceField(
        label=gettext_lazy("Står i planen"),
        required=False,
        help_text=gettext_lazy("Velger du ikke noe mål, følger tiltaket målene til planen."),
    )
    unit = LineField(label=gettext_lazy("Ansvarlig enhet"), required=False, max_length=200)
    first_year = _year(gettext_lazy("Fra år"))
    last_year = _year(gettext_lazy("Til år"))
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=MeasureStatus.choices)
    is_free = forms.BooleanField(
        label=gettext_lazy("Koster ikke egne penger"),
        required=False,
        help_text=gettext_lazy("Da henger det ikke løst uten en budsjettlinje."),
    )
    follow_up = forms.CharField(
        label=gettext_lazy("Hvordan det går"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Bare for dem som leser alt i kommunen."),
    )

    def values(self) -> dict[str, Any]:
        names = ("name", "unit", "first_year", "last_year", "status", "is_free", "follow_up")
        return {name: self.cleaned_data[name] for name in names} | {"plan_id": self.id_of("plan")}


class LineForm(_ThingForm):
    name = LineField(label=gettext_lazy("Budsjettlinje"), max_length=LONGEST_NAME)
    account = LineField(label=gettext_lazy("Konto eller område"), required=False, max_length=120)
    measure = forms.ChoiceField(
        label=gettext_lazy("Betaler tiltaket"),
        required=False,
        help_text=gettext_lazy("Velger du ikke noe mål, følger linjen målene til tiltaket, ellers til planen."),
    )
    plan = forms.ChoiceField(
        label=gettext_lazy("Står i planen"),
        required=False,
        help_text=gettext_lazy(
            "Til vanlig økonomiplanen. Er den vedtatt, kan alle som leser vedtatte planer, se linjen."
        ),
    )
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("Mål den følger opp"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, years: Sequence[int], data: Any = None, *, kept: Mapping[str, int], **more: Any) -> None:
        super().__init__(data, **more)
        self.years, self.kept = years, kept
        for year in years:
            self.fields[f"y{year}"] = forms.IntegerField(
                label=str(year), required=False, min_value=-MOST_AMOUNT, max_value=MOST_AMOUNT,
                initial=kept.get(str(year)),
            )  # fmt: skip

    def amount_fields(self) -> Iterable[forms.BoundField]:
        return [self[f"y{year}"] for year in self.years]

    def values(self) -> dict[str, Any]:
        amounts = {year: amount for year, amount in self.kept.items() if int(year) not in self.years}
        given = {str(year): self.cleaned_data[f"y{year}"] for year in self.years}
        amounts |= {year: amount for year, amount in given.items() if amount is not None}
        return {
            "name": self.cleaned_data["name"],
            "account": self.cleaned_data["account"],
            "amounts": dict(sorted(amounts.items())),
            "measure_id": self.id_of("measure"),
            "plan_id": self.id_of("plan"),
        }


class PlanGoalsForm(_ThingForm):
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("Mål planen følger opp"), required=False, widget=forms.CheckboxSelectMultiple
    )
    how = LineField(
        label=gettext_lazy("Hvordan"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("Kort, for eksempel hvilket kapittel."),
    )


class AnchorForm(_ThingForm):
    goal = forms.ChoiceField(
        label=gettext_lazy("Forankre det du har krysset av, i"),
        error_messages={"required": gettext_lazy("Velg hvilket mål det skal forankres i.")},
    )
