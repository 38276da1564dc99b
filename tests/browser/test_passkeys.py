"""Passkeys in a real browser, with Chromium's virtual authenticator in the place of a finger; and the way past the
second step for somebody whose role asks for it, in an ordinary installation that has said nothing about it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, expect

from tests.browser import serving
from tests.browser.serving import Server
from tests.browser.visitor import Visit, Visitor

ANNA, PASSWORD = "anna@eksempel.no", "fem epler i en kurv"


@pytest.fixture(scope="module")
def strict(chromium: Browser) -> Iterator[tuple[Server, str]]:
    folder, port = serving.new_folder(), serving.free_port()
    said = serving.run(folder, "setup", "--email", ANNA, "--base-url", f"http://localhost:{port}")
    link = re.search(r"http://localhost:\d+/invitasjon/\S+", said)
    assert link, said
    server = serving.start(folder, port)
    yield server, link[0]
    serving.end(server)


def with_authenticator(visitor: Visitor) -> CDPSession:
    panel = visitor.page.context.new_cdp_session(visitor.page)
    panel.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    told = panel.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, "isUserVerified": True}})
    vars(visitor)["authenticator"] = told["authenticatorId"]
    return panel


def is_verified(panel: CDPSession, visitor: Visitor, answer: bool) -> None:
    panel.send(
        "WebAuthn.setUserVerified", {"authenticatorId": vars(visitor)["authenticator"], "isUserVerified": answer}
    )


def test_an_administrator_sets_up_a_passkey_and_signs_in_with_it_alone(
    strict: tuple[Server, str], visit: Visit
) -> None:
    server, invitation = strict
    anna = visit(server)
    panel = with_authenticator(anna)
    anna.go(invitation)
    anna.fill(name="Anna Eksempel", password=PASSWORD)
    anna.press("Bli med")
    anna.sees_heading("Andre steg")
    anna.go("/administrasjon/")
    anna.sees_heading("Andre steg")
    anna.follow("Lag en passnøkkel")
    anna.fill(name="Jobbmaskinen")
    anna.press("Lag passnøkkel")
    anna.sees_heading("Reservekoder")
    expect(anna.page.locator(".pd-codes li")).to_have_count(10)
    anna.follow("Ferdig")
    expect(anna.page.get_by_role("row", name=re.compile("Jobbmaskinen"))).to_be_visible()
    anna.go("/administrasjon/")
    anna.sees_heading("Administrasjon")

    anna.page.get_by_role("button", name="Anna Eksempel").click()
    anna.press("Logg ut")
    anna.go("/inn/?next=/administrasjon/folk/")
    anna.press("Logg inn med passnøkkel")
    anna.sees_heading("Administratorer")  # where she was going, and no second question

    anna.page.get_by_role("button", name="Anna Eksempel").click()
    anna.press("Logg ut")
    anna.go("/inn/")
    anna.page.get_by_label("E-postadresse").fill(ANNA)
    anna.page.get_by_label("Passord", exact=True).fill(PASSWORD)
    anna.press("Logg inn")
    anna.sees_heading("Andre steg")
    is_verified(panel, anna, False)  # somebody else's finger
    anna.press("Bruk passnøkkelen")
    expect(anna.page.get_by_text("Det ble ikke fullført")).to_be_visible()
    is_verified(panel, anna, True)
    anna.press("Bruk passnøkkelen")
    expect(anna.page.get_by_role("button", name="Anna Eksempel")).to_be_visible()

    anna.go("/meg/innlogging/")
    anna.follow("Endre navn Jobbmaskinen")
    anna.fill(name="Den gamle")
    anna.press("Lagre")
    anna.follow("Ta bort Den gamle")
    anna.press("Ta bort")
    anna.sees_heading("Innlogging")
    expect(anna.page.get_by_text("Du har ingen", exact=True)).to_be_visible()
