"""The files browsers get are built from islands/ and committed; building again gives the same bytes."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.npm import ROOT, install, node_and_npm, run

COMMITTED = ROOT / "plandugnad" / "web" / "static" / "web"
FIRST_VISIT_LIMIT_BYTES = 70_000
SHEET_LIMIT_BYTES = 135_000
SHEETS = ("sheet.css", "sheet.js", "sheet-away.js", "sheet-worker.js")
NOT_IN_IT = {"isomorphic.js"}  # lib0 uses it in Node alone


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the sources with the locked packages installed."""
    folder = tmp_path_factory.mktemp("islands")
    shutil.copytree(ROOT / "islands", folder / "islands")
    install(folder, "the built files cannot be compared")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_building_again_gives_the_committed_bytes(workshop: Path) -> None:
    node, _ = node_and_npm()
    built = run([node, "islands/build.mjs", str(workshop / "built")], workshop)
    assert built.returncode == 0, built.stderr
    fresh = {file.name: file.read_bytes() for file in (workshop / "built").iterdir()}
    kept = {file.name: file.read_bytes() for file in COMMITTED.iterdir()}
    assert fresh.keys() == kept.keys()
    changed = [name for name in fresh if fresh[name] != kept[name]]
    assert changed == [], "run 'node islands/build.mjs' and commit what it writes"


def test_the_islands_have_their_types_right(workshop: Path) -> None:
    node, _ = node_and_npm()
    checked = run([node, "node_modules/typescript/bin/tsc", "--project", "islands/tsconfig.json"], workshop)
    assert checked.returncode == 0, checked.stdout


def test_the_lock_holds_no_addresses() -> None:
    """Where packages come from is the machine's to say. Whom their makers ask for money is theirs."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"].values()
    told = json.dumps([{name: value for name, value in one.items() if name != "funding"} for one in packages])
    assert "resolved" not in told
    assert "://" not in told


@pytest.mark.parametrize("name", ["plandugnad.css", "sheet.css"])
def test_the_style_sheet_fetches_nothing(name: str) -> None:
    style = (COMMITTED / name).read_text()
    assert "url(" not in style
    assert "@import" not in style


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (COMMITTED / "sprite.svg").read_text()))
    templates = (ROOT / "plandugnad").rglob("templates/**/*.html")
    named = {
        name
        for template in templates
        for name in re.findall(r"""(?:{% icon |icon=)["']([a-z-]+)["'](?!\|)""", template.read_text())
    }
    assert {"search", "upload"} <= named  # the search itself finds something
    assert named - drawn == set()


def test_a_first_visit_is_small() -> None:
    files = [file for file in COMMITTED.iterdir() if file.suffix in {".css", ".js", ".svg"}]
    files = [file for file in files if not file.stem.startswith("sheet")]  # which only the pages of worksheets load
    ours = sum(_compressed(file) for file in files)
    spec = find_spec("django_htmx")
    assert spec is not None
    assert spec.origin is not None
    htmx = Path(spec.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"
    assert ours + _compressed(htmx) < FIRST_VISIT_LIMIT_BYTES


def test_a_first_worksheet_is_not_much_more() -> None:
    assert sum(_compressed(COMMITTED / name) for name in SHEETS) < SHEET_LIMIT_BYTES


def test_all_that_is_bundled_has_its_terms_beside_it() -> None:
    """Only what islands import themselves is written down; what comes along with it must be found in the lock."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    imported = {
        name
        for file in (ROOT / "islands").rglob("*.ts")
        for name in re.findall(r"""from "((?:@[a-z-]+/)?[a-z][a-z0-9-]*)[/"]""", file.read_text())
    }
    needed, waiting = set[str](), list(imported)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += packages[f"node_modules/{name}"].get("dependencies", {})
    told = (COMMITTED / "THIRD_PARTY.txt").read_text()
    assert {"yjs", "lib0"} <= needed
    versions = {name: packages[f"node_modules/{name}"]["version"] for name in needed}
    assert {name for name, version in versions.items() if f" {name} {version}," not in told} == NOT_IN_IT


def _compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))
