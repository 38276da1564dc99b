"""Fjordvik asks for help with ten boathouses. Marit of Lyngmo and Guri of the county are asked to look at them."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.sheet.document import Accepted
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.actions import begin_sheet, document_for
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import Document, Panellist, Review, Sheet
from plandugnad.worksheets.reviewing import actions
from plandugnad.worksheets.reviewing.writing import ASSESSMENTS, add_row
from plandugnad.worksheets.store import edit
from tests.cast import Cast
from tests.worksheets.confidential.making import county_helps

NAME = "Ti naust i Vika"


def by(cast: Cast, who: str) -> By:
    person = cast.person(who)
    return By(person.id, str(person))


def request_of(owner: Organisation, **about: Any) -> dict[str, Any]:
    due_on = timezone.localdate() + timedelta(days=14)
    return {"name": NAME, "owner": owner, "plan": None, "due_on": due_on, "form": "writing", "meeting": None, **about}


def boathouses(cast: Cast, **about: Any) -> Sheet:
    """Asked for, without a panel yet. The county assists."""
    county_helps(cast)
    definition = mapping_of("review")
    sheet = begin_sheet(by(cast, "Ingrid"), cast.ytre_fjord, "review", definition, "Faglig planvurdering", "nb")
    actions.set_request(by(cast, "Ingrid"), sheet.id, request_of(cast.fjordvik, **about))
    sheet.refresh_from_db()
    return sheet


def asked(cast: Cast, sheet: Sheet, *names: str) -> None:
    for name in names:
        actions.ask(by(cast, "Ingrid"), sheet.id, cast.person(name).id)


def sits(cast: Cast, sheet: Sheet, *names: str) -> None:
    asked(cast, sheet, *names)
    for name in names:
        actions.answer(by(cast, name), sheet.id, says_yes=True, is_impartial=True)


def shared(sheet: Sheet) -> Document:
    document = document_for(sheet, None)
    document.sheet = Sheet.objects.get(pk=sheet.pk)
    return document


def assesses(cast: Cast, sheet: Sheet, name: str, suggestion: str, item: str = "") -> None:
    own = Panellist.objects.select_related("organisation").get(review__sheet=sheet, person=cast.person(name))
    values = {"question": "whole", "suggestion": suggestion}
    key = item or f"{len(suggestion):032x}"
    assert add_row(cast.actor(name), shared(sheet), ASSESSMENTS, key, own.organisation, values) is None


def writes(cast: Cast, sheet: Sheet, name: str, block: str, item: str = "rad-00000001") -> bool:
    """Whether what she writes is let in."""
    column = {"questions": "question", "clarifying": "question", "assessments": "concern", "summary": "advice"}[block]
    done = edit(
        cast.actor(name),
        shared(sheet).id,
        lambda one: one.add(block, "rows", f"{item}-{name.encode().hex()}", {column: "Stien"}),
    )
    return isinstance(done.result, Accepted)


def finished(cast: Cast, *panel: str, since: date | None = None) -> Sheet:
    """All on the panel have delivered, and the owner has closed it."""
    sheet = boathouses(cast)
    sits(cast, sheet, *(panel or ("Marit", "Guri")))
    actions.begin_summary(by(cast, "Ingrid"), sheet.id)
    actions.finish(by(cast, "Ingrid"), sheet.id, "nb")
    if since:
        Sheet.objects.filter(pk=sheet.pk).update(review_on=since)
    sheet.refresh_from_db()
    return sheet


def review(sheet: Sheet) -> Review:
    return Review.objects.get(sheet=sheet)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
