from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from plandugnad.accounts.http import before_second_step
from plandugnad.accounts.sending import can_send_mail
from plandugnad.notices.choosing import choose, person_of_token, stop, wishes_of
from plandugnad.notices.forms import WishesForm
from plandugnad.regions.http import SignedInRequest, not_found_unless, open_to_all, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def wishes(request: SignedInRequest) -> HttpResponse:
    """The one page where this is chosen."""
    stands = wishes_of(request.user.id)
    begin = {name: getattr(stands, name) for name in WishesForm.base_fields}
    form = WishesForm(request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "POST" and form.is_valid():
        choose(request.actor.by, request.user, **form.cleaned_data)
        messages.success(request, _("Valgene er lagret."))
        return redirect("notice_wishes")
    about = {"form": form, "sent_at": stands.sent_at, "can_send": can_send_mail(), "email": request.user.email}
    return render(request, "notices/wishes.html", about)


@before_second_step
@csrf_exempt  # a mail program posts here without our form (RFC 8058); the signed address is the proof
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def stop_all(request: HttpRequest, token: str) -> HttpResponse:
    """Reading the link changes nothing: programs that look for harm open every link in a mail."""
    person = person_of_token(token)
    not_found_unless(person is not None)
    assert person is not None
    if request.method == "POST":
        stop(person)
    return render(request, "notices/stop.html", {"is_stopped": request.method == "POST", "token": token})
