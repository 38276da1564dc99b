"""A small worksheet of every kind of block, for tests of what is the same whichever worksheet it is."""

from typing import Any

from plandugnad.worksheets.actions import begin_sheet
from plandugnad.worksheets.models import Sheet
from tests.cast import Cast


def said(words: str) -> dict[str, str]:
    return {"nb": words, "nn": f"{words} (nn)", "en": f"{words} (en)"}


def definition(*phases: str) -> dict[str, Any]:
    steps = [{"id": name, "title": said(name)} for name in ("calm", "tense", "locked")]
    return {
        "id": "try_out",
        "title": said("Prøvearket"),
        "why": said("For å prøve"),
        "phases": list(phases) or ["individual", "share", "prioritise", "agree", "adopt"],
        "blocks": [
            {"id": "hard", "kind": "cards", "title": said("Hva er krevende"), "votes": 3},
            {
                "id": "goals",
                "kind": "table",
                "title": said("Mål"),
                "columns": [
                    {"id": "goal", "kind": "text", "title": said("Mål")},
                    {"id": "due", "kind": "date", "title": said("Innen")},
                ],
                "suggestions": [{"goal": said("Et felles fagmiljø")}],
            },
            {"id": "purpose", "kind": "text", "title": said("Formål")},
            {"id": "todo", "kind": "checklist", "title": said("Forberedelser")},
            {
                "id": "map",
                "kind": "matrix",
                "title": said("Innflytelse"),
                "axes": {
                    "x": {"title": said("Interesse"), "low": said("lav"), "high": said("høy")},
                    "y": {"title": said("Innflytelse"), "low": said("lav"), "high": said("høy")},
                },
                "places": "goals",
            },
            {
                "id": "course",
                "kind": "flow",
                "title": said("Prosessen"),
                "stages": [{"id": "start", "title": said("Oppstart")}, {"id": "end", "title": said("Vedtak")}],
                "lanes": [{"id": "planner", "title": said("Planlegger")}],
            },
            {"id": "mood", "kind": "scale", "title": said("Hvor står vi"), "steps": steps},
            {"id": "adopt", "kind": "adoption", "title": said("Vedtak")},
        ],
    }


def begin_anonymous(cast: Cast, *phases: str) -> Sheet:
    """The same, where what is demanding is said without a name."""
    made = definition(*phases)
    made["blocks"][0] |= {"anonymous": True, "limits": {"items": 3, "text": 60}}
    return begin_sheet(cast.actor("Kåre").by, cast.ytre_fjord, "try_out", made, "Prøvearket", "nb")


def begin(cast: Cast, *phases: str, by: str = "Kåre") -> Sheet:
    made = definition(*phases)
    return begin_sheet(cast.actor(by).by, cast.ytre_fjord, "try_out", made, "Prøvearket", "nb")
