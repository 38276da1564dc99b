"""What is chosen for each room before it is made or brought in step."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.agreements.rooms.audiences import EDITORS, Audience
from plandugnad.agreements.rooms.making import Wish
from plandugnad.agreements.rooms.planning import NEW, Chosen, RoomPlan
from plandugnad.archive.forms import LineField
from plandugnad.archive.models import Room
from plandugnad.archive.reading.rule_words import LONGEST_WORDS


class RoomChoiceForm(forms.Form):
    """One for each room, with the key of its plan behind the name of every field."""

    chosen = forms.BooleanField(required=False)
    room = forms.ChoiceField(label=gettext_lazy("Rom i arkivet"), required=False)
    fit = forms.BooleanField(
        label=gettext_lazy("Gi rommet rettighetene, navneregelen og navnet som er avtalt"), required=False
    )
    readers = forms.ChoiceField(label=gettext_lazy("Hvem leser?"), required=False)
    editors = forms.ChoiceField(label=gettext_lazy("Hvem legger inn og endrer?"), required=False)
    regel = LineField(label=gettext_lazy("Navneregel"), required=False, max_length=LONGEST_WORDS)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    confirmed = forms.CharField(required=False, max_length=80)

    def __init__(self, plan: RoomPlan, rooms: Iterable[Room], data: Any = None) -> None:
        self.plan = plan
        initial = {
            "chosen": not plan.is_in_step and plan.is_settled,
            "room": str(plan.room.pk) if plan.room else NEW,
            "fit": plan.is_tied,
            "readers": plan.readers.audience,
            "editors": plan.editors.audience,
            "regel": plan.rule_words,
            "seen": plan.seen,
        }
        super().__init__(data, prefix=plan.key, initial=initial, use_required_attribute=False)
        fields: Any = self.fields
        fields["room"].choices = [(NEW, _("Lag et nytt rom")), *((str(room.pk), room.name) for room in rooms)]
        for name in ("room", "readers", "editors"):
            fields[name].says_optional = False  # of a room that is not chosen they are
        empty = ("", _("Velg"))
        fields["readers"].choices = [empty, *((one.value, capfirst(str(one.label))) for one in Audience)]
        fields["editors"].choices = [empty, *((one.value, capfirst(str(one.label))) for one in EDITORS)]

    def add_prefix(self, field_name: str) -> str:
        """'regel-…', so that the rule is known by how it begins wherever it is sent."""
        return f"{field_name}-{self.prefix}"

    @property
    def wants_change(self) -> bool:
        """A new room is as agreed; one that is there, only when asked for."""
        return self.plan.room is None or bool(self.cleaned_data.get("fit"))

    def judge(self) -> None:
        """Whether it can be done as it was shown. Adds errors; for those that are chosen."""
        cleaned, plan = self.cleaned_data, self.plan
        if plan.room is not None and not plan.is_tied and not cleaned.get("fit"):
            needed = []  # only tied: nobody's rights are touched
        else:
            needed = [name for name in ("readers", "editors") if not cleaned.get(name)]
        for name in needed:
            self.add_error(name, _("Velg hvem, så rommet får rettigheter."))
        if cleaned.get("seen") != plan.seen:
            self.add_error("room", _("Dette er ikke som da du så på det. Les igjennom på nytt, og lag det så."))
        elif self.wants_change and plan.widening and cleaned.get("confirmed") != plan.grants:
            self.add_error("confirmed", _("Flere får tilgang til det som ligger der. Kryss av for at det er meningen."))

    @property
    def wish(self) -> Wish:
        return Wish(self.plan, self.wants_change)


def chosen_in(plans: Iterable[RoomPlan], data: Any) -> dict[str, Chosen]:
    """What was sent, before anything is worked out from it."""
    return {
        plan.key: Chosen(
            room=str(data.get(f"room-{plan.key}", "")),
            readers=str(data.get(f"readers-{plan.key}", "")),
            editors=str(data.get(f"editors-{plan.key}", "")),
            rule=str(data[f"regel-{plan.key}"])[:LONGEST_WORDS].replace("\x00", "")
            if f"regel-{plan.key}" in data
            else None,
        )
        for plan in plans
    }
