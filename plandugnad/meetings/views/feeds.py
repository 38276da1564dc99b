"""Addresses for calendar programs: one's own page about them, and what the programs are given."""

import hashlib
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import http_date, parse_http_date_safe, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.accounts.sealing import seal, unseal
from plandugnad.accounts.throttle import is_too_often
from plandugnad.meetings.access import place_abilities
from plandugnad.meetings.actions.feeds import digest, make_feed, note_fetch, revoke_feed
from plandugnad.meetings.calendar_file import written
from plandugnad.meetings.models import Feed, Place
from plandugnad.meetings.queries.calendar import lines_of
from plandugnad.meetings.queries.feeds import feeds_of, find_own_feed, keys_of, open_feed
from plandugnad.meetings.queries.meetings import place_to
from plandugnad.meetings.views.place import FORM, read_id
from plandugnad.regions.actor import Actor, actor_of
from plandugnad.regions.http import SignedInRequest, not_found_unless, open_to_all, signed_in
from plandugnad.regions.language import language_of_person

# Programs ask a few times an hour. Whoever tries addresses gets tired of it; whoever has one is not in another's way.
_WRONG_PER_MINUTE = 30
_RIGHT_PER_MINUTE = 30
_NEW = "new_feed"
LONGEST_TOKEN = 100


@require_http_methods(FORM)
@signed_in
def feeds(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        place = _asked_place(request)
        feed, token = make_feed(request.actor.by, request.user.pk, place)
        request.session[_NEW] = [str(feed.id), seal(token)]  # the session is kept in the database
        return redirect("calendar_feeds")
    feed_id, sealed = request.session.pop(_NEW, None) or ("", "")
    token = unseal(sealed) or ""
    address = f"{settings.BASE_URL}{reverse('calendar_feed', args=[token])}" if token else ""
    about = {
        "feeds": feeds_of(request.actor, _("Min kalender")),
        "new_id": read_id(feed_id),
        "new_address": address,
        "subscribe_address": address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
    }
    return render(request, "meetings/feeds.html", about)


def _asked_place(request: SignedInRequest) -> Place | None:
    asked = request.POST.get("sted", "")
    if not asked:
        return None
    place_id = read_id(asked)
    if place_id is None:
        raise Http404
    place, abilities = place_to(request.actor, place_id)
    not_found_unless(abilities.can_read)
    return place


@require_POST
@signed_in
def feed_revoke(request: SignedInRequest, id: UUID) -> HttpResponse:
    feed = find_own_feed(request.actor, id)
    if feed is None:
        raise Http404
    revoke_feed(request.actor.by, feed)
    messages.success(request, _("Adressen er stengt. Kalendere som bruker den, får ikke noe mer."))
    return redirect("calendar_feeds")


@require_safe
@open_to_all
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """No session and no cookie: the address is the key. Rights are worked out anew each time."""
    feed = open_feed(token) if len(token) <= LONGEST_TOKEN else None
    if feed is None:
        if is_too_often(request, "feed_wrong", _WRONG_PER_MINUTE):
            return _wait()
        raise Http404
    if is_too_often(request, f"feed:{digest(token)[:16]}", _RIGHT_PER_MINUTE):
        return _wait()
    actor = actor_of(feed.person)
    if feed.place is not None and not place_abilities(actor, feed.place).can_read:
        raise Http404
    with translation.override(language_of_person(feed.person, actor)):
        return _answered(request, feed, actor)


def _answered(request: HttpRequest, feed: Feed, actor: Actor) -> HttpResponse:
    name = feed.place.name if feed.place else _("Plandugnad – %(name)s") % {"name": actor.name}
    content = written(name, lines_of(keys_of(feed, actor), timezone.localdate()))
    known = hashlib.sha256(content).hexdigest()
    note_fetch(feed, known, timezone.now())
    headers = {
        "ETag": quote_etag(known[:32]),
        "Last-Modified": http_date(feed.changed_at.timestamp()),
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": "noindex",
    }
    if _is_known(request, headers["ETag"], int(feed.changed_at.timestamp())):
        return HttpResponse(status=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="plandugnad.ics"'
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _is_known(request: HttpRequest, etag: str, changed_s: int) -> bool:
    """If-None-Match goes before If-Modified-Since (RFC 9110 § 13.2.2)."""
    asked = request.headers.get("If-None-Match")
    if asked is not None:
        given = {each.strip().removeprefix("W/") for each in asked.split(",")}
        return etag in given or "*" in given
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and changed_s <= since


def _wait() -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": "60"}, content_type="text/plain")
