"""Forms that carry what they were made from, so that nobody writes over what somebody else has changed meanwhile.

What they were made from is in `initial-…`, as in the product's other forms (`web.typed` reads it so).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.worksheets.outlining.fields import Item, Kept, Yes


class SheetForm(forms.Form):
    def __init__(self, data: QueryDict | None, fields: Mapping[str, Kept], item: Item | None) -> None:
        """`item` is what stands, and None for a new one."""
        super().__init__(data, use_required_attribute=False)
        self.sent = QueryDict(mutable=True) if data is None else data.copy()
        self.item, self.kept = item, fields
        self.fields.update(fields)
        for name, field in fields.items():
            field.show_hidden_initial = item is not None
            if item is not None:
                self.initial[name] = field.shown(name, item)

    def values(self) -> dict[str, Any]:
        """Of what she has changed, or all of it where it is new; as the document keeps it. Only where it is valid."""
        names = self.fields if self.item is None else self.changed_data
        return {
            key: value
            for name in names
            for key, value in self.kept[name].kept(name, self.cleaned_data[name]).items()
            if self.item is not None or value not in (None, "", False)
        }

    @property
    def was(self) -> Iterator[SafeString]:
        """What it is made from, as hidden fields."""
        return (one.as_hidden(only_initial=True) for one in self if one.field.show_hidden_initial)

    def contested(self, now: Item) -> dict[str, Any]:
        """What she has changed and somebody else too, to something else; by what it says now."""
        found = {}
        for name in self.changed_data:
            field, shown = self.kept[name], self.kept[name].shown(name, now)
            if _sent(shown) != self._before(name) and field.has_changed(shown, self._typed(name)):
                found[name] = shown
        return found

    def _before(self, name: str) -> list[str]:
        return [one.replace("\r\n", "\n") for one in self.sent.getlist(f"initial-{name}")]

    def _typed(self, name: str) -> Any:
        return self[name].data

    def beside(self, now: Item, contested: Mapping[str, Any]) -> "SheetForm":
        """What she typed stands in its field, and what stands now is said beside it. Saved again, hers counts."""
        data = self.sent.copy()
        for name, field in self.kept.items():
            shown = _sent(field.shown(name, now))
            data.setlist(f"initial-{name}", shown)
            if name not in self.changed_data:
                data.setlist(name, [one for one in shown if one != "False" or not isinstance(field, Yes)])
        again = SheetForm(data, self.kept, now)
        again.full_clean()
        for name, shown in contested.items():
            said = _said(self.kept[name], shown)
            sentence = (
                _("Noen andre har endret dette mens du skrev. Nå står det «%(now)s». Det du skrev, står i feltet.")
                % {"now": said}
                if said
                else _("Noen andre har tømt dette feltet mens du skrev. Det du skrev, står i feltet.")
            )
            once_more = _("Lagre én gang til om ditt skal gjelde.")
            again.add_error(name, f"{sentence} {once_more}")
        return again


def _sent(shown: Any) -> list[str]:
    return [str(one) for one in shown] if isinstance(shown, list) else [str(shown)]


def _said(field: Kept, shown: Any) -> str:
    names = {str(value): str(words) for value, words in getattr(field, "choices", [])}
    if isinstance(shown, bool):
        return _("ja") if shown else _("nei")
    return ", ".join(names.get(one, one) for one in _sent(shown) if one)


class PlainTextForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Tekst"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 16})
    )
    text.says_optional = False  # type: ignore[attr-defined]
    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class CardForm(forms.Form):
    """`key` and `waits`: see `anonymous.Sent`."""

    text = forms.CharField(
        label=gettext_lazy("Kort"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    text.says_optional = False  # type: ignore[attr-defined]
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    waits = forms.CharField(required=False, widget=forms.HiddenInput)


class VotesForm(forms.Form):
    def __init__(self, data: QueryDict | None, cards: Mapping[str, str], mine: Mapping[str, int], budget: int) -> None:
        super().__init__(data, use_required_attribute=False)
        for id, words in cards.items():
            number = self.fields[id] = forms.IntegerField(
                label=words,
                min_value=0,
                max_value=budget,
                required=False,
                initial=mine.get(id, 0),
                widget=forms.NumberInput(attrs={"min": 0, "max": budget}),
            )
            number.says_optional = False  # type: ignore[attr-defined]
