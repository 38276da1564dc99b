"""The sign-in package's views with our forms. One page holds both ways in: a code by e-mail, or a password."""

from http import HTTPStatus
from smtplib import SMTPException
from typing import Any

from allauth.account import views as theirs
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.accounts import forms
from plandugnad.accounts.sending import can_send_mail
from plandugnad.core.mail import NoMailServer

NOT_SENT = (NoMailServer, SMTPException, OSError)


class SignIn(theirs.LoginView):  # type: ignore[misc]  # allauth ships no types
    form_class = forms.PasswordSignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"code_form": forms.CodeRequestForm(), "can_send_mail": can_send_mail()}


class RequestCode(theirs.RequestLoginCodeView):  # type: ignore[misc]
    form_class = forms.CodeRequestForm
    template_name = "account/login.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect(self.passthrough_next_url(reverse("account_login")))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_send_mail():  # asked before the address is looked up: the answer tells nothing about it
            messages.error(request, _("Her er det ikke satt opp e-post. Logg inn med passord."))
            return redirect(self.passthrough_next_url(reverse("account_login")))
        answer: HttpResponseBase = super().post(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = super().form_valid(form)
        except NOT_SENT:
            form.add_error(None, _("Vi får ikke sendt e-post akkurat nå. Vent litt, eller logg inn med passord."))
            answer = self.form_invalid(form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        password_form = forms.PasswordSignInForm(request=self.request)
        return context | {"code_form": context["form"], "form": password_form, "can_send_mail": True}


class ConfirmCode(theirs.ConfirmLoginCodeView):  # type: ignore[misc]
    form_class = forms.CodeForm
    is_wrong_code = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        is_sent_back = answer.status_code == HTTPStatus.FOUND and not request.user.is_authenticated
        if is_sent_back and not self.is_wrong_code:
            messages.warning(request, _("Koden gjelder ikke lenger. Be om en ny."))
        return answer

    def form_invalid(self, form: Any) -> HttpResponseBase:
        self.is_wrong_code = True
        answer: HttpResponseBase = super().form_invalid(form)
        return answer


class ChangePassword(theirs.PasswordChangeView):  # type: ignore[misc]
    form_class = forms.PasswordChangeForm


class SetPassword(theirs.PasswordSetView):  # type: ignore[misc]
    form_class = forms.PasswordSetForm


class ResetPassword(theirs.PasswordResetView):  # type: ignore[misc]
    form_class = forms.PasswordResetForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_send_mail():
            messages.error(request, _("Her er det ikke satt opp e-post. Be administratoren om en ny invitasjon."))
            return redirect("account_login")
        answer: HttpResponseBase = super().post(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = super().form_valid(form)
        except NOT_SENT:
            form.add_error(None, _("Vi får ikke sendt e-post akkurat nå. Prøv igjen om litt."))
            answer = self.form_invalid(form)
        return answer


class ResetPasswordFromKey(theirs.PasswordResetFromKeyView):  # type: ignore[misc]
    form_class = forms.PasswordFromKeyForm
