"""The forms of needs. Each carries what the person saw, so that an action can tell what she changed from what others
have changed meanwhile."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.engines.needs import MOST_WEIGHT, criteria
from plandugnad.plans.kinds import Decision, PlanType
from plandugnad.strategies.kinds import Basis, Lighter, Outcome
from plandugnad.strategies.models import LONGEST_TEXT, MOST_DAYS, PlanNeed
from plandugnad.strategies.needs.fields import (
    ANSWER,
    ANSWER_TEXT,
    SCORE,
    Value,
    label_of,
)
from plandugnad.strategies.needs.queries import NOT_WEIGHED
from plandugnad.strategies.needs.words import LIGHTER_MEANS, example_words, half_name, language
from plandugnad.strategies.questions import LONGEST_LINE, QUESTIONS, Answer
from plandugnad.strategies.terms import HalfYear, Term

Choices = Sequence[tuple[str, str | Promise]]
_HALVES_AFTER = 4  # work that goes on into the next term
_WHOLE_NUMBER = gettext_lazy("Skriv hele dagsverk med tall, for eksempel 40.")


def _labels(choices: Iterable[tuple[str, str | Promise]]) -> list[tuple[str, str | Promise]]:
    return [(code, capfirst(str(label))) for code, label in choices]


def plan_types() -> list[tuple[str, str | Promise]]:
    return [("", _("Ikke valgt")), *_labels(one for one in PlanType.choices if one[0] not in NOT_WEIGHED)]


def _choice(name: str, choices: Choices, empty: str, *, is_radio: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label_of(name),
        required=False,
        choices=[("", empty), *choices],
        widget=forms.RadioSelect if is_radio else forms.Select,
    )


def _text(name: str, most: int, *, rows: int = 0, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label_of(name), required=False, max_length=most, widget=widget, help_text=help_text)


def read_seen(text: str) -> dict[str, Value]:
    """Nothing where no page of ours has sent it."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


class SeenForm(forms.Form):
    """`seen` is the fields as they stood when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, stands: Mapping[str, Value], data: Any = None) -> None:
        super().__init__(data, initial={**stands, "seen": json.dumps(dict(stands))}, use_required_attribute=False)

    def _say_optional_nowhere(self) -> None:
        for field in self.fields.values():
            field.says_optional = False  # type: ignore[attr-defined]

    def clean_seen(self) -> dict[str, Value]:
        return read_seen(self.cleaned_data["seen"])

    def stand_on(self, stands: Mapping[str, Value]) -> None:
        """After somebody else's change: what was typed stays, and the next «Lagre» decides."""
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = json.dumps(self.cleaned_data["seen"] | dict(stands))

    def add_refusal(self, refused: ValidationError) -> None:
        if not hasattr(refused, "error_dict"):
            self.add_error(None, refused)
            return
        for name, errors in refused.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class NeedForm(SeenForm):
    """All that is said of one plan. Fields of a proposed plan's own are there only where there is no plan."""

    def __init__(
        self,
        stands: Mapping[str, Value],
        term: Term,
        others: Sequence[PlanNeed],
        *,
        plan_type: str,
        is_proposed: bool,
        data: Any = None,
    ) -> None:
        super().__init__(stands, data)
        self.term, self.others, self.is_proposed = term, others, is_proposed
        if is_proposed:
            self.fields["name"] = forms.CharField(
                label=label_of("name"), max_length=400, error_messages={"required": _("Skriv hva planen skal hete.")}
            )
            self.fields["plan_type"] = forms.ChoiceField(
                label=label_of("plan_type"), required=False, choices=plan_types()
            )
        self._add_grounds()
        self._add_outcome()
        self._add_work(stands, plan_type)
        self._say_optional_nowhere()

    def _add_grounds(self) -> None:
        self.fields["basis"] = _choice("basis", _labels(Basis.choices), _("Ikke sagt"))
        self.fields["basis_source"] = _text(
            "basis_source",
            300,
            help_text=_("For eksempel «pbl. § 11-1», «regional plan for areal» eller «K-sak 12/24»."),
        )
        for one in criteria():
            steps: list[tuple[str, str | Promise]] = [
                (str(score), step.said(language())) for score, step in enumerate(one.steps)
            ]
            self.fields[f"{SCORE}{one.key}"] = forms.TypedChoiceField(
                label=one.name.said(language()),
                help_text=one.asks.said(language()),
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", _("Ikke vurdert")), *steps],
                widget=forms.RadioSelect,
            )
        self.fields["because"] = _text(
            "because", LONGEST_TEXT, rows=4, help_text=_("Noen setninger om hvorfor poengene er som de er.")
        )

    def _add_outcome(self) -> None:
        self.fields["outcome"] = _choice("outcome", _labels(Outcome.choices), _("Følg summen"), is_radio=False)
        self.fields["outcome_because"] = _text(
            "outcome_because", LONGEST_TEXT, rows=3, help_text=_("Må fylles ut når dere velger noe annet enn summen.")
        )
        lighter = [(code, f"{capfirst(str(Lighter(code).label))}. {means}") for code, means in LIGHTER_MEANS.items()]
        self.fields["lighter"] = _choice("lighter", lighter, _("Nei, det må være en plan"))
        self.fields["lighter_text"] = _text("lighter_text", 400, help_text=_("Hvem gjør hva, og når?"))
        self.fields["decision"] = _choice("decision", _labels(Decision.choices), _("Ikke avgjort"), is_radio=False)
        self.fields["merge_into"] = _choice(
            "merge_into", [(str(one.id), one.name) for one in self.others], _("Ingen"), is_radio=False
        )
        for question in QUESTIONS:
            self.fields[f"{ANSWER}{question.key}"] = forms.ChoiceField(
                label=str(question.question),
                help_text=str(question.help),
                required=False,
                choices=[("", _("Ikke svart")), *_labels(Answer.choices)],
                widget=forms.RadioSelect,
            )
            self.fields[f"{ANSWER_TEXT}{question.key}"] = forms.CharField(
                label=_("Utdyp: %(question)s") % {"question": question.question},
                required=False,
                max_length=LONGEST_LINE,
            )

    def _add_work(self, stands: Mapping[str, Value], plan_type: str) -> None:
        self.fields["days"] = forms.IntegerField(
            label=label_of("days"),
            required=False,
            min_value=0,
            max_value=MOST_DAYS,
            help_text=example_words(plan_type),
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": _WHOLE_NUMBER,
                "min_value": _("Dagsverk kan ikke være mindre enn 0."),
                "max_value": _("Høyst %(most)s dagsverk. Sjekk tallet.") % {"most": MOST_DAYS},
            },
        )
        halves = _halves(self.term, stands)
        for name in ("begins", "ends"):
            self.fields[name] = forms.TypedChoiceField(
                label=label_of(name),
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", _("Ikke bestemt")), *((str(one.code), capfirst(half_name(one))) for one in halves)],
            )
        self.fields["responsible"] = _text("responsible", 200)
        self.fields["participation"] = _text(
            "participation",
            400,
            help_text=_("Hvem skal være med, og hvordan? For eksempel folkemøte, skoler eller råd."),
        )

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        if given.get("outcome") and not given.get("outcome_because", "").strip():
            self.add_error(
                "outcome_because",
                _("Skriv hvorfor dere sier noe annet enn summen. Da kan andre følge vurderingen."),
            )
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("Planen kan ikke være ferdig før den begynner. Endre det ene."))

    @property
    def said(self) -> dict[str, Value]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def criteria_fields(self) -> list[BoundField]:
        return [self[f"{SCORE}{one.key}"] for one in criteria()]

    @property
    def questions(self) -> list[tuple[BoundField, BoundField, str | Promise]]:
        return [(self[f"{ANSWER}{one.key}"], self[f"{ANSWER_TEXT}{one.key}"], one.if_no) for one in QUESTIONS]

    def shown(self, name: str, value: Value) -> str:
        """A value of somebody else's, as she would read it in the field."""
        field = self.fields[name]
        said = "" if value is None else str(value)
        choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
        named = {str(code): str(label) for code, label in choices}
        return named.get(said, said) or _("ingenting")


