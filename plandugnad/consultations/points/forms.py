"""Forms of a statement: its points, their tags and answers, and what is answered to the whole."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.consultations.models import LONGEST_STATEMENT, LONGEST_TEXT, TagKind
from plandugnad.consultations.points.answers import TEXTS, Written
from plandugnad.consultations.points.spans import Span
from plandugnad.consultations.texts import TooLong
from plandugnad.meetings.forms import Line, PlainText

_LAST_PLACE = LONGEST_STATEMENT * 2


class SpanForm(forms.Form):
    """A place in the text; `quote` is what the person saw there."""

    start = forms.IntegerField(min_value=0, max_value=_LAST_PLACE)
    end = forms.IntegerField(min_value=0, max_value=_LAST_PLACE)
    quote = forms.CharField(required=False, strip=False)

    def span(self) -> Span:
        return Span(self.cleaned_data["start"], self.cleaned_data["end"])

    def quoted(self) -> str | None:
        return self.cleaned_data["quote"] if "quote" in self.data else None


class SplitForm(forms.Form):
    """The parts of a text, each ticked or not. A part is named by its place."""

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Avsnitt"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kryss av minst ett avsnitt.")},
    )

    def __init__(self, parts: Sequence[tuple[Span, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_name = {named(span): span for span, _text in parts}
        fields: Any = self.fields
        fields["parts"].choices = [(named(span), text) for span, text in parts]

    def spans(self) -> list[Span]:
        return [self.by_name[name] for name in self.cleaned_data["parts"]]


class BoundsForm(forms.Form):
    """The first and the last sentence of a point, for those who do not mark in the text."""

    first = forms.ChoiceField(label=gettext_lazy("Fra og med"))
    last = forms.ChoiceField(label=gettext_lazy("Til og med"))

    def __init__(self, sentences: Sequence[tuple[Span, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sentences = [span for span, _text in sentences]
        fields: Any = self.fields
        for name in ("first", "last"):
            fields[name].choices = [(str(index), text) for index, (_span, text) in enumerate(sentences)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and int(given["last"]) < int(given["first"]):
            self.add_error("last", _("Den siste setningen står foran den første. Velg en som kommer etter."))
        return given

    def span(self) -> Span:
        given = self.cleaned_data
        return Span(self.sentences[int(given["first"])].starts, self.sentences[int(given["last"])].ends)


class TagForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Slag"),
        required=False,
        widget=forms.Select(attrs={"class": "ds-input"}),
        choices=[("", gettext_lazy("som før, ellers tema")), *TagKind.choices],
    )
    name = Line(label=gettext_lazy("Merkelapp"), max_length=80)

    def kind_given(self) -> TagKind | None:
        given = self.cleaned_data["kind"]
        return TagKind(given) if given else None


class NameForm(forms.Form):
    name = Line(label=gettext_lazy("Navn"), max_length=80)


class AssignForm(forms.Form):
    person = forms.ChoiceField(
        label=gettext_lazy("Ansvarlig"), required=False, widget=forms.Select(attrs={"class": "ds-input"})
    )

    def __init__(self, people: Sequence[tuple[UUID, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(id): (id, name) for id, name in people}
        fields: Any = self.fields
        fields["person"].choices = [("", _("Ingen valgt")), *((id, name) for id, (_id, name) in self.people.items())]

    def chosen(self) -> tuple[UUID | None, str]:
        return self.people.get(self.cleaned_data["person"], (None, ""))


class AnswerForm(forms.Form):
    answer = PlainText(
        label=gettext_lazy("Svar"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_TEXT
    )
    answer_base = PlainText(required=False, widget=forms.HiddenInput)

    def written(self) -> Written:
        return Written(self.cleaned_data["answer"], self.cleaned_data["answer_base"])


class TextsForm(forms.Form):
    summary = PlainText(
        label=gettext_lazy("Sammendrag"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Hva uttalelsen går ut på, i to–tre setninger. Står i uttalelsestabellen."),
    )
    assessment = PlainText(
        label=gettext_lazy("Kommunens vurdering"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Svaret på uttalelsen som helhet. Kan stå tom når hvert punkt har svar."),
    )
    summary_base = PlainText(required=False, widget=forms.HiddenInput)
    assessment_base = PlainText(required=False, widget=forms.HiddenInput)

    def written(self) -> dict[str, Written]:
        given = self.cleaned_data
        return {name: Written(given[name], given[f"{name}_base"]) for name in TEXTS}

    def with_both(self, wrong: Mapping[str, TooLong]) -> "TextsForm":
        """Where two texts became one that is too long, both stand, for her to make shorter."""
        data: Any = self.data
        data = data.copy()
        for name, refused in wrong.items():
            data[name], data[f"{name}_base"] = refused.text, refused.base
        form = TextsForm(data)
        form.full_clean()
        for name, refused in wrong.items():
            form.errors.pop(name, None)
            form.add_error(name, refused)
        return form


def named(span: Span) -> str:
    return f"{span.starts}-{span.ends}"
