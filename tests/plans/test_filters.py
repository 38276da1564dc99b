from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from plandugnad.plans.filters import Filters


def test_what_is_chosen_survives_the_way_through_the_address() -> None:
    filters = Filters(q="klima & energi", type="theme_plan", status="adopted", due="over", section="Oppvekst/kultur")
    assert filters.address() == "?q=klima+%26+energi&type=theme_plan&status=adopted&frist=over&omrade=Oppvekst%2Fkultur"
    assert Filters.read(dict(parse_qsl(filters.address()[1:]))) == filters


def test_unknown_choices_are_left_out_rather_than_refused() -> None:
    assert Filters.read({"type": "hemmelig", "status": "nei", "under": "ikke-en-id", "annet": "x"}) == Filters()


def test_one_choice_is_taken_away_and_the_others_stay() -> None:
    assert Filters(type="theme_plan", q="bolig").without("type") == Filters(q="bolig")


@given(st.dictionaries(st.sampled_from(["q", "type", "omrade", "ansvarlig", "under", "kommune"]), st.text()))
def test_no_text_breaks_the_address(query: dict[str, str]) -> None:
    filters = Filters.read(query)
    assert all("\x00" not in value and len(value) <= 200 for value in filters.chosen.values())
    assert filters.address().startswith("?")
