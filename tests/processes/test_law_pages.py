"""Anybody with an account reads the law, and works out one date and why."""

from collections.abc import Mapping

import pytest
from django.urls import reverse
from django.utils.translation import override

from plandugnad.engines.statute import law
from plandugnad.processes.queries.law import NO_COURSE, LawFilters, read_law
from tests.cast import NAMES, Cast
from tests.processes.builders import at_screen

pytestmark = pytest.mark.django_db

WEEKS = {"number": "6", "unit": "weeks", "day": "01.06.2026"}


def asked(cast: Cast, given: Mapping[str, str], status: int = 200, name: str = "Ingrid") -> str:
    answer = at_screen(cast, name).get(reverse("law_calculator"), given)
    assert answer.status_code == status
    return answer.content.decode()


def ids(**filters: str) -> set[str]:
    return {row.provision.id for group in read_law(LawFilters(**filters)).groups for row in group.rows}


@pytest.mark.parametrize("name", NAMES)
def test_everybody_with_an_account_reads_the_law_and_asks_for_a_date(cast: Cast, name: str) -> None:
    assert at_screen(cast, name).get(reverse("law")).status_code == 200
    assert "13. juli 2026" in asked(cast, WEEKS, name=name)


def test_every_provision_is_on_the_page_once_with_its_link_and_how_sure_it_is(cast: Cast) -> None:
    page = at_screen(cast, "Ingrid").get(reverse("law")).content.decode()
    for provision in law().values():
        assert page.count(f'id="{provision.id}"') == 1
    assert "ikke kontrollert" in page
    assert "https://lovdata.no/lov/2008-06-27-71/§12-11" in page


def test_the_law_is_found_by_section_step_word_course_and_certainty() -> None:
    assert "pbl-12-11-laying-out" in ids(words="§ 12-11 12 uker") | ids(words="REG-6")
    assert ids(words="REG-6") >= {"pbl-12-11-laying-out"}
    assert ids(certainty="U") == {"reg-8a-directed-consultation"}
    assert "pbl-12-12-adoption" in ids(chain="REG")
    assert "pbl-12-12-adoption" not in ids(chain="KPA")
    assert "dl-149-moves" in ids(chain=NO_COURSE)
    assert ids() == set(law())


def test_words_in_nynorsk_find_what_is_written_in_nynorsk() -> None:
    assert "dl-149-moves" in ids(words="laurdag")


def test_a_search_for_nothing_there_is_says_what_to_do(cast: Cast) -> None:
    page = at_screen(cast, "Ingrid").get(reverse("law"), {"q": "kvantemekanikk", "lop": "finnes-ikke"})
    assert "Vis alle reglene" in page.content.decode()


def test_a_length_that_ends_on_a_sunday_tells_both_days_and_the_holidays_between(cast: Cast) -> None:
    page = asked(cast, {"number": "30", "unit": "days", "day": "17.04.2026"})
    assert "18. mai 2026" in page  # day 30 is Sunday 17 May
    assert "17. mai 2026" in page
    assert "1. mai 2026" in page
    assert "domstolloven § 149" in page


def test_a_provision_forwards_says_the_sentence_to_copy(cast: Cast) -> None:
    page = asked(cast, {"rule": "pbl-12-11-laying-out", "day": "03.03.2026"})
    assert "26. mai 2026" in page
    assert "12 uker etter tirsdag 3. mars 2026 er tirsdag 26. mai 2026" in page
    assert "data-text" in page


def test_a_meeting_backwards_gives_the_last_safe_day(cast: Cast) -> None:
    page = asked(cast, {"rule": "koml-14-3-recommendation", "day": "17.12.2026", "is_backwards": "on"})
    assert "3. desember 2026" in page
    page = asked(cast, {"rule": "pbl-12-10-consultation", "day": "17.12.2026", "is_backwards": "on"})
    assert "5. november 2026" in page


def test_a_bare_length_backwards_leaves_room_for_its_own_end_to_move(cast: Cast) -> None:
    # Six weeks before Tuesday 7 April 2026 is 24 February. From 23 February they would end on Easter Monday, and move.
    page = asked(cast, {"number": "6", "unit": "weeks", "day": "07.04.2026", "is_backwards": "on"})
    assert "24. februar 2026" in page
    # Over on Easter Monday itself none can be: the end would move to the 7th. So it ends on Wednesday 1 April.
    page = asked(cast, {"number": "6", "unit": "weeks", "day": "06.04.2026", "is_backwards": "on"})
    assert "18. februar 2026" in page


def test_a_date_the_law_names_is_that_of_the_year_it_is_not_over(cast: Cast) -> None:
    assert "22. februar 2027" in asked(cast, {"rule": "koml-14-6-accounts", "day": "23.02.2026"})
    assert "31. oktober 2027" in asked(cast, {"rule": "koml-7-1-constitution", "day": "01.01.2024"})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"day": ""}, "Skriv datoen fristen skal regnes fra"),
        ({"day": "31.02.2026", "number": "6"}, "31.02.2026"),
        ({"day": "01.06.2026"}, "Velg en regel, eller skriv hvor lang"),
        ({"day": "01.06.2026", "number": "seks"}, "ikke et helt tall"),
        ({"day": "01.06.2026", "number": "0"}, "fra 1 og oppover"),
        ({"day": "01.06.2026", "number": "99999999", "unit": "years"}, "Sjekk tallet"),
        ({"day": "01.06.2026", "number": "6", "unit": "fortnights"}, "fortnights"),
        ({"day": "01.06.2026", "rule": "pbl-99"}, "pbl-99"),
        ({"day": "01.06.2001", "rule": "pbl-12-11-laying-out"}, "Regelen gjelder her fra"),
        ({"day": "01.06.2026", "rule": "pbl-12-11-laying-out", "is_backwards": "on"}, "Bakover kan bare regler"),
        ({"day": "01.06.1026", "number": "6"}, "Sjekk datoen"),
    ],
)
def test_what_cannot_be_worked_out_is_said_in_words(cast: Cast, given: Mapping[str, str], words: str) -> None:
    assert words in asked(cast, given, status=422)


def test_every_rule_that_can_be_chosen_can_be_worked_out(cast: Cast) -> None:
    client = at_screen(cast, "Ingrid")
    for provision in law().values():
        if provision.newest.length or provision.newest.fixed:
            given = {"rule": provision.id, "day": "05.12.2028"}
            assert client.get(reverse("law_calculator"), given).status_code == 200, provision.id


def test_the_pages_are_whole_in_nynorsk_and_english(cast: Cast) -> None:
    for language in ("nn", "en"):
        with override(language):
            assert read_law(LawFilters()).count == len(law())
