from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.strategies.living.content import Line
from plandugnad.strategies.living.kinds import SnapshotKind, Track
from plandugnad.strategies.living.notes import Saying, new_ends, refused
from plandugnad.strategies.living.words import half_words
from plandugnad.strategies.models import LONGEST_TEXT, PlanNeed

MADE_BY_HAND = (SnapshotKind.STATUS, SnapshotKind.HALF_WAY, SnapshotKind.HANDOVER)


class TrackForm(forms.Form):
    track = forms.ChoiceField(label=gettext_lazy("Hvordan går det?"), choices=Track.choices, widget=forms.RadioSelect)
    because = forms.CharField(
        label=gettext_lazy("Hvorfor?"),
        help_text=gettext_lazy("Trengs når det ikke går som planlagt. Skriv det slik at kommunestyret forstår det."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ends = forms.TypedChoiceField(
        label=gettext_lazy("Når blir den ferdig nå?"),
        help_text=gettext_lazy("Bare når den er forsinket."),
        required=False,
        coerce=int,
        empty_value=None,
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, need: PlanNeed, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.need = need
        choices = [("", _("Vet ikke ennå")), *((half.code, half_words(half)) for half in new_ends(need))]
        self.fields["ends"].choices = choices  # type: ignore[attr-defined]

    def saying(self, id: UUID | None = None) -> Saying:
        given = self.cleaned_data
        return Saying(given.get("track", ""), given.get("because", ""), given.get("ends"), id)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "track" in given and (wrong := refused(self.need, self.saying())):
            raise ValidationError(wrong)
        return given


class OutsideForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Hvorfor er arbeidet startet?"),
        help_text=gettext_lazy("Kommunestyret leser dette sammen med oppfølgingen."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SnapshotForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Hva skal du ta vare på?"), widget=forms.RadioSelect)
    remarks = forms.CharField(
        label=gettext_lazy("Merknader"),
        help_text=gettext_lazy(
            "Midtveis: hva har vi lært, og hva endrer vi? Ved overlevering: hva er ikke ferdig, og hva bør det neste "
            "kommunestyret vite?"
        ),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        names = {
            SnapshotKind.STATUS: _("Status til kommunestyret"),
            SnapshotKind.HALF_WAY: _("Gjennomgang midtveis"),
            SnapshotKind.HANDOVER: _("Overlevering til neste kommunestyre"),
        }
        self.fields["kind"].choices = [(kind.value, names[kind]) for kind in MADE_BY_HAND]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") in (SnapshotKind.HALF_WAY, SnapshotKind.HANDOVER) and not given.get("remarks", "").strip():
            raise ValidationError({"remarks": _("Skriv noen setninger. Det er dem de neste har bruk for.")})
        return given


class ContactsForm(forms.Form):
    """An address and a name for each plan, on one page."""

    def __init__(self, lines: Sequence[Line], data: Any = None) -> None:
        super().__init__(data)
        self.lines = lines
        for line in lines:
            email = forms.CharField(label=_("E-post"), required=False, max_length=254, initial=line.email)
            name = forms.CharField(label=_("Navn"), required=False, max_length=200, initial=line.contact)
            email.widget.attrs |= {"type": "email", "inputmode": "email", "autocomplete": "off"}
            name.widget.attrs |= {"autocomplete": "off"}
            self.fields |= {f"email-{line.need_id}": email, f"name-{line.need_id}": name}

    @property
    def rows(self) -> Iterable[tuple[Line, forms.BoundField, forms.BoundField]]:
        return [(line, self[f"email-{line.need_id}"], self[f"name-{line.need_id}"]) for line in self.lines]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for line in self.lines:
            address = given.get(f"email-{line.need_id}", "").strip()
            try:
                if address:
                    validate_email(address)
            except ValidationError:
                said = _("«%(address)s» er ikke en e-postadresse. Skriv den slik: navn@kommune.no.") % {
                    "address": address
                }
                self.add_error(f"email-{line.need_id}", said)
        return given

    @property
    def contacts(self) -> Mapping[UUID, tuple[str, str]]:
        given = self.cleaned_data
        return {
            line.need_id: (given[f"email-{line.need_id}"].strip(), " ".join(given[f"name-{line.need_id}"].split()))
            for line in self.lines
        }
