"""Whom one would have with her, and where she stands."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plandugnad.engines.sheet.blocks import ScaleBlock
from plandugnad.engines.sheet.reckoning import step_suggested
from plandugnad.meetings.forms import Line, Refusing
from plandugnad.worksheets.confidential.people import Somebody
from plandugnad.worksheets.models import ParticipantRole, ScaleAnswer


class BeginForm(Refusing):
    name = Line(
        label=_("Hva vil du kalle det?"),
        max_length=120,
        help_text=_("De du ber med, ser navnet. Skriv hva saken gjelder, uten å si hvem som har rett."),
    )
    parties = forms.MultipleChoiceField(
        label=_("Hvem er det du trenger å snakke med?"),
        help_text=_("Du er selv med. De andre får spørsmål om å være med, og kan si nei. Ingen andre får vite det."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én du vil ha med.")},
    )
    mediator = forms.ChoiceField(
        label=_("Møteleder"),
        help_text=_(
            "En alle stoler på, som leder samtalen. Alle partene må si ja først. Dere kan også foreslå en senere."
        ),
        required=False,
    )

    def __init__(
        self, parties: Mapping[UUID, Somebody], mediators: Mapping[UUID, Somebody], name: str, data: Any = None
    ) -> None:
        super().__init__(data, initial={"name": name})
        _choose_from(self, "parties", parties.values())
        _choose_from(self, "mediator", mediators.values(), nobody=_("Ingen nå"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("mediator") and said["mediator"] in said.get("parties", []):
            self.add_error("mediator", gettext("Møtelederen kan ikke også være part. Velg en annen, eller «Ingen nå»."))
        return said


class ProposeForm(Refusing):
    role = forms.ChoiceField(label=_("Som"), choices=ParticipantRole.choices, widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("Hvem"), error_messages={"required": _("Velg hvem.")})

    def __init__(self, people: Iterable[Somebody], *, has_mediator: bool, data: Any = None) -> None:
        super().__init__(data, initial={"role": ParticipantRole.PARTY if has_mediator else ParticipantRole.MEDIATOR})
        _choose_from(self, "person", people, nobody=_("Velg"))
        if has_mediator:
            party = ParticipantRole.PARTY
            self.fields["role"].choices = [(party.value, party.label)]  # type: ignore[attr-defined]
            self.fields["role"].widget = forms.HiddenInput()


def _choose_from(form: forms.Form, name: str, people: Iterable[Somebody], nobody: Any = None) -> None:
    first = [] if nobody is None else [("", nobody)]
    form.fields[name].choices = [*first, *((str(one.id), one.words) for one in people)]  # type: ignore[attr-defined]


class AnswerForm(Refusing):
    """What she recognises, and the step most like it. What she ticks proposes a step; she chooses it herself."""

    signs = forms.MultipleChoiceField(
        label=_("Hva kjenner du igjen fra de siste ukene?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    step = forms.ChoiceField(
        label=_("Hvilket trinn ligner mest?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg et trinn.")},
    )

    def __init__(self, block: ScaleBlock, language: str, mine: ScaleAnswer | None, data: Any = None) -> None:
        super().__init__(data, initial={"signs": mine.signs, "step": mine.step} if mine else None)
        self.block, self.language = block, language
        choices = [(sign.id, sign.title.said(language)) for one in block.steps for sign in one.signs]
        self.fields["signs"].choices = choices  # type: ignore[attr-defined]
        self.fields["step"].choices = [  # type: ignore[attr-defined]
            (one.id, _words(number, one.title.said(language), one.typical.said(language) if one.typical else ""))
            for number, one in enumerate(block.steps, 1)
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        suggested = step_suggested(self.block, said.get("signs", []))
        if not self.data.get("step") and suggested:
            titles = {one.id: one.title.said(self.language) for one in self.block.steps}
            words = gettext("Velg et trinn. Det du har krysset av, ligner mest på «%(step)s».")
            self.errors["step"] = self.error_class([words % {"step": titles[suggested]}])
        return said


def _words(number: int, title: str, typical: str) -> str:
    return f"{number}. {title}. {typical}" if typical else f"{number}. {title}"
