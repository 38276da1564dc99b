"""The five questions as a form, for a proposed plan and for one that stands in the portfolio. Nothing is demanded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.plans.forms.fields import LineField
from plandugnad.strategies.questions import LONGEST_LINE, QUESTIONS, Answer, Question, answers_of, to_keep


@dataclass(frozen=True)
class Asked:
    question: Question
    answer: forms.BoundField
    text: forms.BoundField


class QuestionsForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, kept: Mapping[str, Any], data: Any = None, *, seen: int = 0) -> None:
        super().__init__(data, use_required_attribute=False)
        self.initial = {"seen": seen}
        choices = [(value, str(capfirst(label))) for value, label in Answer.choices]
        for answered in answers_of(kept):
            question, said = answered.question, answered.answer
            field = forms.ChoiceField(
                label=str(question.question),
                help_text=str(question.help),
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
            )
            line = LineField(label=_("Kort om hvorfor"), required=False, max_length=LONGEST_LINE)
            for each in (field, line):
                vars(each)["says_optional"] = False
            self.fields[f"{question.key}_answer"], self.fields[f"{question.key}_text"] = field, line
            self.initial |= {f"{question.key}_answer": said or "", f"{question.key}_text": answered.text}

    def asked(self) -> Iterator[Asked]:
        for question in QUESTIONS:
            yield Asked(question, self[f"{question.key}_answer"], self[f"{question.key}_text"])

    @property
    def kept(self) -> dict[str, dict[str, str]]:
        given = self.cleaned_data
        return to_keep({one.key: (given[f"{one.key}_answer"], given[f"{one.key}_text"]) for one in QUESTIONS})
