"""What a case is, what somebody thinks of it, and what is made of that."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plandugnad.engines.sheet.blocks import ScaleBlock, TableBlock
from plandugnad.meetings.forms import Day, Line, PlainText, Refusing
from plandugnad.meetings.models import Meeting
from plandugnad.meetings.words import when_in_words
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.actions import new_item
from plandugnad.worksheets.models import Review, ReviewForm
from plandugnad.worksheets.reviewing.actions import MOST_SKILLS
from plandugnad.worksheets.reviewing.writing import WORDS, Advice, Decision, Read, Said, mark_of

_LONGEST_WORD = 40


class RequestForm(Refusing):
    name = Line(label=_("Hva heter saken?"), max_length=160, help_text=_("Uten navn på grunneiere og naboer."))
    owner = forms.ChoiceField(label=_("Hvem eier saken?"))
    plan = forms.ChoiceField(label=_("Plan"), required=False)
    due_on = Day(label=_("Svar innen"), help_text=_("En dag, som 12.06.2027. Panelet minnes om den."))
    form = forms.ChoiceField(label=_("Hvordan vil dere ha svar?"), widget=forms.RadioSelect)
    meeting = forms.ChoiceField(label=_("Møtet"), required=False, help_text=_("Bare når dere tar saken i et møte."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        review: Review | None,
        name: str,
        owners: Sequence[Organisation],
        plans: Sequence[Plan],
        meetings: Sequence[Meeting],
        data: Any = None,
    ) -> None:
        names = ("owner", "plan", "due_on", "form", "meeting", "version")
        stands = (
            {one: getattr(review, f"{one}_id", getattr(review, one)) for one in names} if review else {"version": 0}
        )
        super().__init__(data, initial={"name": name, "form": ReviewForm.WRITING, **stands})
        self.fields["meeting"].says_optional = False  # type: ignore[attr-defined]
        self.review = review
        self.owners = {str(one.pk): one for one in owners}
        self.plans = {str(one.pk): one for one in plans}
        self.meetings = {str(one.pk): one for one in meetings}
        several = len({one.organisation_id for one in plans}) > 1
        self._offer("owner", [(id, one.name) for id, one in self.owners.items()])
        self._offer(
            "plan",
            [
                ("", gettext("Ingen plan i oversikten")),
                *(
                    (id, f"{one.organisation.name}: {one.name}" if several else one.name)
                    for id, one in self.plans.items()
                ),
            ],
        )
        self._offer("form", [(code, capfirst(str(label))) for code, label in ReviewForm.choices])
        self._offer(
            "meeting", [("", gettext("Ikke valgt")), *((id, _meeting(one)) for id, one in self.meetings.items())]
        )

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        stands = self.review.due_on if self.review else None
        if day < timezone.localdate() and day != stands:
            raise ValidationError(gettext("Dagen er passert. Velg en dag fram i tid."))
        if day.year > timezone.localdate().year + 5:
            raise ValidationError(gettext("Dagen er mer enn fem år fram i tid. Se etter om året er riktig."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("meeting") and said.get("form") == ReviewForm.WRITING:
            self.add_error("meeting", gettext("Du har valgt skriftlig svar. Velg «I et møte», eller ta bort møtet."))
        if said.get("form") == ReviewForm.MEETING and not said.get("meeting") and "meeting" not in self.errors:
            words = gettext(
                "Velg møtet. Står det ikke her, legger du det inn under «Møter», eller velger skriftlig svar."
            )
            self.add_error("meeting", words)
        return said

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "name": said["name"],
            "owner": self.owners[said["owner"]],
            "plan": self.plans.get(said["plan"]),
            "due_on": said["due_on"],
            "form": said["form"],
            "meeting": self.meetings.get(said["meeting"]),
        }


def _meeting(one: Meeting) -> str:
    assert one.when is not None
    return f"{one.title or one.body.name}, {when_in_words(one.when, one.starts, one.ends)}"


class AnswerForm(Refusing):
    is_impartial = forms.BooleanField(
        label=_("Jeg er ikke inhabil, og skal ikke behandle saken som myndighet"), required=False
    )


class Item(forms.CharField):
    """The id of a row to come, so that a form sent twice is one row. Nobody types it, so nobody is told it is wrong."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        said = str(value or "")
        return said if re.fullmatch(r"[0-9a-f]{32}", said) else new_item()


class AskForm(Refusing):
    question = PlainText(
        label=_("Hva må du vite?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bare spørsmål om fakta. Sakseieren svarer i arket."),
        error_messages={"required": _("Skriv spørsmålet først.")},
    )
    item = Item(required=False)


