"""A section three municipalities own together: one text, one decision per council."""

from datetime import date

import pytest

from plandugnad.projections.models import AttentionEntry
from plandugnad.redthread.jointly import actions
from plandugnad.redthread.models import CommunityGoal, JointSection, SectionDecision, SectionEdition, SectionOwner
from tests.cast import Cast
from tests.plans.builders import browser

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 12)


def _section(cast: Cast, *, yes: bool = True) -> JointSection:
    made = actions.begin_section(cast.actor("Ingrid").by, cast.fjordvik, "Felles vekst", "Ett område", [cast.lyngmo])
    if yes:
        actions.answer(cast.actor("Marit").by, _owner(made, "Lyngmo"), is_yes=True)
    return made


def _owner(section: JointSection, place: str) -> SectionOwner:
    return SectionOwner.objects.get(section=section, organisation__name=place)


def test_a_municipality_owns_nothing_before_it_has_said_yes(cast: Cast) -> None:
    section = _section(cast, yes=False)
    owner = _owner(section, "Lyngmo")
    assert AttentionEntry.objects.filter(source_id=owner.id).exists()
    marit, at = browser(cast.person("Marit")), f"/felles-avsnitt/{section.id}/"
    assert marit.get(at).status_code == 200
    assert marit.post(at, {"title": "Mitt", "text": "Mitt"}).status_code == 404
    assert marit.post(f"{at}vedtak/{owner.id}/", {"state": "proposed"}).status_code == 404
    marit.post(f"{at}svar/{owner.id}/", {"svar": "ja"})
    assert not AttentionEntry.objects.filter(source_id=owner.id).exists()
    assert marit.post(at, {"title": "Felles vekst", "text": "Vårt", "seen": "1.1"}).status_code == 302
    assert SectionEdition.objects.get().text == "Vårt"


def test_what_is_changed_after_a_decision_is_a_new_edition_and_it_is_said_who_decided_which(cast: Cast) -> None:
    section = _section(cast)
    ingrid, at = browser(cast.person("Ingrid")), f"/felles-avsnitt/{section.id}/"
    owner = _owner(section, "Fjordvik")
    missing = ingrid.post(f"{at}vedtak/{owner.id}/", {"state": "decided"})
    assert "hvilken dag kommunestyret vedtok" in missing.content.decode()
    sent = {"state": "decided", "decided_on": DAY.isoformat(), "body": "kommunestyret", "case_reference": "12/26"}
    assert ingrid.post(f"{at}vedtak/{owner.id}/", sent).status_code == 302
    assert "1 av 2 kommunestyrer har vedtatt" in ingrid.get(at).content.decode()
    ingrid.post(at, {"title": "Felles vekst", "text": "To områder", "seen": "1.1"})
    assert [one.number for one in SectionEdition.objects.order_by("number")] == [1, 2]
    content = ingrid.get(at).content.decode()
    assert "Vedtok utgave 1" in content
    assert "12/26" in content
    assert "utgave 2 er ikke behandlet" in content
    assert "0 av 2 kommunestyrer har vedtatt" in content


def test_two_who_write_at_once_see_both_texts(cast: Cast) -> None:
    section = _section(cast)
    at = f"/felles-avsnitt/{section.id}/"
    browser(cast.person("Marit")).post(at, {"title": "Felles vekst", "text": "Teksten til Marit", "seen": "1.1"})
    late = browser(cast.person("Ingrid")).post(at, {"title": "Felles vekst", "text": "Min tekst", "seen": "1.1"})
    assert late.status_code == 409
    assert "Teksten til Marit" in late.content.decode()
    assert "Min tekst" in late.content.decode()
    assert 'name="seen" value="1.2"' in late.content.decode()


def test_each_council_enters_its_own_decision_only(cast: Cast) -> None:
    section = _section(cast)
    at = f"/felles-avsnitt/{section.id}/vedtak/{_owner(section, 'Lyngmo').id}/"
    assert browser(cast.person("Ingrid")).post(at, {"state": "proposed"}).status_code == 404
    assert browser(cast.person("Marit")).post(at, {"state": "proposed"}).status_code == 302
    assert SectionDecision.objects.get().owner.organisation == cast.lyngmo


def test_outside_it_is_read_when_a_council_has_decided_and_then_that_edition(cast: Cast) -> None:
    section = _section(cast)
    guri, at = browser(cast.person("Guri")), f"/felles-avsnitt/{section.id}/"
    assert guri.get(at).status_code == 404
    edition = SectionEdition.objects.get()
    actions.decide(
        cast.actor("Ingrid").by, _owner(section, "Fjordvik"), edition, "decided", decided_on=DAY, body="kommunestyret"
    )
    actions.write_section(cast.actor("Ingrid").by, section, cast.fjordvik.id, "Felles vekst", "Et utkast", "")
    content = guri.get(at).content.decode()
    assert "Ett område" in content
    assert "Et utkast" not in content
    assert browser(cast.person("Nina")).get(at).status_code == 404


def test_a_goal_of_the_section_stands_in_the_thread_of_each_owner(cast: Cast) -> None:
    section = _section(cast)
    new = f"/kommuner/{cast.fjordvik.number}/rod-trad/mal/ny/?avsnitt={section.id}"
    assert browser(cast.person("Ingrid")).post(new, {"name": "Ett arbeidsmarked"}).status_code == 302
    assert CommunityGoal.objects.get().organisation is None
    foreign = f"/kommuner/{cast.storoy.number}/rod-trad/mal/ny/?avsnitt={section.id}"
    assert browser(cast.person("Ingrid")).post(foreign, {"name": "Ikke mitt"}).status_code == 404
    for who, place in (("Ingrid", cast.fjordvik), ("Marit", cast.lyngmo)):
        content = browser(cast.person(who)).get(f"/kommuner/{place.number}/rod-trad/").content.decode()
        assert "Ett arbeidsmarked" in content
    actions.leave(cast.actor("Marit").by, _owner(section, "Lyngmo"))
    content = browser(cast.person("Marit")).get(f"/kommuner/{cast.lyngmo.number}/rod-trad/").content.decode()
    assert "Ett arbeidsmarked" not in content
