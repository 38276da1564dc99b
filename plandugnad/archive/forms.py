import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from plandugnad.archive.kinds import SEPARATORS, RoomAudience
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.names import shown
from plandugnad.archive.naming import NamePart, Rule
from plandugnad.archive.wording import PART_NAMES
from plandugnad.engines.tables.when import When
from plandugnad.regions.models import Role

_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
MOST_PARTS = 5


class LineField(forms.CharField):
    """One line with nothing hidden in it."""

    def to_python(self, value: Any) -> str:
        return shown(str(super().to_python(value) or ""))


class DayOrYearField(LineField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 20)
        options.setdefault("help_text", _("Dato eller år: 12.06.2032 eller 2032"))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, When):
            return value
        return value.day.strftime("%d.%m.%Y") if value.day else value.iso

    def clean(self, value: Any) -> When | None:
        text = super().clean(self.prepare_value(value))
        if not text:
            return None
        try:
            if found := _DAY.fullmatch(text):
                return When.on(date(int(found[3]), int(found[2]), int(found[1])))
            when = When.parse(text)
        except ValueError:
            raise ValidationError(_("Skriv en dato (12.06.2032) eller et år (2032).")) from None
        if when.precision == "years":
            raise ValidationError(_("Skriv én dato eller ett år."))
        return when


class RoomForm(forms.Form):
    name = LineField(label=_("Navn"), max_length=120)
    purpose = forms.CharField(
        label=_("Hva rommet er til"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("En setning som gjør at andre legger filene på rett sted."),
    )

    def clean_purpose(self) -> str:
        return str(self.cleaned_data["purpose"]).replace("\x00", "").strip()


class RoomSettingsForm(RoomForm):
    readers = forms.ChoiceField(label=_("Hvem leser?"), choices=RoomAudience.choices, widget=forms.RadioSelect)
    reader_roles = forms.MultipleChoiceField(
        label=_("Roller som leser"), required=False, widget=forms.CheckboxSelectMultiple
    )
    writers = forms.ChoiceField(
        label=_("Hvem legger inn og endrer?"), choices=RoomAudience.choices, widget=forms.RadioSelect
    )
    writer_roles = forms.MultipleChoiceField(
        label=_("Roller som legger inn og endrer"), required=False, widget=forms.CheckboxSelectMultiple
    )
    delete_after = DayOrYearField(label=_("Filene kan slettes etter"), required=False)
    name_separator = forms.ChoiceField(label=_("Mellom delene"), choices=SEPARATORS)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, room: Room, roles: Iterable[Role], data: Any = None) -> None:
        parts = {f"part_{number}": part for number, part in enumerate(room.name_parts)}
        named = ("name", "purpose", "readers", "reader_roles", "writers", "writer_roles", "delete_after",
                 "name_separator", "version")  # fmt: skip
        super().__init__(
            data, initial=parts | {name: getattr(room, name) for name in named}, use_required_attribute=False
        )
        choices = [(role.code, str(role)) for role in roles]
        for name in ("reader_roles", "writer_roles"):
            roles_field = self.fields[name]
            assert isinstance(roles_field, forms.MultipleChoiceField)
            roles_field.choices = choices
        for number in range(MOST_PARTS):
            self.fields[f"part_{number}"] = forms.ChoiceField(
                label=_("Del %(number)d") % {"number": number + 1},
                required=False,
                choices=[("", _("(ingen)")), *((part.value, PART_NAMES[part]) for part in NamePart)],
            )

    @property
    def part_fields(self) -> list[forms.BoundField]:
        return [self[f"part_{number}"] for number in range(MOST_PARTS)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for whom in ("reader", "writer"):
            if cleaned.get(f"{whom}s") == RoomAudience.ROLES and not cleaned.get(f"{whom}_roles"):
                self.add_error(f"{whom}_roles", _("Velg minst én rolle."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        chosen = [cleaned[f"part_{number}"] for number in range(MOST_PARTS) if cleaned[f"part_{number}"]]
        rule = Rule.of(chosen, cleaned["name_separator"])
        kept = {
            name: cleaned[name] for name in ("name", "purpose", "readers", "writers", "delete_after", "name_separator")
        }
        for whom in ("reader", "writer"):
            is_chosen = cleaned[f"{whom}s"] == RoomAudience.ROLES
            kept[f"{whom}_roles"] = sorted(cleaned[f"{whom}_roles"]) if is_chosen else []
        return kept | {"name_parts": [part.value for part in rule.parts]}


class FolderForm(forms.Form):
    name = LineField(label=_("Navn på mappen"), max_length=120)


class FolderEditForm(forms.Form):
    name = LineField(label=_("Navn"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, folder: Folder, data: Any = None) -> None:
        super().__init__(data, initial={"name": folder.name, "version": folder.version}, use_required_attribute=False)


class FileEditForm(forms.Form):
    name = LineField(label=_("Navn"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)
    delete_after = DayOrYearField(label=_("Kan slettes etter"), required=False)

    def __init__(self, file: File, data: Any = None) -> None:
        initial = {"name": file.name, "version": file.version, "delete_after": file.delete_after}
        super().__init__(data, initial=initial, use_required_attribute=False)
