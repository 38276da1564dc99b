"""Only the sign-in package's pages that we use, at our own addresses."""

from allauth.account import views as theirs
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.accounts import confirming, own_page, sign_in, views
from plandugnad.accounts.factors import views as factors
from plandugnad.accounts.http import View, before_second_step, open_to_all, signed_in
from plandugnad.accounts.providers import views as providers


def _open(view: View) -> View:
    return open_to_all(require_http_methods(["GET", "HEAD", "POST"])(view))


def _read(view: View) -> View:
    return signed_in(require_safe(view))


def _own(view: View) -> View:
    return signed_in(require_http_methods(["GET", "HEAD", "POST"])(view))


def _first(view: View) -> View:
    """What sets a second step up must be reached before there is one."""
    return before_second_step(_own(view))


_from_key = _open(sign_in.ResetPasswordFromKey.as_view())

urlpatterns = [
    path("inn/", _open(sign_in.SignIn.as_view()), name="account_login"),
    path("inn/kode/", _open(sign_in.RequestCode.as_view()), name="account_request_login_code"),
    path("inn/kode/skriv/", _open(sign_in.ConfirmCode.as_view()), name="account_confirm_login_code"),
    path("inn/stengt/", open_to_all(require_safe(theirs.account_inactive)), name="account_inactive"),
    path("inn/med/<slug:code>/", providers.to_provider, name="provider_begin"),
    path("inn/fra/<slug:code>/", before_second_step(providers.from_provider), name="provider_back"),
    path("ut/", before_second_step(open_to_all(require_POST(sign_in.SignOut.as_view()))), name="account_logout"),
    path("meg/innlogging/", own_page.own_sign_in, name="own_sign_in"),
    path("meg/innlogging/bekreft/", before_second_step(confirming.confirm), name="confirm"),
    path("meg/innlogging/bekreft/kode/", before_second_step(confirming.confirm_by_code), name="confirm_code"),
    path(
        "meg/innlogging/bekreft/med/<slug:code>/",
        before_second_step(providers.confirm_at_provider),
        name="provider_confirm",
    ),
    path("meg/innlogging/koble/<slug:code>/", providers.link_provider, name="provider_link"),
    path("meg/innlogging/koblinger/<uuid:identity_id>/fjern/", providers.unlink_provider, name="provider_unlink"),
    path("passord/", _own(sign_in.ChangePassword.as_view()), name="account_change_password"),
    path("passord/nytt/", _own(sign_in.SetPassword.as_view()), name="account_set_password"),
    path("passord/glemt/", _open(sign_in.ResetPassword.as_view()), name="account_reset_password"),
    path(
        "passord/glemt/sendt/",
        open_to_all(require_safe(theirs.password_reset_done)),
        name="account_reset_password_done",
    ),
    re_path(
        r"^passord/glemt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", _from_key, name="account_reset_password_from_key"
    ),
    path(
        "passord/glemt/ferdig/",
        open_to_all(require_safe(theirs.password_reset_from_key_done)),
        name="account_reset_password_from_key_done",
    ),
    path("inn/passnokkel/", _open(factors.SignInByPasskey.as_view()), name="mfa_login_webauthn"),
    path("inn/andre-steg/", _open(factors.SecondStep.as_view()), name="mfa_authenticate"),
    path("meg/innlogging/andre-steg/", before_second_step(factors.needs_second_step), name="needs_second_step"),
    path(
        "meg/innlogging/passnokler/ny/", before_second_step(_own(factors.AddPasskey.as_view())), name="mfa_add_webauthn"
    ),
    path("meg/innlogging/passnokler/<int:pk>/", _own(factors.RenamePasskey.as_view()), name="mfa_edit_webauthn"),
    path("meg/innlogging/passnokler/<int:pk>/bort/", _own(factors.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("meg/innlogging/app/ny/", _first(factors.AddApp.as_view()), name="mfa_activate_totp"),
    path("meg/innlogging/app/fjern/", _own(factors.RemoveApp.as_view()), name="mfa_deactivate_totp"),
    path("meg/innlogging/reservekoder/", _read(factors.RecoveryCodes.as_view()), name="mfa_view_recovery_codes"),
    path(
        "meg/innlogging/reservekoder/hent/",
        _read(factors.DownloadRecoveryCodes.as_view()),
        name="mfa_download_recovery_codes",
    ),
    path("meg/innlogging/reservekoder/nye/", _own(factors.NewCodes.as_view()), name="mfa_generate_recovery_codes"),
    path("meg/innlogging/steder/andre/avslutt/", own_page.end_other_sessions, name="sessions_end_others"),
    path("meg/innlogging/steder/<slug:place>/avslutt/", own_page.end_session, name="session_end"),
    path("demo/inn/<uuid:person_id>/", views.demo_sign_in, name="demo_sign_in"),
]
