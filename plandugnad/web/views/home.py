from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plandugnad.accounts.visits import previous_visit_at
from plandugnad.regions.http import Request, open_to_all
from plandugnad.web.context import is_demo
from plandugnad.web.queries.home import needs
from plandugnad.web.queries.welcome import demo_roles


@require_safe
@open_to_all
def home(request: Request) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "web/welcome.html", {"roles": demo_roles() if is_demo(request) else []})
    about = {"needs": needs(request.actor, request.user.email, previous_visit_at(request))}
    return render(request, "web/home.html", about)
