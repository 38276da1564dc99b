"""Fjordvik's council makes its planning strategy with the administration, from phones and without accounts."""

import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM
from plandugnad.engines.sheet.document import Accepted
from plandugnad.regions.actor import actor_of
from plandugnad.strategies.document.actions import write_section
from plandugnad.strategies.models import DocumentSection, PlanNeed, Strategy
from plandugnad.strategies.workshop import reading
from plandugnad.strategies.workshop.models import CouncilCard, CouncilLink, CouncilParty, CouncilVote, CouncilWorkshop
from plandugnad.worksheets.actions import document_for, move_phase
from plandugnad.worksheets.anonymous import Sent, add_card
from plandugnad.worksheets.models import AnonymousCard, Phase, Update
from plandugnad.worksheets.store import edit
from tests.cast import Cast
from tests.plans.builders import browser
from tests.strategies.builders import a_need, a_strategy, adopted

SECRET = "Ferja må gå om natta"


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    return a_strategy(cast.fjordvik)


def asked(strategy: Strategy, **more: str) -> dict[str, str]:
    on = timezone.localdate().strftime("%d.%m.%Y")
    frame = {"purpose": "Bli enige om retningen.", "roles": "Dere velger.", "limits": "Loven ligger fast."}
    return {"on": on, "place": "Kommunestyresalen", "parties": "Senterpartiet 2\nHøyre: 1", **frame, **more}


@pytest.fixture
def workshop(cast: Cast, strategy: Strategy) -> CouncilWorkshop:
    a_need(strategy, "Temaplan for oppvekst")
    answer = browser(cast.person("Ingrid")).post(reverse("strategy_workshop", args=[strategy.id]), asked(strategy))
    assert answer.status_code == HTTPStatus.FOUND
    return CouncilWorkshop.objects.get(strategy=strategy)


def link(workshop: CouncilWorkshop, group: str = "council") -> str:
    found = next(one for one in reading.links_of(workshop) if one.group == group)
    return reverse("council_phone", args=[reading.token_of(found)])


def joined(workshop: CouncilWorkshop, group: str = "council", party: str = "Senterpartiet") -> Client:
    phone = Client()
    assert phone.post(link(workshop, group), {"do": "join", "party": party}).status_code == HTTPStatus.FOUND
    return phone


def to(workshop: CouncilWorkshop, phase: str) -> CouncilWorkshop:
    workshop.sheet.refresh_from_db()
    move_phase(SYSTEM, workshop.sheet_id, Phase(phase), workshop.sheet.version)
    return CouncilWorkshop.objects.get(pk=workshop.pk)


def write(phone: Client, workshop: CouncilWorkshop, text: str, **more: Any) -> int:
    sent = {"do": "card", "block": "needs", "key": "en-nøkkel", "text": text, **more}
    return phone.post(link(workshop), sent).status_code


def vote(workshop: CouncilWorkshop, phone: Client, cards: list[str], group: str = "council") -> int:
    return phone.post(link(workshop, group), {"do": "vote", "block": "needs", "card": cards}).status_code


def test_purpose_roles_and_limits_are_said_first_and_what_is_known_is_put_in(workshop: CouncilWorkshop) -> None:
    assert [words for _title, words in reading.frame_of(workshop.sheet)] == [
        "Bli enige om retningen.", "Dere velger.", "Loven ligger fast."
    ]  # fmt: skip
    assert [one.text for one in reading.cards_in(workshop.sheet, "needs")] == [
        "Temaplan for oppvekst (fra administrasjonen)"
    ]
    assert "Loven ligger fast." in Client().get(link(workshop)).content.decode()


def test_a_line_without_seats_is_refused_in_words_and_nothing_is_lost(cast: Cast, strategy: Strategy) -> None:
    sent = asked(strategy, parties="Senterpartiet", roles="Mine egne ord")
    page = browser(cast.person("Ingrid")).post(reverse("strategy_workshop", args=[strategy.id]), sent)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "mangler antall" in page.content.decode()
    assert "Mine egne ord" in page.content.decode()


def test_only_who_writes_begins_it_and_leads_it(cast: Cast, strategy: Strategy) -> None:
    at = reverse("strategy_workshop", args=[strategy.id])
    assert browser(cast.person("Åse")).get(at).status_code == HTTPStatus.OK
    for name in ("Åse", "Even", "Marit", "Nina"):
        assert browser(cast.person(name)).post(at, asked(strategy)).status_code == HTTPStatus.NOT_FOUND
    assert not CouncilWorkshop.objects.exists()


