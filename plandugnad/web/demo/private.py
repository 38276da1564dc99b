"""One conflict compass of the example region, halfway: both have answered, and Marit would like to show it.

Whoever is signed in as Ingrid decides what happens; as anybody but her, Marit and Guri there is nothing to see.
"""

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.web.demo.region import Region
from plandugnad.worksheets.confidential.circle import answer_invitation, approve, begin_private
from plandugnad.worksheets.confidential.placing import agree_to_show, place
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import ParticipantRole, Sheet

NAME = "Hvem skal lede arbeidet med kystsonen?"
_ANSWERS = {
    "Ingrid": ("growing", ("motives", "old_cases", "many_issues")),
    "Marit": ("personal", ("about_the_matter", "you_always", "motives")),
}


def make_private(region: Region, people: dict[str, Person]) -> None:
    by = {name: By(people[name].id, str(people[name])) for name in ("Ingrid", "Marit", "Guri")}
    named = [people["Ingrid"].id]
    made, guri = mapping_of("conflict"), people["Guri"].id
    sheet = begin_private(by["Marit"], region.collaboration, "conflict", made, NAME, "nb", named, guri)
    _say_yes(by["Ingrid"], sheet)
    approve(by["Ingrid"], sheet.id, sheet.participants.get(role=ParticipantRole.MEDIATOR).id)
    _say_yes(by["Guri"], sheet)
    for name, (step, signs) in _ANSWERS.items():
        place(by[name], sheet.id, 1, step, signs)
    sheet.refresh_from_db()
    agree_to_show(by["Marit"], sheet.id, says_yes=True, expected=sheet.version)


def _say_yes(by: By, sheet: Sheet) -> None:
    sheet.refresh_from_db()
    answer_invitation(by, sheet.id, says_yes=True, expected=sheet.version)
