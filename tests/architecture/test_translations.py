"""Bokmål is the source; nynorsk and English are complete, and so are the words that come from the packages we use."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import django
import polib
import pytest
from django.conf import settings

TOP = Path(__file__).resolve().parents[2]
LOCALE = TOP / "locale"
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "ngettext", "ngettext_lazy", "npgettext"}
CATALOGUES = sorted(LOCALE.rglob("*.po"))
# What a foreign reader would have to know by its Norwegian name, and examples of what is read in Norwegian.
NORWEGIAN_NAMES = {"Bokmål", "Hægebostad", "høst"}
SAME_IN_ENGLISH = {
    "Kommunestyret: 12. februar, 26. mars, 7. mai 2027 kl. 18.00",
    "Formannskapet: 3. og 17. februar, 3. mars 2027 kl. 09.00",
    "Kommuneplanens samfunnsdel 2023–2035",
    "Temaplan for oppvekst",
    "K-sak 45/23",
    "Plandugnad-ID",
    "regional plan",
    "Import for %(name)s",
    "høst 2026",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def test_there_is_a_catalogue_for_each_language() -> None:
    assert {path.parts[-3] for path in CATALOGUES} == {code for code, _name in settings.LANGUAGES}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(LOCALE)))
def test_every_sentence_has_a_translation(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert [entry.msgid for entry in (*catalogue.untranslated_entries(), *catalogue.fuzzy_entries())] == []


def _pairs(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each form of a sentence beside its translation."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid if number == 0 else entry.msgid_plural, text) for number, text in entry.msgstr_plural.items()]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(LOCALE)))
def test_translations_keep_the_places_to_fill_in(path: Path) -> None:
    wrong = [
        said
        for entry in polib.pofile(str(path))
        for said, text in _pairs(entry)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(said))
    ]
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(LOCALE)))
def test_the_compiled_catalogue_is_made_from_the_text(path: Path) -> None:
    compiled = {(entry.msgctxt, entry.msgid): entry for entry in polib.mofile(str(path.with_suffix(".mo")))}
    written = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path)).translated_entries()}
    assert compiled.keys() == written.keys(), "run «make translate»"
    for key, entry in written.items():
        assert (compiled[key].msgstr, compiled[key].msgstr_plural) == (entry.msgstr, entry.msgstr_plural), (
            "run «make translate»"
        )


def test_every_sentence_in_the_source_is_in_the_catalogues(tmp_path: Path) -> None:
    if not shutil.which("xgettext"):
        pytest.skip("GNU gettext is not installed, so the source cannot be searched for new sentences")
    shutil.copytree(TOP / "plandugnad", tmp_path / "plandugnad", ignore=shutil.ignore_patterns("static", "migrations"))
    (tmp_path / "locale").mkdir()
    code = (
        "import django; from django.conf import settings; from django.core.management import call_command;"
        "settings.configure(LOCALE_PATHS=['locale'], USE_I18N=True); django.setup();"
        "call_command('makemessages', locale=['nn'], extensions=['html,txt,py,jinja'], verbosity=0)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True)
    gathered = {
        (entry.msgctxt, entry.msgid) for entry in polib.pofile(str(tmp_path / "locale/nn/LC_MESSAGES/django.po"))
    }
    for language in ("nn", "en"):
        shipped = polib.pofile(str(LOCALE / language / "LC_MESSAGES/django.po"))
        lacking = gathered - {(entry.msgctxt, entry.msgid) for entry in shipped}
        assert sorted(msgid for _context, msgid in lacking) == [], f"{language}: run «make translate»"


def test_nothing_in_the_english_catalogue_is_left_in_norwegian() -> None:
    """Norwegian letters are in names only, and a sentence that is the same in both is the same word in both."""
    wrong = []
    for entry in polib.pofile(str(LOCALE / "en/LC_MESSAGES/django.po")):
        for said, english in _pairs(entry):
            letters = set(re.findall(r"\w*[æøåÆØÅ]\w*", english))
            same = (
                said == english
                and len(re.findall(r"[^\W\d_]{2,}", PLACEHOLDER.sub("", said))) > 1
                and said not in SAME_IN_ENGLISH
            )
            if letters - NORWEGIAN_NAMES or same or re.search("[«»]", english):
                wrong.append(english)
    assert wrong == []


def test_django_says_nothing_in_english_to_a_reader_of_nynorsk() -> None:
    """Django's own nynorsk lacks some sentences. What a form or a page may say we translate where Django does not."""
    ours = {entry.msgid for entry in polib.pofile(str(LOCALE / "nn/LC_MESSAGES/django.po")).translated_entries()}
    folder = Path(django.__file__).parent
    lacking = set()
    for app in ("conf", "contrib/auth"):
        bokmal = polib.pofile(str(folder / app / "locale/nb/LC_MESSAGES/django.po"))
        nynorsk = polib.pofile(str(folder / app / "locale/nn/LC_MESSAGES/django.po"))
        lacking |= {entry.msgid for entry in bokmal} - {entry.msgid for entry in nynorsk.translated_entries()}
    assert sorted(msgid for msgid in lacking - ours if may_be_shown(msgid)) == []


def may_be_shown(msgid: str) -> bool:
    """Not the names of languages, and not what only Django's debug pages, admin and index views say."""
    hidden = (
        "Django",
        "DEBUG",
        "%(directory)s",
        "Directory",
        "superuser",
        "permission",
        "staff",
        "admin",
        "&hellip;",
        "group",
    )
    languages = {name for _code, name in django.conf.global_settings.LANGUAGES}
    return msgid not in languages and not any(word in msgid for word in hidden)


def has_norwegian_letters(text: str) -> bool:
    return bool(re.search(r"[æøåÆØÅ]", text))


def docstrings(tree: ast.Module) -> set[int]:
    first = (
        node.body[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
    )
    return {id(node.value) for node in first if isinstance(node, ast.Expr)}


def test_sentences_shown_to_users_are_marked_for_translation() -> None:
    """A sentence in Norwegian inside an app is either marked or is not seen by the tests above.

    In `reading` Norwegian is what is matched; what `register` says is for who mends the tables we ship.
    """
    apps = ("accounts", "archive", "imports", "meetings", "notices", "plans", "projections", "regions", "web")
    found = []
    for app in apps:
        for path in sorted((TOP / "plandugnad" / app).rglob("*.py")):
            if {"migrations", "demo", "management", "reading", "register"} & set(path.parts):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            marked = {
                id(inner)
                for node in ast.walk(tree)
                if isinstance(node, ast.Call)
                and getattr(node.func, "id", "")
                in {
                    "_",
                    "gettext",
                    "gettext_lazy",
                    "ngettext",
                    "ngettext_lazy",
                    "pgettext",
                    "pgettext_lazy",
                    "_n",
                    "gettext_noop",
                }
                for inner in ast.walk(node)
            }
            skipped = marked | docstrings(tree)
            found += [
                f"{path.relative_to(TOP)}:{node.lineno}: {node.value[:50]}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped
                if " " in node.value.strip() and has_norwegian_letters(node.value)
            ]
    assert found == []


def test_no_sentence_stands_within_a_string_with_fields_where_gettext_does_not_see_it() -> None:
    found = [
        f"{path.relative_to(TOP)}:{inner.lineno}"
        for path in sorted((TOP / "plandugnad").rglob("*.py"))
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in GETTEXT
    ]
    assert found == []
