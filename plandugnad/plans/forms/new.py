"""A new plan: the name first, then the few fields that matter."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from plandugnad.core.ids import new_id
from plandugnad.plans.forms.fields import LineField
from plandugnad.plans.forms.plan import PlanForm
from plandugnad.regions.models import Organisation

FIELDS = ("name", "plan_type", "status", "adopted", "revision_due", "section", "responsible")
_SALT = "plans.new"
_LASTS_SECONDS = 7 * 24 * 3600


class NameForm(forms.Form):
    navn = LineField(
        label=_("Hva heter planen?"),
        max_length=400,
        help_text=_("Skriv navnet slik det står på forsiden."),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


class NewPlanForm(PlanForm):
    """`token` is the id the plan will have: the form sent twice makes one plan."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    is_another = forms.BooleanField(label=_("Dette er en annen plan med samme navn"), required=False)

    def __init__(self, organisation: Organisation, person_id: UUID, data: Any = None, **initial: Any) -> None:
        super().__init__(organisation, None, data, FIELDS)
        self.person_id = person_id
        self.initial.update(initial, token=self._new_token())

    def _new_token(self) -> str:
        return signing.dumps([str(new_id()), str(self.organisation.id), str(self.person_id)], salt=_SALT)

    @property
    def id(self) -> UUID:
        """The id in the token, when it was given to this person for this municipality; else a new one."""
        try:
            id, *holder = signing.loads(self.cleaned_data["token"], salt=_SALT, max_age=_LASTS_SECONDS)
        except signing.BadSignature:
            return new_id()
        return UUID(id) if holder == [str(self.organisation.id), str(self.person_id)] else new_id()

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in super().shown if field.name != "is_another"]

    def values(self, leave: Any = ()) -> dict[str, Any]:
        given: Mapping[str, Any] = super().values(leave)
        return {name: value for name, value in given.items() if value not in (None, "", [])}
