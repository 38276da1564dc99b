"""What the example region has fitted to itself: a worksheet in its own words, and a group for the coast within it."""

from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM, By
from plandugnad.regions import nesting
from plandugnad.regions.actions import give_role, make_collaboration
from plandugnad.regions.founding import COORDINATOR, Description, describe_collaboration
from plandugnad.regions.models import Role
from plandugnad.web.demo.region import Region
from plandugnad.worksheets.own_words.saving import save_words

_WORDS = {
    "prepare": [
        {
            "nb": "Snakk med ferjerederen om når møtet kan begynne.",
            "nn": "Snakk med ferjereiarlaget om når møtet kan byrje.",
        },
        {
            "nb": "Be alle tenke på planforum i vår. Hva gjorde folk der?",
            "nn": "Be alle tenkje på planforum i vår. Kva gjorde folk der?",
        },
    ],
    "blocks.sharing.prompt": {
        "nb": "Hva skal de andre få vite fra deg uten å spørre, også i uker uten planforum?",
        "nn": "Kva skal dei andre få vite frå deg utan å spørje, òg i veker utan planforum?",
    },
    "blocks.sharing.suggestions": [
        {"nb": "Utkast ligger i fellesarkivet samme dag", "nn": "Utkast ligg i fellesarkivet same dag"},
        {"nb": "Vi sier fra når noen blir borte lenge", "nn": "Vi seier frå når nokon blir borte lenge"},
    ],
}
# After the region in the order of names: lists begin with the one there is most in.
_GROUP = "Temagruppe kyst"


def make_fitted(region: Region, people: dict[str, Person]) -> None:
    kare = By(people["Kåre"].id, str(people["Kåre"]))
    save_words(kare, region.collaboration, "rules", _WORDS, 0)
    members = [region.municipalities[name] for name in ("Fjordvik", "Storskar", "Ytterholm")]
    group = make_collaboration(SYSTEM, _GROUP, members, is_example=True)
    give_role(SYSTEM, people["Kåre"], group, Role.objects.get(code=COORDINATOR))
    covers = "Strandsone, havbruk og ferdsel i de tre kommunene som har kyst."
    describe_collaboration(kare, group, Description(_GROUP, covers))
    nesting.answer(kare, nesting.ask(kare, group, region.collaboration, is_inner=True), is_yes=True)