def _halves(term: Term, stands: Mapping[str, Value]) -> list[HalfYear]:
    """Those of the term and a little after, and what is said already, wherever it lies."""
    last = term.halves[-1].number
    found = {*term.halves, *(HalfYear.numbered(last + more) for more in range(1, _HALVES_AFTER + 1))}
    found |= {HalfYear.kept(value) for name in ("begins", "ends") if isinstance(value := stands.get(name), int)}
    return sorted(found)


class ProposeForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Hva skal planen hete?"),
        max_length=400,
        error_messages={"required": gettext_lazy("Skriv hva planen skal hete.")},
    )
    plan_type = forms.ChoiceField(label=gettext_lazy("Plantype"), required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, **initial: Any) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.fields["plan_type"].choices = plan_types()  # type: ignore[attr-defined]

    def add_refusal(self, refused: ValidationError) -> None:
        for name, errors in refused.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class WeightsForm(SeenForm):
    """How much each criterion counts, 0–3."""

    def __init__(self, stands: Mapping[str, int], data: Any = None) -> None:
        super().__init__(stands, data)
        names = [_("0: teller ikke"), _("1: teller litt"), _("2: teller"), _("3: teller mye")]
        for one in criteria():
            self.fields[one.key] = forms.TypedChoiceField(
                label=one.name.said(language()),
                help_text=one.asks.said(language()),
                coerce=int,
                choices=[(str(weight), names[weight]) for weight in range(MOST_WEIGHT + 1)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Velg hvor mye kriteriet teller.")},
            )

    @property
    def weights(self) -> dict[str, int]:
        return {one.key: self.cleaned_data[one.key] for one in criteria() if one.key in self.cleaned_data}

    @property
    def criteria_fields(self) -> list[BoundField]:
        return [self[one.key] for one in criteria()]


class CapacityForm(SeenForm):
    """Working days for plan work in each year there is planning in."""

    def __init__(self, term: Term, stands: Mapping[str, int | None], data: Any = None) -> None:
        super().__init__(stands, data)
        self.term = term
        for year in term.years:
            self.fields[str(year)] = forms.IntegerField(
                label=str(year),
                required=False,
                min_value=0,
                max_value=MOST_DAYS,
                help_text=self._half_counts(year),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "invalid": _WHOLE_NUMBER,
                    "min_value": _("Dagsverk kan ikke være mindre enn 0."),
                    "max_value": _("Høyst %(most)s dagsverk. Sjekk tallet.") % {"most": MOST_DAYS},
                },
            )
        self._say_optional_nowhere()

    def _half_counts(self, year: int) -> str:
        if year == self.term.first_year:
            return _("Bare høsten er i perioden, så halvparten regnes med.")
        return _("Bare våren er i perioden, så halvparten regnes med.") if year == self.term.last_year else ""

    @property
    def days(self) -> dict[str, int | None]:
        return {str(year): self.cleaned_data.get(str(year)) for year in self.term.years}

    @property
    def year_fields(self) -> list[BoundField]:
        return [self[str(year)] for year in self.term.years]
