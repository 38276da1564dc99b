"""«Bekreft at det er deg»: asked before somebody changes how she signs in, when she has not just shown who she is."""

import hashlib
import hmac
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from plandugnad.accounts import shown
from plandugnad.accounts.adapter import Adapter
from plandugnad.accounts.factors.forms import SecondStepForms
from plandugnad.accounts.http import View, own_path, signed_in
from plandugnad.accounts.models import Person
from plandugnad.accounts.sending import can_send_mail
from plandugnad.accounts.throttle import is_too_often
from plandugnad.accounts.ways import ways_of

_CODE = "code_to_confirm"
CODE_GOOD_FOR_S = 15 * 60
TRIES_PER_CODE = 5
TRIES_PER_MINUTE = 10
CODES_PER_MINUTE = 3
_LOGIN_CODE = "account/email/login_code"


def to_confirm_first(request: HttpRequest, form_at: str = "own_sign_in") -> HttpResponse | None:
    """Where to go to confirm, or nothing when she has just shown who she is. What was sent by a form is not done
    afterwards: it is asked for again, by the same button, at the page the form stands on."""
    person = request.user
    if isinstance(person, Person) and shown.is_fresh(request, person):
        return None
    is_page = request.method in {"GET", "HEAD"}
    return _to_confirm(request.get_full_path() if is_page else reverse(form_at))


def address_to_confirm(back_to: str) -> str:
    return f"{reverse('confirm')}?{urlencode({'next': back_to})}"


def _to_confirm(back_to: str) -> HttpResponse:
    return redirect(address_to_confirm(back_to))


def freshly_confirmed(view: View) -> View:
    """Inside `signed_in`, for pages of one's own."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return to_confirm_first(request) or view(request, *args, **kwargs)

    return asked


class ConfirmForm(forms.Form):
    """A password, or a code from an e-mail."""

    secret = forms.CharField(strip=True, max_length=200)

    def __init__(self, is_right: Callable[[str], bool], wrong: Any, label: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_right, self._wrong = is_right, wrong
        self.fields["secret"].label = label

    def clean_secret(self) -> str:
        secret: str = self.cleaned_data["secret"]
        if not self._is_right(secret):
            raise forms.ValidationError(self._wrong)
        return secret


def _password_form(request: HttpRequest, person: Person) -> ConfirmForm:
    wrong, label = gettext_lazy("Passordet stemmer ikke."), gettext_lazy("Passord")
    form = ConfirmForm(person.check_password, wrong, label, _sent(request, "password"), prefix="password")
    form.fields["secret"].strip = False  # type: ignore[attr-defined]
    form.fields["secret"].widget = forms.PasswordInput()
    return form


def _code_form(request: HttpRequest) -> ConfirmForm:
    wrong = gettext_lazy("Koden stemmer ikke, eller den er for gammel.")
    return ConfirmForm(
        lambda code: _is_code(request, code), wrong, gettext_lazy("Kode"), _sent(request, "code"), prefix="code"
    )


def _sent(request: HttpRequest, which: str) -> Any:
    return request.POST if request.method == "POST" and f"{which}-secret" in request.POST else None


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def confirm(request: HttpRequest) -> HttpResponse:
    person = request.user
    assert isinstance(person, Person)
    back_to = own_path(request.POST.get("next", "") or request.GET.get("next", ""))
    if request.method == "POST" and is_too_often(request, f"confirm:{person.id}", TRIES_PER_MINUTE):
        return render(request, "429.html", status=429)
    step = SecondStepForms(request, person)
    if step.is_given():
        return redirect(back_to)
    forms_here = {"password": _password_form(request, person), "code": _code_form(request)}
    for way, form in forms_here.items():
        if form.is_bound and form.is_valid():
            request.session.pop(_CODE, None)
            shown.note(request, person, way)
            return redirect(back_to)
    about = {
        "next": back_to,
        "ways": ways_of(person),
        "password_form": forms_here["password"],
        "code_form": forms_here["code"],
        "is_code_sent": _CODE in request.session,
        "can_send_mail": can_send_mail(),
        "step": step,
    }
    return render(request, "account/confirm.html", about)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def confirm_by_code(request: HttpRequest) -> HttpResponse:
    """Sends a code to the person's own address."""
    person = request.user
    assert isinstance(person, Person)
    back_to = own_path(request.POST.get("next", ""))
    if request.method != "POST":
        return _to_confirm(back_to)
    if is_too_often(request, f"confirm_code:{person.id}", CODES_PER_MINUTE):
        return render(request, "429.html", status=429)
    if can_send_mail():
        adapter = Adapter(request)
        code = adapter.generate_login_code()
        request.session[_CODE] = {"digest": _digest(code), "at": time.time(), "tries": 0}
        adapter.send_mail(_LOGIN_CODE, person.email, {"code": code})
    else:
        messages.error(request, _("Her er det ikke satt opp e-post. Bekreft på en annen måte."))
    return _to_confirm(back_to)


def _is_code(request: HttpRequest, code: str) -> bool:
    kept = request.session.get(_CODE)
    if not kept or kept["tries"] >= TRIES_PER_CODE or time.time() - kept["at"] > CODE_GOOD_FOR_S:
        return False
    request.session[_CODE] = kept | {"tries": kept["tries"] + 1}
    return hmac.compare_digest(kept["digest"], _digest(code))


def _digest(code: str) -> str:
    """As people write it: small letters and a missing dash are the same code."""
    return hashlib.sha256("".join(letter for letter in code.upper() if letter.isalnum()).encode()).hexdigest()
