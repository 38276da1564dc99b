"""Forms about how a plan is made: its kind, its dates, and what is said of a step."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.engines.statute import Chain, chains, choice_names
from plandugnad.meetings.forms import Day, Line, PlainText
from plandugnad.processes.dates import NO_DATES, Dates, Place
from plandugnad.processes.models import LONGEST_TEXT
from plandugnad.processes.words import law_language

WITHOUT = "uten"
ANOTHER_COMMON = gettext_lazy("Fellesprosessen er en annen nå. Se stegene under, og begynn igjen.")
_WRITTEN_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
EARLIEST, LATEST = date(1985, 1, 1), date(2100, 12, 31)


def is_no_day(text: str) -> bool:
    """Written as a day, with one the month does not have: that a year would do is no help."""
    found = _WRITTEN_DAY.fullmatch(text.strip())
    if found is None:
        return False
    day, month, year, *_iso = found.groups() if found[1] else (found[6], found[5], found[4])
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return True
    return False


class ProcessDay(Day):
    """A day a plan can have: a slip in the year is said at once."""

    def clean(self, value: Any) -> date | None:
        if isinstance(value, str) and is_no_day(value):
            raise ValidationError(_("«%(text)s» er ingen dag i kalenderen. Sjekk datoen.") % {"text": value.strip()})
        day = super().clean(value)
        if day and not EARLIEST <= day <= LATEST:
            raise ValidationError(_("Året %(year)s kan ikke stemme. Sjekk datoen.") % {"year": day.year})
        return day


class BeginForm(forms.Form):
    """Which course, what it is to have, and the first dates one knows."""

    chain = forms.ChoiceField(label=gettext_lazy("Hva slags prosess"))
    choices = forms.MultipleChoiceField(
        label=gettext_lazy("Hva gjelder?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    common = forms.ChoiceField(
        label=gettext_lazy("Regionen har en fellesprosess for dette"),
        required=False,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("invalid_choice", "required"), ANOTHER_COMMON),
    )
    token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, chain: Chain, offers: Sequence[tuple[str, str]], *args: Any, **options: Any) -> None:
        """`offers`: what the region has agreed on for the course. The first is taken when nobody says otherwise."""
        super().__init__(*args, **options)
        language = law_language()
        fields: Any = self.fields
        if offers:
            fields["common"].choices = [*offers, (WITHOUT, _("Begynn uten fellesprosess"))]
            fields["common"].initial = offers[0][0]
            fields["common"].required = True
        else:
            del self.fields["common"]
        fields["chain"].choices = [(one.id, one.name.said(language)) for one in chains().values()]
        fields["choices"].choices = choices_of(chain, is_later=False)

    def clean(self) -> dict[str, Any]:
        """The one she chose may be gone since, and then she is told before she begins without it."""
        if "common" not in self.fields and self.data.get("common", "") not in ("", WITHOUT):
            raise ValidationError(ANOTHER_COMMON)
        return super().clean() or {}

    def choose_anew(self, common: str) -> None:
        """For another course there is another common process, or it has been changed: the next 'Begynn' decides."""
        data: Any = self.data
        self.data = data = data.copy()
        data["common"] = common


def choices_of(chain: Chain, *, is_later: bool | None = None) -> list[tuple[str, str]]:
    """What can be chosen, as sentences: all, or what is known as the process begins, or what shows later."""
    asked = ((name, choice_names()[name]) for name in chain.choices)
    return [
        (name, capfirst(choice.clause.said(law_language())))
        for name, choice in asked
        if is_later in (None, choice.is_later)
    ]


class ChoicesForm(forms.Form):
    """What is known from the start, and what shows as the work goes on. `stands` are the choices that hold now."""

    known = forms.MultipleChoiceField(
        label=gettext_lazy("Kjent fra starten"), required=False, widget=forms.CheckboxSelectMultiple
    )
    later = forms.MultipleChoiceField(
        label=gettext_lazy("Viser seg underveis"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1000)

    def __init__(self, chain: Chain, stands: Collection[str], data: Any = None) -> None:
        chosen = sorted(stands)
        initial = {"known": chosen, "later": chosen, "seen": ",".join(chosen)}
        super().__init__(data, initial=initial)
        self.chain = chain
        fields: Any = self.fields
        for name, is_later in (("known", False), ("later", True)):
            fields[name].choices = choices_of(chain, is_later=is_later)
            if not fields[name].choices:
                del self.fields[name]

    def chosen(self) -> dict[str, bool]:
        given = {*self.cleaned_data.get("known", ()), *self.cleaned_data.get("later", ())}
        return {name: name in given for name in self.chain.choices}

    def has_seen(self, stands: Collection[str]) -> bool:
        return set(filter(None, self.cleaned_data["seen"].split(","))) == set(stands)

    def stands_now(self, stands: Collection[str]) -> None:
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = ",".join(sorted(stands))


@dataclass(frozen=True)
class DateLine:
    """One date of a step: planned and actual side by side."""

    place: Place
    label: str
    planned: forms.BoundField
    happened: forms.BoundField
    settled: forms.BoundField


class DatesForm(forms.Form):
    """The dates of one step. `places` are those that can be set; each has what stood when the page was opened."""

    def __init__(
        self,
        places: Sequence[tuple[Place, str]],
        stands: Mapping[Place, Dates],
        today: date,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.places, self.today = places, today
        self.others: dict[Place, Dates] = {}
        for number, (place, _label) in enumerate(places):
            kept = stands.get(place, NO_DATES)
            self.fields[f"planned-{number}"] = ProcessDay(
                label=gettext_lazy("Planlagt"), required=False, initial=kept.planned_on
            )
            self.fields[f"happened-{number}"] = ProcessDay(
                label=gettext_lazy("Skjedde"), required=False, initial=kept.happened_on
            )
            self.fields[f"settled-{number}"] = forms.BooleanField(
                label=gettext_lazy("Datoen er avtalt"), required=False, initial=kept.is_settled
            )
            self.fields[f"seen-{number}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=written(kept), max_length=60
            )

    @property
    def lines(self) -> list[DateLine]:
        return [
            DateLine(place, label, self[f"planned-{n}"], self[f"happened-{n}"], self[f"settled-{n}"])
            for n, (place, label) in enumerate(self.places)
        ]

    @property
    def hidden(self) -> list[forms.BoundField]:
        return [self[f"seen-{number}"] for number in range(len(self.places))]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for number in range(len(self.places)):
            happened = given.get(f"happened-{number}")
            if happened and happened > self.today:
                self.add_error(f"happened-{number}", _("Datoen er ikke kommet ennå. Skriv den som planlagt."))
        return given

    def stands_now(self, stands: Mapping[Place, Dates]) -> None:
        """After somebody else's change: what stands now is what has been seen, so that the next 'Lagre' decides."""
        self.others = dict(stands)
        data: Any = self.data
        self.data = data = data.copy()
        for number, (place, _label) in enumerate(self.places):
            if place in stands:
                data[f"seen-{number}"] = written(stands[place])

    def changes(self) -> dict[Place, Dates]:
        given = self.cleaned_data
        return {
            place: Dates(
                given.get(f"planned-{n}"),
                given.get(f"happened-{n}"),
                bool(given.get(f"settled-{n}") and given.get(f"planned-{n}")),
            )
            for n, (place, _label) in enumerate(self.places)
        }

    def seen(self) -> dict[Place, Dates]:
        return {
            place: read_written(self.cleaned_data.get(f"seen-{n}", "")) for n, (place, _label) in enumerate(self.places)
        }


