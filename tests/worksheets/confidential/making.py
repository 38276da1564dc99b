"""A conflict compass between Ingrid and Marit, which Guri may lead."""

from uuid import UUID

from django.test import Client
from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.regions.models import Member, MemberKind
from plandugnad.worksheets.actions import Place
from plandugnad.worksheets.confidential.circle import answer_invitation, approve, begin_private, propose
from plandugnad.worksheets.confidential.placing import agree_to_show, place
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import Participant, ParticipantRole, Sheet
from tests.cast import Cast

NAME = "Kvernsteinveien"


def by(cast: Cast, who: str) -> By:
    person = cast.person(who)
    return By(person.id, str(person))


def begun(cast: Cast, *others: str, who: str = "Ingrid", name: str = NAME, where: Place | None = None) -> Sheet:
    """Asked, and not answered."""
    named = [cast.person(one).id for one in others or ("Marit",)]
    place = where or cast.ytre_fjord
    return begin_private(by(cast, who), place, "conflict", mapping_of("conflict"), name, "nb", named)


def says_yes(cast: Cast, sheet: Sheet, *names: str) -> None:
    for name in names:
        sheet.refresh_from_db()
        answer_invitation(by(cast, name), sheet.id, says_yes=True, expected=sheet.version)


def compass(cast: Cast, *others: str, name: str = NAME) -> Sheet:
    """All have said yes."""
    sheet = begun(cast, *others, name=name)
    says_yes(cast, sheet, *(others or ("Marit",)))
    return sheet


def county_helps(cast: Cast) -> None:
    kind, now = MemberKind.HELPER, timezone.now()
    Member.rows.update_or_create(
        collaboration=cast.ytre_fjord, organisation=cast.county, defaults={"kind": kind, "accepted_at": now}
    )


def led_by_guri(cast: Cast, sheet: Sheet) -> None:
    county_helps(cast)
    propose(by(cast, "Ingrid"), sheet.id, cast.person("Guri").id, ParticipantRole.MEDIATOR)
    approve(by(cast, "Marit"), sheet.id, seat(cast, sheet, "Guri").id)
    says_yes(cast, sheet, "Guri")


def seat(cast: Cast, sheet: Sheet, who: str) -> Participant:
    found: Participant = sheet.participants.get(person=cast.person(who))
    return found


def answers(cast: Cast, sheet: Sheet, who: str, step: str, *signs: str, round: int = 1) -> None:
    place(by(cast, who), sheet.id, round, step, signs)


def agrees(cast: Cast, sheet: Sheet, *names: str) -> bool:
    shown = False
    for name in names:
        sheet.refresh_from_db()
        shown = agree_to_show(by(cast, name), sheet.id, says_yes=True, expected=sheet.version)
    return shown


def at_screen(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.person(who))
    return client


def read(cast: Cast, who: str, address: str) -> str:
    answer = at_screen(cast, who).get(address)
    assert answer.status_code == 200, (who, address)
    return answer.content.decode()


def page(sheet: Sheet | UUID, rest: str = "") -> str:
    return f"/arbeidsark/{sheet.id if isinstance(sheet, Sheet) else sheet}/{rest}"