def test_the_elected_opens_the_sheet_and_moves_nothing(cast: Cast, workshop: CouncilWorkshop) -> None:
    her = browser(cast.person("Åse"))
    assert her.get(reverse("sheet", args=[workshop.sheet_id])).status_code == HTTPStatus.OK
    sent = {"phase": "share", "version": str(workshop.sheet.version)}
    assert her.post(reverse("sheet_phase", args=[workshop.sheet_id]), sent).status_code == HTTPStatus.NOT_FOUND
    ingrid = browser(cast.person("Ingrid"))
    assert ingrid.post(reverse("sheet_phase", args=[workshop.sheet_id]), sent).status_code == HTTPStatus.FOUND
    assert browser(cast.person("Marit")).get(reverse("sheet", args=[workshop.sheet_id])).status_code == 404


def test_no_answer_to_anybody_has_a_card_that_waits(cast: Cast, workshop: CouncilWorkshop) -> None:
    phone, other = joined(workshop), joined(workshop, party="Høyre")
    assert write(phone, workshop, SECRET) == HTTPStatus.FOUND
    pages = [one.get(link(workshop)).content.decode() for one in (phone, other, Client())]
    for name in ("Ingrid", "Åse", "Tore"):
        her = browser(cast.person(name))
        for at in (
            reverse("strategy_workshop", args=[workshop.strategy_id]),
            reverse("sheet", args=[workshop.sheet_id]),
        ):
            pages.append(her.get(at).content.decode())
    assert [page for page in pages if SECRET in page] == []


def test_cards_are_shown_together_and_no_row_is_left_of_where_they_came_from(
    cast: Cast, workshop: CouncilWorkshop
) -> None:
    write(joined(workshop), workshop, SECRET)
    ase = cast.person("Åse")
    add_card(actor_of(ase), workshop.sheet_id, "needs", Sent("a" * 20, "Skoleplan", waits=True))
    workshop = to(workshop, "share")
    assert {SECRET, "Skoleplan"} < {one.text for one in reading.cards_in(workshop.sheet, "needs")}
    assert not CouncilCard.objects.exists()
    assert not AnonymousCard.objects.exists()
    assert not Update.objects.filter(document__sheet=workshop.sheet, person__isnull=False).exists()


def test_a_card_has_neither_author_party_group_nor_moment() -> None:
    assert {one.name for one in CouncilCard._meta.get_fields()} == {"id", "workshop", "block", "text"}
    assert "party" not in {one.name for one in CouncilVote._meta.get_fields()}


def test_a_card_sent_twice_is_one_and_one_sent_too_late_says_so_and_is_not_lost(workshop: CouncilWorkshop) -> None:
    phone = joined(workshop)
    for _time in range(2):
        write(phone, workshop, SECRET)
    assert CouncilCard.objects.count() == 1
    assert write(phone, workshop, "å" * 301) == HTTPStatus.UNPROCESSABLE_ENTITY
    to(workshop, "share")
    assert write(phone, workshop, "For sent") == HTTPStatus.UNPROCESSABLE_ENTITY


