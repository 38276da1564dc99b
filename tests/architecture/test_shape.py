"""Rules of the house that a machine can keep: where things are, and what they may reach for."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

TOP = Path(__file__).resolve().parents[2]
PACKAGE = TOP / "plandugnad"
FEATURES = {"imports", "processes", "worksheets"}  # the middle ring, whose apps do not know each other


def modules(folder: Path = PACKAGE) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_views_ask_the_database_nothing_themselves() -> None:
    found = [
        f"{path.relative_to(TOP)}:{node.lineno}"
        for path, tree in modules()
        if path.name.startswith("views") or "views" in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert found == []


def test_no_function_hides_an_import() -> None:
    found = [
        f"{path.relative_to(TOP)}:{inner.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    long = {
        str(path.relative_to(TOP)): lines
        for folder in (PACKAGE, TOP / "tests", TOP / "islands")
        for path in folder.rglob("*")
        if path.suffix in {".py", ".ts", ".css", ".html", ".jinja"} and "migrations" not in path.parts
        if "static" not in path.parts and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert long == {}


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{path.relative_to(TOP)}:{node.lineno} {node.name}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 60
    ]
    assert long == []


def test_each_template_lies_in_the_folder_of_the_app_that_owns_it() -> None:
    shared = {"account", "allauth"}  # names that the sign-in package looks for
    top_level = {"400.html", "403.html", "404.html", "429.html", "500.html"}
    stray = [
        str(path.relative_to(TOP))
        for kind in ("templates", "jinja2")
        for path in PACKAGE.rglob(f"{kind}/**/*.*")
        if path.is_file() and path.name not in top_level
        if path.relative_to(PACKAGE).parts[2] not in {path.relative_to(PACKAGE).parts[0], *shared}
    ]
    assert stray == []


def test_features_do_not_reach_each_other_by_name_either() -> None:
    """A string foreign key, `apps.get_model` or an included template is an import too."""
    found = []
    for feature in FEATURES:
        others = "|".join(FEATURES - {feature})
        if others:
            reach = re.compile(rf"[\"']({others})[./]")
            for path in (PACKAGE / feature).rglob("*"):
                if path.suffix in {".py", ".html", ".jinja"} and reach.search(path.read_text(encoding="utf-8")):
                    found.append(str(path.relative_to(TOP)))
    assert found == []


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def read_from_the_environment() -> Iterator[str]:
    """Every name of ours that any module asks for, by whatever reader."""
    for _, tree in modules():
        for node in ast.walk(tree):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and re.fullmatch(r"PLANDUGNAD_[A-Z_]+|DATABASE_URL", value):
                yield value


def test_each_setting_read_from_the_environment_is_explained() -> None:
    explained = (TOP / "docs" / "drift.md").read_text(encoding="utf-8")
    assert {name for name in read_from_the_environment() if f"`{name}`" not in explained} == set()
    assert settings.DEBUG is False


def test_each_secret_may_come_from_a_file_and_says_so() -> None:
    """The name of a secret gives it away, so that a new one is not read as plain text by habit."""
    secretive = re.compile(r"KEY|PASSWORD|TOKEN|SECRET|DATABASE_URL")
    source = (PACKAGE / "config" / "settings.py").read_text(encoding="utf-8")
    read = {name: reader for reader, name in re.findall(r"environment\.(\w+)\(\s*\"([A-Z_]+)\"", source)}
    explained = (TOP / "docs" / "drift.md").read_text(encoding="utf-8")
    secrets = {name for name in read if secretive.search(name)}
    assert len(secrets) >= 4
    assert {name for name in secrets if read[name] not in {"secret", "database"}} == set()
    assert {name for name in secrets if f"`{name}_FILE`" not in explained} == set()


def test_every_template_that_a_template_names_is_there() -> None:
    """A part that is renamed breaks only the pages that are opened, and then for those who open them."""
    named = re.compile(r"{% (?:include|extends|rows) \"([^\"]+)\"")
    kept = {path.as_posix().rsplit("/templates/", 1)[-1] for path in PACKAGE.rglob("templates/**/*.*")}
    kept |= {path.as_posix().rsplit("/jinja2/", 1)[-1] for path in PACKAGE.rglob("jinja2/**/*.*")}
    texts = {path.name: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.html")}
    texts |= {path.name: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.jinja")}
    missing = {f"{name}: {one}" for name, text in texts.items() for one in named.findall(text) if one not in kept}
    missing -= {"suggesting.html: django/forms/widgets/input.html"}  # Django's own
    assert missing == set()


def committed_texts() -> Iterator[tuple[str, str]]:
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=TOP, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout, so there is no list of what is committed")
    for name in listed.stdout.splitlines():
        path = TOP / name
        if path.is_file() and path.stat().st_size < 2_000_000:
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_no_committed_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    hosts = "|".join(
        re.escape(a + b) for a, b in (("py", "pi.org"), ("python", "hosted.org"), ("registry.np", "mjs.org"))
    )
    wrong = re.compile(rf"{hosts}|(?<![\w.])/(?:root|work|home/\w+)/\w")
    found = [f"{name}: {match[0]}" for name, text in committed_texts() if (match := wrong.search(text))]
    assert found == []
