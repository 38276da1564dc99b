from django import forms
from django.utils.translation import gettext_lazy as _

from plandugnad.strategies.jointly.kinds import JointAnswer
from plandugnad.strategies.jointly.models import LONGEST_TEXT


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Hilsen"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For eksempel når dere har tenkt å begynne, og hvem de kan ringe."),
    )


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("Svar"), choices=JointAnswer.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Noe mer dere vil si"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