def written(dates: Dates) -> str:
    parts = (dates.planned_on, dates.happened_on)
    return "/".join([*(day.isoformat() if day else "" for day in parts), "1" if dates.is_settled else ""])


def read_written(text: str) -> Dates:
    """What a hidden field said; nonsense there is as if nothing had been seen."""
    try:
        planned, happened, settled = text.split("/")
        days = [date.fromisoformat(day) if day else None for day in (planned, happened)]
    except ValueError:
        return NO_DATES
    return Dates(days[0], days[1], settled == "1")


class StepForm(forms.Form):
    """What is said of a step beside its dates."""

    owner = forms.ChoiceField(label=gettext_lazy("Ansvarlig"), required=False)
    participants = Line(label=gettext_lazy("Hvem er med"), required=False, max_length=400)
    weeks_of_work = forms.IntegerField(
        label=gettext_lazy("Uker med arbeid før steget"),
        required=False,
        min_value=0,
        max_value=520,
        help_text=gettext_lazy("Regnes med når vi foreslår datoer."),
    )
    notes = PlainText(
        label=gettext_lazy("Notater"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST_TEXT
    )
    left_out_because = Line(
        label=gettext_lazy("Ta ut steget fordi"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Bare steg loven ikke krever. Grunnen vises på siden."),
    )

    def __init__(self, people: Sequence[tuple[UUID, str]], can_leave_out: bool, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["owner"].choices = [("", _("Ingen valgt")), *((str(id), name) for id, name in people)]
        if not can_leave_out:
            del self.fields["left_out_because"]

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        values = {
            "owner_id": UUID(given["owner"]) if given["owner"] else None,
            "participants": given["participants"],
            "weeks_of_work": given["weeks_of_work"] or None,
            "notes": given["notes"],
        }
        if "left_out_because" in self.fields:
            values["left_out_because"] = given["left_out_because"]
        return values


class OwnStepForm(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput)
    name = Line(label=gettext_lazy("Steget heter"), max_length=200)
    after = forms.ChoiceField(label=gettext_lazy("Etter"), required=False)

    def __init__(self, steps: Sequence[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["after"].choices = [("", _("Først")), *steps]


class OverrideForm(forms.Form):
    day = ProcessDay(label=gettext_lazy("Fristen er"))
    because = Line(
        label=gettext_lazy("Fordi"),
        max_length=400,
        help_text=gettext_lazy("Grunnen står ved fristen, så andre forstår hvorfor."),
        error_messages={"required": gettext_lazy("Skriv hvorfor fristen er en annen enn den loven gir.")},
    )

    def __init__(self, *args: Any, is_saved: bool, **options: Any) -> None:
        """One may see what follows before one has written why."""
        super().__init__(*args, **options)
        self.is_saved = is_saved

    def full_clean(self) -> None:
        self.fields["because"].required = self.is_saved
        super().full_clean()
        self.fields["because"].required = True


class HandoverForm(forms.Form):
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    text = PlainText(
        label=gettext_lazy("Til den som overtar"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Løfter som er gitt, hvem du snakker med, spørsmål som ikke er avklart."),
    )

    def stands_now(self, text: str) -> None:
        """After somebody else's change: what stands now has been seen, so that the next 'Lagre' decides."""
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = text
