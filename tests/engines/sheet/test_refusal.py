"""What is said of a change that is not taken in."""

from string import Formatter

import pytest

from plandugnad.engines.sheet.messages import SENTENCES
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.texts import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_part_that_is_not_known_is_called_the_sheet_and_not_nothing(code: str, language: str) -> None:
    fields = {name for _, name, _, _ in Formatter().parse(SENTENCES[code][LANGUAGES.index(language)]) if name}
    said = Refusal(code, params=dict.fromkeys(fields - {"block"}, "8")).sentence(language)
    assert "«»" not in said
    assert "“”" not in said
    assert said[0] == said[0].upper()


def test_words_typed_into_what_another_took_away_are_told_of_in_words() -> None:
    lost = Refusal("gone")
    assert lost.sentence() == "Det du ville endre i arket, er tatt bort av en annen. Teksten din er tatt vare på."
    assert lost.sentence("nn") == "Det du ville endre i arket, er teke bort av ein annan. Teksten din er teken vare på."
    english = "What you wanted to change in the sheet has been taken away by somebody else."
    assert lost.sentence("en", is_kept=False) == english
