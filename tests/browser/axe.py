"""axe-core, which knows what can be tested automatically of WCAG, run on pages as they stand in Chromium."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.npm import ROOT, install

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_FILE = Path("node_modules", "axe-core", "axe.min.js")
_RUN = """(tags) => axe.run({ runOnly: { type: "tag", values: tags } }).then((found) =>
    found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.target}`))
)"""
Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Axe:
    source: str

    def violations(self, page: Page, scheme: Scheme) -> list[str]:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(self.source)
        # From the top, where what sticks lies over nothing: a button is as large as it is, wherever she is.
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        found: list[str] = page.evaluate(_RUN, TAGS)
        return found


def locked_axe(workshop: Path) -> Axe:
    """The checkout's own when it is the locked one; else installed for the occasion."""
    file = ROOT / _FILE
    if not file.exists():
        install(workshop, "the pages cannot be checked for accessibility")
        file = workshop / _FILE
    source = file.read_text(encoding="utf-8")
    if f"axe v{_locked_version()}" not in source:
        pytest.fail("node_modules is older than the lock: run 'npm ci'")
    return Axe(source)


def _locked_version() -> str:
    packages: dict[str, dict[str, str]] = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return packages["node_modules/axe-core"]["version"]
