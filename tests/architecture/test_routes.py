"""Every address: marked, closed to those who are not signed in, and closed to a stranger who knows real ids."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.files import store
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables import paste
from plandugnad.imports.actions import start_run
from plandugnad.imports.models import ImportRun
from plandugnad.plans import actions
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan, PlanDocument, PlanLink, PlanShare
from plandugnad.regions.models import Invitation, Membership
from tests.cast import Cast
from tests.regions.builders import make_invitation

pytestmark = pytest.mark.django_db
SECRET = "Hemmelig utkast til samfunnsdel"
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
# What a form might hold: enough for every action to go through if nobody asked who is there.
FORM = {
    "name": "Stjålet", "email": "even@ond.example", "role": "planner", "answer": "yes", "do": "save", "text": "Stjålet",
    "title": "Stjålet", "address": "https://ond.example/", "status": "adopted", "plan_type": "theme_plan",
    "kind": "replaces", "language": "nb", "version": "1", "table": "Plan\tStatus\nStjålet\tvedtatt",
}  # fmt: skip


def routes() -> Iterator[tuple[str, URLPattern]]:
    pending: list[URLPattern | URLResolver] = list(get_resolver().url_patterns)
    while pending:
        pattern = pending.pop(0)
        if isinstance(pattern, URLResolver):
            pending += pattern.url_patterns
        else:
            yield pattern.name or str(pattern.pattern), pattern


ROUTES = dict(routes())
PROTECTED = sorted(name for name, pattern in ROUTES.items() if getattr(pattern.callback, "needs_sign_in", False))
OPEN = sorted(name for name, pattern in ROUTES.items() if getattr(pattern.callback, "is_open_to_all", False))


@dataclass
class Fjordvik:
    """What is there to be found: one of each thing that has an address, none of it Even's."""

    cast: Cast
    ingrid: Person
    plan: Plan
    other: Plan
    event: AuditEvent
    link: PlanLink
    document: PlanDocument
    share: PlanShare
    run: ImportRun
    invitation: Invitation
    membership: Membership
    administrator: Membership
    administrator_invitation: Invitation
    token_path: str


@pytest.fixture
def fjordvik(cast: Cast) -> Fjordvik:
    ingrid, anna = cast.person("Ingrid"), cast.person("Anna")
    plan = actions.create_plan(SYSTEM, cast.fjordvik, {"name": SECRET, "status": "in_process"})
    other = actions.create_plan(SYSTEM, cast.fjordvik, {"name": f"{SECRET} to", "status": "in_process"})
    invitation, path = make_invitation(cast.fjordvik, "planner")
    run = start_run(By(ingrid.id, str(ingrid)), cast.fjordvik, paste("Plan\tVedtatt\nKulturplan\t2019"))
    return Fjordvik(
        cast=cast,
        ingrid=ingrid,
        plan=plan,
        other=other,
        event=AuditEvent.objects.get(subject_id=plan.id),
        link=actions.link_plans(SYSTEM, plan, LinkKind.ELABORATES, other),
        document=actions.add_file(SYSTEM, plan, SECRET, store(ContentFile(b"hemmelig").chunks()), "a.txt"),
        share=actions.share_plan(SYSTEM, plan, cast.lyngmo),
        run=run,
        invitation=invitation,
        membership=Membership.objects.get(person=ingrid),
        administrator=Membership.objects.get(person=anna),
        administrator_invitation=make_invitation(None, "administrator")[0],
        token_path=path,
    )


Arguments = Callable[[Fjordvik], dict[str, Any]]


def _nothing(its: Fjordvik) -> dict[str, Any]:
    return {}


def _number(its: Fjordvik, **more: str) -> dict[str, Any]:
    return {"number": its.cast.fjordvik.number, **more}


def _plan(its: Fjordvik, **more: UUID | str) -> dict[str, Any]:
    return {"id": its.plan.id, **more}


def _place(its: Fjordvik, **more: UUID) -> dict[str, Any]:
    return {"place_id": its.cast.fjordvik.id, **more}


def _run(its: Fjordvik) -> dict[str, Any]:
    return {"id": its.run.id}


