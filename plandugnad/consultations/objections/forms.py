"""Forms of an objection: what it is, and what has happened with it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.consultations.models import LONGEST_LINE, LONGEST_TEXT, ObjectionState
from plandugnad.consultations.objections.actions import FIELDS
from plandugnad.meetings.forms import Line, PlainText
from plandugnad.processes.forms import ProcessDay


class Seen(forms.Form):
    """Remembers which version the person had before them; none for what is new."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def stands_now(self, version: int, by_name: str) -> None:
        """After somebody else's change: what was typed stays, and the next 'Lagre' decides."""
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = str(version)
        self.add_error(
            None,
            _(
                "%(who)s har notert noe om innsigelsen mens du skrev. Det du skrev, står her ennå. "
                "Se hva som står nå, og lagre igjen hvis ditt skal gjelde."
            )
            % {"who": by_name or _("Noen andre")},
        )


class ObjectionForm(Seen):
    id = forms.UUIDField(widget=forms.HiddenInput)
    against = Line(
        label=gettext_lazy("Hva i planen"),
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("For eksempel «felt B3» eller «bestemmelse 4.2»."),
    )
    ground = PlainText(
        label=gettext_lazy("Grunnlaget"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy(
            "Hvilken nasjonal eller vesentlig regional interesse det gjelder, og hvorfor. "
            "Innsigelsen skal være begrunnet (pbl. § 5-4)."
        ),
    )
    provision = Line(
        label=gettext_lazy("Bestemmelse eller føring den viser til"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("For eksempel «jordloven § 9» eller «SPR for klima og energi»."),
    )
    plan_version = Line(label=gettext_lazy("Gjelder planforslag"), required=False, max_length=LONGEST_LINE)
    raised_on = ProcessDay(
        label=gettext_lazy("Fremmet"), help_text=gettext_lazy("Dagen uttalelsen kom, om ikke annet er sagt.")
    )

    def __init__(self, *args: Any, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_new:
            del self.fields["id"], self.fields["raised_on"]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class TurnForm(Seen):
    state = forms.ChoiceField(label=gettext_lazy("Hva har skjedd"), widget=forms.RadioSelect)
    happened_on = ProcessDay(label=gettext_lazy("Dato"))
    note = PlainText(
        label=gettext_lazy("Merknad"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("For eksempel hva dere ble enige om, eller hvor brevet ligger."),
    )

    def __init__(self, states: Sequence[ObjectionState], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["state"].choices = [(state.value, capfirst(state.label)) for state in states]
