"""The sign-in package's views with our forms. One page holds both ways in: a code by e-mail, or a password."""

import logging
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.accounts import forms
from plandugnad.accounts.adapter import Adapter
from plandugnad.accounts.providers import linking
from plandugnad.accounts.providers.protocol import address_out
from plandugnad.accounts.providers.refused import Refused
from plandugnad.accounts.providers.views import hand_over
from plandugnad.accounts.sending import can_send_mail
from plandugnad.accounts.theirs import views as theirs

log = logging.getLogger(__name__)


class StartsAgain:
    """A code that was asked for and never written must not bar the other ways in."""

    email_asked_before = ""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Where the package would send one back to the code page. What is sent takes the old code's place itself, and
        only if it comes so far: whoever is refused for asking too often keeps the code that came."""
        self.email_asked_before = stage.state.get("email", "")
        if request.method == "GET":
            stage.abort()


class SendsMail(theirs.Page):
    """Asked before the address is looked up, and answered alike for all addresses: it tells nothing about them.

    Nor does the time it takes: for an address nobody has, a mail to nobody is written and put in the queue.
    """

    no_mail_here: Any
    letter: str

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_send_mail():
            messages.error(request, self.no_mail_here)
            return redirect(self.passthrough_next_url(reverse("account_login")))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        if not form.is_to_somebody and answer.status_code == HTTPStatus.FOUND:
            adapter = Adapter(self.request)
            about = {"code": adapter.generate_login_code(), "password_reset_url": settings.BASE_URL}
            adapter.send_mail(self.letter, form.cleaned_data["email"], about, is_for_nobody=True)
        return answer


class SignIn(StartsAgain, theirs.LoginView):
    form_class = forms.PasswordSignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        about = {"code_form": forms.CodeRequestForm(), "can_send_mail": can_send_mail()}
        return context | about | {"providers": list(linking.providers().values())}


class SignOut(theirs.LogoutView):
    """Here first, and then at the provider she came from: else the next one at the machine is let in as her."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        where = linking.signed_in_at(request)
        answer = super().post(request, *args, **kwargs)
        if where is None:
            return answer
        try:
            address = address_out(*where)
        except Refused as refused:
            log.warning("sign-out at the provider: %s", refused)
            return answer
        return hand_over(request, where[0], address, is_out=True) if address else answer


class RequestCode(StartsAgain, SendsMail, theirs.RequestLoginCodeView):
    form_class = forms.CodeRequestForm
    template_name = "account/login.html"
    letter = "account/email/login_code"
    no_mail_here = gettext_lazy("Her er det ikke satt opp e-post. Logg inn med passord.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.passthrough_next_url(reverse("account_login")))

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        is_again = self.email_asked_before.lower() == form.cleaned_data["email"].lower()
        if is_again and answer.status_code == HTTPStatus.FOUND:
            messages.info(self.request, _("Bruk koden i den nyeste e-posten. De eldre kodene gjelder ikke lenger."))
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        password_form = forms.PasswordSignInForm(request=self.request)
        return context | {
            "code_form": context["form"],
            "form": password_form,
            "can_send_mail": True,
            "providers": list(linking.providers().values()),
        }


class ConfirmCode(theirs.ConfirmLoginCodeView):
    form_class = forms.CodeForm
    is_wrong_code = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().dispatch(request, *args, **kwargs)
        is_sent_back = answer.status_code == HTTPStatus.FOUND and not request.user.is_authenticated
        if is_sent_back and not self.is_wrong_code:
            messages.warning(request, _("Koden gjelder ikke lenger. Be om en ny."))
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        self.is_wrong_code = True
        return super().form_invalid(form)


class ChangePassword(theirs.PasswordChangeView):
    form_class = forms.PasswordChangeForm


class SetPassword(theirs.PasswordSetView):
    form_class = forms.PasswordSetForm


class ResetPassword(SendsMail, theirs.PasswordResetView):
    form_class = forms.PasswordResetForm
    letter = "account/email/password_reset_key"
    no_mail_here = gettext_lazy("Her er det ikke satt opp e-post. Be administratoren om en ny invitasjon.")


class ResetPasswordFromKey(theirs.PasswordResetFromKeyView):
    form_class = forms.PasswordFromKeyForm
