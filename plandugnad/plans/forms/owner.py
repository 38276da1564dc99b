"""What one municipality decides about a joint plan, and what it intends with it."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.plans.forms.fields import LineField, TextField, WhenFormField, check_national_plan_id
from plandugnad.plans.kinds import DECIDED, Decision, PlanStatus
from plandugnad.plans.models import PlanOwner
from plandugnad.plans.queries.candidates import may_be_parents

DECIDES = ("status", "adopted", "adopted_by", "case_reference", "national_plan_id")
INTENDS = ("responsible", "parent", "decision", "priority", "work_years", "notes")


class OwnerForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, row: PlanOwner, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.row = row
        self.initial["seen_version"] = row.version
        for name in (*DECIDES, *INTENDS):
            field = self._field(name)
            field.label = str(capfirst(PlanOwner._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
            self.fields[name] = field
            self.initial[name] = getattr(row, "parent_id" if name == "parent" else name)
        self.fields["status"].help_text = _("Hva kommunestyret hos dere har vedtatt.")
        self.fields["adopted"].help_text = _("Dato eller år: 12.06.2026 eller 2026")

    def _field(self, name: str) -> forms.Field:
        match name:
            case "status":
                choices = [(status.value, str(capfirst(str(status.label)))) for status in DECIDED]
                return forms.ChoiceField(choices=[("", _("Ikke vedtatt ennå")), *choices], required=False)
            case "decision":
                choices = [(value, capfirst(str(label))) for value, label in Decision.choices]
                return forms.ChoiceField(choices=[("", _("Ikke valgt")), *choices], required=False)
            case "adopted":
                return WhenFormField(required=False)
            case "parent":
                return forms.ChoiceField(choices=self._parents(), required=False)
            case "notes":
                return TextField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}))
        most = PlanOwner._meta.get_field(name).max_length  # type: ignore[union-attr]
        return LineField(required=False, max_length=most)

    def _parents(self) -> list[tuple[str, str]]:
        found = [each for each in may_be_parents(self.row.organisation) if each.id != self.row.plan_id]
        return [("", _("Ingen plan: plasser etter plantypen")), *((str(each.id), each.name) for each in found)]

    def clean_national_plan_id(self) -> str:
        text: str = self.cleaned_data["national_plan_id"]
        if text and text != self.row.national_plan_id:
            check_national_plan_id(text)
        return text

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("adopted") and not found.get("status") and "status" not in self.errors:
            found["status"] = PlanStatus.ADOPTED.value  # whoever writes when, has said that it is
        return found

    def values(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in (*DECIDES, *INTENDS)}
        values["parent_id"] = values.pop("parent") or None
        return values

    @property
    def decides(self) -> list[forms.BoundField]:
        return [self[name] for name in DECIDES]

    @property
    def intends(self) -> list[forms.BoundField]:
        return [self[name] for name in INTENDS]
