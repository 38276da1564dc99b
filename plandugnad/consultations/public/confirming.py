"""The link in the mail. Opening it confirms nothing: programs that look through mail open links too."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plandugnad.consultations.public import sending
from plandugnad.consultations.public.views import about
from plandugnad.regions.http import open_to_all


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_all
def statement_confirm(request: HttpRequest, token: str) -> HttpResponse:
    if request.method == "POST" and sending.confirm(token) is not None:
        return redirect("statement_confirm", token)
    if submission := sending.find_submission(token):
        told = {"submission": submission, "files": list(submission.files.all())} | about(submission.consultation)
        if sending.is_gone(submission):
            return render(request, "consultations/public/gone.html", told, status=HTTPStatus.GONE)
        if same := sending.find_same(submission):
            told |= {"statement": same, "is_same": True}
            return render(request, "consultations/public/received.html", told)
        return render(request, "consultations/public/confirm.html", told)
    if received := sending.find_received(token):
        told = {"statement": received} | about(received.consultation)
        return render(request, "consultations/public/received.html", told)
    return render(request, "consultations/public/ran_out.html", status=HTTPStatus.NOT_FOUND)
