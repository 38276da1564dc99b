"""A whole import is one line to the others, and so is taking it back."""

import pytest

from plandugnad.imports.writing.undo import undo_run
from plandugnad.projections.activity import seen_by
from plandugnad.projections.words import address, sentence
from tests.cast import Cast
from tests.imports.builders import INGRID, imported

pytestmark = pytest.mark.django_db


def told(cast: Cast, name: str) -> list[str]:
    return [sentence(entry) for entry in seen_by(cast.actor(name).keys).filter(source="imports.run")]


def test_those_who_read_the_plans_are_told_once_and_strangers_are_not(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    assert told(cast, "Åse") == ["Ingrid Eksempel importerte 3 planer"]
    assert told(cast, "Even") == []
    undo_run(INGRID, run)
    assert told(cast, "Åse") == ["Ingrid Eksempel angret importen av 3 planer", "Ingrid Eksempel importerte 3 planer"]
    [line, *_] = seen_by(cast.actor("Åse").keys).filter(source="imports.run")
    assert address(line) == "/kommuner/9901/"
