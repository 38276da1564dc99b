"""Who may do what at each address of a plan and of a municipality: role x route."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.urls import reverse

from plandugnad.core.files import store
from plandugnad.core.models import AuditEvent
from plandugnad.plans import actions
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.urls import plan as plan_urls
from tests.archive.builders import make_room
from tests.cast import EVERYBODY, Cast
from tests.made_once import made_once
from tests.plans.builders import INGRID, SQUARE, browser, fresh, make_plan
from tests.plans.test_access import NOBODY, PLANS, H, S, W
from tests.plans.test_owner_access import OWNER_ROUTES

OTHER_SQUARE = SQUARE | {"coordinates": [[[8.0, 58.2], [8.02, 58.2], [8.02, 58.21], [8.0, 58.21], [8.0, 58.2]]]}


class Scene:
    """A draft of Fjordvik with everything that can hang on a plan."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.plan = make_plan(cast.fjordvik, status="in_process", plan_type="theme_plan", extent=SQUARE)
        self.other = make_plan(cast.fjordvik, "Gammel temaplan", status="adopted")
        self.link = actions.link_plans(INGRID, self.plan, LinkKind.REPLACES, self.other)
        self.document = actions.add_file(INGRID, self.plan, "Vedtak", store([b"vedtak"]), "vedtak.pdf")
        self.removed = actions.add_address(INGRID, self.plan, "Feil", "https://eksempel.no")
        actions.remove_document(INGRID, self.removed)
        self.share = actions.share_plan(INGRID, self.plan, cast.county)
        actions.unshare_plan(INGRID, self.share)
        self.share = actions.share_plan(INGRID, self.plan, cast.storoy)
        actions.unshare_plan(INGRID, self.share)
        self.share = actions.share_plan(INGRID, self.plan, cast.other_county)
        self.archived = actions.link_to_archive(INGRID, self.plan, make_room(cast.fjordvik, "Trafikk"))
        self.unlinked = actions.link_to_archive(INGRID, self.plan, make_room(cast.fjordvik, "Annet"))
        actions.unlink_from_archive(INGRID, self.unlinked)
        self.event = AuditEvent.objects.get(subject_id=self.plan.pk, verb="plan_created")
        actions.change_plan(INGRID, self.plan, {"responsible": "Miljøsjefen"})


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with made_once(django_db_blocker) as cast:
        for name in EVERYBODY:
            cast.person(name)
        yield Scene(cast)


def here(scene: Scene) -> list[Any]:
    return [scene.plan.pk]


def event(scene: Scene) -> list[Any]:
    return [scene.plan.pk, scene.event.pk]


@dataclass(frozen=True)
class Try:
    """What somebody asks for, what it takes to get it, and the answer to whoever may. A write leaves its trace."""

    method: str
    needs: str
    answer: int
    form: dict[str, Any] = field(default_factory=dict)
    arguments: Callable[[Scene], list[Any]] = here


ROUTES: dict[str, list[Try]] = {
    "plan": [Try("get", S, 200)],
    "plan_edit": [
        Try("get", W, 200),
        Try("post", W, 302, {"name": "Endret", "initial-name": "Temaplan for friluftsliv"}),
    ],
    "plan_field": [
        Try("get", W, 200, arguments=lambda scene: [scene.plan.pk, "section"]),
        Try(
            "post",
            W,
            302,
            {"section": "Endret", "initial-section": ""},
            lambda scene: [scene.plan.pk, "section"],
        ),
    ],
    "plan_history": [Try("get", H, 200)],
    "plan_restore": [Try("get", W, 200, arguments=event), Try("post", W, 302, {}, event)],
    "plan_links": [Try("get", W, 200), Try("post", W, 302, {"kind": "conflicts", "other": "other"})],
    "plan_unlink": [Try("post", W, 302, {}, lambda scene: [scene.plan.pk, scene.link.pk])],
    "plan_set_replaced": [Try("post", W, 302, {}, lambda scene: [scene.plan.pk, scene.link.pk])],
    "plan_documents": [Try("get", S, 200), Try("post", W, 302, {"address": "https://eksempel.no/ny", "title": "Ny"})],
    "plan_document_file": [Try("get", S, 200, arguments=lambda scene: [scene.plan.pk, scene.document.pk])],
    "plan_document_remove": [Try("post", W, 302, {}, lambda scene: [scene.plan.pk, scene.document.pk])],
    "plan_document_return": [Try("post", W, 302, {}, lambda scene: [scene.plan.pk, scene.removed.pk])],
    "plan_archived": [Try("get", W, 200)],
    "plan_archived_remove": [Try("post", W, 302, {}, lambda scene: [scene.plan.pk, scene.archived.pk])],
    "plan_archived_return": [Try("post", W, 302, {}, lambda scene: [scene.plan.pk, scene.unlinked.pk])],
    "plan_sharing": [Try("get", W, 200), Try("post", W, 302, {"audience": "lyngmo"})],
    "plan_unshare": [Try("post", W, 302, {}, lambda scene: [scene.plan.pk, scene.share.pk])],
    "plan_extent": [Try("get", S, 200), Try("post", W, 302, {"text": json.dumps(OTHER_SQUARE)})],
    "plan_extent_file": [Try("get", S, 200)],
    "plan_extent_remove": [Try("post", W, 302)],
    "plan_delete": [Try("post", W, 302)],
    "plan_undelete": [Try("post", W, 302)],
}
CASES = [pytest.param(route, each, id=f"{each.method}-{route}") for route, tries in ROUTES.items() for each in tries]


