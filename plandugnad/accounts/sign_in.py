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
from django.utils.translation import gettext_lazy

from plandugnad.accounts import forms
from plandugnad.accounts.sending import can_send_mail
from plandugnad.core.mail import NoMailServer

NOT_SENT = (NoMailServer, SMTPException, OSError)


class StartsAgain:
    """A code that was asked for and never written must not bar the other ways in."""

    email_asked_before = ""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Where the package would send one back to the code page. What is sent takes the old code's place itself, and
        only if it comes so far: whoever is refused for asking too often keeps the code that came."""
        self.email_asked_before = stage.state.get("email", "")
        if request.method == "GET":
            stage.abort()


class SendsMail:
    """Asked before the address is looked up, and answered alike for all addresses: it tells nothing about them."""

    no_mail_here: Any
    not_sent_now: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_send_mail():
            messages.error(request, self.no_mail_here)
            return redirect(self.passthrough_next_url(reverse("account_login")))  # type: ignore[attr-defined]
        answer: HttpResponseBase = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def form_valid(self, form: Any) -> HttpResponseBase:
        answer: HttpResponseBase
        try:
            answer = super().form_valid(form)  # type: ignore[misc]
        except NOT_SENT:
            form.add_error(None, self.not_sent_now)
            answer = self.form_invalid(form)  # type: ignore[attr-defined]
        return answer


class SignIn(StartsAgain, theirs.LoginView):  # type: ignore[misc]  # allauth ships no types
    form_class = forms.PasswordSignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"code_form": forms.CodeRequestForm(), "can_send_mail": can_send_mail()}


class RequestCode(StartsAgain, SendsMail, theirs.RequestLoginCodeView):  # type: ignore[misc]
    form_class = forms.CodeRequestForm
    template_name = "account/login.html"
    no_mail_here = gettext_lazy("Her er det ikke satt opp e-post. Logg inn med passord.")
    not_sent_now = gettext_lazy("Vi får ikke sendt e-post akkurat nå. Vent litt, eller logg inn med passord.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect(self.passthrough_next_url(reverse("account_login")))

    def form_valid(self, form: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().form_valid(form)
        is_again = self.email_asked_before.lower() == form.cleaned_data["email"].lower()
        if is_again and answer.status_code == HTTPStatus.FOUND:
            messages.info(self.request, _("Bruk koden i den nyeste e-posten. De eldre kodene gjelder ikke lenger."))
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


class ResetPassword(SendsMail, theirs.PasswordResetView):  # type: ignore[misc]
    form_class = forms.PasswordResetForm
    no_mail_here = gettext_lazy("Her er det ikke satt opp e-post. Be administratoren om en ny invitasjon.")
    not_sent_now = gettext_lazy("Vi får ikke sendt e-post akkurat nå. Prøv igjen om litt.")


class ResetPasswordFromKey(theirs.PasswordResetFromKeyView):  # type: ignore[misc]
    form_class = forms.PasswordFromKeyForm
