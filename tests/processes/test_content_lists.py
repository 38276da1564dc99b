"""What the law says a document must hold: each list whole, each item with where it stands and how certain that is."""

import pytest
from django.urls import reverse

from plandugnad.engines.statute import Certainty, chains
from plandugnad.processes.notice.demanded import Form, demanded
from plandugnad.processes.notice.models import Announcement
from tests.cast import Cast
from tests.processes.builders import a_plan, a_process, at_screen

# Counted by hand in the sources, before the lists were written.
COUNTED = {
    "initiative": 12,  # PBH § 1, a to l
    "agenda": 9,  # PBH § 2, a to i
    "minutes": 7,  # PBH § 3
    "notice": 4,  # PBH § 5 and pbl. § 12-8
    "disagreement": 4,  # three in PBH § 4, one in § 3
    "programme": 5,  # pbl. § 4-1
    "description": 7,  # four in pbl. § 4-2, the risk of § 4-3, the assessment, and the land account of the guidelines
    "screening": 14,  # KU § 10: four of the plan, eight of the place, how to weigh, and the sea from 2026
    "assessment": 7,  # KU § 21: six, and the sea from 2026
    "assessment_of_areas": 9,  # the same and two in KU § 18
}


def forms() -> dict[str, Form]:
    return {form.key: form for what in demanded().values() for form in what.forms}


@pytest.mark.parametrize("key", COUNTED)
def test_each_list_is_whole(key: str) -> None:
    items = forms()[key].items
    assert "".join(items) == "abcdefghijklmnopqrstuvwxyz"[: COUNTED[key]]


def test_every_list_is_counted_and_every_step_that_has_one_is_in_a_course() -> None:
    assert set(forms()) == set(COUNTED)
    steps = {step.id for chain in chains().values() for step in chain.steps}
    assert {code for code, what in demanded().items() if what.forms} <= steps


def test_every_item_says_where_it_stands_in_every_language() -> None:
    for form in forms().values():
        for letter, item in form.items.items():
            assert item.citation, form.code(letter)
            assert item.source.startswith("https://lovdata.no/"), form.code(letter)
            assert all(item.says.said(language) for language in ("nb", "nn", "en")), form.code(letter)


def test_an_item_is_no_more_certain_than_its_source() -> None:
    found = {
        form.code(letter): (item.citation, item.certainty)
        for form in forms().values()
        for letter, item in form.items.items()
    }
    assert found["disagreement:a"] == ("forskrift om private planforslag § 3", Certainty.READ)
    assert found["disagreement:d"] == ("forskrift om private planforslag § 4", Certainty.READ)
    assert found["description:a"] == ("pbl. § 4-2", Certainty.SEEN)
    assert found["description:e"] == ("pbl. § 4-3", Certainty.READ)
    assert found["description:g"] == ("statlige planretningslinjer for arealbruk og mobilitet 2025", Certainty.SEEN)
    assert found["screening:a"] == ("KU-forskriften § 10", Certainty.READ)
    assert found["assessment:f"] == ("KU-forskriften § 21", Certainty.READ)
    assert found["assessment_of_areas:f"] == ("KU-forskriften § 21", Certainty.READ)
    assert found["assessment_of_areas:h"] == ("KU-forskriften § 18", Certainty.READ)


@pytest.mark.django_db
def test_the_page_of_a_step_shows_its_lists_and_keeps_what_is_ticked(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    client, page = at_screen(cast, "Ingrid"), reverse("notice", args=[process.id, "REG-5"])
    shown = client.get(page).content.decode()
    assert shown.count("7 punkter mangler") == 2
    assert "KU-forskriften § 21" in shown
    checks = ["description:a", "assessment:b", "screening:a"]
    client.post(reverse("notice_checks", args=[process.id, "REG-5"]), {"seen": "1", "checks": checks})
    assert Announcement.objects.get().checks == ["assessment:b", "description:a"]
