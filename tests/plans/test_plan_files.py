"""A plan's documents and its map, through their pages."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from plandugnad.core.files import path_of
from plandugnad.core.models import StoredFile
from plandugnad.plans import actions
from plandugnad.plans.models import Plan, PlanDocument
from tests.cast import Cast
from tests.plans.builders import SQUARE, TORE, browser, fresh, make_plan


def add_file(client: Client, plan: Plan, name: str, content: bytes, title: str = "") -> Any:
    form = {"file": SimpleUploadedFile(name, content, "text/html"), "title": title}
    return client.post(reverse("plan_documents", args=[plan.pk]), form)


def test_a_file_comes_back_as_it_was_and_is_never_shown_by_the_browser(cast: Cast) -> None:
    plan, client = make_plan(cast.fjordvik), browser(cast.person("Ingrid"))
    content = b"<html><script>alert(1)</script>\x00\xff"
    assert add_file(client, plan, "plan æ\u202efdp.html", content).status_code == 302
    document = PlanDocument.objects.get()
    response = client.get(reverse("plan_document_file", args=[plan.pk, document.pk]))
    assert response.content == content
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''plan%20%C3%A6fdp.html"
    assert "no-store" in response.headers["Cache-Control"]


def test_the_same_file_on_two_plans_is_kept_once_and_guarded_by_each(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    for status in ("adopted", "in_process"):
        add_file(client, make_plan(cast.fjordvik, status, status=status), "plan.pdf", b"innhold")
    assert StoredFile.objects.count() == 1
    answers = {}
    for document in PlanDocument.objects.select_related("plan"):
        address = reverse("plan_document_file", args=[document.plan_id, document.pk])
        answers[document.plan.status] = browser(cast.person("Guri")).get(address).status_code
    assert answers == {"adopted": 200, "in_process": 404}


def test_a_removed_document_is_gone_until_it_is_brought_back(cast: Cast) -> None:
    plan, client = make_plan(cast.fjordvik), browser(cast.person("Ingrid"))
    add_file(client, plan, "plan.pdf", b"innhold")
    document = PlanDocument.objects.get()
    of_it = [plan.pk, document.pk]
    removed = client.post(reverse("plan_document_remove", args=of_it), follow=True).content.decode()
    undo = reverse("plan_document_return", args=of_it)
    assert f'action="{undo}"' in removed
    assert client.get(reverse("plan_document_file", args=of_it)).status_code == 404
    assert client.post(undo).status_code == 302
    assert client.post(undo).status_code == 302
    assert client.get(reverse("plan_document_file", args=of_it)).status_code == 200


def test_a_file_that_is_too_large_is_refused_in_words_and_not_kept(cast: Cast, settings: Settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    response = add_file(
        browser(cast.person("Ingrid")), make_plan(cast.fjordvik), "stor.pdf", b"x" * (1024 * 1024 + 1), "Tittelen"
    )
    content = response.content.decode()
    assert response.status_code == 422
    assert "Filen er for stor. Den kan være på høyst 1 MB." in content
    assert 'value="Tittelen"' in content
    assert not StoredFile.objects.exists()


def test_a_file_that_is_lost_from_the_disk_is_not_found(cast: Cast) -> None:
    plan, client = make_plan(cast.fjordvik), browser(cast.person("Ingrid"))
    add_file(client, plan, "plan.pdf", b"borte")
    path_of(StoredFile.objects.get().sha256).unlink()
    assert client.get(reverse("plan_document_file", args=[plan.pk, PlanDocument.objects.get().pk])).status_code == 404


def test_an_address_is_a_document_too(cast: Cast) -> None:
    plan, client = make_plan(cast.fjordvik), browser(cast.person("Ingrid"))
    address = reverse("plan_documents", args=[plan.pk])
    assert client.post(address, {"address": "https://innsyn.eksempel.no/sak/45?a=1&b=2"}).status_code == 302
    content = client.get(reverse("plan", args=[plan.pk])).content.decode()
    link = (
        'href="https://innsyn.eksempel.no/sak/45?a=1&amp;b=2" rel="noopener noreferrer"><bdi>innsyn.eksempel.no</bdi>'
    )
    assert link in content
    refused = client.post(address, {"address": "javascript:alert(1)", "title": "Vedtaket"})
    assert refused.status_code == 422
    assert 'value="javascript:alert(1)"' in refused.content.decode()
    assert PlanDocument.objects.count() == 1


def test_documents_are_shown_a_hundred_at_a_time(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    PlanDocument.objects.bulk_create(
        PlanDocument(plan=plan, title=f"Nr {number}", address="https://a.no") for number in range(130)
    )
    content = browser(cast.person("Ingrid")).get(reverse("plan_documents", args=[plan.pk])).content.decode()
    assert content.count("<bdi>Nr ") == 200  # the title, and again in the button that removes it
    assert 'rel="next"' in content
    assert browser(cast.person("Ingrid")).get(reverse("plan", args=[plan.pk])).content.decode().count("<bdi>Nr ") == 10


def put_extent(client: Client, plan: Plan, *, text: str = "", file: bytes | None = None, seen: int = 1) -> Any:
    form: dict[str, Any] = {"text": text, "seen_version": seen}
    if file is not None:
        form["file"] = SimpleUploadedFile("omriss.geojson", file)
    return client.post(reverse("plan_extent", args=[plan.pk]), form)


@pytest.mark.parametrize("way", ["text", "file"])
def test_an_outline_is_pasted_or_sent_and_drawn(cast: Cast, way: str) -> None:
    plan, client = make_plan(cast.fjordvik, plan_type="zoning_detail"), browser(cast.person("Ingrid"))
    content = json.dumps({"type": "Feature", "properties": {"eier": "Kari"}, "geometry": SQUARE})
    given: dict[str, Any] = {"text": content} if way == "text" else {"file": content.encode()}
    assert put_extent(client, plan, **given).status_code == 302
    assert fresh(plan).extent == SQUARE
    drawn = client.get(reverse("plan", args=[plan.pk])).content.decode()
    assert 'role="img"' in drawn
    assert "Omtrent 1\u00a0310 daa" in drawn
    assert "style=" not in drawn
    taken = json.loads(client.get(reverse("plan_extent_file", args=[plan.pk])).content)
    assert taken == {"type": "Feature", "properties": {"name": plan.name}, "geometry": SQUARE}


def test_what_is_wrong_with_an_outline_is_said_and_the_text_is_kept(cast: Cast) -> None:
    plan, client = make_plan(cast.fjordvik), browser(cast.person("Ingrid"))
    reversed_order = json.dumps({"type": "Polygon", "coordinates": [[[y, x] for x, y in SQUARE["coordinates"][0]]]})
    response = put_extent(client, plan, text=reversed_order)
    assert response.status_code == 422
    assert "omvendt rekkefølge" in response.content.decode()
    assert "[58.2, 7.0]" in response.content.decode()
    assert put_extent(client, plan).status_code == 422
    assert put_extent(client, plan, file=b"").status_code == 422
    assert fresh(plan).extent is None


def test_removing_the_outline_can_be_undone_without_undoing_anything_else(cast: Cast) -> None:
    plan, client = make_plan(cast.fjordvik, extent=SQUARE), browser(cast.person("Ingrid"))
    removed = client.post(reverse("plan_extent_remove", args=[plan.pk]), follow=True).content.decode()
    assert fresh(plan).extent is None
    actions.change_plan(TORE, fresh(plan), {"section": "Kultur"})
    (undo,) = re.findall(r'action="(/planer/[^"]+/gjenopprett/[^"]+)"', removed)
    client.post(undo)
    assert (fresh(plan).extent, fresh(plan).section) == (SQUARE, "Kultur")


def test_a_map_somebody_else_has_put_in_meanwhile_is_not_overwritten(cast: Cast) -> None:
    plan, client = make_plan(cast.fjordvik), browser(cast.person("Ingrid"))
    actions.change_plan(TORE, plan, {"extent": SQUARE})
    other = json.dumps(SQUARE).replace("58.21", "58.3")
    response = put_extent(client, plan, text=other)
    assert response.status_code == 422
    assert "Tore Eksempel har lagt inn et annet kart" in response.content.decode()
    assert fresh(plan).extent == SQUARE


def test_the_map_is_offered_first_for_land_plans(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    land, theme = (
        make_plan(cast.fjordvik, "A", plan_type="land_use_part"),
        make_plan(cast.fjordvik, "B", plan_type="theme_plan"),
    )
    assert "Legg til omriss" in client.get(reverse("plan", args=[land.pk])).content.decode()
    content = client.get(reverse("plan", args=[theme.pk])).content.decode()
    assert "Legg til omriss" not in content
    assert "Legg til kart" in content
