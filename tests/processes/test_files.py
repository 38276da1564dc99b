"""The documents of a step lie in the archive, and are seen at the step by those who may open them."""

from typing import Any

import pytest
from django.urls import reverse

from plandugnad.processes.models import Process
from plandugnad.processes.queries.log import last_event
from plandugnad.processes.undoing import undo
from tests.archive.builders import make_room, put_file
from tests.cast import Cast
from tests.processes.builders import INGRID, a_plan, a_process, at_screen, fresh

pytestmark = pytest.mark.django_db
ONLY_TORE: dict[str, Any] = {"readers": "roles", "reader_roles": ["municipal_director"]}


@pytest.fixture
def process(cast: Cast) -> Process:
    return a_process(a_plan(cast.fjordvik))


def test_a_file_from_the_archive_stands_at_its_step_until_it_is_taken_away(cast: Cast, process: Process) -> None:
    file, ingrid = put_file(make_room(cast.fjordvik), "Planprogram.pdf"), at_screen(cast, "Ingrid")
    address = reverse("process_files", args=[process.id, "KPA-3"])
    for _twice in range(2):
        assert ingrid.post(address, {"valgt": f"fil:{file.pk}"}).status_code == 302
    assert process.files.count() == 1
    page = reverse("process", args=[process.id])
    assert "Planprogram.pdf" in at_screen(cast, "Åse").get(page).content.decode()
    ingrid.post(reverse("process_file_remove", args=[process.id, "KPA-3", file.pk]))
    assert not process.files.exists()
    event = last_event(process)
    assert event
    undo(INGRID, fresh(process), event)
    assert process.files.get().file == file


def test_a_file_in_a_closed_room_is_seen_by_those_who_may_open_it_only(cast: Cast, process: Process) -> None:
    file = put_file(make_room(cast.fjordvik, "Lukket", **ONLY_TORE), "Hemmelig.pdf")
    address = reverse("process_files", args=[process.id, "KPA-3"])
    assert at_screen(cast, "Ingrid").post(address, {"valgt": f"fil:{file.pk}"}).status_code == 422
    assert at_screen(cast, "Tore").post(address, {"valgt": f"fil:{file.pk}"}).status_code == 302
    for name, sees in (("Tore", True), ("Ingrid", False)):
        for page in (reverse("process", args=[process.id]), reverse("process_history", args=[process.id]), address):
            shown = at_screen(cast, name).get(page).content.decode()
            assert "Hemmelig.pdf" not in shown or sees


def test_nothing_chosen_is_said_in_words(cast: Cast, process: Process) -> None:
    put_file(make_room(cast.fjordvik), "Planprogram.pdf")
    answer = at_screen(cast, "Ingrid").post(reverse("process_files", args=[process.id, "KPA-3"]), {"q": "plan"})
    assert answer.status_code == 422
    assert "Velg en fil i listen" in answer.content.decode()
