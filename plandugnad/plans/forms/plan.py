"""The plan's own fields as a form: all of them, or the few that are asked for."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.core.fields import WhenField
from plandugnad.plans.choosing.chooser import Chooser, as_id
from plandugnad.plans.choosing.ranking import Candidate
from plandugnad.plans.fields import EDITED, KEPT_AS, SHOWN_AS, edited_in, label_of
from plandugnad.plans.forms.fields import (
    LineField,
    Suggesting,
    TextField,
    ThemesField,
    WhenFormField,
    check_national_plan_id,
)
from plandugnad.plans.kinds import Decision, PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.candidates import may_be_parents, parent_choices
from plandugnad.plans.queries.suggestions import used_texts
from plandugnad.regions.models import Organisation

_CHOICES = {"plan_type": PlanType, "status": PlanStatus, "decision": Decision}
_SUGGESTED = frozenset({"section", "owner_unit", "responsible", "adopted_by", "priority"})


class PlanForm(forms.Form):
    """`only` are the fields it has. Fields the person leaves alone are not sent to be changed, whatever stands now."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(
        self,
        organisation: Organisation,
        plan: Plan | None,
        data: Any = None,
        only: Collection[str] = EDITED,
        **given: Any,
    ) -> None:
        super().__init__(data, **given)
        self.organisation, self.plan = organisation, plan
        self._may_be_parents: list[Candidate] | None = None
        if plan is not None:
            self.initial.setdefault("seen_version", plan.version)
        for name in (each for each in edited_in(plan.plan_type if plan else "") if each in only):
            self.fields[name] = self._field(name)
            if plan is not None:
                self.initial.setdefault(name, getattr(plan, KEPT_AS.get(name, name)))

    def _field(self, name: str) -> forms.Field:
        field = self._kind(name)
        if name == "national_plan_id":
            field.help_text = _("Kommunenummer og planens nummer, som «4206_201502», eller bare nummeret: «201502».")
        field.label, field.show_hidden_initial = label_of(name), self.plan is not None
        return field

    def _kind(self, name: str) -> forms.Field:
        model_field: Any = Plan._meta.get_field(name)
        if name in _CHOICES:
            return forms.ChoiceField(
                choices=[("", _("Ikke valgt")), *_capitals(_CHOICES[name].choices)], required=False
            )
        if isinstance(model_field, WhenField):
            return WhenFormField(required=False)
        if name == "parent":
            return ParentField(self.may_be_parents, self.plan.parent_id if self.plan else None, required=False)
        if name == "themes":
            return ThemesField(required=False)
        if name == "notes":
            return TextField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}))
        suggestions = used_texts(self.organisation, name) if name in _SUGGESTED else ()
        return LineField(required=name == "name", max_length=model_field.max_length, widget=Suggesting(suggestions))

    def clean_national_plan_id(self) -> str:
        text: str = self.cleaned_data["national_plan_id"]
        # What came with an import stands until somebody changes it: it should not stop a change of something else.
        if text and (self.plan is None or text != self.plan.national_plan_id):
            check_national_plan_id(text)
        return text

    def may_be_parents(self) -> list[Candidate]:
        if self._may_be_parents is None:
            self._may_be_parents = may_be_parents(self.organisation, self.plan)
        return self._may_be_parents

    def parent_chooser(self, query: str = "", marked: UUID | None = None) -> Chooser:
        """`marked` is what a person had marked when she searched."""
        candidates = self.may_be_parents()
        marked = marked or as_id(str(self["parent"].value() or ""))
        choices = parent_choices(self.plan, candidates, query)
        is_offered = any(each.id == marked for each in choices.shown)
        apart = None if is_offered else next((each for each in candidates if each.id == marked), None)
        heading, none = _("Ligger ofte over denne plantypen"), _("Ingen plan: plasser etter plantypen")
        return Chooser("parent", choices, query, marked, apart, heading, none)

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def hidden(self) -> SafeString:
        """The version and the values the person had before her. `{% field %}` does not write these."""
        before = (field.as_hidden(only_initial=True) for field in self.shown if field.field.show_hidden_initial)
        return mark_safe("".join([str(self["seen_version"]), *before]))  # noqa: S308  # written by Django's own widgets

    def values(self, leave: Collection[str] = ()) -> dict[str, Any]:
        """What is to be changed, under the names it is kept by."""
        changed = self.changed_data if self.plan is not None else self.fields
        wanted = [name for name in changed if name in EDITED and name not in leave]
        values = {KEPT_AS.get(name, name): self.cleaned_data[name] for name in wanted}
        if "adopted" in values:
            values["is_adopted_year_from_case"] = False  # now a person has said it
        return values

    def on_top_of(self, current: Plan) -> "PlanForm":
        """The same form over what stands now: what the person wrote is kept, what she did not touch is renewed."""
        data = dict(self.data.items())
        now = PlanForm(self.organisation, current, only=self.fields)
        for field in now.shown:
            stands = field.value()
            data[field.html_initial_name] = "" if stands is None else str(stands)
            if field.name not in self.changed_data:
                data[field.html_name] = data[field.html_initial_name]
        data["seen_version"] = str(current.version)
        return PlanForm(self.organisation, current, data, only=self.fields)

    def add_errors(self, refused: ValidationError) -> None:
        """Puts what an action refused beside the field it is about."""
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, sentences in by_field.items():
            field = SHOWN_AS.get(name, name)
            self.add_error(field if field in self.fields else None, ValidationError(sentences))


class ParentField(forms.UUIDField):
    """Which are shown to choose from is the page's matter: all that a plan may hang under are taken."""

    default_error_messages = {
        "invalid": gettext_lazy("Velg en av kommunens egne planer, men ikke en som ligger under.")
    }

    def __init__(self, candidates: Callable[[], list[Candidate]], current: UUID | None, **options: Any) -> None:
        super().__init__(widget=forms.RadioSelect, **options)
        self.candidates, self.current = candidates, current

    def clean(self, value: Any) -> UUID | None:
        found: UUID | None = super().clean(value)
        if found not in (None, self.current) and all(each.id != found for each in self.candidates()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "")


def _capitals(choices: Any) -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in choices]
