"""The form that makes meetings of an arena, and changes those that are to come."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.agreements.arenas import LONGEST_ITEM, MOST_ITEMS, RHYTHM_WORDS, RHYTHMS, written_name
from plandugnad.meetings import words
from plandugnad.meetings.forms import Day, Hour, Line, PlainText, Refusing, checked_address
from plandugnad.meetings.kinds import OnHoliday, Ordinal, Takes
from plandugnad.meetings.laying_out import wrong_period

PLACE = "plass-"


class ArenaMeetingsForm(Refusing):
    rhythm = forms.ChoiceField(label=gettext_lazy("Hvor ofte"))
    weekday = forms.TypedChoiceField(label=gettext_lazy("Ukedag"), coerce=int)
    ordinal = forms.TypedChoiceField(
        label=gettext_lazy("Hvilken i måneden"),
        coerce=int,
        help_text=gettext_lazy("Brukes ikke når dere møtes hver eller annenhver uke."),
    )
    starts = Hour(label=gettext_lazy("Begynner"), required=True, help_text=gettext_lazy("For eksempel 09.00"))
    minutes = forms.IntegerField(label=gettext_lazy("Lengde i minutter"), min_value=5, max_value=1_080)
    first_on = Day(label=gettext_lazy("Fra og med"), max_length=60, help_text=gettext_lazy("For eksempel 01.01.2027"))
    last_on = Day(label=gettext_lazy("Til og med"), max_length=60)
    has_july_off = forms.BooleanField(label=gettext_lazy("Ingen møter i juli"), required=False)
    on_holiday = forms.ChoiceField(
        label=gettext_lazy("Når møtet faller på en helligdag"), widget=forms.RadioSelect, choices=OnHoliday.choices
    )
    venue = Line(label=gettext_lazy("Sted"), max_length=300, required=False)
    digital_address = Line(label=gettext_lazy("Lenke til digitalt møte"), max_length=1000, required=False)
    agenda = PlainText(
        label=gettext_lazy("Fast saksliste"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Én sak på hver linje. Sakene settes på hvert møte, og kan endres der."),
    )
    chairs = forms.ChoiceField(
        label=gettext_lazy("Hvem leder"),
        widget=forms.RadioSelect,
        choices=[
            (Takes.TURN, gettext_lazy("Medlemmene på omgang")),
            (Takes.WORDS, gettext_lazy("Den samme hver gang")),
        ],
    )
    chair = Line(label=gettext_lazy("Hvem leder hver gang"), max_length=160, required=False)
    prepares = forms.ChoiceField(
        label=gettext_lazy("Hvem forbereder"),
        widget=forms.RadioSelect,
        choices=[
            (Takes.TURN, gettext_lazy("Medlemmet som har turen")),
            (Takes.AHEAD, gettext_lazy("Medlemmet som har turen neste gang")),
            (Takes.WORDS, gettext_lazy("Den samme hver gang")),
        ],
    )
    preparer = Line(label=gettext_lazy("Hvem forbereder hver gang"), max_length=160, required=False)
    beside = forms.BooleanField(
        label=gettext_lazy("Legg inn nye møter i tillegg til dem gruppen har"),
        required=False,
        help_text=gettext_lazy("Kryss av bare hvis gruppen skal ha begge deler."),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, members: Sequence[tuple[UUID, str]], data: Any = None, **initial: Any) -> None:
        turns = initial.pop("turns", None)
        order: list[UUID] = [id for id, _name in members] if turns is None else list(turns)
        super().__init__(data, initial=initial)
        self.members = list(members)
        fields: Any = self.fields
        fields["rhythm"].choices = [("", _("Velg")), *((code, RHYTHM_WORDS[code]) for code in RHYTHMS)]
        fields["weekday"].choices = [(number, capfirst(str(name))) for number, name in enumerate(words.WEEKDAYS)]
        fields["ordinal"].choices = [(code, capfirst(str(label))) for code, label in Ordinal.choices]
        places = [("", _("ikke med")), *((str(one), f"{one}.") for one in range(1, len(self.members) + 1))]
        for id, name in self.members:
            at = str(order.index(id) + 1) if id in order else ""
            fields[f"{PLACE}{id}"] = forms.ChoiceField(label=name, choices=places, required=False, initial=at)
            fields[f"{PLACE}{id}"].says_optional = False
        for name in ("chair", "preparer"):
            fields[name].says_optional = False
            fields[name].help_text = _(
                "Et navn, eller for eksempel «den som eier saken». Brukes bare når det er den samme hver gang. "
                "La stå tomt når det er ingen."
            )
        fields["beside"].says_optional = False

    @property
    def places(self) -> list[forms.BoundField]:
        return [self[f"{PLACE}{id}"] for id, _name in self.members]

    def clean_digital_address(self) -> str:
        return checked_address(self.cleaned_data["digital_address"])

    def clean_agenda(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["agenda"].split("\n")]
        items = [line for line in lines if line]
        if len(items) > MOST_ITEMS:
            raise ValidationError(_("Det er plass til %(most)s saker. Slå noen sammen.") % {"most": MOST_ITEMS})
        if long := next((item for item in items if len(item) > LONGEST_ITEM), None):
            said = _("Saken som begynner «%(start)s», er lengre enn %(most)s tegn. Gjør den kortere.")
            raise ValidationError(said % {"start": long[:40], "most": LONGEST_ITEM})
        return items

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        in_turn = given.get("chairs") != Takes.WORDS or given.get("prepares") != Takes.WORDS
        if given.get("chairs") == Takes.WORDS and given.get("prepares") == Takes.AHEAD and "prepares" in given:
            said = _("Når den samme leder hver gang, kan ikke den som leder neste gang forberede. Velg noe annet.")
            self.add_error("prepares", said)
        self._check_places(in_turn)
        if given.get("first_on") and given.get("last_on"):
            wrong = wrong_period(given["first_on"], given["last_on"])
            if wrong:
                self.add_error("last_on", wrong)
        if given.get("starts") and given.get("minutes"):
            ends = datetime.combine(date.min, given["starts"]) + timedelta(minutes=given["minutes"])
            if ends.date() != date.min:
                self.add_error("minutes", _("Møtet må slutte før midnatt. Begynn tidligere, eller gjør det kortere."))
            given["ends"] = ends.time()
        return given

    def _check_places(self, in_turn: bool) -> None:
        had: dict[str, str] = {}
        for id, name in self.members:
            place = self.cleaned_data.get(f"{PLACE}{id}") or ""
            if place and place in had:
                said = _("%(one)s og %(other)s har begge plass %(place)s. Gi dem hver sin plass.")
                about = {"one": had[place], "other": name, "place": place}
                self.add_error(f"{PLACE}{id}", said % about)
            had[place or f"-{name}"] = name
        if in_turn and not self.turns():
            said = _("Velg minst ett medlem som skal ta tur, eller la den samme lede og forberede hver gang.")
            self.add_error("chairs", said)

    def turns(self) -> list[UUID]:
        placed = [(self.cleaned_data.get(f"{PLACE}{id}") or "", id) for id, _name in self.members]
        return [id for _place, id in sorted((int(place), id) for place, id in placed if place)]

    def values(self) -> dict[str, Any]:
        """The columns of a series."""
        given = self.cleaned_data
        rhythm, every, _counts = RHYTHMS[given["rhythm"]]
        same = ("weekday", "ordinal", "starts", "ends", "first_on", "last_on", "has_july_off", "on_holiday")
        led = ("venue", "digital_address", "agenda", "chairs", "prepares")
        in_turn = given["chairs"] != Takes.WORDS or given["prepares"] != Takes.WORDS
        return {
            **{name: given[name] for name in (*same, *led)},
            "rhythm": str(rhythm),
            "every": every,
            "chair": written_name(given["chair"]) if given["chairs"] == Takes.WORDS else "",
            "preparer": written_name(given["preparer"]) if given["prepares"] == Takes.WORDS else "",
            "turns": self.turns() if in_turn else [],
        }