# A page of one's own, or one that everybody who is signed in may see. It must still show nothing of Fjordvik's plans.
OWN_PAGES: dict[str, Arguments] = {
    "account_change_password": _nothing,
    "account_set_password": _nothing,
    "collaborations": _nothing,
    "organisation": lambda its: {"id": its.cast.county.id},
    "portfolio": _number,  # without rights: the facts of the register
    "profile": _nothing,
    "register": _nothing,
    "search": _nothing,
}

# Everything else is not there at all for a stranger.
CLOSED: dict[str, Arguments] = {
    "account": lambda its: {"person_id": its.ingrid.id},
    "account_close": lambda its: {"person_id": its.ingrid.id},
    "account_open": lambda its: {"person_id": its.ingrid.id},
    "administration": _nothing,
    "administrator_end": lambda its: {"membership_id": its.administrator.id},
    "administrator_invitation_again": lambda its: {"invitation_id": its.administrator_invitation.id},
    "administrator_invitation_withdraw": lambda its: {"invitation_id": its.administrator_invitation.id},
    "administrators": _nothing,
    "collaboration": lambda its: {"id": its.cast.ytre_fjord.id},
    "collaboration_edit": lambda its: {"id": its.cast.ytre_fjord.id},
    "collaboration_export": lambda its: {"id": its.cast.ytre_fjord.id, "format": "json"},
    "collaboration_new": _nothing,
    "collaboration_plans": lambda its: {"id": its.cast.ytre_fjord.id},
    "deleted_plans": _number,
    "import_cell": _run,
    "import_choice": _run,
    "import_consent": lambda its: {"id": its.cast.ytre_fjord.id},
    "import_discard": _run,
    "import_done": _run,
    "import_forget": _number,
    "import_mapping": _run,
    "import_preview": _run,
    "import_start": _number,
    "import_undo": _run,
    "import_write": _run,
    "invitation_again": lambda its: _place(its, invitation_id=its.invitation.id),
    "invitation_withdraw": lambda its: _place(its, invitation_id=its.invitation.id),
    "leave": lambda its: {"membership_id": its.membership.id},
    "membership_end": lambda its: _place(its, membership_id=its.membership.id),
    "people": _place,
    "plan": _plan,
    "plan_delete": _plan,
    "plan_document_file": lambda its: _plan(its, document_id=its.document.id),
    "plan_document_remove": lambda its: _plan(its, document_id=its.document.id),
    "plan_document_return": lambda its: _plan(its, document_id=its.document.id),
    "plan_documents": _plan,
    "plan_edit": _plan,
    "plan_extent": _plan,
    "plan_extent_file": _plan,
    "plan_extent_remove": _plan,
    "plan_field": lambda its: _plan(its, name="name"),
    "plan_history": _plan,
    "plan_links": _plan,
    "plan_new": _number,
    "plan_restore": lambda its: _plan(its, event_id=its.event.id),
    "plan_set_replaced": lambda its: _plan(its, link_id=its.link.id),
    "plan_sharing": _plan,
    "plan_system": _number,
    "plan_system_type": lambda its: _number(its, plan_type="theme_plan"),
    "plan_undelete": _plan,
    "plan_unlink": lambda its: _plan(its, link_id=its.link.id),
    "plan_unshare": lambda its: _plan(its, share_id=its.share.id),
    "portfolio_export": lambda its: _number(its, format="json"),
    "portfolio_table": _number,
    "takeout": _number,
}
ROWS = {**OWN_PAGES, **CLOSED}


def address(name: str, its: Fjordvik) -> str:
    return reverse(name, kwargs=ROWS[name](its))


def everything_kept() -> dict[str, tuple[int, str]]:
    """Count and checksum of every table of ours. Sessions and the cache are not what this is about."""
    tables = [
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if _is_ours(model.__module__)
    ]
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(set(tables)):
            cursor.execute(f'SELECT count(*), md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t')
            found[table] = cursor.fetchone()
    return found


def _is_ours(module: str) -> bool:
    return module.startswith(("plandugnad.", "allauth."))


def test_every_page_says_whom_it_is_for() -> None:
    assert sorted(set(ROUTES) - set(PROTECTED) - set(OPEN)) == []
    assert set(PROTECTED) & set(OPEN) == set()