@pytest.mark.parametrize(("route", "asked"), CASES)
@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.django_db
def test_each_route_answers_each_role_as_the_table_says(scene: Scene, name: str, route: str, asked: Try) -> None:
    cast = scene.cast
    if route == "plan_undelete":
        actions.delete_plan(INGRID, fresh(scene.plan))
    filled = {"other": str(scene.other.pk), "lyngmo": f"o{cast.lyngmo.pk}"}
    form = {key: filled.get(value, value) for key, value in asked.form.items()}
    client = browser(cast.person(name))
    before, version = AuditEvent.objects.count(), fresh(scene.plan).version
    response = getattr(client, asked.method)(reverse(route, args=asked.arguments(scene)), form)
    if asked.needs in PLANS[name][0]:
        assert response.status_code == asked.answer
        assert (AuditEvent.objects.count() > before) is (asked.method == "post")
    else:
        assert response.status_code == 404
        assert AuditEvent.objects.count() == before
        assert fresh(scene.plan).version == version


def test_every_address_of_a_plan_is_in_a_table() -> None:
    tables = {*ROUTES, *OWNER_ROUTES, *MUNICIPALITY_ROUTES} - PORTFOLIO_ROUTES
    assert {pattern.name for pattern in plan_urls.urlpatterns} == tables


# route: (arguments, what it takes, what can be written there)
MUNICIPALITY_ROUTES: dict[str, tuple[list[str], str, dict[str, str] | None]] = {
    "plan_new": (["9901"], "writes", {"name": "Ny plan"}),
    "deleted_plans": (["9901"], "writes", None),
    "plan_system": (["9901"], "sees", None),
    "plan_system_type": (["9901", "theme_plan"], "writes", {"is_used": "on", "text": "Høyst 20 sider."}),
    "portfolio": (["9901"], "is signed in", None),  # what the register says of the place; of plans, only what one sees
    "portfolio_table": (["9901"], "sees", None),
    "portfolio_timeline": (["9901"], "sees", None),
    "portfolio_export": (["9901", "xlsx"], "sees", None),
    "takeout": (["9901"], "writes", None),
}
PORTFOLIO_ROUTES = {"portfolio", "portfolio_table", "portfolio_timeline", "portfolio_export", "takeout"}
MUNICIPALITY = {
    "Ingrid": {"sees", "writes"},
    "Tore": {"sees", "writes"},
    "Åse": {"sees"},
    "Marit": {"sees"},
    "Kåre": {"sees"},
    "Guri": {"sees"},
    "Hanne": {"sees"},
    "Per": {"sees"},
    "Lars": NOBODY,
    "Nina": NOBODY,
    "Even": NOBODY,
    "Anna": NOBODY,
}


@pytest.mark.parametrize("route", MUNICIPALITY_ROUTES)
@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.django_db
def test_the_municipalitys_pages_answer_as_the_table_says(scene: Scene, name: str, route: str) -> None:
    arguments, needs, form = MUNICIPALITY_ROUTES[route]
    client = browser(scene.cast.person(name))
    is_open = needs in {"is signed in", *MUNICIPALITY[name]}
    assert client.get(reverse(route, args=arguments)).status_code == (200 if is_open else 404)
    if form is not None:
        written = AuditEvent.objects.filter(subject_type__in=["plans.plan", "regions.organisation"])
        before = written.count()
        assert client.post(reverse(route, args=arguments), form).status_code == (302 if is_open else 404)
        assert (written.count() > before) is is_open


@pytest.mark.django_db
def test_what_hangs_on_one_plan_is_not_reached_through_another(scene: Scene) -> None:
    mine = make_plan(scene.cast.storoy, "Min egen")
    client = browser(scene.cast.person("Even"))
    for route, id in (
        ("plan_document_file", scene.document.pk),
        ("plan_document_remove", scene.document.pk),
        ("plan_document_return", scene.removed.pk),
        ("plan_unlink", scene.link.pk),
        ("plan_unshare", scene.share.pk),
        ("plan_restore", scene.event.pk),
    ):
        method = client.get if route == "plan_document_file" else client.post
        before = AuditEvent.objects.count()
        assert method(reverse(route, args=[mine.pk, id])).status_code in (
            {302} if route == "plan_document_return" else {404}
        )
        assert AuditEvent.objects.count() == before
