"""Two professional reviews of the example region: one finished that helped, and one the panel is at work with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.rewriting import write_rich
from plandugnad.engines.sheet.richtext import Paragraph, Span
from plandugnad.regions.actor import actor_of
from plandugnad.regions.models import Organisation
from plandugnad.web.demo.region import Region
from plandugnad.worksheets.actions import begin_sheet, document_for, move_phase
from plandugnad.worksheets.adopting import adopt
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import Document, Panellist, Phase, Review, Sheet
from plandugnad.worksheets.reviewing import actions
from plandugnad.worksheets.reviewing.telling import refresh_review
from plandugnad.worksheets.reviewing.writing import ASSESSMENTS, CLARIFYING, add_row, advice_item, decide, read_case
from plandugnad.worksheets.store import edit

_FINISHED_BEFORE = timedelta(days=130)
_ANSWER_WITHIN = timedelta(days=12)
_SKILLS = {
    "Guri": ["strandsone", "naust", "medvirkning"],
    "Siv": ["hytter", "vann og avløp"],
    "Marit": ["landbruk", "masseforvaltning"],
}


@dataclass(frozen=True)
class Said:
    who: str
    about: str
    strength: str
    concern: str
    suggestion: str
    source: str = ""


@dataclass(frozen=True)
class Case:
    owner: str
    place: str
    name: str
    text: str
    questions: Sequence[tuple[str, str]]
    said: Sequence[Said]


_CABINS = Case(
    "Marit",
    "Lyngmo",
    "Fortetting i hyttefeltet ved Langvatnet",
    "Planen fra 1996 gir plass til førti hytter. Tjueseks er bygd. Nå vil flere dele tomtene sine, og vi har sagt ja "
    "til to og nei til tre. Vi trenger en linje vi kan stå for.",
    [("Bør vi endre planen, eller gi dispensasjon én for én?", "Vi har gjort begge deler."), ("Hva tåler vannet?", "")],
    [
        Said(
            "Siv",
            "first",
            "Dere har oversikt over hva som er bygd.",
            "Hver dispensasjon gjør den neste vanskeligere å si nei til.",
            "Endre planen for hele feltet, og si stopp til den er vedtatt.",
            "Plan- og bygningsloven § 19-2",
        ),
        Said(
            "Ingrid",
            "second",
            "",
            "Det finnes ingen måling av vannet siden 2009.",
            "Få målt vannet i sommer, før dere setter et tall på hytter.",
        ),
        Said(
            "Guri",
            "whole",
            "Dere spør før saken er låst.",
            "Et felles avløpsanlegg kan bli dyrere enn dere tror.",
            "Be om et grovt anslag for felles avløp før planarbeidet starter.",
        ),
    ],
)
_BOATHOUSES = Case(
    "Ingrid",
    "Fjordvik",
    "Ti naust i Vika",
    "En grunneier vil ha ti naust på rad der det står tre. Stien langs sjøen går gjennom. Vi har bedt om en løsning "
    "med seks, og får til svar at nabokommunen sa ja til tolv.",
    [("Er det tap av strandsone når stien legges bak naustene?", ""), ("Hvordan har dere svart i lignende saker?", "")],
    [
        Said(
            "Marit",
            "second",
            "De krever at stien skal være åpen.",
            "«Bak naustene» blir fort en privat bakgård.",
            "Krev en åpning på fem meter midt i rekken, og vis den på plankartet.",
        )
    ],
)


def make_reviews(region: Region, people: dict[str, Person], today: date) -> None:
    for who, words in _SKILLS.items():
        actions.set_skills(people[who].id, words)
    _finished(region, people, today - _FINISHED_BEFORE, today)
    sheet = _asked_for(region, people, _BOATHOUSES, today + _ANSWER_WITHIN, ("Marit", "Guri", "Siv"))
    for who in ("Marit", "Guri"):
        actions.answer(_by(people[who]), sheet.id, says_yes=True, is_impartial=True)
    guri = people["Guri"]
    own = Panellist.objects.select_related("organisation").get(review__sheet=sheet, person=guri)
    asked = {"question": "Hvor bred er stranden der stien går i dag?"}
    add_row(actor_of(guri), _document(sheet), CLARIFYING, "sp-vika-stien", own.organisation, asked)
    _assess(people, sheet, _BOATHOUSES)


def _finished(region: Region, people: dict[str, Person], day: date, today: date) -> None:
    case, panel = _CABINS, ("Siv", "Ingrid", "Guri")
    sheet = _asked_for(region, people, case, day, panel)
    for who in panel:
        actions.answer(_by(people[who]), sheet.id, says_yes=True, is_impartial=True)
    _assess(people, sheet, case)
    marit = people[case.owner]
    actions.begin_summary(_by(marit), sheet.id)
    read = read_case(_document(sheet), "nb")
    decided = dict(
        zip(
            [one.item for one in read.advice],
            [
                ("taken", "Planen endres. Vi har stanset nye delinger til den er vedtatt."),
                ("taken", "Vannet er målt i juni og i august."),
                ("partly", "Vi har spurt tre grunneiere først. Anslaget kommer hvis to av dem vil."),
            ],
            strict=True,
        )
    )
    decide(actor_of(marit), _document(sheet), decided, {}, read)
    sheet.refresh_from_db()
    move_phase(_by(marit), sheet.id, Phase.ADOPT, sheet.version)
    _write(marit, sheet, "lesson", "Mål først, og sett tallet etterpå. Si stopp for hele feltet på én dag.")
    adopt(_by(marit), sheet.id, region.municipalities[case.place], day, "")
    _as_then(sheet, day)
    for who, step in (("Siv", "much"), ("Ingrid", "some"), ("Guri", "some"), (case.owner, "much")):
        actions.say_if_it_helped(_by(people[who]), sheet.id, step, today)


def _as_then(sheet: Sheet, day: date) -> None:
    then = timezone.make_aware(datetime.combine(day, time(12)))
    Review.objects.filter(sheet=sheet).update(finished_at=then)
    before = then - timedelta(days=20)
    Panellist.objects.filter(review__sheet=sheet).update(
        asked_at=before, impartial_at=before, accepted_at=before, delivered_at=then - timedelta(days=3)
    )
    review = Review.objects.select_related("sheet").get(sheet=sheet)
    refresh_review(review, None)


def _asked_for(region: Region, people: dict[str, Person], case: Case, due_on: date, panel: Sequence[str]) -> Sheet:
    owner: Organisation = region.municipalities[case.place]
    by = _by(people[case.owner])
    sheet = begin_sheet(by, region.collaboration, "review", mapping_of("review"), case.name, "nb")
    about = {"owner": owner, "plan": None, "due_on": due_on, "form": "writing", "meeting": None}
    actions.set_request(by, sheet.id, {"name": case.name, **about})
    _write(people[case.owner], sheet, "request", case.text)
    for number, (question, background) in enumerate(case.questions, 1):
        row = {"question": question, "background": background}
        _add(people[case.owner], _document(sheet), "questions", f"spm-sak-{number}", row)
    for who in panel:
        actions.ask(by, sheet.id, people[who].id)
    return sheet


def _assess(people: dict[str, Person], sheet: Sheet, case: Case) -> None:
    for one in case.said:
        who = people[one.who]
        own = Panellist.objects.select_related("organisation").get(review__sheet=sheet, person=who)
        values = {"question": one.about, "strength": one.strength, "concern": one.concern}
        values |= {"suggestion": one.suggestion, "source": one.source}
        add_row(actor_of(who), _document(sheet), ASSESSMENTS, advice_item(one.suggestion), own.organisation, values)
        actions.deliver(_by(who), sheet.id, is_done=True)


def _document(sheet: Sheet) -> Document:
    sheet.refresh_from_db()
    document = document_for(sheet, None)
    document.sheet = sheet
    return document


def _write(person: Person, sheet: Sheet, block: str, words: str) -> None:
    paragraphs = (Paragraph((Span(words),)),)
    _edited(person, _document(sheet).id, lambda one: write_rich(one, block, paragraphs, ()))


def _add(person: Person, document: Document, block: str, item: str, row: dict[str, str]) -> None:
    _edited(person, document.id, lambda one: one.add(block, "rows", item, row))


def _edited(person: Person, document_id: UUID, make: Any) -> None:
    result = edit(actor_of(person), document_id, make).result
    assert isinstance(result, Accepted), result


def _by(person: Person) -> By:
    return By(person.id, str(person))