def test_every_protected_page_has_a_row_here_and_no_row_is_of_a_page_that_is_gone() -> None:
    assert set(PROTECTED) == set(ROWS)
    assert set(OWN_PAGES) & set(CLOSED) == set()


def test_what_is_open_to_everybody_is_this_and_no_more() -> None:
    """A page that is opened is opened here too, by somebody who has thought about it."""
    assert OPEN == [
        "accessibility",
        "account_confirm_login_code",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_request_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "demo_mail",
        "demo_sign_in",
        "health",
        "home",
        "invitation",
        "set_language",
        "style",
    ]


@pytest.mark.parametrize("name", PROTECTED)
def test_who_is_not_signed_in_learns_nothing_of_what_is_there(fjordvik: Fjordvik, name: str) -> None:
    real = address(name, fjordvik)
    made_up = real
    for id in (found for found in ROWS[name](fjordvik).values() if isinstance(found, UUID)):
        made_up = made_up.replace(str(id), "00000000-0000-7000-8000-000000000000")
    before = everything_kept()
    for method in ("get", "post", "delete"):
        answers = [getattr(Client(), method)(one) for one in (real, made_up)]
        expected = {HTTPStatus.FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
        assert {answer.status_code for answer in answers} <= expected
        assert answers[0].status_code == answers[1].status_code
        assert all(answer.headers.get("Location", "/inn/").startswith("/inn/") for answer in answers)
        assert all(SECRET not in answer.content.decode() for answer in answers)
    assert everything_kept() == before


@pytest.fixture
def even(fjordvik: Fjordvik) -> Client:
    client = Client()
    client.force_login(fjordvik.cast.person("Even"))
    client.get("/meg/")  # notes that he was here, which is the one thing that may change
    return client


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_a_stranger_with_real_ids_finds_and_changes_nothing(even: Client, fjordvik: Fjordvik, name: str) -> None:
    before = everything_kept()
    form = FORM | {"organisation": str(fjordvik.cast.fjordvik.id), "members": [str(fjordvik.cast.storoy.id)]}
    for method in METHODS:
        for headers in ({}, {"HX-Request": "true"}):
            answer = getattr(even, method)(
                address(name, fjordvik), *([form] if method == "post" else []), headers=headers
            )
            assert answer.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}, method
            assert SECRET not in _text(answer)
    assert everything_kept() == before


@pytest.mark.parametrize("name", sorted(OWN_PAGES))
def test_pages_for_everybody_show_a_stranger_no_plan(even: Client, fjordvik: Fjordvik, name: str) -> None:
    before = everything_kept()
    for query in ({}, {"q": SECRET}, {"q": "Hemmelig"}):
        page = even.get(address(name, fjordvik), query, follow=True)
        assert page.status_code == HTTPStatus.OK
        assert f"/planer/{fjordvik.plan.id}" not in _text(page)
        assert SECRET not in _text(page).replace(query.get("q", "-"), "")
    assert everything_kept() == before


def _text(answer: Any) -> str:
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


@pytest.mark.parametrize("name", sorted(set(ROUTES)))
def test_no_form_is_taken_without_its_token(fjordvik: Fjordvik, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(fjordvik.ingrid)
    client.get("/meg/")
    before = everything_kept()
    at = address(name, fjordvik) if name in ROWS else _open_address(name, fjordvik)
    assert client.post(at, FORM).status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}
    assert everything_kept() == before


def _open_address(name: str, its: Fjordvik) -> str:
    known: dict[str, dict[str, Any]] = {
        "demo_sign_in": {"person_id": its.ingrid.id},
        "account_reset_password_from_key": {"uidb36": its.ingrid.id.hex, "key": "abc-def"},
    }
    return its.token_path if name == "invitation" else reverse(name, kwargs=known.get(name, {}))


@pytest.mark.parametrize("name", sorted(ROWS))
def test_what_a_signed_in_person_is_shown_is_not_kept_by_the_browser(fjordvik: Fjordvik, name: str) -> None:
    """Back, after signing out on a shared machine, must not show plans and addresses."""
    client = Client()
    client.force_login(fjordvik.ingrid)
    kept = client.get(address(name, fjordvik)).headers["Cache-Control"]
    assert "no-store" in kept or "private" in kept