class AssessForm(Refusing):
    """Labels are those of the worksheet's own columns, which a region may have written anew."""

    question = forms.ChoiceField(required=False)
    strength = PlainText(required=False, max_length=1_500, widget=forms.Textarea(attrs={"rows": 2}))
    concern = PlainText(required=False, max_length=1_500, widget=forms.Textarea(attrs={"rows": 2}))
    suggestion = PlainText(required=False, max_length=1_500, widget=forms.Textarea(attrs={"rows": 3}))
    source = Line(required=False, max_length=300)
    item = Item(required=False)
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(
        self, block: TableBlock, language: str, asked: Sequence[str], data: Any = None, stands: Said | None = None
    ) -> None:
        """`stands` is the assessment she changes."""
        begin = {**stands.cells, "seen": mark_of(stands.cells)} if stands else {"item": new_item()}
        super().__init__(data, initial=begin, prefix="v")
        columns = {one.id: one for one in block.columns}
        for name in [*self.fields]:
            if name in {"item", "seen"}:
                continue
            if name not in columns:
                del self.fields[name]
            else:
                self.fields[name].label = columns[name].title.said(language)
                self.fields[name].says_optional = False  # type: ignore[attr-defined]
        if "question" in self.fields:
            offered = [
                (one.id, _question(one.title.said(language), number, asked))
                for number, one in enumerate(columns["question"].choices)
                if number < len(asked) or one.id == "whole"
            ]
            self.fields["question"].choices = [("", gettext("Ikke valgt")), *offered]  # type: ignore[attr-defined]

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(name) for name in WORDS) and not self.errors:
            raise ValidationError(gettext("Skriv hva som er sterkt, hva som bekymrer deg, eller hva du foreslår."))
        return said


def _question(title: str, number: int, asked: Sequence[str]) -> str:
    if number >= len(asked):
        return title
    words = asked[number]
    return f"{title}: {words if len(words) <= 80 else words[:78].rstrip() + '…'}"


class SummaryForm(forms.Form):
    """A choice and a reason for each advice, and what stood when the form was made."""

    def __init__(self, block: TableBlock, advice: Sequence[Advice], language: str, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.block, self.advice = block, advice
        decision = next((one for one in block.columns if one.id == "decision"), None)
        self.choices = choices = [(one.id, one.title.said(language)) for one in decision.choices] if decision else []
        for one in advice:
            self.fields[f"d-{one.item}"] = forms.ChoiceField(
                label=gettext("Hva gjør dere?"),
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
                initial=one.decision,
            )
            why = PlainText(
                label=gettext("Hvorfor"),
                required=False,
                max_length=1_000,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=one.why,
            )
            self.fields[f"w-{one.item}"] = why
            for name in ("d", "w"):
                self.fields[f"{name}-{one.item}"].says_optional = False  # type: ignore[attr-defined]
            for name, stands in (("was-d", one.decision), ("was-w", one.why)):
                self.fields[f"{name}-{one.item}"] = PlainText(required=False, widget=forms.HiddenInput, initial=stands)

    @property
    def rows(self) -> list[tuple[Advice | forms.BoundField, ...]]:
        names = ("d", "w", "was-d", "was-w")
        return [(one, *(self[f"{name}-{one.item}"] for name in names)) for one in self.advice]

    def beside(self, read: Read, contested: Collection[str], language: str) -> "SummaryForm":
        """The same again with what she chose, and beside it what somebody else has decided meanwhile."""
        sent: Any = self.data
        data = sent.copy()
        for one in read.advice:
            data[f"was-d-{one.item}"], data[f"was-w-{one.item}"] = one.stands
        form = SummaryForm(self.block, read.advice, language, data)
        form.full_clean()
        titles = dict(form.choices)
        for one in read.advice:
            if one.item in contested:
                stands = ": ".join(word for word in (titles.get(one.decision, gettext("Ikke valgt")), one.why) if word)
                words = gettext(
                    "En annen hos dere har endret dette imens, til «%(now)s». Se hva som skal stå, og lagre på nytt."
                )
                form.add_error(f"d-{one.item}", words % {"now": stands})
        return form

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for one in self.advice:
            is_typed = said.get(f"w-{one.item}") != said.get(f"was-w-{one.item}")
            if is_typed and said.get(f"w-{one.item}") and not said.get(f"d-{one.item}"):
                self.add_error(f"d-{one.item}", gettext("Du har skrevet hvorfor. Velg også hva dere gjør."))
        return said

    def decided(self, stood: str = "") -> dict[str, Decision]:
        """With `stood` "was-": what the form was made from."""
        said = self.cleaned_data
        return {one.item: (said[f"{stood}d-{one.item}"], said[f"{stood}w-{one.item}"]) for one in self.advice}


class HelpedForm(Refusing):
    step = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": _("Velg et svar.")})

    def __init__(self, block: ScaleBlock, language: str, mine: str, data: Any = None) -> None:
        super().__init__(data, initial={"step": mine})
        self.fields["step"].label = block.title.said(language)
        self.fields["step"].choices = [(one.id, one.title.said(language)) for one in block.steps]  # type: ignore[attr-defined]


class SkillsForm(Refusing):
    words = Line(
        label=_("Dette kan jeg"),
        required=False,
        max_length=MOST_SKILLS * (_LONGEST_WORD + 2),
        help_text=_(
            "Inntil åtte ord eller korte uttrykk med komma mellom, som strandsone, klima, medvirkning. "
            "De som ber om en faglig vurdering, ser dem. Du endrer og sletter dem selv."
        ),
    )

    def clean_words(self) -> list[str]:
        said = [one.strip() for one in self.cleaned_data["words"].split(",") if one.strip()]
        if len(said) > MOST_SKILLS:
            raise ValidationError(gettext("Du har skrevet %(number)s. Velg de åtte viktigste.") % {"number": len(said)})
        if long := next((one for one in said if len(one) > _LONGEST_WORD), ""):
            raise ValidationError(
                gettext("«%(word)s» er lengre enn %(most)s tegn. Gjør det kortere.")
                % {"word": f"{long[:30]}…", "most": _LONGEST_WORD}
            )
        return said
