"""A worksheet filled in by keyboard alone: Tab to where it is, and what each kind of field takes."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

MOST_TABS = 400
_HERE = """() => {
    const element = document.activeElement;
    const block = element?.closest('section[data-block]');
    return {
        block: block?.dataset.block ?? '',
        item: element?.closest('[data-item]')?.dataset.item ?? '',
        tag: element?.tagName ?? '',
        type: element?.getAttribute('type') ?? '',
        name: element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '',
        words: element?.textContent?.trim() ?? '',
        mode: element?.getAttribute('inputmode') ?? '',
        list: element?.getAttribute('list') ?? '',
        add: Boolean(element?.closest('.ws-add')),
        editor: element?.isContentEditable ?? false,
        tools: Boolean(element?.closest('[data-tools], .ws-table__tools, .ws-toolbar')),
    };
}"""


@dataclass(frozen=True)
class Here:
    """Where the keyboard is."""

    block: str
    item: str
    tag: str
    type: str
    name: str
    words: str
    mode: str
    list: str
    add: bool
    editor: bool
    tools: bool


@dataclass
class Keys:
    page: Page

    def here(self) -> Here:
        return Here(**self.page.evaluate(_HERE))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def from_the_top(self) -> None:
        """As one who has just come to the page."""
        self.page.evaluate("document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
        self.page.evaluate("document.getElementById('innhold').focus()")

    def tab_to(self, is_it: Callable[[Here], bool], what: str = "") -> Here:
        for _ in range(MOST_TABS):
            self.press("Tab")
            if is_it(here := self.here()):
                return here
        raise AssertionError(f"Tab does not lead to it: {what}")
