"""Signing in at a provider in a real browser, with our content policy in force: there, back and out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import serving
from tests.browser.serving import Server
from tests.browser.visitor import Visit, Visitor
from tests.oidc import real

ANNA = "anna@eksempel.no"


@dataclass(frozen=True)
class Vouched:
    """An ordinary installation that knows a provider, and Anna's invitation to it."""

    server: Server
    invitation: str


@pytest.fixture(scope="module")
def vouched(chromium: Browser) -> Iterator[Vouched]:
    folder, port = serving.new_folder(), serving.free_port()
    product = f"http://localhost:{port}"
    said = serving.run(folder, "setup", "--email", ANNA, "--base-url", product)
    link = re.search(rf"{product}/invitasjon/\S+", said)
    assert link, said
    with real.running(product, "porten") as address:
        settings = {
            "PLANDUGNAD_OIDC": "porten",
            "PLANDUGNAD_OIDC_PORTEN_KIND": "idporten",
            "PLANDUGNAD_OIDC_PORTEN_NAME": "Prøveporten",
            "PLANDUGNAD_OIDC_PORTEN_ADDRESS": address,
            "PLANDUGNAD_OIDC_PORTEN_CLIENT_ID": real.CLIENT,
            "PLANDUGNAD_OIDC_PORTEN_CLIENT_SECRET": real.SECRET,
        }
        server = serving.start(folder, port, settings=settings)
        yield Vouched(server, link[0])
        serving.end(server)


def says_who(visitor: Visitor, who: str) -> None:
    """At the provider."""
    expect(visitor.page.get_by_role("heading", name="Prøveporten", exact=True)).to_be_visible()
    visitor.page.get_by_label("Hvem er du").fill(who)
    visitor.page.get_by_role("button", name="Fortsett").click()


def test_from_the_invitation_to_the_return_and_out_again(vouched: Vouched, visit: Visit) -> None:
    anna = visit(vouched.server)
    anna.go(vouched.invitation)
    anna.follow("Fortsett med Prøveporten")
    says_who(anna, "anna-hos-porten")
    expect(anna.page.get_by_text("Du er logget inn hos Prøveporten")).to_be_visible()
    anna.fill(name="Anna Eksempel")
    anna.press("Bli med")
    anna.sees_heading("Administrasjon")
    anna.go("/meg/innlogging/")
    expect(anna.page.get_by_role("row", name=re.compile("Prøveporten Koblet til"))).to_be_visible()

    anna.page.get_by_role("button", name="Anna Eksempel").click()
    anna.press("Logg ut")
    anna.press("Yes, sign me out")
    expect(anna.page).to_have_url(f"{anna.address}/")
    anna.go("/meg/")
    anna.follow("Logg inn med Prøveporten")
    says_who(anna, "anna-hos-porten")  # signed out there too, so she is asked
    anna.sees_heading("Min side")

    stranger = visit(vouched.server)
    stranger.go("/inn/")
    stranger.follow("Logg inn med Prøveporten")
    says_who(stranger, "even-hos-porten")
    stranger.sees_heading("Vi kjenner deg ikke igjen")
    stranger.complaints.clear()  # the browser complains of every 403
    anna.complaints[:] = [told for told in anna.complaints if told.startswith(anna.address)]  # not of others' pages
