"""«Ta med alt»: what is written in a planning strategy comes along."""

import io
import json

from docx import Document

from plandugnad.strategies.asking.actions import add_party
from plandugnad.strategies.document.actions import write_section
from plandugnad.strategies.document.takeout import StrategyDocumentsPart
from tests.cast import Cast
from tests.plans.builders import INGRID
from tests.strategies.builders import a_strategy


def test_the_text_who_was_asked_and_the_document_come_along(cast: Cast) -> None:
    part = StrategyDocumentsPart()
    assert list(part.files(cast.fjordvik.id)) == []
    strategy = a_strategy(cast.fjordvik)
    write_section(INGRID, strategy, "about", "Om planstrategien vår.")
    add_party(INGRID, strategy, {"kind": "state", "name": "NVE", "said": "Flom.", "weighed": "Tatt inn."})
    files = {file.path: file.open().read() for file in part.files(cast.fjordvik.id)}
    [kept] = json.loads(files["planstrategier.json"])["strategies"]
    assert kept["sections"][0]["text"] == "Om planstrategien vår."
    assert (kept["asked"][0]["said"], kept["asked"][0]["weighed"]) == ("Flom.", "Tatt inn.")
    made = Document(io.BytesIO(files["planstrategier/2023–2027.docx"]))
    assert "Om planstrategien vår." in [one.text for one in made.paragraphs]
    assert list(part.files(cast.lyngmo.id)) == []
