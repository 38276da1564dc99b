"""Adding, naming and taking away factors, and giving a second step. Everything that changes one asks for a fresh
confirmation first; what is not there is not there, before that."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from plandugnad.accounts import shown
from plandugnad.accounts.confirming import to_confirm_first
from plandugnad.accounts.factors import forms
from plandugnad.accounts.factors.queries import has_one, kinds_of
from plandugnad.accounts.http import not_found_unless, own_path, signed_in
from plandugnad.accounts.last_way import must_leave_one
from plandugnad.accounts.models import Person
from plandugnad.accounts.theirs import factors as theirs
from plandugnad.accounts.theirs.factors import Authenticator
from plandugnad.accounts.theirs.views import Page

_PASSKEY, _APP, _CODES = Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


class Fresh(Page):
    """`needs` is the kind of factor the page is about, which must be one of her own."""

    needs = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        not_found_unless(not self.needs or has_one(request.user, self.needs, kwargs.get("pk")))
        return to_confirm_first(request) or super().dispatch(request, *args, **kwargs)


class Gains(Fresh):
    """Adding a factor proves it: the session counts as two steps from now, under a new key."""

    kind = ""
    did_generate_recovery_codes: bool

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Whoever has a factor gives it before she adds another: else a stolen mailbox would be enough."""
        person = request.user
        assert isinstance(person, Person)
        if shown.has_factor(person) and not shown.has_two_steps(request, person):
            return redirect(f"{reverse('needs_second_step')}?{urlencode({'next': request.path})}")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        shown.note_factor(self.request, self.kind)
        return answer

    def get_success_url(self) -> str:
        if self.did_generate_recovery_codes:
            return reverse("mfa_view_recovery_codes")
        return reverse("own_sign_in")


class AddPasskey(Gains, theirs.AddWebAuthnView):
    form_class = forms.AddPasskeyForm
    template_name = "account/passkey_add.html"
    kind = _PASSKEY

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        options = context["js_data"]["creation_options"]
        asked = options["publicKey"].setdefault("authenticatorSelection", {})
        asked.update({"residentKey": "required", "requireResidentKey": True})  # or it could not be signed in with
        return context | {"options": json.dumps(options)}


class RenamePasskey(Fresh, theirs.EditWebAuthnView):
    form_class = forms.RenamePasskeyForm
    template_name = "account/passkey_rename.html"
    needs = _PASSKEY

    def get_success_url(self) -> str:
        return reverse("own_sign_in")


class RemovePasskey(Fresh, theirs.RemoveWebAuthnView):
    template_name = "account/factor_remove.html"
    needs = _PASSKEY

    def form_valid(self, form: Any) -> HttpResponse:
        person = self.request.user
        assert isinstance(person, Person)
        try:
            must_leave_one(person, passkey=self.kwargs["pk"])
        except ValidationError as refused:
            messages.error(self.request, refused.messages[0])
            return redirect("own_sign_in")
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("own_sign_in")


class SignInByPasskey(theirs.LoginWebAuthnView):
    form_class = forms.SignInByPasskeyForm


class AddApp(Gains, theirs.ActivateTOTPView):
    form_class = forms.AddAppForm
    template_name = "account/app_add.html"
    kind = _APP

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return context | {"picture": context["totp_svg"].partition("?>")[2], "secret": groups}


class RemoveApp(Fresh, theirs.DeactivateTOTPView):
    template_name = "account/factor_remove.html"
    needs = _APP

    def get_success_url(self) -> str:
        return reverse("own_sign_in")


class RecoveryCodes(Fresh, theirs.ViewRecoveryCodesView):
    template_name = "account/recovery_codes.html"
    needs = _CODES


class DownloadRecoveryCodes(Fresh, theirs.DownloadRecoveryCodesView):
    template_name = "account/recovery_codes.txt"
    needs = _CODES

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().render_to_response(context, **kwargs)
        answer.headers["Content-Disposition"] = 'attachment; filename="plandugnad-reservekoder.txt"'
        return answer


class NewCodes(Fresh, theirs.GenerateRecoveryCodesView):
    template_name = "account/recovery_codes_new.html"
    needs = _CODES


class SecondStep(theirs.AuthenticateView):
    """In the middle of a sign-in, before there is anybody signed in."""

    form_class = forms.CodeForm
    webauthn_form_class = forms.PasskeyForm
    template_name = "account/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        types = kinds_of(self.stage.login.user)
        about = {"has_passkey": _PASSKEY in types, "has_codes": bool(types - {_PASSKEY})}
        return context | about | {"options": json.dumps(context["js_data"]["request_options"])}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def needs_second_step(request: HttpRequest) -> HttpResponse:
    """Where those are sent whose roles ask for a second step: to give it, or first to set one up."""
    person = request.user
    assert isinstance(person, Person)
    back_to = own_path(request.POST.get("next", "") or request.GET.get("next", ""))
    if shown.has_two_steps(request, person):
        return redirect(back_to)
    step = forms.SecondStepForms(request, person)
    if step.is_given():
        request.session.cycle_key()
        return redirect(back_to)
    return render(request, "account/needs_second_step.html", {"step": step, "next": back_to})
