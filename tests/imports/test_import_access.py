"""Who may import where: role × municipality, on every address, and what a stranger learns, which is nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plandugnad.imports.access import can_import
from plandugnad.imports.models import ImportRun
from plandugnad.imports.urls import urlpatterns
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Member, Membership
from tests.cast import EVERYBODY, Cast
from tests.imports.builders import (
    PLANS,
    browser,
    digest_in,
    draft,
    fresh,
    imported,
    planned,
    text_of,
    upload,
    xlsx,
)

# Those who may import for Fjordvik, for Lyngmo (which has said yes to its coordinator) and for Storøy.
MAY = {
    "fjordvik": {"Ingrid", "Tore"},
    "lyngmo": {"Marit", "Kåre"},
    "storoy": {"Even"},
}
RUN_ADDRESSES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("import_preview", "get", {}),
    ("import_mapping", "get", {}),
    ("import_mapping", "post", {"include-0": "on", "header-0": "1", "column-0-0": "name"}),
    ("import_cell", "post", {"sheet": "0", "row": "2", "column": "0", "text": "Tatt over"}),
    ("import_choice", "post", {"row": "0:2", "answer": "skip"}),
    ("import_discard", "post", {}),
    ("import_done", "get", {}),
    ("import_undo", "post", {}),
)


# (address, method, form, of a finished run and not a draft, the answer to those who may)
ANSWERS: tuple[tuple[str, str, dict[str, str], bool, int], ...] = (
    ("import_preview", "get", {}, False, 200),
    ("import_mapping", "get", {}, False, 200),
    ("import_mapping", "post", {"include-0": "on", "header-0": "1", "column-0-0": "name"}, False, 302),
    ("import_cell", "post", {"sheet": "0", "row": "2", "column": "0", "text": "Tatt over"}, False, 302),
    ("import_choice", "post", {"row": "0:2", "answer": "skip"}, False, 302),
    ("import_discard", "post", {}, False, 302),
    ("import_done", "get", {}, True, 200),
    ("import_undo", "post", {}, True, 302),
)


def state_of_runs() -> Any:
    """Everything an import can change, so that a write that was refused as invalid does not look like one done."""
    return list(ImportRun.objects.order_by("id").values()), list(Plan.objects.order_by("id").values())


@pytest.mark.parametrize(("view", "method", "sent", "is_done", "answer"), ANSWERS)
@pytest.mark.parametrize("name", EVERYBODY)
def test_each_address_answers_each_role_as_the_table_says(
    cast: Cast, name: str, view: str, method: str, sent: dict[str, str], is_done: bool, answer: int
) -> None:
    run = imported(cast.fjordvik) if is_done else draft(cast.fjordvik)
    before = state_of_runs()
    client = browser(cast.person(name))
    is_open = name in MAY["fjordvik"]
    assert getattr(client, method)(reverse(view, args=[run.id]), sent).status_code == (answer if is_open else 404)
    assert (state_of_runs() != before) is (is_open and method == "post")


@pytest.mark.parametrize("name", EVERYBODY)
def test_each_role_begins_writes_and_forgets_as_the_table_says(cast: Cast, name: str) -> None:
    run, number = draft(cast.fjordvik), cast.fjordvik.number
    client = browser(cast.person(name))
    is_open = name in MAY["fjordvik"]
    assert client.get(reverse("import_start", args=[number])).status_code == (200 if is_open else 404)
    assert upload(client, number, xlsx(PLANS)).status_code == (302 if is_open else 404)
    assert ImportRun.objects.count() == (2 if is_open else 1)
    written = client.post(reverse("import_write", args=[run.id]), {"seen": planned(run).digest()})
    assert written.status_code == (302 if is_open else 404)
    assert Plan.objects.exists() is is_open
    forgotten = client.post(reverse("import_forget", args=[number]))
    assert forgotten.status_code == (302 if is_open else 404)


def test_every_address_of_an_import_is_in_a_table() -> None:
    others = {"import_start", "import_write", "import_forget"}
    assert {pattern.name for pattern in urlpatterns} == {row[0] for row in ANSWERS} | others


@pytest.mark.parametrize("place", MAY)
@pytest.mark.parametrize("name", EVERYBODY)
def test_who_may_import_where(cast: Cast, name: str, place: str) -> None:
    assert can_import(cast.actor(name), getattr(cast, place)) is (name in MAY[place])


def test_nobody_imports_to_what_is_no_municipality(cast: Cast) -> None:
    assert not any(can_import(cast.actor(name), cast.county) for name in EVERYBODY)


@pytest.mark.parametrize("name", sorted(set(EVERYBODY) - MAY["fjordvik"]))
def test_all_others_find_nothing_at_any_address(cast: Cast, name: str) -> None:
    run, done = draft(cast.fjordvik), imported(cast.fjordvik)
    client = browser(cast.person(name))
    before = (list(ImportRun.objects.order_by("id").values()), list(Plan.objects.order_by("id").values()))
    for view, method, sent in RUN_ADDRESSES:
        for id in (run.id, done.id):
            assert getattr(client, method)(reverse(view, args=[id]), sent).status_code == 404, view
    written = client.post(reverse("import_write", args=[run.id]), {"seen": planned(run).digest()})
    assert written.status_code == 404
    start = reverse("import_start", args=[cast.fjordvik.number])
    assert client.get(start).status_code == 404
    assert upload(client, cast.fjordvik.number, xlsx(PLANS)).status_code == 404
    assert client.post(reverse("import_forget", args=[cast.fjordvik.number])).status_code == 404
    assert (list(ImportRun.objects.order_by("id").values()), list(Plan.objects.order_by("id").values())) == before


def test_the_signed_out_are_sent_to_sign_in_whatever_the_address(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    client: Any = Client()
    for view, method, sent in RUN_ADDRESSES:
        for id in (run.id, "01a1fbc9-eda6-7df2-ba6f-c51997454e28"):
            answer = getattr(client, method)(reverse(view, args=[id]), sent)
            assert answer.status_code == 302
            assert answer.url.startswith(reverse("account_login"))
    assert upload(client, cast.fjordvik.number, xlsx(PLANS)).url.startswith(reverse("account_login"))


def test_a_municipality_or_a_run_there_is_none_of_is_not_found(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    assert client.get(reverse("import_start", args=["0000"])).status_code == 404
    assert client.get(reverse("import_preview", args=["01a1fbc9-eda6-7df2-ba6f-c51997454e28"])).status_code == 404


def test_the_coordinator_imports_for_the_member_that_said_yes(cast: Cast) -> None:
    client = browser(cast.person("Kåre"))
    preview = client.get(upload(client, cast.lyngmo.number, xlsx(PLANS)).url)
    run = ImportRun.objects.get()
    done = client.post(reverse("import_write", args=[run.id]), {"seen": digest_in(preview)}, follow=True)
    assert "3 nye planer i Lyngmo" in text_of(done)


def test_a_yes_taken_back_ends_the_import_at_the_next_request(cast: Cast) -> None:
    client = browser(cast.person("Kåre"))
    preview = client.get(upload(client, cast.lyngmo.number, xlsx(PLANS)).url)
    Member.objects.filter(organisation=cast.lyngmo).update(lets_coordinator_import=False)
    run = ImportRun.objects.get()
    assert client.post(reverse("import_write", args=[run.id]), {"seen": digest_in(preview)}).status_code == 404
    assert not Plan.objects.exists()


def test_a_run_outlives_the_rights_of_who_began_it_and_a_colleague_goes_on(cast: Cast) -> None:
    ingrid, tore = browser(cast.person("Ingrid")), browser(cast.person("Tore"))
    address = upload(ingrid, cast.fjordvik.number, xlsx(PLANS)).url
    Membership.objects.filter(person=cast.person("Ingrid")).update(ended_at=timezone.now())
    assert ingrid.get(address).status_code == 404
    preview = tore.get(address)
    assert "3 nye" in text_of(preview)


def test_a_form_from_elsewhere_is_refused(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.person("Ingrid"))
    for view in ("import_write", "import_choice", "import_cell", "import_discard", "import_mapping", "import_undo"):
        assert client.post(reverse(view, args=[run.id]), {"row": "0:2", "answer": "skip"}).status_code == 403
    assert upload(client, cast.fjordvik.number, xlsx(PLANS)).status_code == 403
    assert ImportRun.objects.count() == 1
    assert fresh(run).is_draft


@pytest.mark.parametrize("view", ["import_write", "import_undo", "import_cell", "import_choice", "import_discard"])
def test_opening_an_address_that_does_something_does_nothing(cast: Cast, view: str) -> None:
    run = draft(cast.fjordvik)
    assert browser(cast.person("Ingrid")).get(reverse(view, args=[run.id])).status_code == 405
    assert fresh(run).is_draft
