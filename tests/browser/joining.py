"""Being invited and coming in, where there is no mail server and the link is passed on by hand."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.visitor import Visitor


def find_people_of(administrator: Visitor, place: str) -> None:
    administrator.go("/administrasjon/")
    administrator.page.get_by_label("Kommune, fylke eller statsforvalter").fill(place)
    administrator.page.keyboard.press("Enter")
    administrator.follow(place)
    administrator.sees_heading(f"Folk i {place}")


def invite(administrator: Visitor, email: str, role: str) -> str:
    """From the page of those who are there. The link is shown once, to be passed on."""
    administrator.fill(email=email)
    administrator.page.get_by_label("Rolle").select_option(label=role)
    administrator.press("Send invitasjon")
    note = administrator.page.locator(".pd-note")
    expect(note).to_contain_text(email)
    return note.locator("code").inner_text()


def join(visitor: Visitor, link: str, name: str) -> Page:
    visitor.go(link)
    visitor.fill(name=name, password=PASSWORD)
    return visitor.press("Bli med")
