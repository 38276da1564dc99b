"""Forms of groups: the name and the common answer, and a group made by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plandugnad.consultations.merging import three_way
from plandugnad.consultations.models import LONGEST_TEXT, Group
from plandugnad.consultations.texts import TooLong, as_kept, refuse_too_long
from plandugnad.meetings.forms import Line, PlainText

_NAME_HELP = gettext_lazy("Kort, med egne ord: «Mot flere hytter ved Storvatnet». Ikke navn på dem som har skrevet.")


class AnswerForm(forms.Form):
    """`was` is the answer as this person began with it, so that two people's changes can be put together."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    was = PlainText(widget=forms.HiddenInput, required=False, max_length=LONGEST_TEXT)
    name = Line(
        label=gettext_lazy("Hva punktene sier"),
        max_length=200,
        help_text=_NAME_HELP,
    )
    answer = PlainText(
        label=gettext_lazy("Felles svar"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Kommunens vurdering. Den gjelder alle punktene i gruppen, og skrives bare her."),
    )

    still_ready = forms.BooleanField(
        required=False,
        help_text=gettext_lazy("Ellers blir de tatt opp igjen når svaret endres, så noen ser på dem på nytt."),
    )

    def __init__(self, *args: Any, ready: int, **options: Any) -> None:
        """`ready` is how many statements are done with by the answer as it stands."""
        super().__init__(*args, **options)
        self.fields["still_ready"].label = ngettext(
            "%(number)d uttalelse er ferdig vurdert, og er det fortsatt",
            "%(number)d uttalelser er ferdig vurdert, og er det fortsatt",
            ready,
        ) % {"number": ready}
        if not ready:
            del self.fields["still_ready"]

    def stands_now(self, group: Group, by_name: str) -> None:
        """After somebody else's change: both are in the text, and the next 'Lagre' decides."""
        data: Any = self.data
        self.data = data = data.copy()
        stands = as_kept(group.answer)
        merged = three_way(self.cleaned_data["was"], self.cleaned_data["answer"], stands)
        data["seen"], data["was"], data["answer"] = str(group.version), stands, as_kept(merged.text)
        who = {"who": by_name or _("Noen andre")}
        if merged.is_clean:
            said = _(
                "%(who)s har endret svaret mens du skrev. Begges endringer står her nå. Les gjennom, og lagre igjen."
            )
        else:
            said = _(
                "%(who)s har endret de samme linjene mens du skrev. Begges linjer står etter hverandre i teksten. "
                "Behold det som skal gjelde, og lagre igjen."
            )
        self.add_error("answer", said % who)
        try:
            refuse_too_long(data["answer"], stands)
        except TooLong as refused:
            self.add_error("answer", refused)


class GroupForm(forms.Form):
    name = Line(
        label=gettext_lazy("Hva punktene sier"),
        max_length=200,
        help_text=_NAME_HELP,
    )
