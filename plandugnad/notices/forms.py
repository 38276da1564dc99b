from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from plandugnad.notices.models import Rhythm


class WishesForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("Hvor ofte vil du ha e-post?"),
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
        help_text=_("Er det ingenting å fortelle, kommer det ingen e-post."),
    )
    wants_asked = forms.BooleanField(
        label=_("Det du blir bedt om"),
        required=False,
        help_text=_(
            "Når noen gir deg en oppfølging eller et steg, eller kommunen skal svare på en invitasjon. "
            "Én gang for hver."
        ),
    )
    wants_due = forms.BooleanField(
        label=_("Frister"),
        required=False,
        help_text=_(
            "30 dager før en frist, og den dagen den er. For steg i planprosesser også sju dager før, og én gang når "
            "fristen er ute."
        ),
    )
    wants_activity = forms.BooleanField(
        label=_("Det andre gjør"),
        required=False,
        help_text=_("I kommunen din og i samarbeidene dere er med i. Aldri det du gjør selv."),
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as Django's own
        field = self.fields["rhythm"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(value, capfirst(str(label))) for value, label in Rhythm.choices]
