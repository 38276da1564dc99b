"""Pages about the installation itself, and the small things every page uses."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from plandugnad.accounts.actions import choose_language
from plandugnad.accounts.http import before_second_step
from plandugnad.accounts.models import Language
from plandugnad.regions.http import Request, not_found_unless, open_to_all
from plandugnad.regions.language import remember_language
from plandugnad.web.context import is_demo
from plandugnad.web.queries.mail import sent_mail
from plandugnad.web.style_page import sample

MAIL_PAGE_SIZE = 20


@before_second_step
@require_safe
@open_to_all
def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@before_second_step
@require_safe
@open_to_all
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@require_safe
@open_to_all
def style(request: HttpRequest) -> HttpResponse:
    not_found_unless(is_demo(request))
    return render(request, "web/style.html", sample())


@before_second_step
@require_safe
@open_to_all
def demo_mail(request: HttpRequest) -> HttpResponse:
    not_found_unless(is_demo(request))
    page = Paginator(sent_mail(), MAIL_PAGE_SIZE).get_page(request.GET.get("side"))
    return render(request, "web/mail.html", {"page": page})


@before_second_step
@require_POST
@open_to_all
def set_language(request: Request) -> HttpResponse:
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if is_ours else "home")
    language = request.POST.get("language", "")
    if language in Language.values and request.user.is_authenticated:
        choose_language(request.user, language)
    elif language in Language.values:
        remember_language(response, language)
    return response
