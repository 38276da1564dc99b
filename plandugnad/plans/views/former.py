"""Addresses with a municipality number that was: links in old case papers should still lead somewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from plandugnad.plans.queries.former import successors
from plandugnad.regions.http import SignedInRequest

_Page = Callable[..., HttpResponseBase]


def follows_former_numbers(page: _Page) -> _Page:
    """One successor is gone to; several are named on a page that is not found."""

    @wraps(page)
    def answer(request: SignedInRequest, number: str, **more: Any) -> HttpResponseBase:
        try:
            return page(request, number, **more)
        except Http404:
            places = successors(number)
            if not places:
                raise
        if len(places) > 1:
            return render(request, "plans/former_number.html", {"number": number, "places": places}, status=404)
        assert request.resolver_match is not None
        here = reverse(request.resolver_match.view_name, kwargs={"number": places[0].number, **more})
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{here}?{query}" if query else here)

    return answer
