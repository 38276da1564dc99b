"""The questions, and when they are to be answered by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plandugnad.meetings.forms import Day, PlainText, Refusing
from plandugnad.principles.release import Line
from plandugnad.principles.statements import PRINCIPLES, SCALE, Principle

UNKNOWN = "vet-ikke"
LONGEST_COMMENT = 1_000


class DueForm(Refusing):
    due_on = Day(
        label=_("Svarfrist"),
        required=False,
        help_text=_("Skriv for eksempel 12.06.2027. Uten frist er den åpen til dere lukker den."),
    )


@dataclass(frozen=True)
class Asked:
    principle: Principle
    score: forms.BoundField
    comment: forms.BoundField


class AnswerForm(Refusing):
    """One choice and one comment for each principle."""

    def __init__(self, said: Mapping[str, Line], data: Any = None) -> None:
        super().__init__(data, initial=_initial(said))
        steps = [*((str(step), f"{step} · {words}") for step, words in SCALE), (UNKNOWN, _("Vet ikke"))]
        for principle in PRINCIPLES:
            self.fields[f"{principle.code}_score"] = forms.ChoiceField(
                label=principle.name,
                help_text=str(principle.statement),
                choices=steps,
                widget=forms.RadioSelect,
                error_messages={"required": _("Velg et trinn, eller «Vet ikke».")},
            )
            self.fields[f"{principle.code}_comment"] = PlainText(
                label=_("Kommentar"),
                required=False,
                max_length=LONGEST_COMMENT,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def asked(self) -> Iterator[Asked]:
        for one in PRINCIPLES:
            yield Asked(one, self[f"{one.code}_score"], self[f"{one.code}_comment"])

    def lines(self) -> dict[str, Line]:
        said = self.cleaned_data
        return {one.code: Line(_step(said[f"{one.code}_score"]), said[f"{one.code}_comment"]) for one in PRINCIPLES}


def _initial(said: Mapping[str, Line]) -> dict[str, str]:
    initial: dict[str, str] = {}
    for code, line in said.items():
        initial[f"{code}_score"] = UNKNOWN if line.score is None else str(line.score)
        initial[f"{code}_comment"] = line.comment
    return initial


def _step(chosen: str) -> int | None:
    return None if chosen == UNKNOWN else int(chosen)