def test_parties_are_counted_and_more_than_the_seats_is_said(cast: Cast, workshop: CouncilWorkshop) -> None:
    phone = joined(workshop, party="Høyre")
    phone.post(link(workshop), {"do": "join", "party": "Høyre"})  # the same browser is counted once
    assert CouncilParty.objects.get(name="Høyre").came == 1
    joined(workshop, party="Høyre")
    page = browser(cast.person("Ingrid")).get(reverse("strategy_workshop", args=[workshop.strategy_id]))
    assert "Høyre har 1 representanter, men 2 er med" in re.sub("<[^>]+>", "", page.content.decode())
    stranger = Client()
    answer = stranger.post(link(workshop), {"do": "join", "party": "Ukjent"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not stranger.cookies.get(f"verksted_{workshop.id.hex}_council")


def test_a_forged_expired_or_revoked_link_opens_nothing(cast: Cast, workshop: CouncilWorkshop) -> None:
    at = link(workshop)
    assert Client().get(reverse("council_phone", args=["tull"])).status_code == HTTPStatus.NOT_FOUND
    assert Client().get(at[:-3] + "xx/").status_code == HTTPStatus.NOT_FOUND
    phone = joined(workshop)
    sent = {"group": "council", "revoke": "1"}
    change = reverse("strategy_workshop_link", args=[workshop.strategy_id])
    assert browser(cast.person("Åse")).post(change, sent).status_code == HTTPStatus.NOT_FOUND
    browser(cast.person("Ingrid")).post(change, sent)
    assert phone.post(at, {"do": "card", "block": "needs", "text": "x"}).status_code == HTTPStatus.GONE
    browser(cast.person("Ingrid")).post(change, {"group": "council", "until": timezone.localdate().isoformat()})
    assert Client().get(link(workshop)).status_code == HTTPStatus.OK
    CouncilLink.objects.update(until=timezone.localdate() - timedelta(days=1), revoked_at=None)
    assert Client().get(at).status_code == HTTPStatus.GONE
    assert not CouncilCard.objects.exists()


def test_who_votes_again_changes_her_votes(workshop: CouncilWorkshop) -> None:
    phones = [joined(workshop) for _number in range(2)]
    write(phones[0], workshop, SECRET)
    workshop = to(workshop, "prioritise")
    one, other = (card.id for card in reading.cards_in(workshop.sheet, "needs"))
    assert vote(workshop, phones[0], [one]) == HTTPStatus.FOUND
    assert vote(workshop, phones[0], [other, other]) == HTTPStatus.FOUND
    assert list(CouncilVote.objects.values_list("card", flat=True)) == [other]
    assert vote(workshop, phones[0], ["finnes ikke"]) == HTTPStatus.UNPROCESSABLE_ENTITY
    assert vote(workshop, Client(), [one]) == HTTPStatus.UNPROCESSABLE_ENTITY  # has not joined
    forged = Client()
    forged.cookies[f"verksted_{workshop.id.hex}_council"] = "falsk"
    assert vote(workshop, forged, [one]) == HTTPStatus.UNPROCESSABLE_ENTITY
    assert CouncilVote.objects.count() == 1


def voted(workshop: CouncilWorkshop, staff: int = 3) -> CouncilWorkshop:
    council = [joined(workshop) for _number in range(3)]
    administration = [joined(workshop, "staff") for _number in range(staff)]
    write(council[0], workshop, SECRET)
    workshop = to(workshop, "prioritise")
    cards = {one.text: one.id for one in reading.cards_in(workshop.sheet, "needs")}
    for phone in council:
        vote(workshop, phone, [cards[SECRET]])
    for phone in administration:
        vote(workshop, phone, [cards["Temaplan for oppvekst (fra administrasjonen)"]], "staff")
    return workshop


def test_votes_are_shown_apart_when_voting_is_over_and_where_they_differ_is_said(
    cast: Cast, workshop: CouncilWorkshop
) -> None:
    workshop = voted(workshop)
    assert reading.results(workshop, ()) == []
    workshop = to(workshop, "agree")
    needs = reading.results(workshop, ())[1]
    assert {one.card.text[:5]: (one.council, one.staff) for one in needs.cards} == {"Ferja": (3, 0), "Temap": (0, 3)}
    page = browser(cast.person("Åse")).get(reverse("strategy_workshop", args=[workshop.strategy_id]))
    assert "3 av 3 fra kommunestyret og 0 av 3 fra administrasjonen" in page.content.decode()


def test_a_group_so_small_that_it_can_be_guessed_is_not_shown(workshop: CouncilWorkshop) -> None:
    needs = reading.results(to(voted(workshop, staff=2), "agree"), ())[1]
    assert {one.staff for one in needs.cards} == {None}
    assert needs.apart == ""


def test_a_card_becomes_a_need_in_one_press_and_pressed_twice_it_is_one(cast: Cast, workshop: CouncilWorkshop) -> None:
    workshop = to(voted(workshop), "agree")
    card = next(one.id for one in reading.cards_in(workshop.sheet, "needs") if one.text == SECRET)
    at = reverse("strategy_workshop_need", args=[workshop.strategy_id])
    assert browser(cast.person("Åse")).post(at, {"card": card}).status_code == HTTPStatus.NOT_FOUND
    for _time in range(2):
        browser(cast.person("Ingrid")).post(at, {"card": card})
    need = PlanNeed.objects.get(name=SECRET)
    assert (need.basis_source, need.scores, need.plan_id) == ("kommunestyreverkstedet", {}, None)
    page = browser(cast.person("Ingrid")).get(reverse("strategy_workshop", args=[workshop.strategy_id]))
    assert "Se hva som ikke får plass" in page.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_cards(
    cast: Cast, workshop: CouncilWorkshop, django_assert_max_num_queries: Any
) -> None:
    phone = joined(workshop)
    for number in range(30):
        write(phone, workshop, f"Kort {number}")
    workshop = to(workshop, "agree")
    her = browser(cast.person("Ingrid"))
    with django_assert_max_num_queries(60):
        her.get(reverse("strategy_workshop", args=[workshop.strategy_id]))


def agree(workshop: CouncilWorkshop, *rows: tuple[str, str]) -> None:
    document = document_for(workshop.sheet, None)
    for place, (ambition, because) in enumerate(rows):
        cells = {"ambition": ambition, "because": because}
        made = edit(
            actor_of(workshop_leader()),
            document.pk,
            lambda it, at=place, c=cells: it.add(  # type: ignore[misc]
                "agreed", "rows", f"row-{at:08d}", c
            ),
        )
        assert isinstance(made.result, Accepted)


def workshop_leader() -> Person:
    return Person.objects.get(name__startswith="Ingrid")


def test_what_is_agreed_on_is_taken_into_the_document_once_and_nothing_there_is_lost(
    cast: Cast, workshop: CouncilWorkshop
) -> None:
    ingrid, strategy = browser(cast.person("Ingrid")), workshop.strategy
    take = reverse("strategy_workshop_ambitions", args=[strategy.id])
    for phase in ("share", "prioritise", "agree"):
        workshop = to(workshop, phase)
    write_section(SYSTEM, strategy, "ambitions", "Dette skrev vi før verkstedet.")
    agree(workshop, ("Unge skal kunne flytte hjem", "Skolen har 40 elever igjen."), ("Ferja går om natta!", ""))
    for _press in range(2):
        assert ingrid.post(take).status_code == HTTPStatus.FOUND
    section = DocumentSection.objects.get(strategy=strategy, code="ambitions")
    assert section.text.splitlines() == [
        "Dette skrev vi før verkstedet.",
        "",
        "- Unge skal kunne flytte hjem. Skolen har 40 elever igjen.",
        "- Ferja går om natta!",
    ]
    assert section.version == 2
    assert browser(cast.person("Åse")).post(take).status_code == HTTPStatus.NOT_FOUND


def test_the_invitation_is_a_mail_and_a_paper_with_the_link_and_only_for_those_who_write(
    cast: Cast, workshop: CouncilWorkshop
) -> None:
    page = reverse("strategy_workshop_invitation", args=[workshop.strategy_id, "council"])
    told = browser(cast.person("Ingrid")).get(page).content.decode()
    assert link(workshop) in told
    assert "mailto:?subject=Kommunestyreverksted" in told
    assert "<svg" in told
    assert link(workshop, "staff") not in told
    assert browser(cast.person("Åse")).get(page).status_code == HTTPStatus.NOT_FOUND
    assert Client().get(page).status_code != HTTPStatus.OK
    browser(cast.person("Ingrid")).post(
        reverse("strategy_workshop_link", args=[workshop.strategy_id]), {"group": "council", "revoke": "1"}
    )
    assert browser(cast.person("Ingrid")).get(page).status_code == HTTPStatus.NOT_FOUND


def test_those_elected_read_on_their_own_page_when_the_workshop_is(cast: Cast, workshop: CouncilWorkshop) -> None:
    page = reverse("representatives", args=[cast.fjordvik.number])
    address = reverse("strategy_workshop", args=[workshop.strategy_id])
    assert address in browser(cast.person("Åse")).get(page).content.decode()
    assert address not in browser(cast.person("Marit")).get(page).content.decode()


def test_no_workshop_is_begun_for_what_the_council_has_adopted(cast: Cast) -> None:
    strategy = adopted(a_strategy(cast.fjordvik))
    page = reverse("strategy_workshop", args=[strategy.id])
    ingrid = browser(cast.person("Ingrid"))
    assert ingrid.get(page).status_code == HTTPStatus.NOT_FOUND
    assert ingrid.post(page, asked(strategy)).status_code == HTTPStatus.NOT_FOUND
    assert page not in ingrid.get(reverse("strategy", args=[strategy.id])).content.decode()


def test_one_may_vote_in_both_parts_since_no_two_cards_are_called_the_same(workshop: CouncilWorkshop) -> None:
    """Cards of two parts were once drawn the same ids."""
    phone = joined(workshop)
    for block in reading.BLOCKS:
        assert write(phone, workshop, f"Det første i {block}", block=block) == HTTPStatus.FOUND
    for phase in ("share", "prioritise"):
        workshop = to(workshop, phase)
    ids = {block: {one.id for one in reading.cards_in(workshop.sheet, block)} for block in reading.BLOCKS}
    assert ids["ambitions"] & ids["needs"] == set()
    for block in reading.BLOCKS:
        sent = {"do": "vote", "block": block, "card": sorted(ids[block])}
        assert phone.post(link(workshop), sent).status_code == HTTPStatus.FOUND
    assert CouncilVote.objects.count() == sum(len(each) for each in ids.values())


def test_what_was_a_need_already_is_not_offered_as_a_new_one(workshop: CouncilWorkshop) -> None:
    [card] = reading.cards_in(workshop.sheet, "needs")
    assert reading.needs_made(workshop) == {card.id}
    PlanNeed.objects.update(deleted_at=timezone.now())
    assert reading.needs_made(workshop) == set()
