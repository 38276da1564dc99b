"""Forms about bodies, meetings, series and what was promised."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plandugnad.core.ids import new_id
from plandugnad.engines.tables.dates import says_more, scan
from plandugnad.engines.tables.when import When
from plandugnad.meetings import words
from plandugnad.meetings.kinds import BodyKind, OnHoliday, Ordinal, Rhythm
from plandugnad.meetings.laying_out import wrong_period
from plandugnad.meetings.models import Body, FollowUp, Meeting, Place, Series
from plandugnad.regions.models import Collaboration, Organisation

_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_HOUR = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:]?(\d{2}))?\Z", re.IGNORECASE)
_SALT = "meetings.new"
LEADING = ("chair", "preparer")
_LASTS_SECONDS = 7 * 24 * 3600


class PlainText(forms.CharField):
    """Text that can be kept. Control characters become spaces; marks that turn the direction of text go."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return self.tidied(_CONTROL.sub(" ", _TURNING.sub("", text)))

    def tidied(self, text: str) -> str:
        return text.strip()


class Line(PlainText):
    def tidied(self, text: str) -> str:
        return " ".join(text.split())


class WhenOn(Line):
    """A day or a year, as people write it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 60)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return value.told if isinstance(value, When) else value

    def clean(self, value: Any) -> When | None:
        text = super().clean(self.prepare_value(value))
        return read_when(text) if text else None


class Day(Line):
    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d.%m.%Y") if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        text = super().clean(self.prepare_value(value))
        return read_day(text) if text else None


class Days(Line):
    """Dates with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(day.strftime("%d.%m.%Y") for day in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[date]:
        text = super().clean(self.prepare_value(value))
        return [read_day(part.strip()) for part in text.split(",") if part.strip()]


class Hour(Line):
    def __init__(self, **options: Any) -> None:
        super().__init__(**({"required": False, "max_length": 12} | options))

    def prepare_value(self, value: Any) -> Any:
        return words.hour(value) if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        text = super().clean(self.prepare_value(value))
        if not text:
            return None
        found = _HOUR.match(text)
        if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise ValidationError(_("Skriv klokkeslettet som 18.00."))
        return time(int(found[1]), int(found[2] or 0))


def read_when(text: str) -> When:
    found = scan(text)
    dates = [When.on(day) for day in found.days] + [When.of_year(year) for year in found.years]
    if len(dates) != 1 or found.spans or found.about or says_more(found) or (text.isdecimal() and len(text) != 4):
        raise ValidationError(
            _("Vi forstår ikke «%(text)s». Skriv en dato (12.06.2027) eller et år (2027).") % {"text": text}
        )
    return dates[0]


def read_day(text: str) -> date:
    try:
        day = read_when(text).day
    except ValidationError:
        day = None
    if day is None:
        said = _("«%(text)s» er ikke en hel dato. Skriv dag, måned og år, som 12.06.2027.")
        raise ValidationError(said % {"text": text})
    return day


def new_token(*holder: Any) -> str:
    """The id a new thing will have, given to one person for one purpose: a form sent twice makes one thing."""
    return signing.dumps([str(new_id()), *map(str, holder)], salt=_SALT)


def id_of(token: str, *holder: Any) -> UUID:
    try:
        id, *given = signing.loads(token, salt=_SALT, max_age=_LASTS_SECONDS)
    except (signing.BadSignature, ValueError):
        return new_id()
    return UUID(id) if given == list(map(str, holder)) else new_id()


class Refusing(forms.Form):
    """What an action refused is put beside the field it is about."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **({"use_required_attribute": False} | options))

    def add_refusal(self, refused: ValidationError) -> None:
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, sentences in by_field.items():
            self.add_error(name if name in self.fields else None, ValidationError(sentences))


class BodyForm(Refusing):
    name = Line(
        label=_("Navn"), max_length=120, help_text=_("For eksempel Kommunestyret eller Utvalg for plan og miljø.")
    )
    kind = forms.ChoiceField(label=_("Hva slags"), widget=forms.RadioSelect)

    def __init__(self, place: Place, body: Body | None = None, data: Any = None) -> None:
        super().__init__(data, initial={"name": body.name, "kind": body.kind} if body else {"kind": _usual(place)})
        self.fields["kind"].choices = [(code, capfirst(str(label))) for code, label in BodyKind.choices]  # type: ignore[attr-defined]


def _usual(place: Place) -> str:
    return BodyKind.GROUP if isinstance(place, Collaboration) else BodyKind.COMMITTEE


class MeetingForm(Refusing):
    body = forms.ChoiceField(label=_("Hvem møtes?"))
    when = WhenOn(label=_("Når"), help_text=_("En dato (12.06.2027), eller bare et år (2027)."))
    starts = Hour(label=_("Begynner"), help_text=_("For eksempel 18.00"))
    ends = Hour(label=_("Slutter"))
    venue = Line(label=_("Sted"), max_length=300, required=False)
    digital_address = Line(label=_("Lenke til digitalt møte"), max_length=1000, required=False)
    title = Line(
        label=_("Tittel"), max_length=200, required=False, help_text=_("Bare hvis møtet heter noe mer enn utvalget.")
    )
    chair_organisation = forms.ChoiceField(label=_("Hvem leder"), required=False)
    chair = Line(label=_("Hvem leder"), max_length=160, required=False)
    preparer_organisation = forms.ChoiceField(label=_("Hvem forbereder"), required=False)
    preparer = Line(label=_("Hvem forbereder"), max_length=160, required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(
        self,
        bodies: Sequence[Body],
        meeting: Meeting | None = None,
        data: Any = None,
        *,
        members: Sequence[tuple[UUID, str]] = (),
        **initial: Any,
    ) -> None:
        names = ("title", "when", "starts", "ends", "venue", "digital_address", *LEADING)
        stands = {name: getattr(meeting, name) for name in names} if meeting else {}
        if meeting:
            led_by = {f"{name}_organisation": getattr(meeting, f"{name}_organisation_id") for name in LEADING}
            stands |= {name: str(id or "") for name, id in led_by.items()}
        super().__init__(data, initial={**initial, **stands, "seen_version": meeting.version if meeting else None})
        for name in LEADING:
            self._offer(name, members, getattr(meeting, f"{name}_organisation") if meeting else None)
        self.fields["body"].choices = [(str(body.id), body.name) for body in bodies]  # type: ignore[attr-defined]
        if meeting:
            del self.fields["body"]

    def _offer(self, name: str, members: Sequence[tuple[UUID, str]], stands: Organisation | None) -> None:
        """Members to choose among, and the one who has it; where there are none, only words."""
        choices = [(str(id), label) for id, label in members]
        if stands is not None and stands.id not in dict(members):
            left = gettext("%(name)s (ikke med lenger)") % {"name": stands.name}
            choices.append((str(stands.id), left))
        if not choices:
            del self.fields[f"{name}_organisation"]
            return
        self.fields[name].label = _("Eller skriv et navn")
        self.fields[f"{name}_organisation"].choices = [("", _("Ingen valgt")), *choices]  # type: ignore[attr-defined]

    def clean_digital_address(self) -> str:
        return checked_address(self.cleaned_data["digital_address"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in LEADING:
            member = f"{name}_organisation"
            if given.get(member) and given.get(name) and {member, name} <= set(self.changed_data):
                self.add_error(name, gettext("Velg et medlem eller skriv et navn, ikke begge."))
        return given

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def values(self) -> dict[str, Any]:
        names = ("title", "when", "starts", "ends", "venue", "digital_address")
        given = {name: self.cleaned_data[name] for name in names}
        for name in LEADING:
            chosen, typed = self._led_by(name)
            given[f"{name}_organisation_id"] = UUID(chosen) if chosen else None
            given[name] = typed
        return given

    def _led_by(self, name: str) -> tuple[str, str]:
        """Of a member and a name the one that was put in now; what stood there from before gives way."""
        chosen, typed = self.cleaned_data.get(f"{name}_organisation") or "", self.cleaned_data.get(name) or ""
        if chosen and typed:
            return ("", typed) if name in self.changed_data else (chosen, "")
        return chosen, typed


def checked_address(address: str) -> str:
    if not address:
        return ""
    if "://" not in address and not re.match(r"[a-z][a-z0-9+-]*:", address, re.IGNORECASE):
        address = f"https://{address}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise ValidationError(_("Skriv en nettadresse som begynner med https:// eller http://.")) from None
    return address


class SeriesForm(Refusing):
    body = forms.ChoiceField(label=_("Hvem møtes?"))
    title = Line(label=_("Tittel"), max_length=200, required=False)
    rhythm = forms.ChoiceField(label=_("Hvor ofte"), widget=forms.RadioSelect)
    every = forms.IntegerField(
        label=_("Hver"), min_value=1, max_value=52, help_text=_("1 er hver gang, 2 er annenhver, og så videre.")
    )
    weekday = forms.TypedChoiceField(label=_("Ukedag"), coerce=int)
    ordinal = forms.TypedChoiceField(
        label=_("Hvilken i måneden"), coerce=int, help_text=_("Brukes bare når møtet er månedlig.")
    )
    first_on = Day(label=_("Fra og med"), max_length=60, help_text=_("For eksempel 01.01.2027"))
    last_on = Day(label=_("Til og med"), max_length=60)
    starts = Hour(label=_("Begynner"))
    ends = Hour(label=_("Slutter"))
    venue = Line(label=_("Sted"), max_length=300, required=False)
    has_july_off = forms.BooleanField(label=_("Ingen møter i juli"), required=False)
    on_holiday = forms.ChoiceField(label=_("På helligdager"), widget=forms.RadioSelect, required=False)
    except_on = Days(
        label=_("Unntatt"),
        required=False,
        max_length=2_000,
        help_text=_("Dager som skal hoppes over, med komma mellom."),
    )

    def __init__(self, bodies: Sequence[Body], series: Series | None = None, data: Any = None, **initial: Any) -> None:
        stands = {name: getattr(series, name) for name in self.base_fields if name != "body"} if series else {}
        usual = {"rhythm": Rhythm.MONTHS, "every": 1, "weekday": 3, "ordinal": 1, "has_july_off": True}
        usual["on_holiday"] = OnHoliday.KEEP
        super().__init__(data, initial={**usual, **initial, **stands})
        fields: dict[str, Any] = self.fields
        fields["body"].choices = [(str(body.id), body.name) for body in bodies]
        fields["rhythm"].choices = [
            (Rhythm.MONTHS, _("Hver måned eller sjeldnere")),
            (Rhythm.WEEKS, _("Hver uke eller sjeldnere")),
        ]
        fields["weekday"].choices = [(number, capfirst(str(name))) for number, name in enumerate(words.WEEKDAYS)]
        fields["ordinal"].choices = [(code, capfirst(str(label))) for code, label in Ordinal.choices]
        fields["on_holiday"].choices = OnHoliday.choices
        if series:
            del self.fields["body"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("first_on"), given.get("last_on")
        if first and last and (wrong := wrong_period(first, last)):
            self.add_error("last_on", wrong)
        return given

    def values(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "body"}
        return given | {"on_holiday": given["on_holiday"] or OnHoliday.KEEP}


class ItemForm(Refusing):
    title = Line(label=_("Sak"), max_length=300)
    text = PlainText(
        label=_("Hva saken gjelder"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    responsible = Line(label=_("Ansvarlig"), max_length=160, required=False)
    planned_minutes = forms.IntegerField(label=_("Minutter"), required=False, min_value=1, max_value=1_440)
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, data: Any = None, *, item: Any = None, token: str = "") -> None:
        names = ("title", "text", "responsible", "planned_minutes")
        stands = {name: getattr(item, name) for name in names} | {"seen_version": item.version} if item else {}
        super().__init__(data, initial={"token": token, **stands}, auto_id=f"id_{item.id}_%s" if item else "id_new_%s")
        if item:
            self.fields["title"].widget.attrs["autofocus"] = True

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "text", "responsible", "planned_minutes")}


class MinutesForm(Refusing):
    """The minutes of one item."""

    minutes = PlainText(label=_("Referat"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    decision = PlainText(label=_("Vedtak"), required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 2}))
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, item: Any, data: Any = None) -> None:
        stands = {"minutes": item.minutes, "decision": item.decision, "seen_version": item.version}
        super().__init__(data, initial=stands, prefix=f"sak-{item.id}")
        self.item = item

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("minutes", "decision")}


class AttendeesForm(Refusing):
    attendees = PlainText(
        label=_("Til stede"), required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_done = forms.BooleanField(label=_("Referatet er ferdig"), required=False)


class PromiseForm(Refusing):
    what = Line(label=_("Hva skal gjøres?"), max_length=400)
    person = forms.ChoiceField(label=_("Hvem"), required=False)
    who = Line(label=_("Eller skriv et navn"), max_length=160, required=False)
    due = WhenOn(label=_("Innen"), required=False, help_text=_("En dato (12.06.2027), eller bare et år (2027)."))
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, people: Iterable[tuple[UUID, str]], data: Any = None, *, row: FollowUp | None = None, token: str = ""
    ) -> None:
        stands = {"what": row.what, "person": row.person_id or "", "who": row.who, "due": row.due} if row else {}
        super().__init__(data, initial={"token": token, **stands})
        choices = [(str(id), name) for id, name in people]
        self.names = dict(choices)
        self.fields["person"].choices = [("", _("Ingen valgt")), *choices]  # type: ignore[attr-defined]

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        person = given["person"]
        who = self.names.get(person, "") if person else given["who"]
        return {"what": given["what"], "person_id": UUID(person) if person else None, "who": who, "due": given["due"]}
