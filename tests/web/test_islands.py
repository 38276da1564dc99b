"""The custom elements in a real browser, on the components they stand in. Only the server behind them is ours here."""

import mimetypes
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from playwright.sync_api import Page, Route, expect, sync_playwright

HOME = "http://localhost:1/"
STATIC = Path(__file__).resolve().parents[2] / "plandugnad" / "web" / "static"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SHELL = """<!doctype html><html lang="nb"><head><title>Prøve</title>
<meta name="htmx-config" content='{"allowEval":false,"includeIndicatorStyles":false,
"responseHandling":[{"code":"[23]..","swap":true},{"code":"422","swap":true},
{"code":"[45]..","swap":false,"error":true}]}'>
<link rel="stylesheet" href="/static/web/plandugnad.css"><script src="/htmx.js" defer></script>
<script type="module" src="/static/web/plandugnad.js"></script></head>
<body><main tabindex="-1">%s</main></body></html>"""

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


class PlanForm(forms.Form):
    adopted = forms.CharField(label="Vedtatt")


class Desk:
    """A browser page, what it is shown, and what the server answers when a field is saved."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.answer: tuple[int, str] | None = (200, "")
        self.sent: list[str] = []
        self.html = ""
        page.route("**/*", self._serve)

    def show(self, source: str, **values: Any) -> Page:
        self.html = SHELL % Template("{% load components %}" + source).render(Context(values))
        self.page.goto(HOME)
        return self.page

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        if path == "lagre":
            self._save(route)
        elif path == "htmx.js":
            spec = find_spec("django_htmx")
            assert spec is not None
            assert spec.origin is not None
            route.fulfill(path=Path(spec.origin).parent / "static/django_htmx/htmx-2.min.js")
        elif path.startswith("static/"):
            file = STATIC / path.removeprefix("static/")
            route.fulfill(path=file, content_type=mimetypes.guess_type(file.name)[0] or "text/plain")
        else:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")

    def _save(self, route: Route) -> None:
        self.sent.append(route.request.post_data or "")
        if self.answer is None:
            route.abort()
        else:
            route.fulfill(status=self.answer[0], body=self.answer[1], content_type="text/html; charset=utf-8")


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.fixture
def desk(browser_page: Page) -> Iterator[Desk]:
    yield Desk(browser_page)
    browser_page.unroute_all()
    browser_page.goto("about:blank")


@pytest.fixture
def saving(desk: Desk) -> Page:
    return desk.show("{% auto_save form.adopted '/lagre' %}", form=PlanForm())


def write(page: Page, text: str) -> None:
    page.get_by_label("Vedtatt").fill(text)
    page.keyboard.press("Tab")


def test_a_changed_field_is_sent_and_said_to_be_saved(desk: Desk, saving: Page) -> None:
    write(saving, "2019")
    expect(saving.get_by_text("Lagret", exact=True)).to_be_visible()
    assert desk.sent == ["adopted=2019"]


def test_a_refused_text_stays_with_the_reason_beside_it(desk: Desk, saving: Page) -> None:
    desk.answer = (422, "Vi forstår ikke datoen «før jul».")
    write(saving, "før jul")
    expect(saving.get_by_text("Vi forstår ikke datoen")).to_be_visible()
    expect(saving.get_by_label("Vedtatt")).to_have_value("før jul")
    expect(saving.get_by_label("Vedtatt")).to_have_attribute("aria-invalid", "true")
    desk.answer = (200, "")
    write(saving, "2019")
    expect(saving.get_by_text("Lagret", exact=True)).to_be_visible()
    expect(saving.get_by_text("Vi forstår ikke datoen")).to_have_count(0)


@pytest.mark.parametrize("answer", [None, (500, "feil")])
def test_nothing_is_lost_when_the_line_or_the_server_fails(
    desk: Desk, saving: Page, answer: tuple[int, str] | None
) -> None:
    desk.answer = answer
    write(saving, "12.06.2019")
    expect(saving.get_by_text("Ikke lagret. Det du skrev, står her")).to_be_visible()
    expect(saving.get_by_label("Vedtatt")).to_have_value("12.06.2019")
    desk.answer = (200, "")
    saving.evaluate("window.dispatchEvent(new Event('online'))")
    expect(saving.get_by_text("Lagret", exact=True)).to_be_visible()


def test_a_file_can_be_chosen_or_dropped(desk: Desk, tmp_path: Path) -> None:
    page = desk.show("{% file_drop 'oversikt' 'Slipp planoversikten her' %}")
    file = tmp_path / "Planer ø.csv"
    file.write_bytes(b"x" * 2048)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("Planer ø.csv (2,0 kB)")).to_be_visible()
    page.evaluate("""() => {
        const carried = new DataTransfer();
        carried.items.add(new File(["12345"], "sluppet.xlsx"));
        carried.items.add(new File(["12345"], "en til.xlsx"));
        document.querySelector(".pd-drop").dispatchEvent(
            new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
    }""")
    expect(page.get_by_text("sluppet.xlsx (5 byte)", exact=True)).to_be_visible()
    assert page.evaluate("document.querySelector('input').files.length") == 1


def test_a_message_waits_until_it_is_put_away(desk: Desk) -> None:
    message = Message(constants.SUCCESS, "Planen er slettet.", extra_tags="undo:/planer/12/angre")
    page = desk.show("{% include 'web/toasts.html' %}", messages=[message])
    expect(page.get_by_role("button", name="Angre")).to_be_visible()
    page.get_by_role("button", name="Lukk meldingen").click()
    expect(page.get_by_text("Planen er slettet.")).to_have_count(0)


def test_a_term_opens_and_closes_with_the_keyboard(desk: Desk) -> None:
    page = desk.show("{% term 'planstrategi' section='pbl. § 10-1' %}Hvilke planer som trengs.{% endterm %}")
    expect(page.get_by_text("Hvilke planer som trengs.")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("pbl. § 10-1")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("pbl. § 10-1")).to_be_hidden()
