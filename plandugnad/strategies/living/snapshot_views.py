"""The status on one page, what has been frozen, and two days held against each other."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.core.streaming import handed_out
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.living import freezing
from plandugnad.strategies.living.comparing import compare
from plandugnad.strategies.living.content import Content
from plandugnad.strategies.living.forms import SnapshotForm
from plandugnad.strategies.living.models import Snapshot
from plandugnad.strategies.living.reading import read_content
from plandugnad.strategies.living.status import FILES, file_of, outlay
from plandugnad.strategies.living.views import about_content, crumb, to_follow
from plandugnad.strategies.living.words import comparison_words
from plandugnad.strategies.views.asked import FORM, UNPROCESSABLE, Asked, strategy_to_see, strategy_to_see_all

NOW = "na"


def _now(request: SignedInRequest, id: UUID) -> tuple[Asked, Content]:
    asked = strategy_to_see_all(request, id)
    not_found_unless(asked.strategy.is_adopted)
    return asked, read_content(asked.strategy, timezone.localdate())


@require_safe
@signed_in
def strategy_status(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The page for the council as it would be today, as on paper."""
    asked, content = _now(request, id)
    with override(asked.organisation.language):
        laid = outlay(asked.strategy, content)
    about = asked.about(crumb(asked), Crumb(_("Status til kommunestyret")), here="oppfolging")
    about |= {"laid": laid, "language": asked.organisation.language}
    return render(request, "strategies/living/status.html", about)


@require_safe
@signed_in
def strategy_status_file(request: SignedInRequest, id: UUID, kind: str) -> HttpResponse:
    asked, content = _now(request, id)
    not_found_unless(kind in FILES)
    return handed_out(*file_of(asked.strategy, content, kind))


@require_http_methods(FORM)
@signed_in
def strategy_freeze(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = to_follow(request, id)
    holder = ("snapshot", id, request.actor.person_id)
    posted = request.POST if request.method == "POST" else None
    form = SnapshotForm(posted, initial={"kind": request.GET.get("slag", "status"), "token": new_token(*holder)})
    if form.is_bound and form.is_valid():
        given, new = form.cleaned_data, id_of(request.POST.get("token", ""), *holder)
        by, today = request.actor.by, timezone.localdate()
        try:
            made = freezing.freeze(asked.strategy, given["kind"], by, today, remarks=given["remarks"], id=new)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Tatt vare på. Det endrer seg ikke mer."))
            return redirect("strategy_snapshot", id, made.pk)
    about = asked.about(crumb(asked), Crumb(_("Ta vare på")), here="oppfolging")
    about |= about_content(read_content(asked.strategy, timezone.localdate())) | {"form": form}
    return render(request, "strategies/living/freeze.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_POST
@signed_in
def strategy_freeze_adopted(request: SignedInRequest, id: UUID) -> HttpResponse:
    """For one that was adopted before it was followed up here."""
    asked = to_follow(request, id)
    freezing.freeze_as_adopted(request.actor.by, asked.strategy)
    messages.success(request, _("Planene er tatt vare på slik de står i strategien nå. Oppfølgingen måles mot dem."))
    return redirect("strategy_living", id)


def _snapshot(request: SignedInRequest, id: UUID, snapshot: UUID) -> tuple[Asked, Snapshot]:
    asked = strategy_to_see(request, id)
    found = freezing.find_snapshot(asked.strategy, snapshot)
    if found is None:
        raise Http404
    return asked, found


@require_safe
@signed_in
def strategy_snapshot(request: SignedInRequest, id: UUID, snapshot: UUID) -> HttpResponse:
    asked, found = _snapshot(request, id, snapshot)
    about = asked.about(crumb(asked), Crumb(str(found.get_kind_display()).capitalize()), here="oppfolging")
    about |= about_content(freezing.content_of(found)) | {"snapshot": found}
    return render(request, "strategies/living/snapshot.html", about)


@require_safe
@signed_in
def strategy_snapshot_file(request: SignedInRequest, id: UUID, snapshot: UUID, kind: str) -> HttpResponse:
    asked, found = _snapshot(request, id, snapshot)
    not_found_unless(kind in FILES and found.kind != "adopted")
    return handed_out(*file_of(asked.strategy, freezing.content_of(found), kind, found.remarks))


@require_safe
@signed_in
def strategy_compare(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Two of what is frozen, or one and now."""
    asked = strategy_to_see(request, id)
    snapshots = freezing.snapshots_of(asked.strategy)
    days = {str(one.pk): one for one in reversed(snapshots)}
    chosen = [request.GET.get(name, "") for name in ("fra", "til")]
    last = NOW if asked.can.can_see_all and asked.strategy.is_adopted else next(reversed(days), "")
    first = chosen[0] if chosen[0] in days else next(iter(days), "")
    second = chosen[1] if chosen[1] in days or chosen[1] == last else last
    about = asked.about(crumb(asked), Crumb(_("Sammenlign")), here="oppfolging")
    about |= {"days": days.values(), "first": first, "second": second, "may_choose_now": last == NOW}
    if first and second and first != second:
        found = compare(_content(asked, first), _content(asked, second))
        about |= {"comparison": found, "said": comparison_words(found)}
    return render(request, "strategies/living/compare.html", about)


def _content(asked: Asked, which: str) -> Content:
    if which == NOW:
        return read_content(asked.strategy, timezone.localdate())
    found: Any = freezing.find_snapshot(asked.strategy, UUID(which))
    return freezing.content_of(found)
