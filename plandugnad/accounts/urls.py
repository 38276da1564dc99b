"""Only the sign-in package's pages that we use, at our own addresses."""

from allauth.account import views as theirs
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.accounts import confirming, own_page, sign_in, views
from plandugnad.accounts.http import View, open_to_all, signed_in
from plandugnad.accounts.providers import views as providers


def _open(view: View) -> View:
    return open_to_all(require_http_methods(["GET", "HEAD", "POST"])(view))


def _own(view: View) -> View:
    return signed_in(require_http_methods(["GET", "HEAD", "POST"])(view))


_from_key = _open(sign_in.ResetPasswordFromKey.as_view())

urlpatterns = [
    path("inn/", _open(sign_in.SignIn.as_view()), name="account_login"),
    path("inn/kode/", _open(sign_in.RequestCode.as_view()), name="account_request_login_code"),
    path("inn/kode/skriv/", _open(sign_in.ConfirmCode.as_view()), name="account_confirm_login_code"),
    path("inn/stengt/", open_to_all(require_safe(theirs.account_inactive)), name="account_inactive"),
    path("inn/med/<slug:code>/", providers.to_provider, name="provider_begin"),
    path("inn/fra/<slug:code>/", providers.from_provider, name="provider_back"),
    path("ut/", open_to_all(require_POST(sign_in.SignOut.as_view())), name="account_logout"),
    path("meg/innlogging/", own_page.own_sign_in, name="own_sign_in"),
    path("meg/innlogging/bekreft/", confirming.confirm, name="confirm"),
    path("meg/innlogging/bekreft/kode/", confirming.confirm_by_code, name="confirm_code"),
    path("meg/innlogging/bekreft/med/<slug:code>/", providers.confirm_at_provider, name="provider_confirm"),
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
    path("demo/inn/<uuid:person_id>/", views.demo_sign_in, name="demo_sign_in"),
]
