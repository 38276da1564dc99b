"""Who has adopted the sheet, and adopting it for one's own municipality."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.adopting import LONGEST_NOTE, MemberYes, adopt, set_review, withdraw, yeses_of
from plandugnad.worksheets.models import Phase
from plandugnad.worksheets.publishing import publishes
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.views.asked import Asked, asked, done, facilitating


class AdoptForm(forms.Form):
    organisation = forms.ChoiceField(label=gettext_lazy("Kommune"))
    adopted_on = forms.DateField(label=gettext_lazy("Vedtatt"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(
        label=gettext_lazy("Merknad"), max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: object, own: list[Organisation]) -> None:
        super().__init__(data, initial={"adopted_on": timezone.localdate().isoformat()})  # type: ignore[arg-type]
        self.fields["organisation"].choices = [(str(one.id), one.name) for one in own]  # type: ignore[attr-defined]

    def clean_adopted_on(self) -> date:
        adopted_on: date = self.cleaned_data["adopted_on"]
        if adopted_on > timezone.localdate():
            raise ValidationError(_("Vedtaksdagen er fram i tid. Før vedtaket når det er gjort."))
        return adopted_on


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def adoptions(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = asked(request, id)
    not_found_unless(not found.sheet.is_private)  # its parties are people, and no municipality adopts it
    rows = yeses_of(found.sheet)
    own = [one.organisation for one in rows if one.adoption is None and one.organisation.id in request.actor.writes]
    form = AdoptForm(request.POST if request.method == "POST" else None, own)
    if request.method == "POST":
        not_found_unless(bool(own))
        if form.is_valid() and _adopted(found, form, own):
            return redirect("sheet_adoptions", id=id)
    may_withdraw = {one.adoption.id for one in rows if one.adoption and one.organisation.id in request.actor.writes}
    about = {
        "rows": rows,
        "form": form if own and found.sheet.phase == Phase.ADOPT else None,
        "may_withdraw": may_withdraw,
        "finding": _finding(rows),
        "agreed_address": reverse("agreed", args=[found.sheet.collaboration_id])
        if publishes(found.sheet) and all(one.adoption for one in rows)
        else "",
    }
    return render(request, "worksheets/adoptions.html", found.about(Crumb(_("Vedtak"))) | about)


def _adopted(found: Asked, form: AdoptForm, own: list[Organisation]) -> bool:
    said = form.cleaned_data
    organisation = next(one for one in own if str(one.id) == said["organisation"])
    try:
        language = spoken(get_language())
        adopt(found.request.actor.by, found.sheet.id, organisation, said["adopted_on"], said["note"], language)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _finding(rows: Sequence[MemberYes]) -> str:
    yes = sum(1 for one in rows if one.adoption)
    return _("%(yes)s av %(all)s har vedtatt det som står nå") % {"yes": yes, "all": len(rows)}


@require_POST
@signed_in
def take_back(request: SignedInRequest, id: UUID, adoption_id: UUID) -> HttpResponse:
    found = asked(request, id)
    not_found_unless(not found.sheet.is_private)
    its = [one.adoption for one in yeses_of(found.sheet) if one.adoption and one.adoption.id == adoption_id]
    not_found_unless(bool(its) and its[0].organisation_id in request.actor.writes)
    return done(found, lambda: withdraw(request.actor.by, id, adoption_id), _("Vedtaket er trukket."))


@require_POST
@signed_in
def review(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = facilitating(request, id)
    form = _ReviewForm(request.POST)
    if not form.is_valid():
        return done(found, lambda: _raise(_("Skriv dagen som dag.måned.år, eller velg den i kalenderen.")))
    return done(found, lambda: set_review(request.actor.by, id, form.cleaned_data["review_on"]), _("Dagen er lagret."))


class _ReviewForm(forms.Form):
    review_on = forms.DateField()


def _raise(words: str) -> None:
    raise ValidationError(words)
