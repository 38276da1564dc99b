"""The kinds of form field a plan needs."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from plandugnad.engines.tables.dates import says_more, scan
from plandugnad.engines.tables.when import When

# Marks that turn the direction of the text after them: with one, «fdp.exe» is shown as «exe.pdf».
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_NATIONAL_PLAN_ID = re.compile(r"(?:(?:\d{4}|\d{2})[\s_-])?[0-9A-Za-zÆØÅæøå][0-9A-Za-zÆØÅæøå._/-]*", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BARE_NUMBER = re.compile(r"\d{5,}")  # the table engine takes 43628 for a day as Excel counts them; a person never does
_TWO_YEARS = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")
_SLASHED = re.compile(r"\A(\d{1,2})/(\d{1,2})[-/.](\d{2}|\d{4})\Z")
_DAY = re.compile(r"\d{1,2}[./]\s?\d{1,2}[-./]\s?\d{2,4}")


WITH_NUL = _("Teksten har et tegn som ikke kan lagres (NUL). Lim den inn på nytt som ren tekst.")


class Suggesting(forms.TextInput):
    """A text field that offers what is in use already, and takes anything else too."""

    template_name = "plans/widgets/suggesting.html"

    def __init__(self, suggestions: Iterable[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = list(suggestions)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if self.suggestions:
            context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_forslag"
            context["widget"]["suggestions"] = self.suggestions
        return context


class TextField(forms.CharField):
    """Text that can be kept: a NUL byte is refused in words, other control characters become spaces.

    Marks that turn the direction of text are taken out: nobody types them, and with them a name can look like another.
    """

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "")
        if "\x00" in text:
            raise ValidationError(WITH_NUL)
        return self.tidied(text)

    def tidied(self, text: str) -> str:
        return _CONTROL.sub(" ", _TURNING.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))


class LineField(TextField):
    def tidied(self, text: str) -> str:
        return " ".join(super().tidied(text).split())


def check_national_plan_id(text: str) -> None:
    """With or without the number of the municipality (four digits) or the county (two) before the plan's own."""
    if not _NATIONAL_PLAN_ID.fullmatch(text):
        raise ValidationError(
            _(
                "Skriv arealplan-ID som kommunenummer og planens nummer (4206_201502), eller bare nummeret (201502). "
                "Den kan ha bokstaver, tall, punktum, skråstrek, bindestrek og understrek."
            )
        )


class WhenFormField(LineField):
    """A day, a year or a span of years, read as people write them and shown back in the same precision."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 60)
        options.setdefault("help_text", _("Dato, år eller flere år: 12.06.2019, 2019 eller 2024–2026"))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, When):
            return value
        return value.day.strftime("%d.%m.%Y") if value.day else value.iso.replace("/", "–")

    def clean(self, value: Any) -> When | None:
        text = super().clean(self.prepare_value(value))
        return read_when(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or ""))


def read_when(text: str) -> When:
    if (years := _TWO_YEARS.fullmatch(text)) and years[1] >= years[2]:
        raise ValidationError(_("Det første året må komme før det siste."))
    found = scan(_SLASHED.sub(r"\1.\2.\3", text)) if not _BARE_NUMBER.fullmatch(text) else None
    if found is None or found.about or says_more(found):
        raise ValidationError(_not_understood(text))
    dates = [When.on(day) for day in found.days] + [When.of_year(year) for year in found.years]
    dates += [When.of_years(first, last) for first, last in found.spans]
    if len(dates) != 1:
        raise ValidationError(_not_understood(text))
    return dates[0]


def _not_understood(text: str) -> Any:
    said = _("Vi forstår ikke «%(text)s». Skriv en dato (12.06.2019), et år (2019) eller flere år (2024–2026).")
    if _DAY.fullmatch(text):
        said = _("Datoen %(text)s finnes ikke i kalenderen.")
    return said % {"text": text}


class ThemesField(LineField):
    """Words with commas between them."""

    most, longest = 30, 80

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Skill med komma: klima, folkehelse"))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        words = [word.strip() for word in super().clean(self.prepare_value(value)).split(",")]
        themes = list({word.casefold(): word for word in reversed(words) if word}.values())[::-1]
        if any(len(theme) > self.longest for theme in themes):
            raise ValidationError(_("Et tema kan ha høyst %(most)d tegn.") % {"most": self.longest})
        if len(themes) > self.most:
            raise ValidationError(_("En plan kan ha høyst %(most)d tema.") % {"most": self.most})
        return themes

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or ""))
