"""One person's browser, and what she does in it again and again."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.browser.serving import Server

WAIT_MS = 20_000
# Chromium says this of every answer with status 422, which is how our forms say that something must be mended.
_MUST_BE_MENDED = re.compile(r"^Failed to load resource: the server responded with a status of 422 ")

expect.set_options(timeout=WAIT_MS)


@dataclass
class Visitor:
    """What the console complains about fails the test that made it, see `complaints`."""

    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.address + path)
        return self.page

    def sign_in_as(self, name: str) -> Page:
        """By the one click there is in the demo."""
        self.go("/")
        self.page.get_by_role("button", name=f"Prøv som {name} Eksempel").click()
        expect(self.page.get_by_role("button", name=f"{name} Eksempel")).to_be_visible()
        return self.page

    def press(self, words: str) -> Page:
        self.page.get_by_role("button", name=words, exact=True).click()
        return self.page

    def follow(self, words: str) -> Page:
        self.page.get_by_role("link", name=words, exact=True).first.click()
        return self.page

    def fill(self, **fields: str) -> Page:
        for name, text in fields.items():
            self.page.locator(f"main [name={name}]").fill(text)
        return self.page

    def sees_heading(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _MUST_BE_MENDED.match(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")


Visit = Callable[..., Visitor]


def new_visitor(chromium: Browser, server: Server, width: int = 1440, **options: object) -> Visitor:
    context = chromium.new_context(viewport={"width": width, "height": 900}, locale="nb-NO", **options)  # type: ignore[arg-type]
    context.set_default_timeout(WAIT_MS)
    visitor = Visitor(context, context.new_page(), server.address)
    visitor.page.on("console", visitor.hear)
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(f"{visitor.page.url}: {error}"))
    return visitor
