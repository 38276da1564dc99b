"""What Ytre Fjord has agreed on."""

from datetime import date
from typing import Any
from uuid import uuid4

from plandugnad.agreements.actions.publishing import publish
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Agreement, Goal, Rule, Stakeholder
from plandugnad.agreements.models import Arena as AgreedArena
from plandugnad.agreements.published import (
    Arena,
    CommonStep,
    PublishedRow,
    SharedRoom,
)
from plandugnad.agreements.published import Goal as PublishedGoal
from plandugnad.agreements.published import Rule as PublishedRule
from plandugnad.agreements.published import Stakeholder as PublishedStakeholder
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.regions.models import Collaboration

KARE = By(uuid4(), "Kåre Eksempel")
ADOPTED_ON, REVIEW_ON = date(2026, 6, 12), date(2030, 1, 15)
READ_BY_OTHERS = PublishedGoal(
    item="goal-0001",
    text="Alle arealplaner leses av en annen kommune før høring",
    how="Vi bytter utkast",
    indicator="Andel planer som er lest",
    baseline="1 av 6",
    target="6 av 6",
    responsible="Planlederforum",
    due=When.of_year(2028),
    principle=4,
)
SAME_MAPS = PublishedGoal(item="goal-0002", text="Like kart i alle kommunene")
IN_TIME = PublishedRule(
    item="rule-0001",
    text="Utkast deles fem dager før møtet",
    theme="preparation",
    why="Alle skal rekke å lese",
    first_response="Ring den som har saken",
    next_response="Ta det først på neste møte",
)
ANSWERS = PublishedRule(item="rule-0002", text="Vi svarer hverandre innen to dager", theme="feedback")
ROADS = PublishedStakeholder(
    item="actor-0001",
    name="Vegmyndigheten",
    level="state",
    role="consultee",
    responsibility="Riksveiene",
    stages=("startup_meeting", "notice", "consultation"),
    contact="post@veg.example",
)
STEP = CommonStep(item="step-0001", name="Fagpanelet leser utkastet", stage="drafting", weeks=2)
FORUM = Arena(item="arena-001", name="Planlederforum", rhythm="hver måned", minutes=90)
ROOM = SharedRoom(item="room-0001", name="Maler", naming="dato_tema_kommune")
OF_KIND: dict[AgreementKind, list[PublishedRow]] = {
    AgreementKind.PURPOSE: [READ_BY_OTHERS, SAME_MAPS],
    AgreementKind.RULES: [IN_TIME, ANSWERS],
    AgreementKind.STAKEHOLDERS: [ROADS],
    AgreementKind.PROCESS: [STEP],
    AgreementKind.ARENAS: [FORUM],
    AgreementKind.ROOMS: [ROOM],
}


def agree(place: Collaboration, kind: AgreementKind, *rows: PublishedRow, **about: Any) -> Agreement:
    said: dict[str, Any] = {
        "title": str(kind.label).capitalize(),
        "address": "/samarbeid/",
        "adopted_on": ADOPTED_ON,
        "review_on": REVIEW_ON,
        "by": KARE,
    }
    said |= about
    return publish(said.pop("by"), place, kind, rows=rows or OF_KIND[kind], **said)


def a_goal(place: Collaboration) -> Goal:
    return Goal.objects.get(agreement=agree(place, AgreementKind.PURPOSE), item=READ_BY_OTHERS.item)


def a_rule(place: Collaboration) -> Rule:
    return Rule.objects.get(agreement=agree(place, AgreementKind.RULES), item=IN_TIME.item)


def an_arena(place: Collaboration) -> AgreedArena:
    return AgreedArena.objects.get(agreement=agree(place, AgreementKind.ARENAS), item=FORUM.item)


def a_stakeholder(place: Collaboration) -> Stakeholder:
    return Stakeholder.objects.get(agreement=agree(place, AgreementKind.STAKEHOLDERS), item=ROADS.item)
