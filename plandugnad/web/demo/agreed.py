"""What the example region has agreed on in its worksheets, and how it goes: goals, rules, actors and meetings."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from plandugnad.accounts.models import Person
from plandugnad.agreements.actions.goals import review_goal
from plandugnad.agreements.actions.publishing import publish
from plandugnad.agreements.actions.rules import note_rule, settle_note
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Goal, Rule
from plandugnad.agreements.published import CommonStep, Stakeholder
from plandugnad.agreements.published import Goal as PublishedGoal
from plandugnad.agreements.published import Rule as PublishedRule
from plandugnad.core.audit import By
from plandugnad.engines.sheet.schema import ticked
from plandugnad.engines.tables.when import When
from plandugnad.web.demo.arenas import make_meetings_of_arenas
from plandugnad.web.demo.private import make_private
from plandugnad.web.demo.region import Region
from plandugnad.web.demo.reviews import make_reviews
from plandugnad.web.demo.rooms import ROOMS, SYSTEMS, make_shared_rooms
from plandugnad.web.demo.sheets import Filled, Row, make_adopted, make_unfinished
from plandugnad.worksheets.guide import guide

_PURPOSE = (
    "Vi planlegger sammen så hver kommune har noen å spørre, så planene blir like gode i alle seks kommunene, "
    "og så fylkeskommunen og statsforvalteren møter oss tidlig i stedet for sent."
)
_ADOPTED_BEFORE = timedelta(days=330)
_LATER = timedelta(days=730)


def _goals(today: date) -> list[PublishedGoal]:
    return [
        PublishedGoal(
            item="maal-lest",
            text="Alle arealplaner leses av en annen kommune før de sendes på høring",
            how="Vi bytter utkast, og leseren svarer med ett fagnotat innen ti dager.",
            indicator="Andel planer som er lest, av dem som ble sendt på høring siste år",
            baseline="1 av 6",
            target="6 av 6",
            responsible="Planlederforum",
            due=When.of_year(today.year + 1),
            principle=3,
        ),
        PublishedGoal(
            item="maal-tidlig",
            text="Fylkeskommunen og statsforvalteren er med før planprogrammet er skrevet",
            how="Hver kommune melder nye planer i planlederforum, som inviterer til en felles time.",
            indicator="Antall planer med møte før planprogram",
            baseline="2 av 5",
            target="alle nye planer",
            responsible="Koordinatoren",
            due=When.on(today + timedelta(days=200)),
            principle=8,
        ),
        PublishedGoal(
            item="maal-maler",
            text="Vi bruker de samme malene for planbeskrivelse og bestemmelser",
            how="Elvanes holder malene ved like, og alle melder feil samme sted.",
            indicator="Antall kommuner som bruker malene",
            baseline="2 av 6",
            target="6 av 6",
            responsible="Elvanes",
            due=When.on(today - timedelta(days=40)),
            principle=2,
        ),
        PublishedGoal(
            item="maal-sommer",
            text="Ingen kommune står uten planfaglig hjelp i ferien",
            how="Vi deler vaktuker og skriver overlevering i én felles mal.",
            indicator="Antall uker uten noen å ringe til",
            target="ingen",
            responsible="Planlederforum",
            due=When.of_year(today.year + 1),
            principle=1,
        ),
    ]


_RULES: list[PublishedRule] = [
    PublishedRule(
        item="regel-utkast",
        text="Utkast deles senest fem virkedager før møtet",
        theme="preparation",
        why="Den som er alene på kontoret, skal også rekke å lese.",
        noticed="Saken må vente til neste møte fordi ingen har lest.",
        first_response="Møteleder ringer den som har saken, og spør hva som trengs.",
        next_response="Vi tar fristen opp først på neste møte.",
    ),
    PublishedRule(
        item="regel-svar",
        text="Vi svarer hverandre innen to dager, også når svaret er «jeg vet ikke»",
        theme="feedback",
        why="Den som venter, står fast.",
        first_response="Send én påminnelse, og ring deretter.",
    ),
    PublishedRule(
        item="regel-uenig",
        text="Uenighet tas opp med den det gjelder først, og i planlederforum hvis det ikke hjelper",
        theme="disagreement",
        why="Uenighet om plan skal ikke bli uenighet mellom folk.",
        noticed="Vi hører om det fra andre.",
        first_response="En rolig samtale på telefon, ikke på e-post.",
        next_response="Konfliktkompasset, med koordinatoren til stede.",
    ),
    PublishedRule(
        item="regel-internt",
        text="Det som deles som utkast, blir i gruppen til kommunen selv har lagt det fram",
        theme="confidentiality",
        why="Politikerne i egen kommune skal høre det først.",
        first_response="Avklar med den som delte, og si det til gruppen.",
    ),
]
_ACTORS: list[Stakeholder] = [
    Stakeholder(
        item="akt-styre",
        name="Kommunestyrene",
        level="internal",
        role="decides",
        responsibility="Vedtar planene, hvert for sitt område",
        stages=("programme", "adoption"),
        contact="Ordføreren i hver kommune",
        depends_on="Saksframlegg fire uker før",
    ),
    Stakeholder(
        item="akt-panel",
        name="Fagpanelet",
        level="regional",
        role="contributes",
        responsibility="Leser utkast fra de andre",
        stages=("drafting", "consultation"),
        contact="Koordinatoren",
    ),
    Stakeholder(
        item="akt-fjordbruk",
        name="Solfjell oppdrettslag (oppdiktet)",
        level="external",
        role="affected",
        responsibility="Lokaliteter i fjorden",
        stages=("notice", "consultation"),
        contact="post@oppdrett.solfjell.example",
        conflict="Vil ha større områder enn friluftsrådet",
    ),
    Stakeholder(
        item="akt-friluft",
        name="Solfjell friluftsråd (oppdiktet)",
        level="external",
        role="affected",
        responsibility="Turveier og badeplasser",
        stages=("notice", "consultation"),
        contact="post@solfjell.example",
        conflict="Vil verne strender oppdrettslaget ønsker",
    ),
    Stakeholder(
        item="akt-nett",
        name="Solfjell nett (oppdiktet)",
        level="external",
        role="contributes",
        responsibility="Kraftlinjer og trafoer",
        stages=("startup_meeting", "notice"),
        contact="plan@nett.solfjell.example",
    ),
]
_STEPS: list[CommonStep] = [
    CommonStep(
        item="steg-melding",
        name="Meld planen i planlederforum",
        stage="before_initiative",
        participants="planleggeren og koordinatoren",
        what="Ti minutter: hva planen skal løse, og hva dere trenger fra de andre.",
        weeks=1,
    ),
    CommonStep(
        item="steg-geodata",
        name="Felles geodatasjekk",
        stage="drafting",
        participants="geodatagruppa",
        what="Gruppen sjekker kartet mot SOSI-kravene og gir en liste over feil.",
        documents="Sjekkliste før høring",
        weeks=1,
    ),
    CommonStep(
        item="steg-panel",
        name="Fagpanelet leser utkastet",
        stage="drafting",
        participants="to planleggere fra andre kommuner",
        what="Panelet svarer med ett fagnotat og møtes en time.",
        documents="Mal for fagnotat",
        clarification="Hvem som leser, avtales i planlederforum.",
        weeks=2,
    ),
]
_MEETINGS = [
    Row(
        "arena-forum",
        {
            "arena": "Planlederforum",
            "purpose": "Nye planer, kapasitet og det som har låst seg",
            ticked("who", "leaders"): True,
            ticked("who", "county"): True,
            "how_often": "monthly",
            "length": 90,
            "place": "both",
            "prepares": "Koordinatoren",
            "chairs": "Går på omgang",
            "agenda": "Siden sist, nye planer, én sak i dybden",
            "output": "Referat med oppfølging",
        },
    ),
    Row(
        "arena-klinikk",
        {
            "arena": "Saksklinikk",
            "purpose": "Én kommune legger fram en vanskelig sak, de andre gir råd",
            ticked("who", "planners"): True,
            "how_often": "bimonthly",
            "length": 75,
            "place": "video",
            "prepares": "Den som har saken",
            "chairs": "Går på omgang",
            "agenda": "Saken, klargjørende spørsmål, vurderinger, forslag, valg",
            "output": "Råd den som har saken, velger av",
        },
    ),
    Row(
        "arena-morgen",
        {
            "arena": "Morgenprat",
            "purpose": "Si hva du står i, og spør om det du lurer på",
            ticked("who", "planners"): True,
            "how_often": "fortnightly",
            "length": 20,
            "place": "video",
            "chairs": "Kommunene på omgang",
            "agenda": "En runde. Ett spørsmål til de andre. Noe som haster?",
            "output": "Hvem som ringer hvem",
        },
    ),
    Row(
        "arena-aaret",
        {
            "arena": "Årssamling",
            "purpose": "Se på året som gikk, og snakke med fylkeskommunen og statsforvalteren om det neste",
            ticked("who", "planners"): True,
            ticked("who", "leaders"): True,
            ticked("who", "county"): True,
            ticked("who", "state"): True,
            "how_often": "yearly",
            "length": 360,
            "place": "in_person",
            "prepares": "Vertskommunen og koordinatoren",
            "chairs": "Vertskommunen",
            "agenda": "Hva virket, hva virket ikke, planene neste år, avklaringer vi trenger",
            "output": "Årshjul og justerte mål",
        },
    ),
]


def make_agreed(region: Region, people: dict[str, Person], today: date) -> None:
    """What is agreed on was adopted as worksheets, by all six. The steps are of the land-use part, which no worksheet
    we ship asks for."""
    sheets = {
        "purpose": Filled(table="goals", rows=[_goal(one) for one in _goals(today)], text=("purpose", _PURPOSE)),
        "rules": Filled(table="rules", rows=[_rule(one) for one in _RULES]),
        "actors": Filled(table="actors", rows=[_actor(one) for one in _ACTORS]),
        "meetings": Filled(table="arenas", rows=_MEETINGS),
        "structure": Filled(table="rooms", rows=ROOMS, beside=Filled(table="systems", rows=SYSTEMS)),
    }
    adopted = today - _ADOPTED_BEFORE
    for kind, filled in sheets.items():
        make_adopted(region, people, kind, filled, adopted)
    kare, page = _by(people["Kåre"]), reverse("agreed_steps", args=[region.collaboration.id])
    publish(
        kare,
        region.collaboration,
        AgreementKind.PROCESS,
        "Felles steg for arealdelen",
        page,
        adopted,
        adopted + _LATER,
        [*_STEPS],
        part="KPA",
    )
    make_meetings_of_arenas(region, _by(people["Ingrid"]), today)
    make_shared_rooms(region, people, today)
    _follow_up(people, today)
    _note(people)
    make_unfinished(region, people)
    make_private(region, people)
    make_reviews(region, people, today)


def _goal(one: PublishedGoal) -> Row:
    due = one.due.day or date(one.due.last_year, 12, 31) if one.due else None
    principle = guide().principles[one.principle - 1].id if one.principle else None
    cells = {
        "goal": one.text,
        "how": one.how,
        "indicator": one.indicator,
        "current": one.baseline,
        "target": one.target,
        "responsible": f"free:{one.responsible}",
        "by_when": due.isoformat() if due else None,
        "principle": principle,
    }
    return Row(one.item, cells)


def _rule(one: PublishedRule) -> Row:
    cells = {
        "rule": one.text,
        "theme": one.theme,
        "why": one.why,
        "noticed": one.noticed,
        "first_response": one.first_response,
        "next_response": one.next_response,
    }
    return Row(one.item, cells)


def _actor(one: Stakeholder) -> Row:
    cells: dict[str, Any] = {
        "name": one.name,
        "level": one.level,
        "role": one.role,
        "responsibility": one.responsibility,
        "contact": one.contact,
        "depends_on": one.depends_on,
        "conflict": one.conflict,
    }
    return Row(one.item, cells | {ticked("when", stage): True for stage in one.stages})


def _follow_up(people: dict[str, Person], today: date) -> None:
    goals = {goal.item: goal for goal in Goal.objects.all()}
    for name, item, status, value, note, days in (
        ("Kåre", "maal-lest", "on_the_way", "2 av 6", "Fjordvik og Lyngmo har byttet utkast. Det tok en uke.", 210),
        ("Ingrid", "maal-lest", "on_the_way", "4 av 6", "Elvanes og Granheim er med. Storskar mangler folk.", 35),
        ("Marit", "maal-tidlig", "reached", "5 av 5", "Alle nye planar er meldte, og fylket kjem kvar gong.", 20),
        ("Kåre", "maal-maler", "on_the_way", "4 av 6", "Bestemmelsene gjenstår i Storskar og Ytterholm.", 60),
    ):
        day = today - timedelta(days=days)
        review_goal(_by(people[name]), goals[item], status=status, value=value, note=note, reviewed_on=day)


def _note(people: dict[str, Person]) -> None:
    rules = {rule.item: rule for rule in Rule.objects.all()}
    words = "To saker måtte vente i mai fordi utkastene kom samme dag som møtet."
    late = note_rule(_by(people["Marit"]), rules["regel-utkast"], words, is_private=False)
    settle_note(_by(people["Kåre"]), late, "Vi flyttet fristen til mandag morgen. Det har holdt siden.")
    words = "Et utkast vårt ble nevnt i avisen før formannskapet hadde sett det. Kan vi snakke om det?"
    note_rule(_by(people["Ingrid"]), rules["regel-internt"], words, is_private=True)


def _by(person: Person) -> By:
    return By(person.id, str(person))
